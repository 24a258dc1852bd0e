import type { HandlersOf } from '../../wire/answer.ts';
import type { grantChannels } from '../../../shared/ipc/grant-channels.ts';
import { AppError } from '../../../shared/errors.ts';
import type { IpcServices } from './services.ts';
import { say } from '../../../shared/messages/say.ts';

export function grantHandlers({ grants, app }: IpcServices): HandlersOf<typeof grantChannels, 'main'> {
  return {
    'grants.choose': ({ purpose }) => {
      assertFits(app.state().phase, purpose);
      return grants.choose(purpose);
    },
    'grants.address': (input) => grants.address(input),
    'grants.program': (input) => grants.program(input),
  };
}

/** A backup is restored while no vault is open; everything else needs one. */
export function assertFits(phase: 'no-vault' | 'locked' | 'unlocked', purpose: string): void {
  if (phase === 'unlocked' || purpose === 'open-backup') return;
  throw new AppError({
    code: 'vault-locked',
    message: say('app.the-vault-is-locked'),
    hint: say('app.unlock-it-and-try-again'),
  });
}
