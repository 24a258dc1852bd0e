/** Opening a file at a line: the editors that are installed, and a program that the user named. */
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { editorArguments, editorProblem, type EditorCommand } from '../../shared/editor-command.ts';
import { AppError } from '../../shared/errors.ts';
import type { IpcServices } from './handlers/services.ts';
import { installedEditors, openInEditor } from './editors.ts';
import type { Profile } from './settings.ts';
import { say, type Said } from '../../shared/messages/say.ts';

const CUSTOM = 'custom';

/** @throws AppError `invalid-input` where it is no program that can be started by itself */
export function checkEditorProgram(command: EditorCommand): void {
  const refuse = (message: Said): never => {
    throw new AppError({
      code: 'invalid-input',
      message,
      hint: say('app.nothing-was-saved-name-the-program-by'),
      field: 'command',
    });
  };
  if (editorProblem(command) !== null || !path.isAbsolute(command.program)) {
    refuse(say('app.this-is-not-a-command-that-opens'));
  }
  try {
    if (!statSync(command.program).isFile()) refuse(say('app.there-is-no-program-of-that-name'));
    accessSync(command.program, constants.X_OK);
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    refuse(say('app.there-is-no-program-of-that-name'));
  }
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
      message: isProgram
        ? say('app.this-editor-is-not-installed-any-more')
        : say('app.this-file-is-not-there-any-more'),
      hint: isProgram
        ? say('app.nothing-was-opened-choose-another-editor-or')
        : say('app.nothing-was-opened-scan-the-folder-again'),
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

const textOf = ({ program, args }: EditorCommand): string => JSON.stringify([program, ...args]);

function notConfirmed(): AppError {
  return new AppError({
    code: 'cancelled',
    message: say('app.the-program-was-not-confirmed'),
    hint: say('app.nothing-was-started'),
  });
}

export type EditorService = Pick<IpcServices['app'], 'editors' | 'openInEditor'> & {
  readonly editor: IpcServices['editor'];
};

export function createEditorService(
  profile: Profile,
  askFirst: (command: EditorCommand) => Promise<boolean>,
): EditorService {
  return {
    editors: () => {
      const { editorCommand } = profile;
      const own =
        editorCommand === null ? [] : [{ id: CUSTOM, name: path.parse(editorCommand.program).name }];
      return [...own, ...installedEditors()];
    },
    async openInEditor(editor, place) {
      const { editorCommand } = profile;
      if (editor !== CUSTOM || editorCommand === null) {
        openInEditor(editor, place);
        return;
      }
      // One that was stored before programs were confirmed, or by somebody else.
      if (!profile.isAgreed('editor', textOf(editorCommand))) {
        if (!(await askFirst(editorCommand))) throw notConfirmed();
        profile.agree('editor', textOf(editorCommand));
      }
      openWith(editorCommand, place);
    },
    editor: {
      command: () => profile.editorCommand,
      save: (command) => {
        profile.setEditorCommand(command);
        if (command !== null) profile.agree('editor', textOf(command));
      },
    },
  };
}
