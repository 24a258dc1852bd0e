/** What a scan looked at: by it a finding is gone, and a leak over. Both ask the same question here. */
import { sep } from 'node:path';
import type { ScanReport } from '../../../shared/findings.ts';
import type { FindingRecord } from './records.ts';

export interface ScannedRoot {
  readonly root: string;
  /** Files, not just what Git keeps: an empty folder may be a disk that is not there. */
  readonly files: boolean;
  readonly history: boolean;
  /** Only these of it were read, relative to it; left out: all. */
  readonly places?: readonly string[] | undefined;
}

export function scannedRoots({
  roots,
  scanned,
  usualPlaces,
}: Pick<ScanReport, 'roots' | 'scanned' | 'usualPlaces'>): readonly ScannedRoot[] {
  const read = { files: scanned.files > 0, history: scanned.blobs > 0 || scanned.commits > 0 };
  return roots.map((root) => ({
    root,
    ...read,
    ...(root === usualPlaces?.root ? { places: usualPlaces.places } : {}),
  }));
}

/**
 * Whether such a scan, complete, would have found it again as the same finding: under its own root. A scan of the folder
 * around that lists what it finds under itself, may leave this one out by its own rules, and says nothing of it.
 */
export function looksAt(
  { root: scanned, files, history, places }: ScannedRoot,
  { root, finding }: Pick<FindingRecord, 'root' | 'finding'>,
): boolean {
  const { source, path } = finding;
  switch (source) {
    case 'worktree':
      return root === scanned && files && (places === undefined || isBelowOne(places, path ?? ''));
    case 'history':
      return root === scanned && history;
    // That of a repository below a scanned folder is listed under the repository.
    case 'message':
      return (
        history && (root === scanned || root.startsWith(scanned.endsWith(sep) ? scanned : scanned + sep))
      );
    // What was staged is committed or dropped by now; only a staged scan would tell, and those are not recorded here.
    case 'staged':
      return false;
  }
}

function isBelowOne(places: readonly string[], path: string): boolean {
  return places.some((place) => path === place || path.startsWith(`${place}/`));
}
