/** Which dates tray and notifications have to know. */
import type { KeySummary } from '../../shared/domain.ts';
import type { ScheduledDate } from './protocol.ts';

/** How long after its date a key is still spoken of, in days. */
const SPOKEN_OF_AFTERWARDS_DAYS = 2;
const DAY_MS = 86_400_000;

/**
 * Expiries and scheduled revocations of keys that still work or just stopped. Documentation keys are left out: they rotate
 * by themselves, and nobody has to do anything.
 */
export function scheduleOf(keys: readonly KeySummary[], now: Date): readonly ScheduledDate[] {
  const earliest = now.getTime() - SPOKEN_OF_AFTERWARDS_DAYS * DAY_MS;
  return keys.flatMap((key): ScheduledDate[] => {
    if (key.isDocumentationKey || key.status === 'revoked') return [];
    const base = { keyId: key.id, name: key.name, redacted: key.redacted, mode: key.mode };
    if (key.status === 'revoking' && key.revokedAt !== null) {
      return [{ ...base, kind: 'revocation', at: key.revokedAt }];
    }
    if (key.expiresAt === null || Date.parse(key.expiresAt) < earliest) return [];
    return [{ ...base, kind: 'expiry', at: key.expiresAt }];
  });
}
