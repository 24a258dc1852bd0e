/** Findings as a file for others: redacted, and every hostile text in it made harmless for where it goes. */
import { csvText } from '../../../shared/csv.ts';
import type { Finding } from '../../../shared/findings.ts';
import { terminalLine, harmlessJson } from '../../../shared/harmless-text.ts';
import { sarifReport } from '../../scanner/report/sarif.ts';

export type ExportFormat = 'csv' | 'json' | 'sarif';

const COLUMNS: readonly (readonly [string, (finding: Finding) => string | number | null])[] = [
  ['state', ({ state }) => state],
  ['key', ({ keyName }) => keyName],
  ['redacted', ({ finding }) => finding.redacted],
  ['mode', ({ finding }) => finding.mode],
  ['class', ({ finding }) => finding.class],
  ['key_status', ({ keyStatus }) => keyStatus],
  ['verified', ({ finding }) => finding.verified],
  ['root', ({ root }) => root],
  ['path', ({ finding }) => finding.path],
  ['inside', ({ finding }) => finding.container.join(' > ')],
  ['line', ({ finding }) => finding.line],
  ['column', ({ finding }) => finding.column],
  ['source', ({ finding }) => finding.source],
  ['client_side', ({ finding }) => (finding.clientSide ? 'yes' : 'no')],
  ['commit', ({ finding }) => finding.commit?.id ?? null],
  ['author', ({ finding }) => finding.commit?.author ?? null],
  ['commit_date', ({ finding }) => finding.commit?.date ?? null],
  ['first_seen', ({ firstSeenAt }) => firstSeenAt],
  ['last_seen', ({ lastSeenAt }) => lastSeenAt],
  ['ignored_reason', ({ ignoredReason }) => ignoredReason],
];

export function exportFindings(findings: readonly Finding[], format: ExportFormat, version: string): string {
  switch (format) {
    case 'csv':
      return csvText([
        COLUMNS.map(([name]) => name),
        ...findings.map((finding) => COLUMNS.map(([, read]) => terminalLine(String(read(finding) ?? '')))),
      ]);
    case 'json':
      return `${harmlessJson({ schema: 'augno-vault/findings@1', findings })}\n`;
    case 'sarif': {
      // What is ignored or resolved is no result for a code scanner.
      const open = findings.filter(({ state }) => state === 'open');
      const report = sarifReport(
        {
          schema: 'augno-vault/scan@1',
          roots: [...new Set(open.map(({ root }) => root))],
          complete: true,
          scanned: { files: 0, bytes: 0, blobs: 0, commits: 0, durationMs: 0 },
          suppressed: { byIgnoreFile: 0, byBaseline: 0 },
          findings: open.map(({ finding }) => finding),
          skipped: [],
        },
        version,
      );
      return `${harmlessJson(report)}\n`;
    }
  }
}
