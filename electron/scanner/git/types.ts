/** What the git half of the scanner takes and gives. */
import type { EvidenceSettings } from '../../../shared/evidence.ts';
import type { LiveFinding } from '../types.ts';
import type { Skipped } from '../detect/types.ts';
import type { Said } from '../../../shared/messages/say.ts';

export interface GitScanOptions {
  /** Absolute path of the scanned root: a repository, a folder inside one, or a bare repository. */
  readonly root: string;
  /** The repository's folder, where it lies below the root; left out, it is the one that the root is in. */
  readonly repository?: string;
  /** With `history`: stores that were read already, by their folders' real paths. What is read here is added. */
  readonly readStores?: Set<string>;
  /** Every object of every store, reachable or not. */
  readonly history?: boolean;
  /** What the index would commit, and differs from HEAD. */
  readonly staged?: boolean;
  /** `A..B`, several separated by white space, for hooks and CI. */
  readonly range?: string;
  /** Worker threads; left out: the number of processors, at most 8. */
  readonly jobs?: number;
  readonly maxArchiveDepth?: number;
  /** Whether a person leaves out a file that is staged or in the range. */
  readonly isExcluded?: (path: string) => boolean;
  /** Bytes. Larger blobs are left out, and counted. */
  readonly maxFileSize?: number;
  readonly signal?: AbortSignal;
  /** Where incremental state is kept (never inside a repository); none is kept without it. */
  readonly stateFolder?: string;
  /** The key of `ScanOptions.fingerprintKey`. */
  readonly fingerprintKey?: Uint8Array;
  /** That of `ScanOptions.evidence`. */
  readonly evidence?: EvidenceSettings;
  /** Also what was there before at the same place counts as new. */
  readonly all?: boolean;
  /** Also follow `.git` files, `commondir` and alternates that lead outside the root. Network paths are never followed. */
  readonly followOutsideRoot?: boolean;
}

export interface GitScanCounts {
  /** Objects of type blob that were looked at, or are known to be clean from an earlier scan. */
  readonly blobs: number;
  readonly commits: number;
  /** Of content, after decompression. */
  readonly bytes: number;
}

export interface GitProgress extends GitScanCounts {
  readonly phase: 'listing' | 'history' | 'attribution';
  /** Of the present pass over this repository, in all kinds: what was looked at, and what there is. */
  readonly objects: number;
  readonly totalObjects: number | null;
  /** How much of the pass is done, by what it costs to read (0 to 1); null where it is not known. */
  readonly fraction: number | null;
}

export type GitScanEvent =
  | { readonly type: 'progress'; readonly progress: GitProgress }
  | { readonly type: 'finding'; readonly finding: LiveFinding }
  | { readonly type: 'skipped'; readonly skipped: Skipped }
  /** For people: what was in scope, such as "nothing staged". */
  | { readonly type: 'note'; readonly said: Said }
  /** Blobs above `maxFileSize`; of a history each one once, else for each file. */
  | { readonly type: 'leftOut'; readonly blobs: number }
  /** The last event, also after an abort. */
  | { readonly type: 'done'; readonly counts: GitScanCounts; readonly nothingNew: boolean };

export type ObjectFormat = 'sha1' | 'sha256';
export type ObjectKind = 'commit' | 'tree' | 'blob' | 'tag';

/** Bytes of an object id. */
export function idLengthOf(format: ObjectFormat): number {
  return format === 'sha1' ? 20 : 32;
}
