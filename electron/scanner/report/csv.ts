/** One line for each finding, and one for each thing that was not scanned, for a spreadsheet. */
import { csvCell } from '../../../shared/harmless-text.ts';
import type { ScanReport } from '../../../shared/findings.ts';
import { isNewLeak } from '../../../shared/leaks.ts';
import { leftOutOf } from './left-out.ts';
import { inEnglish } from '../../../shared/messages/words.ts';

const COLUMNS = [
  'what',
  'class',
  'mode',
  'brand',
  'key_id',
  'redacted',
  'root',
  'path',
  'container',
  'line',
  'column',
  'encoding',
  'source',
  'commit',
  'author',
  'email',
  'date',
  'subject',
  'unreachable',
  'ignored_by_git',
  'client_side',
  'verified',
  'fingerprint',
  'reason',
] as const;

type Row = Partial<Record<(typeof COLUMNS)[number], string | number | boolean | null>>;

export function csvReport(report: ScanReport): string {
  const rows: Row[] = [
    ...report.findings.map((finding): Row => ({
      what: isNewLeak(finding) ? 'leak' : 'warning',
      class: finding.class,
      mode: finding.mode,
      brand: finding.brand,
      key_id: finding.keyId,
      redacted: finding.redacted,
      root: finding.root ?? null,
      path: finding.path,
      container: finding.container.join(' » '),
      line: finding.line,
      column: finding.column,
      encoding: finding.encoding.join(' in '),
      source: finding.source,
      commit: finding.commit?.id ?? null,
      author: finding.commit?.author ?? null,
      email: finding.commit?.email ?? null,
      date: finding.commit?.date ?? null,
      subject: finding.commit?.subject ?? null,
      unreachable: finding.unreachable,
      ignored_by_git: finding.ignoredByGit,
      client_side: finding.clientSide,
      verified: finding.verified,
      fingerprint: finding.fingerprint,
    })),
    ...report.skipped.map(({ path, reason }): Row => ({ what: 'not scanned', path, reason })),
    ...leftOutOf(report).map((said): Row => ({ what: 'left out', reason: inEnglish(said) })),
  ];
  const lines = rows.map((row) => COLUMNS.map((column) => csvCell(String(row[column] ?? ''))).join(','));
  return [COLUMNS.join(','), ...lines].join('\r\n');
}
