/** Writes what a scan found. Apart from the reading of baselines, which needs the schema library. */
import type { ScanFinding } from '../../../shared/findings.ts';
import { writeChosenFile } from '../../files/whole-file.ts';
import { harmlessJson } from '../../../shared/harmless-text.ts';

/** A baseline for later scans. Holds no secret: fingerprints and places only. */
export function writeBaseline(path: string, findings: readonly ScanFinding[]): void {
  const entries = findings.map(({ fingerprint, class: kind, redacted, path: place, container }) => ({
    fingerprint,
    class: kind,
    redacted,
    path: place,
    container,
  }));
  writeChosenFile(path, `${harmlessJson({ schema: 'augno-vault/baseline@1', findings: entries })}\n`);
}
