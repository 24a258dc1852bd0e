/** A scan for an assistant: where keys are, and nothing of them. */
import path from 'node:path';
import type { ScanReport } from '../../../shared/findings.ts';
import { scan } from '../../scanner/index.ts';
import type { ToolAnswer } from './tools.ts';

const MOST_LISTED = 200;

export async function scanPath(wanted: string, history: boolean, signal: AbortSignal): Promise<ToolAnswer> {
  if (!path.isAbsolute(wanted)) return { said: 'Nothing was scanned. Give an absolute path.' };
  let report: ScanReport | null = null;
  for await (const event of scan({ paths: [wanted], history, signal }))
    if (event.type === 'done') ({ report } = event);
  if (report === null) return { said: 'The scan ended without a report. Scan again.' };
  const { findings, skipped, scanned } = report;
  const leaks = findings.filter((finding) => finding.class !== 'malformed');
  return {
    said: `${leaks.length === 0 ? 'No key was found' : `Keys were found at ${String(leaks.length)} ${leaks.length === 1 ? 'place' : 'places'}`} in ${String(scanned.files)} files${history ? ` and ${String(scanned.commits)} commits` : ''}.${report.complete ? '' : ` Not everything could be scanned: ${String(skipped.length)} places are listed as skipped.`}${leaks.length === 0 ? '' : ' A key that is in a file or a repository has to be rotated by a person; do not try to read it.'}`,
    data: {
      findings: leaks.slice(0, MOST_LISTED).map((finding) => ({
        path: finding.path,
        line: finding.line,
        container: finding.container,
        source: finding.source,
        commit: finding.commit?.id ?? null,
        mode: finding.mode,
        inClientSideCode: finding.clientSide,
        ignoredByGit: finding.ignoredByGit,
      })),
      skipped: skipped.slice(0, MOST_LISTED),
    },
  };
}
