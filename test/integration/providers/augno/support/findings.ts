/** Findings and reports as a scan hands them to the vault. */
import { createHmac } from 'node:crypto';

import type { ScanFinding, ScanReport } from '../../../../../shared/findings.ts';
import { parseKey } from '../../../../../shared/key-format.ts';

/** In a file of the work tree, as it is written there. */
export const PLAIN_PLACE = {
  encoding: [],
  container: [],
  ignoredByGit: false,
  clientSide: false,
  source: 'worktree',
  unreachable: false,
  verified: null,
  blob: null,
  commit: null,
} as const satisfies Partial<ScanFinding>;

export const finding = (
  key: string,
  more: Partial<ScanFinding> = {},
  scanKey?: Uint8Array,
): ScanFinding & { keyFingerprint?: string } => {
  const parsed = parseKey(key);
  if (!parsed.ok) throw new Error('not a key');
  return {
    fingerprint: `${more.path ?? 'a.env'}:${parsed.key.keyId}`.slice(0, 30),
    class: 'valid',
    mode: parsed.key.mode,
    brand: 'augno',
    keyId: parsed.key.keyId,
    redacted: parsed.key.redacted,
    path: 'a.env',
    line: 3,
    column: 1,
    ...PLAIN_PLACE,
    ...more,
    ...(scanKey === undefined
      ? {}
      : { keyFingerprint: createHmac('sha256', scanKey).update(key).digest('hex') }),
  };
};
export const report = (more: Partial<Omit<ScanReport, 'findings'>> = {}): Omit<ScanReport, 'findings'> => ({
  schema: 'augno-vault/scan@1',
  roots: ['/repo'],
  complete: true,
  scanned: { files: 5, bytes: 100, blobs: 0, commits: 0, durationMs: 1 },
  suppressed: { byIgnoreFile: 0, byBaseline: 0 },
  skipped: [],
  ...more,
});
