/** The words of a question, made here in the vault's process: no page has a say in them but for names, which are escaped. */
import type { QuestionWords } from '../../../../shared/password-question.ts';
import type { StepUpAction } from '../action.ts';
import { commonGerman, inGerman } from './de.ts';
import { commonEnglish, inEnglish } from './en.ts';

const LONGEST_FACT = 300;

/**
 * SECURITY: names and addresses come from a page, a server or a file. Control and direction marks are spelled out, so that
 * they cannot look like words of the window, and what is long is cut in its middle, so that both of its ends are seen.
 */
export function harmless(text: string): string {
  const plain = text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu,
    (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
  const half = LONGEST_FACT / 2;
  return plain.length <= LONGEST_FACT ? plain : `${plain.slice(0, half)} … ${plain.slice(-half)}`;
}

export function questionWords(action: StepUpAction, language: 'en' | 'de'): QuestionWords {
  const common = language === 'de' ? commonGerman : commonEnglish;
  const words = language === 'de' ? inGerman(action) : inEnglish(action);
  const { cancel, show, checking, waiting } = common;
  return {
    language,
    title: words.title,
    text: words.text,
    facts: words.facts.map(({ label, value }) => ({ label, value: harmless(value) })),
    password: {
      label: words.password ?? common.password,
      note: words.note ?? common.note,
      empty: words.empty ?? common.empty,
      fromPaper: words.fromPaper ?? false,
      wholeAt: words.wholeAt ?? null,
    },
    filePassword: words.filePassword ?? null,
    newPassword: words.newPassword ?? null,
    otherWay: words.otherWay ?? null,
    submit: words.submit,
    cancel,
    show,
    checking,
    waiting,
  };
}

/** Said in the window, which counts the seconds down itself. */
export function refusal(
  action: StepUpAction,
  language: 'en' | 'de',
  code: 'vault-wrong-password' | 'vault-waiting',
): string {
  const common = language === 'de' ? commonGerman : commonEnglish;
  if (code === 'vault-waiting') return common.waitFirst;
  return (language === 'de' ? inGerman(action) : inEnglish(action)).refused ?? common.refused;
}
