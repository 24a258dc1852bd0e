/**
 * The scanner as a library. It knows neither the vault nor the API: what a found key is, is asked through
 * `ScanOptions.fingerprintKey`.
 */
import type { EvidenceSettings } from '../../shared/evidence.ts';
import type { ScanFinding, ScanProgress, ScanReport } from '../../shared/findings.ts';
import type { ScanInput } from './files/input-scanner.ts';
import type { Said } from '../../shared/messages/say.ts';

export interface ScanOptions {
  /** Absolute paths of files or folders. */
  readonly paths: readonly string[];
  /** What comes through pipes, besides `paths`. */
  readonly inputs?: readonly ScanInput[];
  /** Patterns of files that are left out, as in ignore files; counted in the report. */
  readonly exclude?: readonly string[];
  /** Files of a folder that are larger, in bytes, are left out, and counted. */
  readonly maxFileSize?: number;
  /** The repositories that the paths are in, and those that lie below them. */
  readonly history?: boolean;
  /** With `history`: a path that is in none, and has none below it, is no mistake. */
  readonly historyWhereThereIs?: boolean;
  readonly staged?: boolean;
  /** `A..B`, for hooks and CI. */
  readonly range?: string;
  /** With `staged` and `range`: also a key that was there before at the same place counts as new. */
  readonly all?: boolean;
  readonly usualPlaces?: boolean;
  /** Also fetch and read files of folders that a cloud keeps; left out: they are named. */
  readonly includeCloud?: boolean;
  readonly jobs?: number;
  readonly maxArchiveDepth?: number;
  readonly baselineFile?: string;
  readonly ignoreFile?: string;
  readonly useIgnoreFiles?: boolean;
  readonly signal?: AbortSignal;
  /** Where incremental state is kept (never inside a repository); none is kept without it. */
  readonly stateFolder?: string;
  /**
   * Also follow what of a repository leads outside its root: `.git` files, `commondir`, alternates. Network paths are
   * never followed.
   */
  readonly followOutsideRoot?: boolean;
  /** How long a large file must have been left alone to be remembered, in ms; left out: a minute. */
  readonly settledAfterMs?: number;
  /**
   * A key made for this scan. Where given, each finding carries `keyFingerprint`, the hex HMAC-SHA-256 of the whole key
   * under it, by which the caller matches findings to its registry without the raw key leaving the worker.
   */
  readonly fingerprintKey?: Uint8Array;
  /**
   * Asked once for each key found whole, if given. The scanner itself knows no API.
   * SECURITY: `key` is the raw secret, 85 ASCII bytes, wiped after the answer: it must not be kept.
   */
  readonly verify?: (key: Uint8Array) => Promise<'works' | 'refused' | 'unknown'>;
  /** What to look for besides Augno's keys; left out: nothing, and nothing of it costs anything. */
  readonly evidence?: EvidenceSettings;
  /** For people: what was in scope, such as "nothing staged". */
  readonly onNote?: (note: Said) => void;
  /** Where the home folder of `usualPlaces` is; left out: this user's. */
  readonly homeFolder?: string;
  /** Whose usual places; left out: this system's. */
  readonly platform?: NodeJS.Platform;
}

/** SECURITY: `keyFingerprint` and `evidenceFingerprint` are keyed; none of the three is part of any report. */
export type LiveFinding = ScanFinding & {
  /** What versions before called an `mrp_` key: baselines, ignore lines and reviews may name it so. */
  readonly formerFingerprint?: string;
  readonly keyFingerprint?: string;
  /** Of a key of another service that the caller knows: which of `EvidenceSettings.known` it is. */
  readonly evidenceFingerprint?: string;
};

export type ScanEvent =
  | { readonly type: 'progress'; readonly progress: ScanProgress }
  | { readonly type: 'finding'; readonly root: string; readonly finding: LiveFinding }
  | { readonly type: 'done'; readonly report: ScanReport };

/** Ends with exactly one `done`, also after an abort (then with `complete: false`). */
export type Scan = (options: ScanOptions) => AsyncIterable<ScanEvent>;
