/** What a person decided about a key: who answers for it, who has it, how often it is to be rotated. Kept here alone. */
import { STALE_AFTER_DAYS, statusWorks, type KeyStatus } from './key-status.ts';
import { DAY_MS } from './times.ts';

/** Without zod, so that the renderer can use it; the schema is in domain.ts. */
export interface KeyCare {
  /** Who answers for the key; a name or an address, as the team writes it. */
  owner: string | null;
  /** Who else has the secret. */
  access: string[];
  /** The policy, in days; null for none. */
  rotateEveryDays: number | null;
}

export const NO_CARE: KeyCare = { owner: null, access: [], rotateEveryDays: null };

/** What the due date follows from. */
export interface RotationDueFacts {
  readonly status: KeyStatus;
  readonly createdAt: string;
  readonly isDocumentationKey: boolean;
  readonly care?: KeyCare | undefined;
}

/**
 * The day on which the key's own policy wants it rotated, RFC 3339 in UTC. A rotated key is a new key, so the time runs
 * from its making.
 * @returns null without a policy, for a key that does not work any more, and for one that is being replaced already
 */
export function rotationDueAt(key: RotationDueFacts): string | null {
  const days = key.care?.rotateEveryDays ?? null;
  if (days === null || key.isDocumentationKey) return null;
  if (!statusWorks(key.status) || key.status === 'revoking') return null;
  return new Date(Date.parse(key.createdAt) + days * DAY_MS).toISOString();
}

/** What being stale follows from. */
export interface StaleFacts {
  readonly status: KeyStatus;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly isDocumentationKey: boolean;
  readonly provider?: unknown;
}

/** Works, and has seen no request for 90 days; never used and made 90 days ago counts as well. */
export function isStale(key: StaleFacts, now: number): boolean {
  // Other services do not say when a key was last used.
  if (!statusWorks(key.status) || key.isDocumentationKey || key.provider !== undefined) return false;
  return now - Date.parse(key.lastUsedAt ?? key.createdAt) >= STALE_AFTER_DAYS * DAY_MS;
}

/** Names of a person compare without regard to case and blanks around them. */
export function samePerson(left: string, right: string): boolean {
  return left.trim().toLocaleLowerCase() === right.trim().toLocaleLowerCase();
}
