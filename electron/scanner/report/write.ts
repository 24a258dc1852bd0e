/** Writes what a scan found. Apart from the reading of baselines, which needs the schema library. */
import { renameSync, writeFileSync } from 'node:fs';
import type { ScanFinding } from '../../../shared/findings.ts';
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
  writeWhole(path, `${harmlessJson({ schema: 'augno-vault/baseline@1', findings: entries })}\n`);
}

/** A reader never sees half a file. */
export function writeWhole(path: string, text: string): void {
  const temporary = `${path}.${String(process.pid)}.tmp`;
  writeFileSync(temporary, text, { mode: 0o600 });
  renameSync(temporary, path);
}
