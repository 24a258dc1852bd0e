/**
 * What an earlier scan saw, so that an unchanged repository is not read again. Kept outside the repository.
 *
 * SECURITY: no secret is kept, and no hash of one but the fingerprint that every report shows. Findings are kept as they
 * are reported, redacted; where anything changed, or the caller has to know which keys they are, the objects that held them
 * are read again.
 */
import { createHash } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { readSmallFile } from '../../files/foreign-file.ts';
import { writeWholeFile } from '../../files/whole-file.ts';
import { ANCHORS } from '../detect/anchors.ts';
import { rulesOfEvidence } from '../detect/evidence.ts';
import { makeFolder } from '../make-folder.ts';
import type { LiveFinding } from '../types.ts';
import type { MissingCount } from './links.ts';
import { placeFinding } from './places.ts';
import type { RefList } from './refs.ts';
import { isInside, type Repository } from './repository.ts';
import { allIds, readIds } from './state-files.ts';
import type { ListedPack, StoreListing } from './store-listing.ts';
import { type GitScanOptions, idLengthOf } from './types.ts';

/** Raised when the git scan itself looks at more than before. */
const RULES = 8;

/** SECURITY: as it is shown, redacted; the keyed hashes by which a vault knows a key stay out. */
type StoredFinding = Omit<LiveFinding, 'keyFingerprint' | 'evidenceFingerprint'>;

interface StoredState {
  readonly rules: string;
  /** Name → size and time of the pack file. */
  readonly packs: Readonly<Record<string, string>>;
  readonly digest: string;
  readonly unsettled: readonly string[];
  readonly counts: { readonly blobs: number; readonly commits: number; readonly lfsPointers: number };
  /** Those of `unsettled` that could not be read whole. */
  readonly incomplete: readonly string[];
  readonly findings: readonly StoredFinding[];
  readonly missingRefs: number;
  readonly missing: MissingCount | null;
}

export interface SaveInput {
  /** Objects that held keys: they are read again where what was found can't be taken from here. */
  readonly held: readonly string[];
  /** Objects that could not be read whole: they are read again next time. */
  readonly incomplete: readonly string[];
  /** Packs of which nothing was read: they are tried, and reported, again. */
  readonly isUnreadable: (pack: ListedPack) => boolean;
  /** How many refs name nothing that is here. */
  readonly missingRefs: number;
  readonly blobs: number;
  readonly commits: number;
  readonly lfsPointers: number;
  /** What a partial clone lacks; null where it was not counted. */
  readonly missing: MissingCount | null;
}

interface Surroundings {
  readonly repository: Repository;
  readonly listing: StoreListing;
  readonly options: GitScanOptions;
}

export class ScanState {
  readonly #file: string | null;
  readonly #idLength: number;
  readonly #rules: string;
  readonly #digest: string;
  readonly #before: StoredState | null;
  readonly #unsettled: ReadonlySet<string>;
  readonly #needsKeys: boolean;
  readonly #isUnchanged: boolean;
  #ids: Buffer | null = null;
  #places: readonly LiveFinding[] = [];

  private constructor(
    file: string | null,
    rules: string,
    digest: string,
    before: StoredState | null,
    { repository, listing, options }: Surroundings,
  ) {
    this.#file = file;
    this.#rules = rules;
    this.#digest = digest;
    this.#before = before;
    this.#idLength = idLengthOf(repository.format);
    this.#unsettled = new Set(before?.unsettled ?? []);
    this.#needsKeys = options.fingerprintKey !== undefined || options.evidence !== undefined;
    this.#isUnchanged = before?.digest === digest && listing.packs.every((pack) => this.isKnownPack(pack));
  }

  static open(
    options: GitScanOptions,
    repository: Repository,
    listing: StoreListing,
    refs: RefList,
  ): ScanState {
    const rules = createHash('sha256')
      .update(JSON.stringify([RULES, options.maxArchiveDepth ?? null, repository.format, options.root]))
      .update(JSON.stringify(ANCHORS.map((anchor) => Buffer.from(anchor.bytes).toString('hex'))))
      .update(rulesOfEvidence(options.evidence))
      .digest('hex');
    const digest = createHash('sha256')
      .update(JSON.stringify([...refs.refs].sort()))
      .update(JSON.stringify([...refs.others].sort()))
      .update(JSON.stringify(listing.packs.map((pack) => pack.name).sort()))
      .update(JSON.stringify(listing.loose.map(({ id }) => id).sort()))
      .digest('hex');
    const folder = options.stateFolder;
    // SECURITY: never write into what is scanned.
    const usable =
      folder !== undefined &&
      !isInside(repository.commonDir, folder) &&
      (repository.workTree === null || !isInside(repository.workTree, folder));
    const around = { repository, listing, options };
    if (!usable) return new ScanState(null, rules, digest, null, around);
    const name = createHash('sha256').update(repository.commonDir).digest('hex').slice(0, 32);
    const file = path.join(folder, `git-${name}.json`);
    const before = readState(file);
    return new ScanState(file, rules, digest, before?.rules === rules ? before : null, around);
  }

  get knownBlobs(): number {
    return this.#before?.counts.blobs ?? 0;
  }

  get knownCommits(): number {
    return this.#before?.counts.commits ?? 0;
  }

  get knownLfsPointers(): number {
    return this.#before?.counts.lfsPointers ?? 0;
  }

  /** Nothing was remembered, so everything is read. */
  get isEmpty(): boolean {
    return this.#before === null;
  }

  /** What was missing, where nothing changed since. */
  get knownMissing(): MissingCount | null {
    return this.#before?.digest === this.#digest ? this.#before.missing : null;
  }

  isKnownPacked(pack: ListedPack, position: number): boolean {
    if (this.#before === null) return false;
    return this.#holds(pack.index.idAt(position));
  }

  isKnown(id: string): boolean {
    return this.#before !== null && this.#holds(Buffer.from(id, 'hex'));
  }

  /** What is to be read again. */
  suspects(): readonly string[] {
    return this.remembered === null ? [...this.#unsettled] : (this.#before?.incomplete ?? []);
  }

  /**
   * What the last scan found, where nothing changed since; null where something did, or where the caller has to know
   * which keys they are, which nothing here tells.
   */
  get remembered(): readonly LiveFinding[] | null {
    return this.#isUnchanged && !this.#needsKeys ? (this.#before?.findings ?? null) : null;
  }

  /** How many refs name nothing that is here; null where something changed. */
  get knownMissingRefs(): number | null {
    return this.#before?.digest === this.#digest ? this.#before.missingRefs : null;
  }

  /** The same findings at the same places as last time; null where something changed. */
  cachedPlaces(
    hits: ReadonlyMap<string, readonly LiveFinding[]>,
    messages: ReadonlyMap<string, readonly LiveFinding[]>,
  ): LiveFinding[] | null {
    if (this.#before?.digest !== this.#digest) return null;
    const out: LiveFinding[] = [];
    for (const known of this.#before.findings) {
      const candidates = hits.get(known.blob ?? '') ?? messages.get(known.blob ?? '') ?? [];
      const finding = candidates.find(
        (candidate) =>
          candidate.fingerprint === known.fingerprint &&
          candidate.class === known.class &&
          candidate.line === known.line &&
          candidate.column === known.column &&
          candidate.container.join('\0') === known.container.join('\0'),
      );
      if (finding === undefined) return null;
      const { path: shown, source, blob, commit, unreachable } = known;
      out.push({ ...placeFinding(finding, { path: shown, source, blob, commit, unreachable }), path: shown });
    }
    this.#places = out;
    return out;
  }

  rememberPlaces(placed: readonly LiveFinding[]): void {
    this.#places = placed;
  }

  /** False where nothing could be kept. Never throws: without state the next scan is only slower. */
  save(listing: StoreListing, input: SaveInput): boolean {
    if (this.#file === null) return true;
    const packs: Record<string, string> = {};
    for (const pack of listing.packs) if (!input.isUnreadable(pack)) packs[pack.stem] = stampOf(pack);
    const state: StoredState = {
      rules: this.#rules,
      packs,
      digest: this.#digest,
      unsettled: [...new Set([...input.held, ...input.incomplete])],
      incomplete: [...new Set(input.incomplete)],
      missingRefs: input.missingRefs,
      missing: input.missing,
      counts: { blobs: input.blobs, commits: input.commits, lfsPointers: input.lfsPointers },
      findings: this.#places.map(
        ({ keyFingerprint: _apart, evidenceFingerprint: _also, ...finding }) => finding,
      ),
    };
    try {
      makeFolder(path.dirname(this.#file));
      if (this.#before?.digest !== this.#digest)
        writeWholeFile(`${this.#file}.ids`, allIds(listing, this.#idLength));
      writeWholeFile(this.#file, JSON.stringify(state));
      return true;
    } catch {
      // Half a state is none, and nothing of it stays on a disk that is full.
      for (const file of [this.#file, `${this.#file}.ids`]) removeQuietly(file);
      return false;
    }
  }

  /** Nothing in it needs a look, but for what `suspects` names. */
  isKnownPack(pack: ListedPack): boolean {
    return this.#before?.packs[pack.stem] === stampOf(pack);
  }

  #holds(id: Buffer): boolean {
    this.#ids ??= readIds(`${this.#file ?? ''}.ids`);
    const ids = this.#ids;
    const length = this.#idLength;
    let low = 0;
    let high = Math.floor(ids.length / length) - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const order = ids.compare(id, 0, length, middle * length, (middle + 1) * length);
      // What held keys is known too: it is read again through `suspects`.
      if (order === 0) return true;
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return false;
  }
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // A folder that is none holds no file.
  }
}

const stamps = new WeakMap<ListedPack, string>();

function stampOf(pack: ListedPack): string {
  let stamp = stamps.get(pack);
  if (stamp === undefined) {
    const stat = statSync(`${pack.stem}.pack`);
    stamp = `${String(stat.size)}:${String(stat.mtimeMs)}:${String(pack.index.count)}`;
    stamps.set(pack, stamp);
  }
  return stamp;
}

const MOST_BYTES = 256 << 20;

/** SECURITY: a pipe or a device there would be read for ever. */
function readState(file: string): StoredState | null {
  try {
    const value = JSON.parse(readSmallFile(file, MOST_BYTES).toString('utf8')) as Partial<StoredState>;
    const whole =
      typeof value.rules === 'string' &&
      typeof value.digest === 'string' &&
      typeof value.packs === 'object' &&
      Array.isArray(value.unsettled) &&
      Array.isArray(value.findings) &&
      Array.isArray(value.incomplete) &&
      typeof value.counts === 'object';
    return whole ? (value as StoredState) : null;
  } catch {
    return null;
  }
}
