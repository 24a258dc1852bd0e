import { useRef, useState, type ReactElement } from 'react';
import { call } from '../../app/bridge.ts';
import { useText } from '../../app/intl.tsx';
import { useAction } from '../../app/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SecretField } from '../../ui/field.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import { MINIMUM_PASSWORD_LENGTH } from '../first-run/password-rules.ts';
import type { StrengthScore } from '../first-run/password-strength.ts';
import { StrengthMeter } from '../first-run/strength-meter.tsx';

type Problem = 'old' | 'short' | 'differs' | null;

export function ChangePasswordDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const action = useAction();
  const [problem, setProblem] = useState<Problem>(null);
  const [score, setScore] = useState<StrengthScore | null>(null);
  const oldPassword = useRef<HTMLInputElement>(null);
  const newPassword = useRef<HTMLInputElement>(null);
  const repeated = useRef<HTMLInputElement>(null);
  const measure = async (): Promise<void> => {
    const { estimateStrength } = await import('../first-run/password-strength.ts');
    const typed = newPassword.current?.value ?? '';
    setScore(typed === '' ? null : estimateStrength(typed, ['augno', 'vault']));
  };
  const submit = async (): Promise<void> => {
    const typedOld = oldPassword.current?.value ?? '';
    const typedNew = newPassword.current?.value ?? '';
    const found: Problem =
      typedOld === ''
        ? 'old'
        : typedNew.length < MINIMUM_PASSWORD_LENGTH
          ? 'short'
          : typedNew !== repeated.current?.value
            ? 'differs'
            : null;
    setProblem(found);
    if (found !== null) return;
    const done = await action.run(() =>
      call('vault.change-password', { oldPassword: typedOld, newPassword: typedNew }),
    );
    if (done === null) return;
    for (const field of [oldPassword, newPassword, repeated]) {
      if (field.current !== null) field.current.value = '';
    }
    showToast(t('password.done'));
    onClose();
  };
  return (
    <Dialog
      title={t('password.title')}
      busy={action.pending}
      onClose={onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose} disabled={action.pending}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" variant="primary" pending={action.pending}>
            {t('password.title')}
          </Button>
        </>
      }
    >
      <SecretField
        ref={oldPassword}
        autoFocus
        label={t('password.old')}
        error={problem === 'old' ? t('lock.empty') : action.fieldError('oldPassword')}
      />
      <SecretField
        ref={newPassword}
        label={t('password.new')}
        error={
          problem === 'short'
            ? t('first-run.password-short', { length: MINIMUM_PASSWORD_LENGTH })
            : action.fieldError('newPassword')
        }
        hint={<StrengthMeter score={score} />}
        onInput={() => void measure()}
      />
      <SecretField
        ref={repeated}
        label={t('password.again')}
        error={problem === 'differs' ? t('first-run.password-differs') : null}
      />
      <Notice tone="notice">
        <p>{t('password.backups')}</p>
      </Notice>
      {action.error === null || ['oldPassword', 'newPassword'].includes(action.error.field ?? '') ? null : (
        <ErrorNotice error={action.error} />
      )}
    </Dialog>
  );
}
