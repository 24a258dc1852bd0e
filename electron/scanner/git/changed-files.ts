/** Scans single files of commits or of the index, each blob once. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Skipped } from '../detect/types.ts';
import type { LiveFinding } from '../types.ts';
import { redactText } from '../detect/index.ts';
import { BlobScanner, lfsObjectOf } from './blob-scanner.ts';
import { placeOf, type HeldKeys } from './held-keys.ts';
import type { ObjectStore } from './object-store.ts';
import { pathMapper, placeFinding, type CommitDetails } from './places.ts';
import type { Repository } from './repository.ts';
import type { ChangedFile } from './tree-diff.ts';
import type { GitScanEvent, GitScanOptions } from './types.ts';
import type { HistoryTotals } from './scan-history.ts';
import { say } from '../../../shared/messages/say.ts';

const LARGEST = 512 * 1024 * 1024;

interface Scanned {
  readonly findings: readonly LiveFinding[];
  readonly skipped: readonly Skipped[];
  readonly isLeftOut?: boolean;
}

const LEFT_OUT: Scanned = { findings: [], skipped: [], isLeftOut: true };

export class ChangedFileScanner {
  readonly #repository: Repository;
  readonly #store: ObjectStore;
  readonly #totals: HistoryTotals;
  readonly #scanner: BlobScanner;
  readonly #pathOf: (inRepository: string) => string;
  readonly #byBlob = new Map<string, Scanned>();
  readonly #before = new Map<string, Scanned>();
  readonly #reported = new Set<string>();
  readonly #isExcluded: (path: string) => boolean;
  readonly #largest: number;

  constructor(repository: Repository, store: ObjectStore, options: GitScanOptions, totals: HistoryTotals) {
    this.#repository = repository;
    this.#store = store;
    this.#totals = totals;
    this.#scanner = new BlobScanner(options);
    this.#pathOf = pathMapper(options.root, repository);
    this.#isExcluded = options.isExcluded ?? (() => false);
    this.#largest = options.maxFileSize ?? Infinity;
  }

  /** @param before what was there already; left out, everything counts as new */
  async *file(
    file: ChangedFile,
    source: 'staged' | 'history',
    commit: CommitDetails | null,
    before?: HeldKeys,
  ): AsyncGenerator<GitScanEvent, void, void> {
    const where = this.#pathOf(file.path);
    if (this.#isExcluded(where)) return;
    const scanned = await this.#scan(file.id);
    if (scanned.isLeftOut === true) yield { type: 'leftOut', blobs: 1 };
    const held = await before?.heldIn(file, scanned.findings);
    const known = scanned.findings.map((finding) => {
      const path = held?.get(placeOf(finding));
      return path === undefined ? finding : { ...finding, held: { path: redactText(this.#pathOf(path)) } };
    });
    const name = this.#text(file.path, where);
    for (const finding of [...known, ...name.findings]) {
      const place = [finding.fingerprint, finding.class, finding.held === undefined, ...finding.container];
      const key = [...place, '', where].join('\0');
      if (this.#reported.has(key)) continue;
      this.#reported.add(key);
      yield {
        type: 'finding',
        finding: placeFinding(finding, { path: where, source, blob: file.id, commit, unreachable: false }),
      };
    }
    // Each path is said: one of them may be accepted, and another not.
    const unread = scanned.skipped.map((entry) => ({ ...entry, path: where + entry.path }));
    for (const skipped of name.skipped) yield { type: 'skipped', skipped };
    if (unread.length === 0) return;
    const brought = before?.holdsContent(file) !== true;
    for (const skipped of unread) {
      if (brought) yield { type: 'skipped', skipped };
      else yield { type: 'note', said: say('scan.not-scanned-but-there-before', { ...skipped }) };
    }
  }

  /** Each place in a blob's content. */
  async findingsIn(id: string): Promise<readonly LiveFinding[]> {
    const known =
      this.#byBlob.get(id) ??
      this.#before.get(id) ??
      (await this.#scanOnce(id, { blobs: 0, commits: 0, bytes: 0 }));
    // Apart from the others: what could not be read of it is told where it is brought.
    this.#before.set(id, known);
    return known.findings;
  }

  /** A commit's or tag's own text. */
  async *message(
    id: string,
    bytes: Uint8Array,
    commit: CommitDetails | null,
  ): AsyncGenerator<GitScanEvent, void, void> {
    const { findings, skipped } = await this.#scanner.scanWhole(bytes, 'commit');
    for (const { path: place, reason } of skipped) {
      yield { type: 'skipped', skipped: { path: `.git/objects/${id}${place}`, reason } };
    }
    for (const finding of findings) {
      const place = { path: null, source: 'message', blob: id, commit, unreachable: false } as const;
      yield { type: 'finding', finding: placeFinding(finding, place) };
    }
  }

  /** A key in a name: its place is the name itself. */
  #text(text: string, where: string): Scanned {
    const { findings, skipped } = this.#scanner.scan(
      { bytes: Buffer.from(text), fresh: null, baseFlagged: false },
      'blob',
    );
    return {
      findings: findings.map((finding) => ({ ...finding, line: null, column: null })),
      skipped: skipped.map((entry) => ({ ...entry, path: where })),
    };
  }

  async #scan(id: string): Promise<Scanned> {
    const known = this.#byBlob.get(id);
    if (known !== undefined) return known;
    const scanned = await this.#scanOnce(id);
    this.#byBlob.set(id, scanned);
    return scanned;
  }

  /** The paths of what was skipped are seen from the file. */
  async #scanOnce(id: string, totals = this.#totals): Promise<Scanned> {
    const object = this.#store.read(id, LARGEST);
    const isTooLarge = object === null && this.#store.wasTooLarge && this.#largest < LARGEST;
    if (isTooLarge || (object?.kind === 'blob' && object.bytes.length > this.#largest)) return LEFT_OUT;
    if (object?.kind !== 'blob') {
      return {
        findings: [],
        skipped: [{ path: '', reason: say('scan.content-missing', { id: id.slice(0, 12) }) }],
      };
    }
    totals.blobs += 1;
    totals.bytes += object.bytes.length;
    const result = await this.#scanner.scanWhole(object.bytes, 'blob');
    if (!result.lfsPointer) return result;
    const stored = this.#lfsContent(object.bytes);
    if (stored === null) {
      return {
        findings: [],
        skipped: [{ path: '', reason: say('scan.lfs-pointer') }],
      };
    }
    if (stored.length > this.#largest) return LEFT_OUT;
    totals.bytes += stored.length;
    return this.#scanner.scanWhole(stored, 'blob');
  }

  #lfsContent(pointer: Uint8Array): Buffer | null {
    const id = lfsObjectOf(pointer);
    if (id === null) return null;
    const file = path.join(this.#repository.commonDir, 'lfs', 'objects', id.slice(0, 2), id.slice(2, 4), id);
    try {
      const stat = statSync(file);
      return stat.isFile() && stat.size <= LARGEST ? readFileSync(file) : null;
    } catch {
      return null;
    }
  }
}
