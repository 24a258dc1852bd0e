import type { HandlersOf } from '../../wire/answer.ts';
import { vaultLocked } from '../../wire/vault-locked.ts';
import type { grantChannels } from '../../../shared/ipc/grant-channels.ts';
import type { IpcServices } from './services.ts';

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
  throw vaultLocked();
}
