/** SARIF 2.1.0 as GitHub code scanning accepts it. */
import { createHash } from 'node:crypto';
import type { ScanFinding, ScanReport } from '../../../shared/findings.ts';
import { isNewLeak } from '../../../shared/leaks.ts';
import { misplacedIn } from '../../../shared/misplaced.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';

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

export function sarifReport(report: ScanReport, version: string): object {
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
            executionSuccessful: true,
            toolExecutionNotifications: report.skipped.map(({ path, reason }) => ({
              level: 'warning',
              message: { text: `Not scanned: ${terminalLine(path)}: ${terminalLine(reason)}` },
            })),
          },
        ],
        results: report.findings.map(resultOf),
      },
    ],
  };
}

function resultOf(finding: ScanFinding): object {
  const malformed = finding.class === 'malformed';
  const inside =
    finding.container.length === 0 ? '' : `, in ${finding.container.map(terminalLine).join(' » ')}`;
  const form = finding.encoding.length === 0 ? '' : `, as ${finding.encoding.join(' in ')}`;
  const commit = finding.commit === null ? '' : `, brought in by commit ${finding.commit.id}`;
  const path = finding.path ?? '.git';
  const repairable =
    finding.repairable === true ? ', one character is wrong; the key it was meant to be is proven' : '';
  return {
    ruleId: malformed ? 'malformed-key' : 'leaked-key',
    ruleIndex: malformed ? 1 : 0,
    level: isNewLeak(finding) ? 'error' : 'warning',
    message: { text: `${finding.redacted} (${finding.class}${repairable})${inside}${form}${commit}.` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(path), uriBaseId: '%SRCROOT%' },
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

/** A relative path as a URI reference; a first segment with a colon would read as a scheme. */
function uriOf(path: string): string {
  const encoded = path
    .split('/')
    .map((segment) => encodeURIComponent(wellFormed(segment)))
    .join('/');
  return encoded;
}

/** Lone surrogates can't be encoded. */
function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
