import type { HandlersOf } from '../../wire/answer.ts';
import type { protectionChannels } from '../../../shared/ipc/protection-channels.ts';
import { AppError } from '../../../shared/errors.ts';
import type { IpcServices } from './services.ts';
import { say } from '../../../shared/messages/say.ts';

export function protectionHandlers({
  vault,
  kit,
}: IpcServices): HandlersOf<typeof protectionChannels, 'main'> {
  const page = async (): Promise<string> => {
    const found = await vault.call('process.kit-page', undefined);
    if (found === null) throw nothingToPrint();
    return found;
  };
  return {
    'vault.print-kit': async () => ({ printed: await kit.print(page) }),
    'vault.save-kit': async () => {
      // Nobody is asked for a file that nothing would come of.
      await page();
      return { path: await kit.save(page) };
    },
  };
}

function nothingToPrint(): AppError {
  return new AppError({
    code: 'conflict',
    message: say('app.no-recovery-key-was-made-since-the'),
    hint: say('app.nothing-was-changed-only-a-new-recovery'),
  });
}
