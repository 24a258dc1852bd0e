/** What notices need from the open vault: what happened, and what was said already. Both are sealed like all records. */
import type { AuditEntry, KeySummary } from '../../../shared/domain.ts';
import { UNTIL_IT_CHANGES } from '../../../shared/matters.ts';
import { keysCollection } from '../registry/records.ts';
import { changeOf } from './elsewhere.ts';
import { matterIdOfDate, putOffUntil } from './matters-of.ts';
import { NOTICES_ID, noticesCollection } from './notices-record.ts';
import { putOffDate } from './put-offs.ts';
import { readDated, readMatters, subjectDates, type MatterSources } from './read-matters.ts';
import { reviewDates, scheduleOf } from './schedule.ts';
import type { NoticeEvent, NoticeMemory, ScheduledDate, WaitingMatters } from './scheduled-date.ts';
import type { Vault } from '../../vault/types.ts';

/** Enough for years of notices; the oldest go first. */
const KEPT_NOTICES = 5000;
/** Events further back than this are old news. */
const EVENTS_LOOKED_AT = 500;
/** So many entries that tell nothing are worth a note of how far was read. */
const MANY_ENTRIES = 200;

function eventKind(vault: Vault, entry: AuditEntry): NoticeEvent['kind'] | null {
  // By hand, in the app or the command, somebody knows already: a reopened finding has no scan behind it.
  if (entry.action === 'key-appeared') return 'appeared';
  if (entry.action === 'finding-opened' && entry.reason === null) return 'leak';
  const change = changeOf(entry, (keyId) => vault.get(keysCollection, keyId));
  return change === 'revoked' || change === 'revocation-planned' ? 'revoked-elsewhere' : null;
}

/** One event for each key and kind, however many entries speak of it. */
function eventsOf(
  vault: Vault,
  entries: readonly AuditEntry[],
  keys: ReadonlyMap<string, KeySummary>,
): readonly NoticeEvent[] {
  const events = new Map<string, NoticeEvent>();
  for (const entry of entries) {
    const kind = eventKind(vault, entry);
    if (kind === null) continue;
    const key = entry.subjectId === null ? undefined : keys.get(entry.subjectId);
    const name = key?.name ?? entry.subjectName ?? '';
    const group = `${kind}:${key?.id ?? name}`;
    const known = events.get(group);
    events.set(group, {
      id: known?.id ?? `event:${String(entry.sequence)}`,
      kind,
      keyId: key?.id ?? null,
      name,
      redacted: key?.redacted ?? name,
      count: (known?.count ?? 0) + 1,
    });
  }
  return [...events.values()];
}

export interface Notices {
  readonly schedule: readonly ScheduledDate[];
  readonly events: readonly NoticeEvent[];
  /** Goes back with what is remembered once the events were told; null where nothing has to go back. */
  readonly eventsUntil: number | null;
  readonly memory: NoticeMemory;
  /** What waits on the overview, for the tray. */
  readonly waiting: WaitingMatters;
}

export function readNotices(sources: MatterSources, now: Date): Notices {
  const { vault } = sources;
  const dated = readDated(sources, now);
  const { keys, reviews, dates } = dated;
  const entries = vault.auditLog({ limit: EVENTS_LOOKED_AT });
  const latest = entries[0]?.sequence ?? 0;
  const stored = vault.get(noticesCollection, NOTICES_ID);
  // What was there before anybody looked for the first time is no news.
  const told = stored?.eventsUntil ?? latest;
  const fresh = entries.filter(({ sequence }) => sequence > told);
  const events = eventsOf(vault, fresh, new Map(keys.map((key) => [key.id, key])));
  const putOffs = new Map(dated.putOffs.map((record) => [record.id, record]));
  const snoozed = dates.flatMap((date): [string, string][] => {
    const until = putOffUntil(putOffs.get(matterIdOfDate(date)), date.at, now.getTime());
    return until === undefined ? [] : [[date.id, until ?? UNTIL_IT_CHANGES]];
  });
  const { items } = readMatters(sources, now, dated);
  return {
    schedule: [...scheduleOf(keys, now), ...reviewDates(reviews, now)],
    events,
    eventsUntil: stored === undefined || events.length > 0 || fresh.length > MANY_ENTRIES ? latest : null,
    memory: { shown: stored?.shown ?? [], snoozed: Object.fromEntries(snoozed) },
    waiting: {
      count: items.length,
      urgent: items.filter(({ severity }) => severity === 'urgent').length,
    },
  };
}

/** @param told what was said; of `snoozed` an empty time says: no longer */
export function rememberNotices(
  { vault, accounts, reviews }: Pick<MatterSources, 'vault' | 'accounts' | 'reviews'>,
  told: NoticeMemory & { readonly eventsUntil: number | null },
  now: Date,
): void {
  const dates = subjectDates(accounts.listKeys(), reviews.list(), now);
  vault.transaction((transaction) => {
    const stored = transaction.get(noticesCollection, NOTICES_ID);
    transaction.put(noticesCollection, NOTICES_ID, {
      shown: [...new Set([...(stored?.shown ?? []), ...told.shown])].slice(-KEPT_NOTICES),
      snoozed: { ...stored?.snoozed },
      eventsUntil: Math.max(stored?.eventsUntil ?? 0, told.eventsUntil ?? 0),
    });
    for (const date of dates) {
      const until = told.snoozed[date.id];
      if (until !== undefined) putOffDate(transaction, date, until, now);
    }
  }, 'background');
}
