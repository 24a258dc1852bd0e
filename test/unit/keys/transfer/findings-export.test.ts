import { describe, expect, it } from 'vitest';
import { exportFindings } from '../../../../electron/keys/transfer/findings-export.ts';
import type { Finding } from '../../../../shared/findings.ts';
import { generateKey, parseKey } from '../../../../shared/key-format.ts';

const secret = generateKey('prod');
const parsed = parseKey(secret);
const redacted = parsed.ok ? parsed.key.redacted : '';

function finding(changes: Partial<Finding> = {}, path = 'config/.env'): Finding {
  return {
    id: 'f1',
    root: '/home/ann/shop',
    finding: {
      fingerprint: 'a'.repeat(32),
      class: 'valid',
      mode: 'prod',
      brand: 'augno',
      keyId: null,
      redacted,
      path,
      line: 3,
      column: 5,
      encoding: [],
      container: [],
      ignoredByGit: false,
      clientSide: false,
      source: 'worktree',
      unreachable: false,
      verified: null,
      blob: null,
      commit: null,
    },
    keyId: 'apke_1',
    keyName: 'Picking robot',
    keyStatus: 'active',
    connectionId: null,
    state: 'open',
    ignoredReason: null,
    ignoredUntil: null,
    firstSeenAt: '2026-11-01T08:00:00.000Z',
    lastSeenAt: '2026-11-21T08:00:00.000Z',
    ...changes,
  };
}

describe('findings as a file', () => {
  it.each(['csv', 'json', 'sarif'] as const)('%s holds the redacted form and never a secret', (format) => {
    const text = exportFindings([finding()], format, '1.0.0');
    expect(text).toContain(redacted);
    expect(text).not.toContain(secret.slice(-50));
  });

  it('a cell that begins like a formula is text, and quotes stay quotes', () => {
    const text = exportFindings(
      [finding({ keyName: '=HYPERLINK("http://evil","x")' }, '-cmd,"a".env')],
      'csv',
      '1',
    );
    const row = text.split('\r\n')[1]!;
    expect(row).toContain(`"'=HYPERLINK(""http://evil"",""x"")"`);
    expect(row).toContain(`"'-cmd,""a"".env"`);
  });

  it('control characters of a hostile name end nothing', () => {
    const text = exportFindings([finding({}, 'a\r\nb\u001B[2J.env')], 'csv', '1');
    expect(text.split('\r\n')).toHaveLength(3);
    expect(text).not.toContain('\u001B');
  });

  it('SARIF holds open findings alone', () => {
    const report = JSON.parse(
      exportFindings(
        [finding(), finding({ id: 'f2', state: 'ignored' }), finding({ id: 'f3', state: 'resolved' })],
        'sarif',
        '1.0.0',
      ),
    ) as { runs: { results: unknown[] }[] };
    expect(report.runs[0]!.results).toHaveLength(1);
  });
});
