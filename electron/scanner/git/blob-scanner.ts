/** One object's content → findings without a place. The raw key does not leave this thread. */
import type { EvidenceSettings } from '../../../shared/evidence.ts';
import { KEY_CHECKSUM_LENGTH, KEY_LENGTH } from '../../../shared/key-format.ts';
import { bufferSource, containerKindOf, MAGIC_BYTES } from '../../archives/index.ts';
import { createContentScanner, type ContentScanner } from '../content.ts';
import {
  createDetector,
  createEvidenceDetector,
  findingFrom,
  Ledger,
  redactText,
  wipeHits,
  type Detector,
  type EvidenceDetector,
  type RawHit,
} from '../detect/index.ts';
import { looksBinary } from '../detect/position.ts';
import type { Skipped } from '../detect/types.ts';
import { findBinaryStarts } from '../detect/binary-starts.ts';
import type { LiveFinding } from '../types.ts';
import { DEFAULT_ARCHIVE_DEPTH } from '../protocol.ts';
import { parseTree } from './tree-diff.ts';
import type { ObjectKind } from './types.ts';

/** What of an object in a pack's walk is needed here. */
export interface ScannedObject {
  readonly bytes: Uint8Array;
  readonly fresh: Uint8Array | null;
  readonly baseFlagged: boolean;
}

export interface ScannedResult {
  /** The content holds an anchor, so deltas on top of it are looked at whole. */
  readonly flagged: boolean;
  readonly findings: readonly LiveFinding[];
  readonly skipped: readonly Skipped[];
  readonly lfsPointer: boolean;
  /** An archive or the like, which is left to `scanWhole`. */
  readonly isContainer: boolean;
}

export interface BlobScannerSettings {
  readonly fingerprintKey?: Uint8Array | undefined;
  readonly maxArchiveDepth?: number | undefined;
  readonly evidence?: EvidenceSettings | undefined;
  /** Asked while archives are read. */
  readonly isStopped?: () => boolean;
}

export interface NamedFinding {
  readonly name: string;
  readonly finding: LiveFinding;
}

/** No key, whole or cut off inside its checksum, fits a shorter name. */
const SHORTEST_NAME = KEY_LENGTH - KEY_CHECKSUM_LENGTH;
const LFS = Buffer.from('version https://git-lfs.github.com/spec/');
const LARGEST_LFS_POINTER = 1024;
const NOTHING: ScannedResult = {
  flagged: false,
  findings: [],
  skipped: [],
  lfsPointer: false,
  isContainer: false,
};
const LFS_POINTER: ScannedResult = { ...NOTHING, lfsPointer: true };
const CONTAINER: ScannedResult = { ...NOTHING, flagged: true, isContainer: true };

export class BlobScanner {
  readonly #detector: Detector = createDetector();
  readonly #content: ContentScanner;
  readonly #fingerprintKey: Uint8Array | undefined;
  readonly #evidence: EvidenceDetector | null;

  constructor(settings: BlobScannerSettings) {
    this.#fingerprintKey = settings.fingerprintKey;
    this.#evidence = settings.evidence === undefined ? null : createEvidenceDetector(settings.evidence);
    this.#content = createContentScanner({
      maxArchiveDepth: settings.maxArchiveDepth ?? DEFAULT_ARCHIVE_DEPTH,
      evidence: this.#evidence,
      ...(settings.isStopped === undefined ? {} : { isStopped: settings.isStopped }),
    });
  }

  mayContain(object: ScannedObject): boolean {
    const whole = object.fresh === null || object.baseFlagged;
    const bytes = whole ? object.bytes : object.fresh;
    return this.#detector.mayContain(bytes) || (this.#evidence?.mayContain(bytes) ?? false);
  }

  /** Everything but the inside of containers. */
  scan(object: ScannedObject, kind: ObjectKind): ScannedResult {
    if (kind === 'blob' && containerKindOf(object.bytes.subarray(0, MAGIC_BYTES)) !== null) return CONTAINER;
    if (kind === 'blob' && looksBinary(object.bytes) && hasStarts(object.bytes)) return CONTAINER;
    if (!this.mayContain(object)) return isLfsPointer(object.bytes) ? LFS_POINTER : NOTHING;
    const ledger = new Ledger();
    const hits = this.#detector.scan(object.bytes, ledger);
    if (ledger.hasHeads) return CONTAINER;
    const others = this.#evidence?.scan(object.bytes) ?? [];
    const findings = this.#findings([...hits, ...others], kind);
    return { ...NOTHING, flagged: true, findings, skipped: ledger.entries('', redactText) };
  }

  /** Keys in the names of a tree's entries. */
  scanNames(
    tree: ScannedObject,
    idLength: number,
  ): {
    readonly flagged: boolean;
    readonly names: readonly NamedFinding[];
    readonly skipped: readonly Skipped[];
  } {
    if (!this.mayContain(tree)) return { flagged: false, names: [], skipped: [] };
    const ledger = new Ledger();
    const bytes = Buffer.from(tree.bytes.buffer, tree.bytes.byteOffset, tree.bytes.length);
    const names: NamedFinding[] = [];
    for (const { name } of parseTree(bytes, idLength)) {
      if (name.length < SHORTEST_NAME) continue;
      const findings = this.#findings(this.#detector.scan(Buffer.from(name), ledger), 'blob');
      // The place is the name itself: there is no line in it.
      for (const finding of findings) names.push({ name, finding: { ...finding, line: null, column: null } });
    }
    return { flagged: true, names, skipped: ledger.entries('', redactText) };
  }

  /** Containers too. The paths of what was skipped begin with `!/`, or are empty for the object itself. */
  async scanWhole(bytes: Uint8Array, kind: ObjectKind): Promise<ScannedResult> {
    const plain = this.scan({ bytes, fresh: null, baseFlagged: false }, kind);
    if (!plain.isContainer) return plain;
    const { hits, ledger } = await this.#content.scan(bufferSource(bytes), '');
    return { ...plain, findings: this.#findings(hits, kind), skipped: ledger.entries('', redactText) };
  }

  #findings(hits: readonly RawHit[], kind: ObjectKind): LiveFinding[] {
    const source = kind === 'blob' ? 'history' : 'message';
    const findings = hits.map((hit) =>
      findingFrom(hit, { path: null, source, fingerprintKey: this.#fingerprintKey }),
    );
    wipeHits(hits);
    return findings;
  }
}

function hasStarts(bytes: Uint8Array): boolean {
  return findBinaryStarts(bytes, 0, bytes.length, () => undefined);
}

function isLfsPointer(bytes: Uint8Array): boolean {
  return (
    bytes.length <= LARGEST_LFS_POINTER &&
    bytes.length > LFS.length &&
    LFS.every((byte, index) => bytes[index] === byte)
  );
}

/** The name of the content in git-lfs's own store; null where the pointer has none. */
export function lfsObjectOf(pointer: Uint8Array): string | null {
  return /^oid sha256:([0-9a-f]{64})$/m.exec(Buffer.from(pointer).toString('latin1'))?.[1] ?? null;
}
