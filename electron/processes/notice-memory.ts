/** What notices need from the open vault: what happened, and what was said already. Both are sealed like all records. */
import { z } from 'zod';
import type { AuditEntry, KeySummary } from '../../shared/domain.ts';
import { SCHEDULED_ELSEWHERE, REVOKED_ELSEWHERE } from '../keys/matters/elsewhere.ts';
import { defineCollection } from '../vault/collection.ts';
import type { Vault } from '../vault/types.ts';
import type { OpenParts } from './handlers/open-parts.ts';
import type { NoticeEvent, VaultProcessMethods } from '../wire/protocol.ts';
import { reviewDates, scheduleOf } from './schedule.ts';

export const noticesCollection = defineCollection(
  'notices',
  z.object({
    shown: z.array(z.string()),
    snoozed: z.record(z.string(), z.string()),
    /** The audit entry up to which events were told. */
    eventsUntil: z.number().int(),
  }),
);
const MEMORY_ID = 'memory';
/** Enough for years of notices; the oldest go first. */
const KEPT_NOTICES = 5000;
/** Events further back than this are old news. */
const EVENTS_LOOKED_AT = 500;
/** So many entries that tell nothing are worth a note of how far was read. */
const MANY_ENTRIES = 200;

function eventKind(entry: AuditEntry): NoticeEvent['kind'] | null {
  // By hand, in the app or the command, somebody knows already: a reopened finding has no scan behind it.
  if (entry.action === 'key-appeared') return 'appeared';
  if (entry.action === 'finding-opened' && entry.reason === null) return 'leak';
  if (entry.action !== 'key-changed-elsewhere' || entry.detail === null) return null;
  const ended = entry.detail.includes(REVOKED_ELSEWHERE) || entry.detail.includes(SCHEDULED_ELSEWHERE);
  return ended ? 'revoked-elsewhere' : null;
}

/** One event for each key and kind, however many entries speak of it. */
function eventsOf(
  entries: readonly AuditEntry[],
  keys: ReadonlyMap<string, KeySummary>,
): readonly NoticeEvent[] {
  const events = new Map<string, NoticeEvent>();
  for (const entry of entries) {
    const kind = eventKind(entry);
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

/** When each put-off date is to be spoken of again, by the date's id. */
export function snoozedDates(vault: Vault): Readonly<Record<string, string>> {
  return vault.get(noticesCollection, MEMORY_ID)?.snoozed ?? {};
}

export function readNotices(
  { vault, accounts, reviews }: Pick<OpenParts, 'vault' | 'accounts' | 'reviews'>,
  now: Date,
): VaultProcessMethods['process.notices']['output'] {
  const keys = accounts.listKeys();
  const entries = vault.auditLog({ limit: EVENTS_LOOKED_AT });
  const latest = entries[0]?.sequence ?? 0;
  const stored = vault.get(noticesCollection, MEMORY_ID);
  // What was there before anybody looked for the first time is no news.
  const told = stored?.eventsUntil ?? latest;
  const fresh = entries.filter(({ sequence }) => sequence > told);
  const events = eventsOf(fresh, new Map(keys.map((key) => [key.id, key])));
  return {
    schedule: [...scheduleOf(keys, now), ...reviewDates(reviews.dates(), now)],
    events,
    eventsUntil: stored === undefined || events.length > 0 || fresh.length > MANY_ENTRIES ? latest : null,
    memory: { shown: stored?.shown ?? [], snoozed: stored?.snoozed ?? {} },
  };
}

export function rememberNotices(
  vault: Vault,
  { shown, snoozed, eventsUntil }: VaultProcessMethods['process.remember-notices']['input'],
): void {
  vault.transaction((transaction) => {
    const stored = transaction.get(noticesCollection, MEMORY_ID);
    transaction.put(noticesCollection, MEMORY_ID, {
      shown: [...new Set([...(stored?.shown ?? []), ...shown])].slice(-KEPT_NOTICES),
      snoozed: { ...stored?.snoozed, ...snoozed },
      eventsUntil: Math.max(stored?.eventsUntil ?? 0, eventsUntil ?? 0),
    });
  }, 'background');
}
