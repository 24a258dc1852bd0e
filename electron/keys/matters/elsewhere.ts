/** What was done to keys outside this vault, as its audit log tells it, and what somebody said of it. */
import { z } from 'zod';
import type { AuditEntry } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Elsewhere } from '../../../shared/ipc/attention-channels.ts';
import { redactKeysIn } from '../../../shared/key-format.ts';
import { DAY_MS } from '../../../shared/times.ts';
import { keysCollection, type KeyRecord } from '../registry/records.ts';
import { defineCollection } from '../../vault/collection.ts';
import type { Vault } from '../../vault/types.ts';
import { say } from '../../../shared/messages/say.ts';

/** In the audit log; notices are made from them. */
export const REVOKED_ELSEWHERE = say('keys.revoked-elsewhere');
export const GONE_ELSEWHERE = say('keys.gone-elsewhere');
export const SCHEDULED_ELSEWHERE = say('keys.revocation-scheduled-elsewhere');

/** By the key's id: up to which entry of the audit log somebody knows about it. */
export const elsewhereKnownCollection = defineCollection(
  'elsewhere-known',
  z.object({ upTo: z.number().int(), at: z.string() }),
);
const LOOKED_BACK_DAYS = 14;
const ENTRIES_LOOKED_AT = 1000;
const PAGE = 100;

/** What an entry of a key's change says; the entries of versions before have words alone: of those the key's record tells. */
export function changeOf(
  { action, said, at, subjectId }: AuditEntry,
  recordOf: (keyId: string) => KeyRecord | undefined,
): Exclude<Elsewhere['kind'], 'created'> | null {
  if (action !== 'key-changed-elsewhere') return null;
  if (said === undefined) {
    const record = subjectId === null ? undefined : recordOf(subjectId);
    if (record === undefined) return 'changed';
    if (record.revokedAt !== null) return record.revokedAt > at ? 'revocation-planned' : 'revoked';
    return record.missingSince === null ? 'changed' : 'gone';
  }
  const ids = said.map(({ id }) => id);
  if (ids.includes(REVOKED_ELSEWHERE.id)) return 'revoked';
  if (ids.includes(SCHEDULED_ELSEWHERE.id)) return 'revocation-planned';
  return ids.includes(GONE_ELSEWHERE.id) ? 'gone' : 'changed';
}

/** What was read of an open vault's log so far: asked often, and each entry costs a decryption. */
const readSoFar = new WeakMap<Vault, { readonly upTo: number; readonly events: readonly Elsewhere[] }>();

/** Everything that was done elsewhere lately, newest first. */
function eventsOf(vault: Vault, now: Date): readonly Elsewhere[] {
  const before = readSoFar.get(vault) ?? { upTo: 0, events: [] };
  const since = new Date(now.getTime() - LOOKED_BACK_DAYS * DAY_MS);
  const fresh: Elsewhere[] = [];
  let newest = before.upTo;
  let last: number | null = null;
  for (let read = 0; read < ENTRIES_LOOKED_AT; read += PAGE) {
    const page = vault.auditLog({ limit: PAGE, before: last, since });
    const unread = page.filter(({ sequence }) => sequence > before.upTo);
    newest = Math.max(newest, unread[0]?.sequence ?? 0);
    for (const entry of unread) {
      const kind =
        entry.action === 'key-appeared'
          ? 'created'
          : changeOf(entry, (keyId) => vault.get(keysCollection, keyId));
      if (kind === null || entry.subjectId === null) continue;
      fresh.push({ keyId: entry.subjectId, kind, seenAt: entry.at, sequence: entry.sequence });
    }
    if (unread.length < PAGE) break;
    last = page.at(-1)?.sequence ?? null;
  }
  const events = [...fresh, ...before.events].filter(({ seenAt }) => Date.parse(seenAt) >= since.getTime());
  readSoFar.set(vault, { upTo: newest, events });
  return events;
}

/** The newest of each key that nobody knows about yet; newest first. */
export function listElsewhere(vault: Vault, now: Date): { events: Elsewhere[]; known: string[] } {
  const known = new Map(vault.list(elsewhereKnownCollection).map(({ id, value }) => [id, value.upTo]));
  const events = new Map<string, Elsewhere>();
  for (const event of eventsOf(vault, now)) {
    const { keyId, sequence } = event;
    if (events.has(keyId) || sequence <= (known.get(keyId) ?? 0)) continue;
    if (vault.get(keysCollection, keyId) !== undefined) events.set(keyId, event);
  }
  return { events: [...events.values()], known: [...known.keys()] };
}

/** @throws AppError `not-found` */
export function acknowledgeElsewhere(vault: Vault, keyId: string, note: string, now: Date): void {
  const newest = vault.auditLog({ limit: 1 })[0]?.sequence ?? 0;
  vault.transaction((transaction) => {
    const key = transaction.get(keysCollection, keyId);
    if (key === undefined) {
      throw new AppError({
        code: 'not-found',
        message: say('keys.this-key-is-not-in-the-vault'),
        hint: say('command.nothing-was-changed'),
      });
    }
    transaction.put(elsewhereKnownCollection, keyId, { upTo: newest, at: now.toISOString() });
    transaction.audit({
      action: 'elsewhere-known',
      subjectId: keyId,
      subjectName: key.alias ?? key.apiName,
      reason: note === '' ? null : redactKeysIn(note),
    });
  });
}
