/** A new password and the same again, with an estimate of how hard it is to guess. */
import type { NewPasswordWords } from '../../shared/password-question.ts';
import { element, secretField } from './elements.ts';

export interface NewPassword {
  readonly roots: readonly HTMLElement[];
  readonly inputs: readonly HTMLInputElement[];
  /** What was typed, or null after saying at the field what is wrong with it. */
  read(): string | null;
}

export function newPasswordFields(words: NewPasswordWords, show: string): NewPassword {
  const bar = element('progress');
  bar.max = 5;
  bar.value = 0;
  bar.setAttribute('aria-hidden', 'true');
  const strength = element('p', { text: words.note });
  strength.setAttribute('role', 'status');
  const first = secretField({
    label: words.label,
    hint: element('div', { className: 'strength' }, [bar, strength]),
    show,
  });
  const again = secretField({ label: words.again, hint: null, show });

  const measure = async (): Promise<void> => {
    // Loaded when somebody begins to choose: the dictionaries are bigger than everything else here.
    const { estimateStrength } = await import('../features/first-run/password-strength.ts');
    const typed = first.input.value;
    const score = typed === '' ? null : estimateStrength(typed, ['augno', 'vault']);
    bar.value = score === null ? 0 : score + 1;
    strength.textContent = score === null ? words.note : words.strength[score];
  };
  first.input.addEventListener('input', () => void measure());

  return {
    roots: [first.root, again.root],
    inputs: [first.input, again.input],
    read() {
      const short = first.input.value.length < words.minimumLength;
      const differs = !short && first.input.value !== again.input.value;
      first.setError(short ? words.tooShort : null);
      again.setError(differs ? words.differs : null);
      if (!short && !differs) return first.input.value;
      (short ? first : again).input.focus();
      return null;
    },
  };
}
