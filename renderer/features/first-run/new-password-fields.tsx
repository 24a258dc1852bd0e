import { useImperativeHandle, useRef, useState, type ReactElement, type Ref } from 'react';
import { useText } from '../../lib/intl.tsx';
import { SecretField } from '../../ui/field.tsx';
import { MINIMUM_PASSWORD_LENGTH } from './password-rules.ts';
import type { StrengthScore } from './password-strength.ts';
import { StrengthMeter } from './strength-meter.tsx';

export interface NewPasswordHandle {
  /** What was typed, or null after saying at the field what is wrong with it. */
  read(): string | null;
  clear(): void;
}

/** A new password and the same again. SECURITY: what is typed lives in the inputs alone. */
export function NewPasswordFields({
  ref,
  label,
  labelAgain,
  error,
  autoFocus = false,
}: {
  readonly ref: Ref<NewPasswordHandle>;
  readonly label: string;
  readonly labelAgain: string;
  /** What the other side said of it. */
  readonly error: string | null;
  readonly autoFocus?: boolean;
}): ReactElement {
  const t = useText();
  const [problem, setProblem] = useState<'short' | 'differs' | null>(null);
  const [score, setScore] = useState<StrengthScore | null>(null);
  const password = useRef<HTMLInputElement>(null);
  const repeated = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref, () => ({
    read() {
      const typed = password.current?.value ?? '';
      const found =
        typed.length < MINIMUM_PASSWORD_LENGTH
          ? 'short'
          : typed === repeated.current?.value
            ? null
            : 'differs';
      setProblem(found);
      if (found === null) return typed;
      (found === 'short' ? password : repeated).current?.focus();
      return null;
    },
    clear() {
      for (const field of [password, repeated]) if (field.current !== null) field.current.value = '';
    },
  }));
  const measure = async (): Promise<void> => {
    const { estimateStrength } = await import('./password-strength.ts');
    const typed = password.current?.value ?? '';
    setScore(typed === '' ? null : estimateStrength(typed, ['augno', 'vault']));
  };
  return (
    <>
      <SecretField
        ref={password}
        autoFocus={autoFocus}
        label={label}
        error={
          problem === 'short' ? t('first-run.password-short', { length: MINIMUM_PASSWORD_LENGTH }) : error
        }
        hint={<StrengthMeter score={score} />}
        onInput={() => void measure()}
      />
      <SecretField
        ref={repeated}
        label={labelAgain}
        error={problem === 'differs' ? t('first-run.password-differs') : null}
      />
    </>
  );
}
