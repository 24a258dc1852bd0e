/** A baseline: the findings of an earlier scan, by key and place, that are not to be reported again. */
import { z } from 'zod';
import type { ScanFinding } from '../../../shared/findings.ts';
import { readTextFile, unparsable } from './text-file.ts';

const WHAT = 'baseline';

const baselineSchema = z.object({
  schema: z.enum(['augno-vault/baseline@1', 'augno-vault/scan@1']),
  findings: z.array(
    z.object({
      fingerprint: z.string().regex(/^[0-9a-f]{32}$/),
      path: z.string().nullable(),
      container: z.array(z.string()).default([]),
    }),
  ),
});

function placeOf(finding: Pick<ScanFinding, 'fingerprint' | 'path' | 'container'>): string {
  return [finding.fingerprint, finding.path ?? '', ...finding.container].join('\0');
}

/** A baseline, or an earlier report in JSON. @throws AppError `scan-file-unparsable` */
export function readBaseline(path: string): (finding: ScanFinding) => boolean {
  let value: unknown;
  try {
    value = JSON.parse(readTextFile(path, WHAT));
  } catch (error) {
    if (error instanceof SyntaxError) throw unparsable(path, WHAT, 'it is not JSON');
    throw error;
  }
  const parsed = baselineSchema.safeParse(value);
  if (!parsed.success) throw unparsable(path, WHAT, 'it is neither a baseline nor a report of a scan');
  const known = new Set(parsed.data.findings.map(placeOf));
  return (finding) => known.has(placeOf(finding));
}
