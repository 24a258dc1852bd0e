import type { HandlersOf } from '../../wire/answer.ts';
import type { editorChannels } from '../../../shared/ipc/editor-channels.ts';
import { say } from '../../../shared/messages/say.ts';
import type { IpcServices } from './services.ts';

export function editorHandlers({ editor, vault }: IpcServices): HandlersOf<typeof editorChannels, 'main'> {
  return {
    'editor.command': () => {
      const command = editor.command();
      return { command: command === null ? null : { program: command.program, args: [...command.args] } };
    },
    'editor.set-command': async ({ grant }) => {
      const command = grant === null ? null : await vault.call('process.take-editor', { grant });
      const text =
        command === null ? say('setting.none') : JSON.stringify([command.program, ...command.args]);
      // SECURITY: the entry comes first, as for every setting.
      await vault.call('process.note-settings', {
        detail: [say('setting.editorCommand', { command: text })],
      });
      editor.save(command);
    },
  };
}
