/** GitLab's secret detection report, version 15.0.4 of its schema, which every GitLab since 15.0 takes. */
import { createHash } from 'node:crypto';
import { terminalLine } from '../../../shared/harmless-text.ts';
import type { ScanFinding, ScanReport } from '../../../shared/findings.ts';
import { leftOutOf } from './left-out.ts';
import { describedFinding, ReportPlaces, severityOf } from './report-places.ts';
import { inEnglish } from '../../../shared/messages/words.ts';

const VERSION = '15.0.4';
/** Of a file that is not committed, as GitLab's own analyzer says it. */
const NO_COMMIT = '0000000';
const SEVERITY = ['Critical', 'High', 'Medium', 'Low'] as const;

/** @param now when the scan ended */
export function gitlabReport(report: ScanReport, version: string, now: Date): object {
  const places = new ReportPlaces(report);
  const tool = {
    id: 'augno-vault',
    name: 'Augno Vault',
    version,
    vendor: { name: 'Augno' },
  };
  return {
    version: VERSION,
    scan: {
      analyzer: tool,
      scanner: tool,
      type: 'secret_detection',
      start_time: secondsOf(new Date(now.getTime() - report.scanned.durationMs)),
      end_time: secondsOf(now),
      status: report.complete ? 'success' : 'failure',
      messages: [
        ...report.skipped.map(({ path, reason }) => ({
          level: 'warn',
          value: terminalLine(`Not scanned: ${path}: ${reason}`),
        })),
        ...leftOutOf(report).map((said) => ({ level: 'info', value: inEnglish(said) })),
      ],
    },
    vulnerabilities: report.findings.map((finding) => vulnerabilityOf(finding, places)),
  };
}

function secondsOf(date: Date): string {
  return date.toISOString().slice(0, 19);
}

function vulnerabilityOf(finding: ScanFinding, places: ReportPlaces): object {
  const { base, path } = places.of(finding);
  const { commit, line } = finding;
  const rule = finding.class === 'malformed' ? 'malformed-key' : 'leaked-key';
  return {
    id: idOf([finding.fingerprint, base, path ?? commit?.id ?? '', ...finding.container]),
    name: finding.class === 'malformed' ? 'Malformed API key' : 'Leaked API key',
    description: terminalLine(describedFinding(finding)),
    severity: SEVERITY[severityOf(finding)],
    solution:
      'Rotate the key, then remove it from the place. A key that was committed stays leaked after it was removed.',
    identifiers: [
      { type: 'augno_vault_rule', name: `Augno Vault ${rule}`, value: rule },
      { type: 'augno_vault_fingerprint', name: 'Key', value: finding.fingerprint },
    ],
    location: {
      file: terminalLine(path ?? '.git'),
      commit:
        commit === null
          ? { sha: NO_COMMIT }
          : {
              sha: commit.id,
              author: terminalLine(commit.author),
              date: commit.date,
              message: terminalLine(commit.subject),
            },
      ...(line === null ? {} : { start_line: line, end_line: line }),
    },
  };
}

/** The same place has the same id in every run, in the form of a UUID. */
function idOf(parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\0')).digest('hex');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5');
}
