import { statSync } from 'node:fs';
import path from 'node:path';
import type { ScanFinding } from '../../shared/findings.ts';

/** The file that a finding lies in, absolute; null for a history, a message or a member of an archive. */
export function findingFile(
  root: string,
  finding: Pick<ScanFinding, 'path' | 'container' | 'source'>,
): string | null {
  if (finding.path === null || finding.container.length > 0) return null;
  if (finding.source !== 'worktree' && finding.source !== 'staged') return null;
  const joined = path.resolve(root, finding.path);
  // A root may itself be the file that was scanned.
  return statSync(root, { throwIfNoEntry: false })?.isFile() === true ? root : joined;
}
