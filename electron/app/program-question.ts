/** The last question before a program gets a secret: main's own dialog, which no page can answer. */
import { app, dialog, type BrowserWindow, type MessageBoxOptions } from 'electron';
import { terminalLine } from '../../shared/harmless-text.ts';
import type { ProgramQuestion } from '../ipc/services.ts';

const RUN = 1;

/** Each argument on its own line, so that it is seen where one ends. What steers text is spelled out. */
function lines({ program }: ProgramQuestion): string {
  return [program.command, ...program.args].map(terminalLine).join('\n    ');
}

export async function askBeforeProgram(
  window: BrowserWindow | null,
  question: ProgramQuestion,
  language: 'system' | 'en' | 'de',
): Promise<boolean> {
  const german = (language === 'system' ? app.getLocale() : language).toLowerCase().startsWith('de');
  const { mode } = question;
  // SECURITY: both came from a server.
  const name = terminalLine(question.name);
  const redacted = terminalLine(question.redacted);
  const production = mode === 'prod' ? (german ? ' (Produktion)' : ' (production)') : '';
  const options: MessageBoxOptions = {
    type: 'warning',
    noLink: true,
    title: 'Augno Vault',
    message: german
      ? `Diesem Programm das Geheimnis von „${name}“${production} geben?`
      : `Give the secret of “${name}”${production} to this program?`,
    detail: `${lines(question)}\n\n${
      german
        ? `${redacted} geht an seine Standardeingabe. Was das Programm damit tut, bestimmt das Programm.`
        : `${redacted} goes to its standard input. What the program does with it is up to the program.`
    }`,
    buttons: german ? ['Abbrechen', 'Ausführen'] : ['Cancel', 'Run'],
    defaultId: 0,
    cancelId: 0,
  };
  const answer =
    window === null ? await dialog.showMessageBox(options) : await dialog.showMessageBox(window, options);
  return answer.response === RUN;
}
