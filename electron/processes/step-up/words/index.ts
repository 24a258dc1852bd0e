/** The words of a question, made here in the vault's process: no page has a say in them but for names, which are escaped. */
import { windowFact } from '../../../../shared/harmless-text.ts';
import type { QuestionWords } from '../../../../shared/password-question.ts';
import type { StepUpAction } from '../action.ts';
import { commonGerman, inGerman } from './de.ts';
import { commonEnglish, inEnglish } from './en.ts';

export function questionWords(action: StepUpAction, language: 'en' | 'de'): QuestionWords {
  const common = language === 'de' ? commonGerman : commonEnglish;
  const words = language === 'de' ? inGerman(action) : inEnglish(action);
  const { cancel, show, checking, waiting } = common;
  return {
    language,
    title: words.title,
    text: words.text,
    // SECURITY: names and addresses come from a page, a server or a file; they must not look like words of the window.
    facts: words.facts.map(({ label, value }) => ({ label, value: windowFact(value) })),
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
