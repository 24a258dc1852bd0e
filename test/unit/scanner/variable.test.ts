/** The name before a key, by which a person sees what it was meant for. */
import { expect, it } from 'vitest';
import { findingFrom } from '../../../electron/scanner/detect/finding.ts';
import { createDetector } from '../../../electron/scanner/detect/index.ts';
import { generateKey } from '../../../shared/key-format.ts';

const key = generateKey('prod');
const detector = createDetector();

function variableOf(before: string, after = ''): string | undefined {
  const hits = detector.scan(Buffer.from(`${before}${key}${after}`));
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
  const hits = detector.scan(Buffer.from(`${other}=${key}`));
  for (const hit of hits) {
    const { variable } = findingFrom(hit, { path: 'a', source: 'worktree' });
    expect(variable ?? '').not.toContain(other.slice(-50));
  }
});
