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
