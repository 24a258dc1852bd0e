/** Whether a key's secret may leave the vault for a program or a file. */
import { terminalLine } from '../../shared/harmless-text.ts';
import type { KeySummary } from '../../shared/domain.ts';
import { AppError } from '../../shared/errors.ts';
import { say, type Said } from '../../shared/messages/say.ts';

/** @throws AppError `api-key-revoked`, `api-key-expired`, `not-found` (secret not held) */
export function assertUsable(key: KeySummary, nothing: Said): void {
  if (key.status === 'revoked') {
    throw new AppError({
      code: 'api-key-revoked',
      message: say('command.the-key-name-redacted-is-revoked', { name: key.name, redacted: key.redacted }),
      hint: say('command.nothing-name-the-key-that-replaced-it', { nothing }),
    });
  }
  if (key.status === 'expired') {
    throw new AppError({
      code: 'api-key-expired',
      message: say('command.the-key-name-redacted-has-expired', { name: key.name, redacted: key.redacted }),
      hint: say('command.nothing-rotate-it-augno-vault-keys-rotate', { nothing, id: key.id }),
    });
  }
  if (!key.secretHeld) {
    throw new AppError({
      code: 'not-found',
      message: say('command.the-secret-of-name-redacted-is-not', { name: key.name, redacted: key.redacted }),
      hint: say('command.nothing-add-the-secret-or-rotate-the', { nothing }),
    });
  }
}

/** What a person should know of a key that works; null where there is nothing. */
export function warningOf(key: KeySummary): Said | null {
  const name = terminalLine(key.name);
  if (key.status === 'unresolved') return say('command.outcome-of-name-not-known', { name });
  if (key.status !== 'revoking') return null;
  return key.revokedAt === null
    ? say('command.name-works-until-revoked', { name })
    : say('command.name-works-until', { name, until: key.revokedAt });
}
