import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/messages/say.ts';

export function vaultLocked(): AppError {
  return new AppError({
    code: 'vault-locked',
    message: say('app.the-vault-is-locked'),
    hint: say('app.unlock-it-and-try-again'),
  });
}
