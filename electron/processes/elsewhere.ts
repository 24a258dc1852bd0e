/** What was done to keys outside this vault, as its audit log tells it, and what somebody said of it. */
import { z } from 'zod';
import type { AuditEntry } from '../../shared/domain.ts';
import { AppError } from '../../shared/errors.ts';
import type { Elsewhere } from '../../shared/ipc/attention-channels.ts';
import { redactKeysIn } from '../../shared/key-format.ts';
import { keysCollection } from '../augno/registry/records.ts';
import { GONE_ELSEWHERE, REVOKED_ELSEWHERE, SCHEDULED_ELSEWHERE } from '../augno/sync/reconcile.ts';
import { defineCollection } from '../vault/collection.ts';
import type { Vault } from '../vault/types.ts';

/** By the key's id: up to which entry of the audit log somebody knows about it. */
const knownCollection = defineCollection(
  'elsewhere-known',
  z.object({ upTo: z.number().int(), at: z.string() }),
);
const LOOKED_BACK_DAYS = 14;
const ENTRIES_LOOKED_AT = 1000;

function kindOf({ action, detail }: AuditEntry): Elsewhere['kind'] | null {
  if (action === 'key-appeared') return 'created';
  if (action !== 'key-changed-elsewhere' || detail === null) return null;
  if (detail.includes(REVOKED_ELSEWHERE)) return 'revoked';
  if (detail.includes(SCHEDULED_ELSEWHERE)) return 'revocation-planned';
  return detail.includes(GONE_ELSEWHERE) ? 'gone' : 'changed';
}

/** The newest of each key that nobody knows about yet; newest first. */
export function listElsewhere(vault: Vault, now: Date): { events: Elsewhere[]; known: string[] } {
  const known = new Map(vault.list(knownCollection).map(({ id, value }) => [id, value.upTo]));
  const events = new Map<string, Elsewhere>();
  const since = new Date(now.getTime() - LOOKED_BACK_DAYS * 86_400_000);
  for (const entry of vault.auditLog({ limit: ENTRIES_LOOKED_AT, since })) {
    const kind = kindOf(entry);
    const keyId = entry.subjectId;
    if (kind === null || keyId === null || events.has(keyId)) continue;
    if (entry.sequence <= (known.get(keyId) ?? 0) || vault.get(keysCollection, keyId) === undefined) continue;
    events.set(keyId, { keyId, kind, seenAt: entry.at, sequence: entry.sequence });
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
        message: 'This key is not in the vault any more.',
        hint: 'Nothing was changed.',
      });
    }
    transaction.put(knownCollection, keyId, { upTo: newest, at: now.toISOString() });
    transaction.audit({
      action: 'elsewhere-known',
      subjectId: keyId,
      subjectName: key.alias ?? key.apiName,
      reason: note === '' ? null : redactKeysIn(note),
    });
  });
}
