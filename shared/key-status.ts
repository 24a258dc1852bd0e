/**
 * How a key's status follows from its dates. Apart from the schemas in domain.ts, so that the renderer can use it without
 * loading zod, whose probe for `new Function` its content security policy would report.
 */
import { DAY_MS } from './times.ts';

export const KEY_STATUSES = ['active', 'expiring', 'revoking', 'expired', 'revoked', 'unresolved'] as const;
/**
 * `expiring`: active, but expires within the warning time. `revoking`: active, revocation scheduled. `unresolved`: an
 * operation on it has an outcome that is not known yet.
 */
export type KeyStatus = (typeof KEY_STATUSES)[number];

/** How long before its expiry a key counts as expiring, in days. */
const EXPIRING_WITHIN_DAYS = 30;
/** How long without a request before a key counts as stale, in days. */
export const STALE_AFTER_DAYS = 90;

/**
 * The status of a key at `now`. Order of the rules as on the server (Augno API documentation): revoked wins over
 * expired; a revocation in the future does not end the key yet, and an expired key with one counts as expired.
 */
export function deriveKeyStatus(
  key: { readonly expiresAt: string | null; readonly revokedAt: string | null },
  now: Date,
): Exclude<KeyStatus, 'unresolved'> {
  const at = now.getTime();
  const revokedAt = key.revokedAt === null ? null : Date.parse(key.revokedAt);
  const expiresAt = key.expiresAt === null ? null : Date.parse(key.expiresAt);
  if (revokedAt !== null && revokedAt <= at) return 'revoked';
  if (expiresAt !== null && expiresAt <= at) return 'expired';
  if (revokedAt !== null) return 'revoking';
  if (expiresAt !== null && expiresAt - at <= EXPIRING_WITHIN_DAYS * DAY_MS) return 'expiring';
  return 'active';
}

/** Whether requests with a key of this status are accepted. */
export function statusWorks(status: KeyStatus): boolean {
  return status === 'active' || status === 'expiring' || status === 'revoking';
}

/** The name of the key that the API makes for the documentation pages; its only mark. */
export const DOCUMENTATION_KEY_NAME = 'Doc API Key [System Generated]';

export const REASONS = ['compromised', 'policy', 'someone-left', 'other'] as const;
