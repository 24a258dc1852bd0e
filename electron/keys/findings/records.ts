/** What the vault remembers of the scanner's findings. */
import { z } from 'zod';
import { deriveKeyStatus, statusWorks } from '../../../shared/domain.ts';
import { scanFindingSchema } from '../../../shared/findings.ts';
import { standsForKey } from '../../../shared/leaks.ts';
import { say, type Said } from '../../../shared/messages/say.ts';
import { inEnglish } from '../../../shared/messages/words.ts';
import { defineCollection } from '../../vault/collection.ts';
import type { Collection, VaultReader } from '../../vault/types.ts';
import { keysCollection, type KeyRecord } from '../registry/records.ts';

const findingRecordSchema = z.object({
  root: z.string(),
  finding: scanFindingSchema,
  keyId: z.string().nullable(),
  /** What a person decided; `open` may still show as resolved, see `stateOf`. */
  decision: z.enum(['open', 'ignored']),
  ignoredReason: z.string().nullable(),
  ignoredUntil: z.string().nullable(),
  firstSeenAt: z.string(),
  lastSeenAt: z.string(),
  /** False: a later complete scan that looked in the same places did not find it any more. */
  stillThere: z.boolean(),
});
export type FindingRecord = z.infer<typeof findingRecordSchema>;

export const findingsCollection: Collection<FindingRecord> = defineCollection(
  'findings',
  findingRecordSchema,
);

/** Resolved: no longer there, and the key is dead. A key that was visible once and still works stays a leak. */
export function stateOf(
  record: FindingRecord,
  key: Pick<KeyRecord, 'expiresAt' | 'revokedAt'> | undefined,
  now: Date,
): 'open' | 'ignored' | 'resolved' {
  const ignored =
    record.decision === 'ignored' &&
    (record.ignoredUntil === null || Date.parse(record.ignoredUntil) > now.getTime());
  if (!record.stillThere) {
    const harmless =
      !standsForKey(record.finding) || (key !== undefined && !statusWorks(deriveKeyStatus(key, now)));
    if (harmless) return 'resolved';
  }
  return ignored ? 'ignored' : 'open';
}

/** Where it is, for a person: the file under its root, or the commit. */
export function placeOf(record: FindingRecord): Said {
  const { path, line, container, commit, source } = record.finding;
  if (path === null) {
    return say(source === 'message' ? 'keys.place-message-of-commit' : 'keys.place-history-of-commit', {
      root: record.root,
      commit: commit?.id.slice(0, 10) ?? say('keys.place-unknown-commit'),
    });
  }
  const member = container.length === 0 ? '' : ` › ${container.join(' › ')}`;
  const text = `${record.root}/${path}${line === null ? '' : `:${line}`}${member}`;
  return source === 'history'
    ? say('keys.place-in-the-history', { place: text })
    : say('file.as-it-is', { text });
}

/** As it stands among the places that a person notes: `said` where it is more than a path. */
export function notedPlaceOf(record: FindingRecord): { readonly text: string; readonly said?: Said } {
  const said = placeOf(record);
  return { text: inEnglish(said), ...(said.id === 'file.as-it-is' ? {} : { said }) };
}

/** Open findings by the key that they are. */
export function openFindingsByKey(
  vault: VaultReader,
  now: Date,
): ReadonlyMap<string, readonly { readonly id: string; readonly record: FindingRecord }[]> {
  const byKey = new Map<string, { id: string; record: FindingRecord }[]>();
  for (const { id, value } of vault.list(findingsCollection)) {
    if (value.keyId === null || !standsForKey(value.finding)) continue;
    if (stateOf(value, vault.get(keysCollection, value.keyId), now) !== 'open') continue;
    const list = byKey.get(value.keyId) ?? [];
    list.push({ id, record: value });
    byKey.set(value.keyId, list);
  }
  return byKey;
}
