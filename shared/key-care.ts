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
  /** A day of its own on which it is to be rotated. */
  rotateBy: string | null;
  /** When it expires, as far as anybody here knows; of a key whose service does not say. */
  expiresAt: string | null;
}

export const NO_CARE: KeyCare = {
  owner: null,
  access: [],
  rotateEveryDays: null,
  rotateBy: null,
  expiresAt: null,
};

/** What the due date follows from. */
export interface RotationDueFacts {
  readonly status: KeyStatus;
  readonly createdAt: string;
  readonly isDocumentationKey: boolean;
  readonly replacedBy?: string | null | undefined;
  readonly care?: KeyCare | undefined;
}

/** Nobody is told to rotate what was rotated. */
export function isReplaced({ replacedBy }: Pick<RotationDueFacts, 'replacedBy'>): boolean {
  return (replacedBy ?? null) !== null;
}

/**
 * The day on which the key is to be rotated, by its policy or as somebody chose, RFC 3339 in UTC. A rotated key is a new key, so the time runs
 * from its making.
 * @returns null without either, for a key that does not work any more, and for one that is being replaced already
 */
export function rotationDueAt(key: RotationDueFacts): string | null {
  if (key.care === undefined || key.isDocumentationKey || isReplaced(key)) return null;
  if (!statusWorks(key.status) || key.status === 'revoking') return null;
  const { rotateEveryDays: days, rotateBy } = key.care;
  if (days === null) return rotateBy;
  const byPolicy = new Date(Date.parse(key.createdAt) + days * DAY_MS).toISOString();
  return rotateBy !== null && Date.parse(rotateBy) < Date.parse(byPolicy) ? rotateBy : byPolicy;
}

/** What being stale follows from. */
export interface StaleFacts {
  readonly status: KeyStatus;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly isDocumentationKey: boolean;
  readonly provider: { readonly abilities: { readonly logs: boolean } };
}

/** Works, and has seen no request for 90 days; never used and made 90 days ago counts as well. */
export function isStale(key: StaleFacts, now: number): boolean {
  if (!statusWorks(key.status) || key.isDocumentationKey || !key.provider.abilities.logs) return false;
  return now - Date.parse(key.lastUsedAt ?? key.createdAt) >= STALE_AFTER_DAYS * DAY_MS;
}

/** Names of a person compare without regard to case and blanks around them. */
export function samePerson(left: string, right: string): boolean {
  return left.trim().toLocaleLowerCase() === right.trim().toLocaleLowerCase();
}
