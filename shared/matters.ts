/** What wants a person: one list for window, tray, notices and command. Without zod, because the page loads it. */
import type { Elsewhere, PutOffDate } from './ipc/attention-channels.ts';
import { SIGN_KINDS } from './usage-signs.ts';

export const MATTER_KINDS = [
  'unresolved',
  'connection',
  'leaked',
  /** Leaked keys that are not in this vault: somebody has to find out whose they are. */
  'unknown-leak',
  'repair',
  /** What a server sent in place of keys. */
  'kept-reply',
  'expiring',
  'rotation',
  'never-used',
  'stale',
  /** The key's own policy wants a rotation. */
  'rotation-due',
  /** Made by somebody else lately. */
  'made-elsewhere',
  /** Revoked or changed by somebody else lately. */
  'elsewhere',
  /** An access review is due, or under way. */
  'review',
  /** An administrator's role in production, for something other than administration. */
  'over-privileged',
  /** No backup file was ever written, though there are secrets. */
  'never-backed-up',
  /** Secrets came in since the last one. */
  'backup-old',
  /** Nobody is known to have the recovery key on paper. */
  'recovery-unconfirmed',
  ...SIGN_KINDS,
] as const;
export type MatterKind = (typeof MATTER_KINDS)[number];

/** `urgent`: does harm every day that it waits. `soon`: has a date, or a cause. `note`: worth a look. */
export const MATTER_SEVERITIES = ['urgent', 'soon', 'note'] as const;
export type MatterSeverity = (typeof MATTER_SEVERITIES)[number];

/** What a person does next about it. */
export const NEXT_STEPS = [
  'see-findings',
  'see-kept-replies',
  'review',
  'repair-connection',
  'rotate',
  'rotate-leaked',
  'continue-rotation',
  'who-was-it',
  'look-at-key',
  'back-up',
  'confirm-recovery-key',
] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

export interface Matter {
  /** Its kind and what it is about: the same matter has the same id from day to day. */
  id: string;
  kind: MatterKind;
  severity: MatterSeverity;
  /** Lower is more urgent; orders what has the same severity. */
  urgency: number;
  /** RFC 3339; null where nobody knows. */
  since: string | null;
  step: NextStep;
  keyId: string | null;
  /** The account or service that it is about; null for the vault as a whole. */
  connectionId: string | null;
  rotationId: string | null;
  /** Of the key or the connection; empty where it is about neither. */
  name: string;
  count: number;
  /** What would be different if it changed. */
  state: string;
  /** Where requests came from, for a sign of the request logs. */
  from: string[];
  elsewhere: Elsewhere['kind'] | null;
  /** Of a review under way: how many keys are decided. `count` is how many there are. */
  decided: number | null;
  /** Of a review that is due: since when. */
  dueAt: string | null;
  /** The date that notices speak of, if it is about one. */
  date: Pick<PutOffDate, 'id' | 'at'> | null;
}

export interface PutOffMatter {
  matter: Matter;
  /** Null: until it changes. */
  until: string | null;
}

export interface Matters {
  /** Most urgent first. */
  items: Matter[];
  putOff: PutOffMatter[];
}

/** What keeps the vault itself from being lost: about no key and no account. */
export const PROTECTION_KINDS: ReadonlySet<MatterKind> = new Set([
  'never-backed-up',
  'backup-old',
  'recovery-unconfirmed',
]);

/** How the notices, and earlier versions, write that something is put off for as long as it stays the same. */
export const UNTIL_IT_CHANGES = '9999-12-31T00:00:00.000Z';

/** `change`: until it is another than today. */
export const PUT_OFF_SPANS = ['day', 'week', 'change'] as const;
export type PutOffSpan = (typeof PUT_OFF_SPANS)[number];

/** What does harm every day that it waits is put off for a time only, never until further notice. */
const NEVER_FOR_GOOD: ReadonlySet<MatterKind> = new Set([
  'unresolved',
  'connection',
  'leaked',
  'unknown-leak',
  'repair',
  'kept-reply',
  'old-secret',
]);

export function mayWaitForChange({ kind }: Pick<Matter, 'kind'>): boolean {
  return !NEVER_FOR_GOOD.has(kind);
}
