/** SARIF 2.1.0 as GitHub code scanning accepts it. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { ScanFinding, ScanReport } from '../../../shared/findings.ts';
import { isNewLeak } from '../../../shared/leaks.ts';
import { misplacedIn } from '../../../shared/misplaced.ts';
import { harmlessJson, terminalLine } from '../../../shared/harmless-text.ts';
import { leftOutOf } from './left-out.ts';
import { bySeverity, describedFinding, ReportPlaces, uriOf } from './report-places.ts';
import { inEnglish } from '../../../shared/messages/words.ts';

const RULES = [
  {
    id: 'leaked-key',
    level: 'error',
    text: 'An API key stands in a file or in the history of a repository.',
    help: 'Rotate the key, then remove it from the place. A key that was committed stays leaked after it was removed.',
    severity: '9.0',
  },
  {
    id: 'malformed-key',
    level: 'warning',
    text: 'Something has the form of an API key, but its checksum is wrong.',
    help: 'Check whether it is a real key with a typing error, a test fixture, or an example.',
    severity: '3.0',
  },
] as const;

/** What code scanning takes of one run; above it, it refuses the whole report. */
const MOST_RESULTS = 25_000;
const MOST_NOTIFICATIONS = 1000;

/** @param mostResults the worst of them are kept, and it is said how many are not in it */
export function sarifReport(report: ScanReport, version: string, mostResults = MOST_RESULTS): object {
  const places = new ReportPlaces(report);
  const shown =
    report.findings.length > mostResults ? bySeverity(report).slice(0, mostResults) : report.findings;
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Augno Vault',
            semanticVersion: version,
            rules: RULES.map(({ id, level, text, help, severity }) => ({
              id,
              name: id === 'leaked-key' ? 'LeakedKey' : 'MalformedKey',
              shortDescription: { text },
              fullDescription: { text },
              help: { text: help },
              defaultConfiguration: { level },
              properties: {
                tags: ['security', 'secret'],
                'security-severity': severity,
                precision: 'very-high',
              },
            })),
          },
        },
        columnKind: 'unicodeCodePoints',
        invocations: [
          {
            executionSuccessful: report.complete,
            toolExecutionNotifications: notificationsOf(report, shown.length),
          },
        ],
        originalUriBaseIds: Object.fromEntries(
          Object.entries(places.bases).map(([base, uri]) => [base, { uri }]),
        ),
        results: shown.map((finding) => resultOf(finding, places)),
      },
    ],
  };
}

function notificationsOf(report: ScanReport, shown: number): object[] {
  const left = report.findings.length - shown;
  const unread = report.skipped.length - MOST_NOTIFICATIONS;
  const texts = [
    ...(left > 0
      ? [
          `${String(left)} of ${String(report.findings.length)} results are left out, the least severe ones: code scanning takes no more. The report in JSON has all of them.`,
        ]
      : []),
    ...report.skipped.slice(0, MOST_NOTIFICATIONS).map(({ path, reason, count = 1 }) => {
      const often = count === 1 ? '' : ` (${String(count)} times)`;
      return `Not scanned: ${path}: ${reason}${often}`;
    }),
    ...(unread > 0 ? [`Not scanned: ${String(unread)} more, all of them in the report in JSON.`] : []),
  ];
  return [
    ...texts.map((text) => ({ level: 'warning', message: { text: terminalLine(text) } })),
    ...leftOutOf(report).map((said) => ({ level: 'note', message: { text: inEnglish(said) } })),
  ];
}

function resultOf(finding: ScanFinding, places: ReportPlaces): object {
  const malformed = finding.class === 'malformed';
  const { base, path: placed } = places.of(finding);
  const path = placed ?? '.git';
  return {
    ruleId: malformed ? 'malformed-key' : 'leaked-key',
    ruleIndex: malformed ? 1 : 0,
    level: isNewLeak(finding) ? 'error' : 'warning',
    message: { text: terminalLine(describedFinding(finding)) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(path), uriBaseId: base },
          // GitHub shows only results that have a region.
          region: { startLine: finding.line ?? 1, startColumn: finding.column ?? 1 },
        },
      },
    ],
    partialFingerprints: {
      'augnoVaultKey/v1': finding.fingerprint,
      'augnoVaultPlace/v1': createHash('sha256')
        .update([finding.fingerprint, path, ...finding.container].join('\0'))
        .digest('hex')
        .slice(0, 32),
    },
    properties: {
      mode: finding.mode,
      brand: finding.brand,
      repairable: finding.repairable ?? false,
      keyId: finding.keyId,
      source: finding.source,
      held: finding.held?.path ?? null,
      ignoredByGit: finding.ignoredByGit,
      clientSide: finding.clientSide,
      misplaced: misplacedIn(finding) !== null,
      unreachable: finding.unreachable,
      verified: finding.verified,
      blob: finding.blob,
    },
  };
}

/** What code scanning takes of a report that is compressed. */
const MOST_COMPRESSED = 10 * 1000 * 1000;

/** The report as it is written, with as many of the worst results as code scanning takes. */
export function sarifText(report: ScanReport, version: string, mostCompressed = MOST_COMPRESSED): string {
  for (let most = MOST_RESULTS; ; most = Math.floor(Math.min(most, report.findings.length) / 2)) {
    const text = harmlessJson(sarifReport(report, version, most));
    if (most === 0 || text.length <= mostCompressed || gzipSync(text).length <= mostCompressed) return text;
  }
}
