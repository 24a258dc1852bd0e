import type { KeyMode } from '../../../shared/key-format.ts';

/** A date that will need attention: what tray and notifications need to know, and no more. */
export type ScheduledDate = KeyDate | ReviewDate;

interface DateOnly {
  /** The same key, kind and date give the same id; it tells none of them. */
  readonly id: string;
  readonly at: string;
  /** Its own thresholds, where those of the settings do not fit. */
  readonly days?: readonly number[] | undefined;
}

export interface KeyDate extends DateOnly {
  readonly kind: 'expiry' | 'revocation' | 'rotation-due';
  readonly keyId: string;
  readonly name: string;
  readonly redacted: string;
  readonly mode: KeyMode;
}

/** The next access review: about every key, so it names none. */
export interface ReviewDate extends DateOnly {
  readonly kind: 'review-due';
}

/** Something that happened to a key and that its owner should hear of. */
export interface NoticeEvent {
  readonly id: string;
  readonly kind: 'leak' | 'appeared' | 'revoked-elsewhere';
  /** Null for a leaked key that is in no vault. */
  readonly keyId: string | null;
  readonly name: string;
  readonly redacted: string;
  /** Of a leak: in how many places. */
  readonly count: number;
}

/** What was said already, and what is to be said again later. Sealed in the vault. */
export interface NoticeMemory {
  /** Ids of notices. */
  readonly shown: readonly string[];
  /** When a date is to be spoken of again, by the date's id. */
  readonly snoozed: Readonly<Record<string, string>>;
}

/** How many matters wait on the overview. */
export interface WaitingMatters {
  readonly count: number;
  readonly urgent: number;
}
