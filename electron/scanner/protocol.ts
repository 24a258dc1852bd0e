/** What goes between the scan and its worker threads. Findings only: a raw key stays in the thread that found it. */
import type { EvidenceSettings } from '../../shared/evidence.ts';
import type { ScanFinding } from '../../shared/findings.ts';
import type { Skipped } from './detect/index.ts';
import type { LiveFinding } from './types.ts';

/** Fixed for one scan; given to a worker when it starts. */
export interface WorkerSettings {
  readonly fingerprintKey: Uint8Array | undefined;
  readonly maxArchiveDepth: number;
  readonly evidence: EvidenceSettings | undefined;
  /** Only with `--verify`: findings come with the raw key, so that the verifier can be asked. */
  readonly withKeys: boolean;
}

export interface FileBatch {
  /** Index into the scan's roots. */
  readonly root: number;
  readonly paths: readonly string[];
  readonly absolutes: readonly (string | Buffer)[];
}

export interface FoundKey {
  readonly finding: LiveFinding;
  /** SECURITY: null unless the caller asked for verification; wiped after it. */
  readonly key: Uint8Array | null;
  /** What opens the file, for the git-ignore label; null outside the work tree. */
  readonly unredactedPath: string;
}

export interface BatchResult {
  readonly root: number;
  readonly files: number;
  readonly bytes: number;
  readonly found: readonly FoundKey[];
  readonly skipped: readonly Skipped[];
}

export type Source = ScanFinding['source'];
