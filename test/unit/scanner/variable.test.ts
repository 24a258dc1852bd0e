/** The name before a key, by which a person sees what it was meant for. */
import { expect, it } from 'vitest';
import { detected } from '../../fixtures/scanner/content.ts';
import { findingFrom } from '../../../electron/scanner/detect/finding.ts';
import { sarifReport } from '../../../electron/scanner/report/sarif.ts';
import { textReport } from '../../../electron/scanner/report/text.ts';
import type { ScanReport } from '../../../shared/findings.ts';
import { generateKey } from '../../../shared/key-format.ts';

const key = generateKey('prod');

function variableOf(before: string, after = ''): string | undefined {
  const hits = detected(Buffer.from(`${before}${key}${after}`));
  expect(hits).toHaveLength(1);
  return findingFrom(hits[0]!, { path: 'a', source: 'worktree' }).variable;
}

it.each([
  ['STAGING_API_KEY=', 'STAGING_API_KEY'],
  ['# comment\nexport AUGNO_KEY = "', 'AUGNO_KEY'],
  ['{"shop.test-key": "', 'shop.test-key'],
  ["config['prodKey'] = '", 'prodKey'],
  ['  api_key:\n    ', 'api_key'],
  ['key => ', 'key'],
  ['const testKey := `', 'testKey'],
] as const)('%j names %s', (before, name) => {
  expect(variableOf(before)).toBe(name);
});

it.each(['', 'Authorization: Bearer ', 'curl -u ', '\n', '== ', 'https://'])('%j names nothing', (before) => {
  expect(variableOf(before)).toBeUndefined();
});

it('never holds a key itself', () => {
  const other = generateKey('test');
  const hits = detected(Buffer.from(`${other}=${key}`));
  for (const hit of hits) {
    const { variable } = findingFrom(hit, { path: 'a', source: 'worktree' });
    expect(variable ?? '').not.toContain(other.slice(-50));
  }
});

it('tells where a name says something else than the key, in words and for code scanning', () => {
  const scanned = { files: 1, bytes: 1, blobs: 0, commits: 0, durationMs: 1 };
  const reportOf = (before: string, path: string): ScanReport => ({
    schema: 'augno-vault/scan@1',
    roots: ['/shop'],
    complete: true,
    scanned,
    suppressed: { byIgnoreFile: 0, byBaseline: 0 },
    findings: detected(Buffer.from(`${before}${key}`)).map((hit) =>
      findingFrom(hit, { path, source: 'worktree' }),
    ),
    skipped: [],
  });
  const inTest = reportOf('E2E_API_KEY=', 'a.env');
  expect(textReport(inTest, { colour: false, notes: [] })).toContain(
    'a production key where the name of the variable says test: E2E_API_KEY',
  );
  expect(JSON.stringify(sarifReport(inTest, '1.0.0'))).toContain('"misplaced":true');
  const inProduction = reportOf('KEY=', '.env.production');
  expect(textReport(inProduction, { colour: false, notes: [] })).not.toContain('where the name');
  expect(JSON.stringify(sarifReport(inProduction, '1.0.0'))).toContain('"misplaced":false');
});
