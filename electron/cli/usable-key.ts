/** Whether a key's secret may leave the vault for a program or a file. */
import type { KeySummary } from '../../shared/domain.ts';
import { AppError } from '../../shared/errors.ts';

/** @throws AppError `api-key-revoked`, `api-key-expired`, `not-found` (secret not held) */
export function assertUsable(key: KeySummary, nothing: string): void {
  if (key.status === 'revoked') {
    throw new AppError({
      code: 'api-key-revoked',
      message: `The key “${key.name}” (${key.redacted}) is revoked.`,
      hint: `${nothing} Name the key that replaced it; see augno-vault keys list.`,
    });
  }
  if (key.status === 'expired') {
    throw new AppError({
      code: 'api-key-expired',
      message: `The key “${key.name}” (${key.redacted}) has expired.`,
      hint: `${nothing} Rotate it: augno-vault keys rotate ${key.id}.`,
    });
  }
  if (!key.secretHeld) {
    throw new AppError({
      code: 'not-found',
      message: `The secret of “${key.name}” (${key.redacted}) is not in this vault.`,
      hint: `${nothing} Add the secret, or rotate the key to get a new one.`,
    });
  }
}

/** What a person should know of a key that works; null where there is nothing. */
export function warningOf(key: KeySummary): string | null {
  if (key.status === 'unresolved') return `The outcome of an operation on “${key.name}” is not known yet.`;
  if (key.status === 'revoking')
    return `“${key.name}” works until ${key.revokedAt ?? 'its revocation'} only.`;
  return null;
}
