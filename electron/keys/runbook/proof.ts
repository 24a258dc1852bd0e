/**
 * Whether a leak is over, as far as it can be measured: the API refuses the old key, and a scan that was begun after
 * everything was put right finds neither key where it must not be. Nobody's word counts for it.
 */
import { existsSync } from 'node:fs';
import { AppError } from '../../../shared/errors.ts';
import { deriveKeyStatus, statusWorks } from '../../../shared/domain.ts';
import type { LeakProof, LeakRemainder } from '../../../shared/ipc/guide-channels.ts';
import { standsForKey } from '../../../shared/leaks.ts';
import { say } from '../../../shared/messages/say.ts';
import { findingFile } from '../../files/finding-file.ts';
import type { StoredRecord, Vault } from '../../vault/types.ts';
import { looksAt, type ScannedRoot } from '../findings/looked-at.ts';
import { findingsCollection, type FindingRecord } from '../findings/records.ts';
import { isKeptOutOfGit } from '../files/index.ts';
import { keysCollection, rotationsCollection } from '../registry/records.ts';
import { guideGone, guideRecordOf, newKeyOf } from './guide-keeper.ts';
import type { GuideRecord } from './records.ts';

/** Entries of one key in the audit log that are looked through for the one that says when it was refused. */
const MOST_ENTRIES = 200;
const SEEN_REFUSED: readonly string[] = [
  'account.a-request-with-the-old-secret-was',
  'account.a-request-with-the-revoked-secret-was',
];

function refusalOf(vault: Vault, keyId: string, record: GuideRecord, now: Date): LeakProof['oldKey'] {
  const rotation = vault.list(rotationsCollection).find(({ value }) => value.oldKeyId === keyId)?.value;
  const destroyed = vault
    .auditLog({ limit: MOST_ENTRIES, subjectId: keyId })
    .find(
      ({ action, said }) =>
        action === 'secret-destroyed' && (said ?? []).some(({ id }) => SEEN_REFUSED.includes(id)),
    );
  const at = rotation?.oldRefusedAt ?? record.refusedAt ?? destroyed?.at ?? null;
  if (at !== null) return { state: 'refused', at };
  const key = vault.get(keysCollection, keyId);
  if (key === undefined) return { state: 'untried', at: null };
  if (statusWorks(deriveKeyStatus(key, now))) return { state: 'works', at: null };
  return vault.hasSecret(keyId)
    ? { state: 'untried', at: null }
    : { state: 'listed', at: key.revokedAt ?? key.expiresAt };
}

/** The last thing that was put right: a scan from before says nothing of it. */
function settledAt(vault: Vault, newKeyId: string | null, record: GuideRecord): string {
  const stopped = record.steps.find(({ kind }) => kind === 'end')?.doneAt ?? record.startedAt;
  // Also of a file that was put back, which holds the old key again.
  const written = (newKeyId === null ? [] : vault.auditLog({ limit: MOST_ENTRIES, subjectId: newKeyId }))
    .filter(({ action }) => action === 'place-updated' || action === 'place-restored')
    .map(({ at }) => at);
  return [record.startedAt, stopped, ...written].toSorted().at(-1) ?? record.startedAt;
}

/** Whether a scan now says something of it: one that has ended is history, unless a place was written since. */
export function waitsForScan(vault: Vault, record: GuideRecord): boolean {
  if (record.kind !== 'leak' || record.endedAt === null) return record.kind === 'leak';
  return settledAt(vault, newKeyOf(vault, record), record) > record.endedAt;
}

/** Where a person said the new key belongs, and Git does not look. */
async function mayHoldNewKey({ root, finding, decision }: FindingRecord): Promise<boolean> {
  if (decision !== 'ignored' || finding.clientSide) return false;
  const file = findingFile(root, finding);
  return file !== null && (await isKeptOutOfGit(file));
}

/** Of what is gone already any scan of its root's files will do: what is there is in `remaining`. */
function saysEnoughOf(scan: Omit<ScannedRoot, 'files'>, record: FindingRecord): boolean {
  const history = scan.history || !record.stillThere;
  return looksAt({ ...scan, files: true, history }, record);
}

/** Of the old key and of the new one. */
function findingsAbout(vault: Vault, record: GuideRecord): readonly StoredRecord<FindingRecord>[] {
  const ids: readonly (string | null)[] = [record.keyId, newKeyOf(vault, record)];
  return vault
    .list(findingsCollection)
    .filter(({ value }) => standsForKey(value.finding) && value.keyId !== null && ids.includes(value.keyId));
}

export async function proofOf(vault: Vault, guideId: string, now: Date): Promise<LeakProof> {
  const keptOut = new Set<string>();
  for (const { id, value } of findingsAbout(vault, guideRecordOf(vault, guideId)))
    if (await mayHoldNewKey(value)) keptOut.add(id);
  // Only now, and at once: what was found while Git was asked is not left out of what is proven.
  const record = guideRecordOf(vault, guideId);
  const { keyId } = record;
  if (keyId === null) throw guideGone();
  const newKeyId = newKeyOf(vault, record);
  const oldKey = refusalOf(vault, keyId, record, now);
  const settled = settledAt(vault, newKeyId, record);
  const ofKeys = findingsAbout(vault, record);
  const remaining: LeakRemainder[] = [];
  for (const { id, value } of ofKeys) {
    if (!value.stillThere) continue;
    const which = value.keyId === keyId ? 'old' : 'new';
    const isHistory = value.finding.source === 'history' || value.finding.source === 'message';
    // A key that is refused may stay in a history: rewriting one takes nothing back that was read.
    const harmless = which === 'old' ? isHistory : value.decision === 'ignored' && keptOut.has(id);
    remaining.push({ findingId: id, which, harmless });
  }
  const scans = (record.scans ?? []).filter(({ at }) => at > settled);
  const roots = [...new Set(ofKeys.map(({ value }) => value.root))].filter((root) => existsSync(root));
  const unscanned = roots.filter((root) =>
    ofKeys.some(({ value }) => value.root === root && !scans.some((scan) => saysEnoughOf(scan, value))),
  );
  const scannedAt =
    unscanned.length > 0
      ? null
      : (scans
          .map(({ at }) => at)
          .toSorted()
          .at(-1) ?? null);
  const isRefused = oldKey.state === 'refused' || oldKey.state === 'listed';
  return {
    oldKey,
    scannedAt,
    unscanned,
    remaining,
    proven: isRefused && scannedAt !== null && remaining.every(({ harmless }) => harmless),
  };
}

/** @throws AppError `conflict`: the end is said only of what was measured */
export async function assertProven(vault: Vault, guideId: string, now: Date): Promise<void> {
  const { proven } = await proofOf(vault, guideId, now);
  if (proven) return;
  throw new AppError({
    code: 'conflict',
    message: say('keys.it-is-not-proven-that-the-leak'),
    hint: say('keys.this-stays-open-see-what-remains'),
  });
}
