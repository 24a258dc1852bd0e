/** What `npm test` leaves out: a check over what did not change, and with `--changed` a suite that nothing can touch. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testFiles, touchedBy } from '../../../build/bootstrap/changed.mjs';
import { keyOf } from '../../../build/bootstrap/passed-before.mjs';
import { LONGEST, LongestFirst } from '../../longest-first.ts';

describe('what a change can touch', () => {
  it('is everything, where it ships, is built with, or is read and not imported by tests', () => {
    const all = { unit: 'all', integration: 'all', e2e: 'all' };
    for (const file of [
      'electron/main.ts',
      'build/test.mjs',
      'package-lock.json',
      'test/e2e/support/trap.cjs',
    ])
      expect(touchedBy(['docs/a.md', file]), file).toEqual(all);
  });

  it('is what imports it, for a part of the tests', () => {
    const related = { unit: 'all', integration: 'related', e2e: 'related' };
    expect(touchedBy(['README.md', 'test/e2e/support/app.ts'])).toEqual(related);
  });

  it('is the unit tests alone, which read them, for documents, and nothing for nothing', () => {
    expect(touchedBy(['docs/a.md'])).toEqual({ unit: 'all', integration: 'none', e2e: 'none' });
    expect(touchedBy([])).toEqual({ unit: 'none', integration: 'none', e2e: 'none' });
  });

  it('knows the tests of npm test from what they use', () => {
    const tests = ['test/unit/a.test.tsx', 'test/integration/a/b.test.ts', 'test/e2e/a.spec.ts'];
    expect(testFiles([...tests, 'test/e2e/support/app.ts', 'test/long/a.test.ts'])).toEqual(tests);
  });
});

describe('a check that passed', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'augno-vault-test-'));
    execFileSync('git', ['init', '-q', folder]);
    writeFileSync(path.join(folder, '.gitignore'), 'ignored.ts\n');
    for (const name of ['a.ts', 'b.md', 'ignored.ts', 'package-lock.json'])
      writeFileSync(path.join(folder, name), 'as it was');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const key = (command = ['check']): Promise<string> => keyOf(/\.ts$/, command, folder);

  it('is not done again over the same', async () => {
    const before = await key();
    writeFileSync(path.join(folder, 'b.md'), 'other');
    writeFileSync(path.join(folder, 'ignored.ts'), 'other');
    expect(await key()).toBe(before);
  });

  it('is, where a content, a name, a dependency or its own options changed', async () => {
    const keys = [await key(), await key(['check', '--harder'])];
    writeFileSync(path.join(folder, 'a.ts'), 'other');
    keys.push(await key());
    writeFileSync(path.join(folder, 'new.ts'), 'as it was');
    keys.push(await key());
    rmSync(path.join(folder, 'a.ts'));
    keys.push(await key());
    writeFileSync(path.join(folder, 'package-lock.json'), 'other');
    keys.push(await key());
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('the files that take longest', () => {
  const root = path.resolve(import.meta.dirname, '../../..');

  it('are there', () => {
    expect(LONGEST.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });

  it('begin first, those of one project after the other’s', async () => {
    const none = { cache: { getTestSpecificationResult: () => undefined }, config: { root } };
    const [a, b] = ['a', 'b'].map((name) => ({
      name,
      config: { sequence: { groupOrder: 0 }, isolate: true },
    }));
    const other = 'test/unit/build/hygiene.test.ts';
    const files = [
      { project: b, file: LONGEST[0]! },
      { project: a, file: other },
      { project: a, file: LONGEST[2]! },
      { project: a, file: LONGEST[1]! },
    ].map(({ project, file }) => ({ project, moduleId: path.join(root, file) }));
    const sorted = await new LongestFirst(none as never).sort(files as never);
    expect(sorted.map(({ moduleId }) => path.relative(root, moduleId).replaceAll(path.sep, '/'))).toEqual([
      LONGEST[1],
      LONGEST[2],
      other,
      LONGEST[0],
    ]);
  });
});
