/** What the detector takes and gives. The files-and-folders scan and the git scan both work with these shapes. */
import type { BrandId } from '../../../shared/brands.ts';
import type { KeyMode } from '../../../shared/key-format.ts';
import type { SearchLedger } from './ledger.ts';
import type { ScanFinding } from '../../../shared/findings.ts';
import type { Said } from '../../../shared/messages/say.ts';

export type HitClass = ScanFinding['class'];

/**
 * One key at one place in some bytes.
 *
 * SECURITY: `key` is the raw secret. It stays inside the thread that found it: turn a hit into a finding with
 * `findingFrom`, then wipe it with `wipeHits`.
 */
export interface RawHit {
  /** Of the key's first byte, or of the first byte of its encoded run, in the bytes given to `scan`. */
  readonly offset: number;
  /** In bytes, from `offset` to the end of the key or of what encodes it. */
  readonly length: number;
  readonly class: HitClass;
  readonly mode: KeyMode;
  readonly brand: BrandId;
  /** The whole key, 85 ASCII bytes; for `truncated` completed by its computed checksum, for `malformed` as it stands. */
  readonly key: Uint8Array;
  /** Of `malformed` only: one character is wrong, and `key` is what it was meant to be. */
  readonly repaired?: true;
  /** Outermost first, empty for plain text. */
  readonly encoding: readonly string[];
  /** Archive members, outermost first. */
  readonly container: readonly string[];
  /** 1-based, of `offset`; null in binary data. */
  readonly line: number | null;
  /** 1-based, in Unicode code points of the decoded text. */
  readonly column: number | null;
  /** It is the value of a variable that build tools put into what browsers load (`NEXT_PUBLIC_…`). */
  readonly publicVariable?: boolean;
  /** The name of the variable, field or setting that it is the value of. */
  readonly variable?: string;
  /** A key of another service, found by evidence (`evidence.ts`). */
  readonly evidence?: {
    readonly provider: string;
    readonly prefix: string;
    /** Which key of the caller's registry it is; null if none. */
    readonly knownFingerprint: string | null;
  };
}

/** A key that was masked by whoever wrote it down; the same form for every way of masking it. */
export interface MaskedForm {
  /** `aug_sk_prod_****UCZu`, as the API shows a key. */
  readonly redacted: string;
  readonly brand: BrandId;
  readonly mode: KeyMode;
}

/** What could not be looked into, and why; `path` is relative to the root and includes archive members. */
export interface Skipped {
  readonly path: string;
  readonly reason: Said;
  /** How often, where it is more than once. */
  readonly count?: number;
}

export interface Detector {
  /**
   * False means that `bytes[start, end)` holds no anchor: neither a key nor any direct encoding of one begins there. It is
   * cheap (one pass). Archives and compressed streams are another question: see `containerKindOf` in `../archive`.
   * A range that is cut out of something longer must overlap its neighbours by `ANCHOR_OVERLAP` bytes.
   */
  mayContain(bytes: Uint8Array, start?: number, end?: number): boolean;
  /**
   * Every key in `bytes`, plain or encoded, by offset; the same key at two offsets gives two hits. Archives are not
   * opened. `bytes` is only read, and not kept. What could not be decoded is written into `ledger`.
   */
  scan(bytes: Uint8Array, ledger: SearchLedger): RawHit[];
}

/** Where a hit was found; what `findingFrom` adds to it. */
export interface Place {
  /** Relative to the root; `\` becomes `/`. Null for a commit, tag or note message. */
  readonly path: string | null;
  readonly source: ScanFinding['source'];
  readonly ignoredByGit?: boolean;
  /** Left out, it is worked out from the path and the container. */
  readonly clientSide?: boolean;
  readonly unreachable?: boolean;
  readonly blob?: string | null;
  readonly commit?: ScanFinding['commit'];
  /** The key of `ScanOptions.fingerprintKey`. */
  readonly fingerprintKey?: Uint8Array | undefined;
}

/** A hit without its line, in the bytes it was found in. */
export type BareHit = Omit<RawHit, 'line' | 'column' | 'container'>;
