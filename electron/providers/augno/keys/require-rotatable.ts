/** Whether a replacement of a key would work at all. */
import { deriveKeyStatus, statusWorks } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/errors.ts';
import { say } from '../../../../shared/messages/say.ts';
import type { ApiKeyReply } from '../api/schemas.ts';

/**
 * @param expiresAt of the replacement; null: as the key's
 * @param now by the server's clock
 * @throws AppError `conflict` where it is revoked, `invalid-input` where the replacement would be expired at once
 */
export function requireRotatable(target: ApiKeyReply, expiresAt: string | null, now: Date): void {
  const status = deriveKeyStatus({ expiresAt: target.expires_at, revokedAt: target.revoked_at }, now);
  if (status === 'revoked') {
    throw new AppError({
      code: 'conflict',
      message: say('account.this-key-is-revoked-already-so-it'),
      hint: say('account.create-a-new-key-instead-nothing-was'),
    });
  }
  if (!statusWorks(status) && expiresAt === null) {
    throw new AppError({
      code: 'invalid-input',
      message: say('account.this-key-has-expired-and-its-replacement'),
      hint: say('account.give-the-replacement-a-new-expiry-date'),
      field: 'expiresAt',
    });
  }
}
