/** Opening a file at a line: the editors that are installed, and a program that the user named. */
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { app, dialog, type BrowserWindow, type MessageBoxOptions } from 'electron';
import { editorArguments, editorProblem, type EditorCommand } from '../../shared/editor-command.ts';
import { AppError } from '../../shared/errors.ts';
import { terminalLine } from '../../shared/harmless-text.ts';
import type { IpcServices } from '../ipc/services.ts';
import { installedEditors, openInEditor } from './editors.ts';
import type { Profile } from './settings.ts';

const CUSTOM = 'custom';
const USE = 1;

/** @throws AppError `invalid-input` where it is no program that can be started by itself */
export function checkEditorProgram(command: EditorCommand): void {
  const refuse = (message: string): never => {
    throw new AppError({
      code: 'invalid-input',
      message,
      hint: 'Nothing was saved. Name the program by its full path, and the place of the file among its arguments.',
      field: 'command',
    });
  };
  if (editorProblem(command) !== null || !path.isAbsolute(command.program)) {
    refuse('This is not a command that opens a file.');
  }
  try {
    if (!statSync(command.program).isFile()) refuse('There is no program of that name.');
    accessSync(command.program, constants.X_OK);
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    refuse('There is no program of that name.');
  }
}

/** Main's own dialog, which no page can answer. */
async function askAboutEditor(
  window: BrowserWindow | null,
  { program, args }: EditorCommand,
  language: 'system' | 'en' | 'de',
): Promise<boolean> {
  const german = (language === 'system' ? app.getLocale() : language).toLowerCase().startsWith('de');
  const shown = [program, ...args].map(terminalLine).join('\n    ');
  const options: MessageBoxOptions = {
    type: 'question',
    noLink: true,
    title: 'Augno Vault',
    message: german ? 'Dateien mit diesem Programm öffnen?' : 'Open files with this program?',
    detail: `${shown}\n\n${
      german
        ? 'Es startet, wenn Sie eine Fundstelle öffnen, mit Ihren Rechten.'
        : 'It is started when you open the place of a finding, with your own rights.'
    }`,
    buttons: german ? ['Abbrechen', 'Verwenden'] : ['Cancel', 'Use it'],
    defaultId: 0,
    cancelId: 0,
  };
  const answer =
    window === null ? await dialog.showMessageBox(options) : await dialog.showMessageBox(window, options);
  return answer.response === USE;
}

/** @throws AppError `not-found` where the program or the file is gone */
function openWith(
  command: EditorCommand,
  place: { readonly file: string; readonly line: number | null; readonly column: number | null },
): void {
  if (!existsSync(command.program) || !existsSync(place.file)) {
    const isProgram = !existsSync(command.program);
    throw new AppError({
      code: 'not-found',
      message: isProgram ? 'This editor is not installed any more.' : 'This file is not there any more.',
      hint: isProgram
        ? 'Nothing was opened. Choose another editor, or show the file in its folder.'
        : 'Nothing was opened. Scan the folder again to see where the key is now.',
    });
  }
  // SECURITY: an absolute program and an array of arguments, never a shell. The file's path is absolute: no option.
  spawn(command.program, [...editorArguments(command, place)], {
    detached: true,
    stdio: 'ignore',
    shell: false,
  })
    .on('error', () => undefined)
    .unref();
}

export function createEditorService(
  profile: Profile,
  currentWindow: () => BrowserWindow | null,
): Pick<IpcServices['app'], 'editors' | 'openInEditor'> & { readonly editor: IpcServices['editor'] } {
  return {
    editors: () => {
      const { editorCommand } = profile;
      const own =
        editorCommand === null ? [] : [{ id: CUSTOM, name: path.parse(editorCommand.program).name }];
      return [...own, ...installedEditors()];
    },
    openInEditor(editor, place) {
      if (editor === CUSTOM && profile.editorCommand !== null) openWith(profile.editorCommand, place);
      else openInEditor(editor, place);
    },
    editor: {
      command: () => profile.editorCommand,
      check: checkEditorProgram,
      confirm: (command) => askAboutEditor(currentWindow(), command, profile.settings.language),
      save: (command) => {
        profile.setEditorCommand(command);
      },
    },
  };
}
