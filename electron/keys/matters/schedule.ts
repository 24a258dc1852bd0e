/** Which dates tray and notifications have to know. */
import { createHash } from 'node:crypto';
import type { KeySummary } from '../../../shared/domain.ts';
import type { Review } from '../../../shared/ipc/upkeep-channels.ts';
import { isReplaced, rotationDueAt } from '../../../shared/key-care.ts';
import { DAY_MS } from '../../../shared/times.ts';
import type { KeyDate, ReviewDate } from './scheduled-date.ts';

/** How long after its date a key is still spoken of, in days: as long as somebody may have been away. */
const SPOKEN_OF_AFTERWARDS_DAYS = 14;

type FoundDate = Pick<KeyDate, 'kind' | 'at'>;

/** Where dates come from. A further kind of date is a further source. */
export type ScheduleSource = (key: KeySummary) => FoundDate | null;

/** The day on which the key stops: the revocation that is planned, else its expiry. */
const endOfKey: ScheduleSource = (key) => {
  if (key.status === 'revoked') return null;
  if (key.status === 'revoking' && key.revokedAt !== null) return { kind: 'revocation', at: key.revokedAt };
  if (key.expiresAt === null) return null;
  // What was replaced is not to be rotated again: it stops, and that is all there is to say.
  return { kind: isReplaced(key) ? 'revocation' : 'expiry', at: key.expiresAt };
};

/** A person's own rule: a policy, or a day. */
const rotationOfKey: ScheduleSource = (key) => {
  const at = rotationDueAt(key);
  return at === null ? null : { kind: 'rotation-due', at };
};

const SCHEDULE_SOURCES: readonly ScheduleSource[] = [endOfKey, rotationOfKey];

/** Says nothing of the key: it is kept where the vault's names must not be. */
function dateId(subject: string, { kind, at }: { readonly kind: string; readonly at: string }): string {
  return createHash('sha256')
    .update(JSON.stringify([subject, kind, at]))
    .digest('hex')
    .slice(0, 24);
}

function here({ kind, at }: FoundDate, aheadMs: number): string {
  if (aheadMs === 0 || kind === 'rotation-due') return at;
  return new Date(Date.parse(at) - aheadMs).toISOString();
}

/**
 * The dates of keys that still work or just stopped. Documentation keys are left out, which rotate by themselves, and keys of
 * sessions, which end with them: nobody has to do anything.
 */
export function scheduleOf(
  keys: readonly KeySummary[],
  now: Date,
  sources: readonly ScheduleSource[] = SCHEDULE_SOURCES,
): readonly KeyDate[] {
  const earliest = now.getTime() - SPOKEN_OF_AFTERWARDS_DAYS * DAY_MS;
  return keys.flatMap((key): KeyDate[] => {
    if (key.isDocumentationKey || key.isOfSession === true) return [];
    return sources.flatMap((source) => {
      const found = source(key);
      if (found === null) return [];
      // By this computer's clock, which is the one that tray and notifications have.
      const at = here(found, key.clockAheadMs ?? 0);
      if (Date.parse(at) < earliest) return [];
      const { id: keyId, name, redacted, mode } = key;
      // Its name is that of the date itself: a clock that is set right is no news.
      return [{ id: dateId(keyId, found), keyId, name, redacted, mode, kind: found.kind, at }];
    });
  });
}

/** When the review that is to follow the last one is due. Nothing while one is under way, or where nobody wants to be told. */
export function reviewDates(
  reviews: readonly Pick<Review, 'id' | 'startedAt' | 'finishedAt' | 'nextAt'>[],
  now: Date,
): readonly ReviewDate[] {
  const latest = reviews.toSorted((left, right) => right.startedAt.localeCompare(left.startedAt))[0];
  if (latest === undefined || latest.finishedAt === null || latest.nextAt === null) return [];
  const { id, nextAt: at } = latest;
  if (Date.parse(at) < now.getTime() - SPOKEN_OF_AFTERWARDS_DAYS * DAY_MS) return [];
  // On the day alone: what was asked for in 30 days is not to be spoken of 30 days before.
  return [{ id: dateId(id, { kind: 'review-due', at }), kind: 'review-due', at, days: [0] }];
}
