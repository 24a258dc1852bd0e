import type { IpcHandlers } from '../../wire/answer.ts';
import type { IpcServices } from './services.ts';

type Names = 'editor.command' | 'editor.set-command';

export function editorHandlers({ editor, vault }: IpcServices): Pick<IpcHandlers, Names> {
  return {
    'editor.command': () => {
      const command = editor.command();
      return { command: command === null ? null : { program: command.program, args: [...command.args] } };
    },
    'editor.set-command': async ({ grant }) => {
      const command = grant === null ? null : await vault.call('process.take-editor', { grant });
      const text = command === null ? 'none' : JSON.stringify([command.program, ...command.args]);
      // SECURITY: the entry comes first, as for every setting.
      await vault.call('process.note-settings', { detail: `editorCommand: ${text}` });
      editor.save(command);
      return undefined;
    },
  };
}
