import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { looksAt, scannedRoots } from '../../../../electron/keys/findings/looked-at.ts';
import type { ScanFinding } from '../../../../shared/findings.ts';

const at = (root: string, source: ScanFinding['source'], file: string | null = 'a/b.env') => ({
  root,
  finding: { source, path: source === 'message' ? null : file } as ScanFinding,
});
const below = (...names: readonly string[]): string => path.join(path.parse(process.cwd()).root, ...names);
const whole = (root: string) => ({ root, files: true, history: true });

describe('a scan looked at a finding', () => {
  it('of its own root, and of no folder around, inside or beside', () => {
    for (const source of ['worktree', 'history'] as const) {
      expect(looksAt(whole(below('code')), at(below('code'), source))).toBe(true);
      for (const other of [below(), below('code', 'a'), below('code2'), below('cod')])
        expect(looksAt(whole(other), at(below('code'), source)), other).toBe(false);
    }
  });

  it('in a message of a repository in or below its root, also below the root of the disk', () => {
    for (const root of [below(), below('code'), below('code', 'shop')])
      expect(looksAt(whole(root), at(below('code', 'shop'), 'message')), root).toBe(true);
    for (const root of [below('code', 'sh'), below('code', 'shop', 'sub'), below('other')])
      expect(looksAt(whole(root), at(below('code', 'shop'), 'message')), root).toBe(false);
  });

  it('only with what it read: files, the history, or some places', () => {
    const root = below('home');
    expect(looksAt({ root, files: false, history: true }, at(root, 'worktree'))).toBe(false);
    expect(looksAt({ root, files: true, history: false }, at(root, 'history'))).toBe(false);
    expect(looksAt({ root, files: true, history: false }, at(root, 'message'))).toBe(false);
    expect(looksAt(whole(root), at(root, 'staged'))).toBe(false);
    const some = { ...whole(root), places: ['.npmrc', 'a'] };
    for (const [file, is] of [
      ['.npmrc', true],
      ['a/b.env', true],
      ['.npmrc.old', false],
      ['ab', false],
      ['code/a/b.env', false],
    ] as const)
      expect(looksAt(some, at(root, 'worktree', file)), file).toBe(is);
  });

  it('as its report says', () => {
    const scanned = { files: 1, bytes: 1, blobs: 0, commits: 2, durationMs: 0 };
    const usualPlaces = { root: below('home'), places: ['.npmrc'] };
    expect(scannedRoots({ roots: [below('code'), below('home')], scanned, usualPlaces })).toEqual([
      { root: below('code'), files: true, history: true },
      { root: below('home'), files: true, history: true, places: ['.npmrc'] },
    ]);
    expect(scannedRoots({ roots: [below('code')], scanned: { ...scanned, files: 0, commits: 0 } })).toEqual([
      { root: below('code'), files: false, history: false },
    ]);
  });
});
