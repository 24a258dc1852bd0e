/** Writes what a scan found. Apart from the reading of baselines, which needs the schema library. */
import { dirname, relative, resolve, sep } from 'node:path';
import type { ScanFinding } from '../../../shared/findings.ts';
import { writeChosenFile } from '../../files/whole-file.ts';
import { harmlessJson } from '../../../shared/harmless-text.ts';

/** A baseline for later scans. Holds no secret: fingerprints and places only. Roots are named from where it lies. */
export function writeBaseline(path: string, findings: readonly ScanFinding[]): void {
  const own = dirname(resolve(path));
  const fromHere = (root: string): string => relative(own, root).split(sep).join('/') || '.';
  const entries = findings.map(({ fingerprint, class: kind, redacted, root, path: place, container }) => ({
    fingerprint,
    class: kind,
    redacted,
    ...(root === undefined ? {} : { root: fromHere(root) }),
    path: place,
    container,
  }));
  writeChosenFile(path, `${harmlessJson({ schema: 'augno-vault/baseline@1', findings: entries })}\n`);
}
