/** What goes between the scan and its worker threads. Findings only: a raw key stays in the thread that found it. */
import type { EvidenceSettings } from '../../shared/evidence.ts';
import { MINUTE_MS } from '../../shared/times.ts';
import type { MaskedForm, Skipped } from './detect/index.ts';
import type { KnownMarks } from './files/known-files.ts';
import { shownName, shownText } from './names.ts';
import type { LiveFinding } from './types.ts';

/** Archives within archives that are opened unless more or fewer are asked for. */
export const DEFAULT_ARCHIVE_DEPTH = 5;

/**
 * Younger changes of files are not trusted: the clock's steps may be coarse, and a program that writes through a memory map
 * leaves the time as it is until the system writes the page out (half a minute on Linux).
 */
export const SETTLED_AFTER_MS = MINUTE_MS;

/** Fixed for one scan; given to a worker when it starts. */
export interface WorkerSettings {
  readonly fingerprintKey: Uint8Array | undefined;
  readonly maxArchiveDepth: number;
  readonly evidence: EvidenceSettings | undefined;
  /** Only with `--verify`: findings come with the raw key, so that the verifier can be asked. */
  readonly withKeys: boolean;
  /** By root: what an earlier scan found clean; `forgotten` where nothing is to be remembered. */
  readonly known: readonly (KnownMarks | 'forgotten')[];
  readonly settledAfterMs: number;
}

export interface FileBatch {
  /** Index into the scan's roots. */
  readonly root: number;
  readonly folders: readonly BatchFolder[];
  /** A root that is a file, or a place that is: it may be a link, so it is shown by one name and opened by another. */
  readonly single?: { readonly path: string; readonly absolute: string };
  /** Texts that are no files: what symbolic links say. */
  readonly texts?: readonly { readonly path: string; readonly text: Uint8Array }[];
}

export interface BatchFolder {
  /** Relative to the root, `/` on every system; empty for the root itself. */
  readonly relative: string;
  /** What opens the folder: bytes where a name on the way is no valid UTF-8. */
  readonly absolute: string | Uint8Array;
  /** Joined by `/`, which no name holds: one text is handed to a thread faster than a hundred. */
  readonly names: string;
  readonly rawNames: readonly Uint8Array[];
}

export interface FoundKey {
  readonly finding: LiveFinding;
  /** SECURITY: null unless the caller asked for verification; wiped after it. */
  readonly key: Uint8Array | null;
  /** What opens the file, for the git-ignore label; null outside the work tree. */
  readonly unredactedPath: string;
}

/** A masked key, and a file that it stands in. */
export interface MaskedPlace extends MaskedForm {
  readonly path: string;
}

export interface BatchResult {
  readonly root: number;
  readonly files: number;
  /** Of `files` those that were not read to their end, as they are known clean and unchanged. */
  readonly unchanged: number;
  readonly bytes: number;
  readonly found: readonly FoundKey[];
  readonly skipped: readonly Skipped[];
  readonly masked: readonly MaskedPlace[];
  /** Marks of large files that are clean, one behind the other; empty where none are kept. */
  readonly clean: Uint8Array;
}

/** Every path of a batch, relative to its root. */
export function pathsOf({ single, folders, texts = [] }: FileBatch): string[] {
  const inFolders = folders.flatMap(({ relative, names, rawNames }) => {
    const all = [
      ...(names === '' ? [] : names.split('/').map((name) => shownText(name))),
      ...rawNames.map(shownName),
    ];
    return relative === '' ? all : all.map((name) => `${relative}/${name}`);
  });
  return [...(single === undefined ? [] : [single.path]), ...inFolders, ...texts.map(({ path }) => path)];
}
