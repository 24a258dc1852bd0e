/** Findings of the scanner, remembered in the vault and matched to the registry's keys. */
import { createHash } from 'node:crypto';
import { AppError } from '../../../shared/errors.ts';
import { scanFindingSchema, type Finding, type ScanReport } from '../../../shared/findings.ts';
import type { Vault, VaultActor, VaultTransaction } from '../../vault/types.ts';
import { keysCollection, type KeyRecord } from '../registry/records.ts';
import { readView, standingOf } from '../registry/summaries.ts';
import { waitsForScan } from '../runbook/proof.ts';
import { guidesCollection } from '../runbook/records.ts';
import { looksAt, scannedRoots, type ScannedRoot } from './looked-at.ts';
import { PutHere } from './put-here.ts';
import { FindingMatcher, type MatchableFinding } from './match.ts';
import { findingsCollection, placeOf, stateOf, type FindingRecord } from './records.ts';
import { say } from '../../../shared/messages/say.ts';
import { certain } from '../../../shared/certain.ts';

export interface FindingsStoreOptions {
  readonly vault: Vault;
  readonly actor: VaultActor;
  readonly now?: () => Date;
}

export interface ScanResult {
  /** When it ended, of one that could not be recorded then. */
  readonly at?: string;
  /** The key under which the scanner made its fingerprints. */
  readonly fingerprintKey: Uint8Array;
  readonly findings: readonly { readonly root: string; readonly finding: MatchableFinding }[];
  readonly report: Omit<ScanReport, 'findings'>;
}

export interface FindingsStore {
  /** Remembers a scan's findings and notes which earlier ones are gone. */
  recordScan(result: ScanResult): Promise<{ newFindings: number }>;
  /** Open ones first, newest first. */
  listFindings(): readonly Finding[];
  ignoreFinding(input: { findingId: string; reason: string; until: string | null }): Finding;
  reopenFinding(findingId: string): Finding;
  /** What the API said when it was asked whether a found key still works. */
  rememberAnswer(keyId: string, answer: 'works' | 'refused' | 'unknown'): void;
}

/** More new findings than this at once are summed up in the audit log. */
const SEPARATE_AUDIT_ENTRIES = 100;

export function createFindingsStore(options: FindingsStoreOptions): FindingsStore {
  return new VaultFindingsStore(options);
}

/**
 * The same key at the same place of the same root is the same record, whichever scan brings it. The fingerprint alone
 * names the key, not the place.
 */
function findingRecordId(
  root: string,
  { fingerprint, path, container }: Pick<MatchableFinding, 'fingerprint' | 'path' | 'container'>,
): string {
  return createHash('sha256')
    .update(JSON.stringify([root, fingerprint, path, container]))
    .digest('hex')
    .slice(0, 32);
}

class VaultFindingsStore implements FindingsStore {
  readonly #vault: Vault;
  readonly #actor: VaultActor;
  readonly #now: () => Date;

  constructor({ vault, actor, now = () => new Date() }: FindingsStoreOptions) {
    this.#vault = vault;
    this.#actor = actor;
    this.#now = now;
  }

  /** What was decided of it under its former fingerprint stays. */
  #recordIdOf(root: string, finding: MatchableFinding): string {
    const { formerFingerprint } = finding;
    if (formerFingerprint !== undefined) {
      const former = findingRecordId(root, { ...finding, fingerprint: formerFingerprint });
      if (this.#vault.get(findingsCollection, former) !== undefined) return former;
    }
    return findingRecordId(root, finding);
  }

  async recordScan(result: ScanResult): Promise<{ newFindings: number }> {
    const { fingerprintKey, findings, report } = result;
    const matcher = new FindingMatcher(this.#vault, fingerprintKey);
    const putHere = new PutHere(this.#vault);
    const belonging = new Set<string>();
    const found = new Map<string, { root: string; finding: MatchableFinding; keyId: string | null }>();
    for (const { root, finding } of findings) {
      const id = this.#recordIdOf(root, finding);
      if (found.has(id)) continue;
      const keyId = await matcher.match(finding);
      if (keyId !== null && (await putHere.has(keyId, root, finding))) belonging.add(id);
      else found.set(id, { root, finding, keyId });
    }
    const now = this.#now().toISOString();
    const at = result.at ?? now;
    // A time to come is of a clock that was wrong, and later than nothing.
    const isSeenSince = (seenAt: string, then: string): boolean => seenAt > then && seenAt <= now;
    // What was put right, or wrong, while it ran may have been read before.
    const began = new Date(Date.parse(at) - report.scanned.durationMs).toISOString();
    const lookedAt = report.complete ? scannedRoots(report) : [];
    const opened: { id: string; record: FindingRecord }[] = [];
    this.#vault.transaction((transaction) => {
      for (const [id, { root, finding, keyId }] of found) {
        const known = transaction.get(findingsCollection, id);
        // Seen by a scan since, or sought in vain after that.
        if (known !== undefined && isSeenSince(known.lastSeenAt, at)) continue;
        const record: FindingRecord = {
          ...(known ?? {
            root,
            decision: 'open' as const,
            ignoredReason: null,
            ignoredUntil: null,
            firstSeenAt: at,
          }),
          // SECURITY: parsed by the report's schema, which drops the scan's own fingerprint.
          finding: scanFindingSchema.parse(finding),
          keyId: keyId ?? known?.keyId ?? null,
          lastSeenAt: at,
          stillThere: true,
        };
        transaction.put(findingsCollection, id, record);
        if (known === undefined || !known.stillThere) opened.push({ id, record });
      }
      for (const id of belonging) transaction.delete(findingsCollection, id);
      for (const { id, value } of transaction.list(findingsCollection)) {
        // One that ended after this one had begun saw it.
        if (found.has(id) || !value.stillThere || isSeenSince(value.lastSeenAt, began)) continue;
        if (!lookedAt.some((scan) => looksAt(scan, value))) continue;
        const gone = { ...value, stillThere: false };
        transaction.put(findingsCollection, id, gone);
        if (stateOf(gone, this.#keyOf(gone), this.#now()) === 'resolved') {
          transaction.audit({
            action: 'finding-resolved',
            subjectId: value.keyId ?? id,
            subjectName: this.#nameOf(value),
            detail: say('keys.place-not-there-any-more', { place: placeOf(value) }),
          });
        }
      }
      for (const { id, record } of opened.slice(0, SEPARATE_AUDIT_ENTRIES)) {
        transaction.audit({
          action: 'finding-opened',
          subjectId: record.keyId ?? id,
          subjectName: this.#nameOf(record),
          detail: placeOf(record),
        });
      }
      noteScanInGuides(this.#vault, transaction, lookedAt, began);
      transaction.audit({
        action: 'scan-finished',
        detail: say(report.complete ? 'keys.scanned' : 'keys.scanned-in-part', {
          roots: report.roots.join(', '),
          found: found.size,
          opened: opened.length,
        }),
      });
    }, this.#actor);
    return { newFindings: opened.length };
  }

  listFindings(): readonly Finding[] {
    const view = readView(this.#vault, this.#now());
    const order = { open: 0, ignored: 1, resolved: 2 } as const;
    return this.#vault
      .list(findingsCollection)
      .map(({ id, value }) => this.#summary(id, value, view))
      .sort(
        (left, right) =>
          order[left.state] - order[right.state] ||
          right.firstSeenAt.localeCompare(left.firstSeenAt) ||
          left.id.localeCompare(right.id),
      );
  }

  ignoreFinding({
    findingId,
    reason,
    until,
  }: {
    findingId: string;
    reason: string;
    until: string | null;
  }): Finding {
    const text = reason.trim();
    if (text === '') {
      throw new AppError({
        code: 'invalid-input',
        message: say('keys.ignoring-a-finding-needs-a-reason'),
        hint: say('keys.write-down-why-it-is-no-danger'),
        field: 'reason',
      });
    }
    return this.#decide(findingId, { decision: 'ignored', ignoredReason: text, ignoredUntil: until });
  }

  reopenFinding(findingId: string): Finding {
    return this.#decide(findingId, { decision: 'open', ignoredReason: null, ignoredUntil: null });
  }

  rememberAnswer(keyId: string, answer: 'works' | 'refused' | 'unknown'): void {
    this.#vault.transaction((transaction) => {
      for (const { id, value } of transaction.list(findingsCollection)) {
        if (value.keyId !== keyId) continue;
        transaction.put(findingsCollection, id, {
          ...value,
          finding: { ...value.finding, verified: answer },
        });
      }
    }, this.#actor);
  }

  #decide(
    findingId: string,
    decision: Pick<FindingRecord, 'decision' | 'ignoredReason' | 'ignoredUntil'>,
  ): Finding {
    this.#vault.transaction((transaction) => {
      const record = transaction.get(findingsCollection, findingId);
      if (record === undefined) {
        throw new AppError({
          code: 'not-found',
          message: say('keys.this-finding-is-not-in-the-vault'),
          hint: say('keys.scan-again-to-see-what-is-there'),
        });
      }
      transaction.put(findingsCollection, findingId, { ...record, ...decision });
      transaction.audit({
        action: decision.decision === 'ignored' ? 'finding-ignored' : 'finding-opened',
        subjectId: record.keyId ?? findingId,
        subjectName: this.#nameOf(record),
        reason: decision.ignoredReason,
        detail:
          decision.ignoredUntil === null
            ? placeOf(record)
            : say('keys.place-until', { place: placeOf(record), until: decision.ignoredUntil }),
      });
    }, this.#actor);
    const record = certain(this.#vault.get(findingsCollection, findingId));
    return this.#summary(findingId, record, readView(this.#vault, this.#now()));
  }

  #keyOf(record: FindingRecord): KeyRecord | undefined {
    return record.keyId === null ? undefined : this.#vault.get(keysCollection, record.keyId);
  }

  #nameOf(record: FindingRecord): string {
    const key = this.#keyOf(record);
    return key?.alias ?? key?.apiName ?? record.finding.redacted;
  }

  #summary(id: string, record: FindingRecord, view: ReturnType<typeof readView>): Finding {
    const key = this.#keyOf(record);
    const state = stateOf(record, key, this.#now());
    return {
      id,
      root: record.root,
      // Where a key carries no mode of its own, its record says which it is.
      finding: key === undefined ? record.finding : { ...record.finding, mode: key.mode },
      keyId: key === undefined ? null : record.keyId,
      keyName: key === undefined ? null : (key.alias ?? key.apiName),
      keyStatus: key === undefined ? null : standingOf(certain(record.keyId), key, view).status,
      connectionId: key?.connectionId ?? null,
      state,
      ignoredReason: state === 'ignored' ? record.ignoredReason : null,
      ignoredUntil: state === 'ignored' ? record.ignoredUntil : null,
      firstSeenAt: record.firstSeenAt,
      lastSeenAt: record.lastSeenAt,
    };
  }
}

/** A leak is over only once a scan after it says so. */
function noteScanInGuides(
  vault: Vault,
  transaction: VaultTransaction,
  lookedAt: readonly ScannedRoot[],
  at: string,
): void {
  const scans = lookedAt.flatMap(({ files, ...scan }) => (files ? { ...scan, at } : []));
  if (scans.length === 0) return;
  for (const { id, value } of transaction.list(guidesCollection)) {
    if (!waitsForScan(vault, value)) continue;
    const others = (value.scans ?? []).filter(({ root }) => !scans.some((scan) => scan.root === root));
    transaction.put(guidesCollection, id, { ...value, scans: [...others, ...scans] });
  }
}
