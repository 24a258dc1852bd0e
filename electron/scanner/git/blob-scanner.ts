/** One object's content → findings without a place. The raw key does not leave this thread. */
import { createDetector, findingFrom, wipeHits, type Detector } from '../detect/index.ts';
import type { Skipped } from '../detect/types.ts';
import type { LiveFinding } from '../types.ts';
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
}

const LFS = Buffer.from('version https://git-lfs.github.com/spec/');
const LARGEST_LFS_POINTER = 1024;
const NOTHING: ScannedResult = { flagged: false, findings: [], skipped: [], lfsPointer: false };
const LFS_POINTER: ScannedResult = { ...NOTHING, lfsPointer: true };

export class BlobScanner {
  readonly #detector: Detector = createDetector();
  readonly #fingerprintKey: Uint8Array | undefined;

  constructor(settings: { readonly fingerprintKey: Uint8Array | undefined }) {
    this.#fingerprintKey = settings.fingerprintKey;
  }

  mayContain(object: ScannedObject): boolean {
    const whole = object.fresh === null || object.baseFlagged;
    return this.#detector.mayContain(whole ? object.bytes : object.fresh);
  }

  scan(object: ScannedObject, kind: ObjectKind): ScannedResult {
    if (!this.mayContain(object)) return isLfsPointer(object.bytes) ? LFS_POINTER : NOTHING;
    const hits = this.#detector.scan(object.bytes);
    const findings = hits.map((hit) =>
      findingFrom(hit, {
        path: null,
        source: kind === 'blob' ? 'history' : 'message',
        fingerprintKey: this.#fingerprintKey,
      }),
    );
    wipeHits(hits);
    return { flagged: true, findings, skipped: [], lfsPointer: false };
  }
}

function isLfsPointer(bytes: Uint8Array): boolean {
  return (
    bytes.length <= LARGEST_LFS_POINTER &&
    bytes[0] === LFS[0] &&
    bytes.length > LFS.length &&
    LFS.every((byte, index) => bytes[index] === byte)
  );
}
