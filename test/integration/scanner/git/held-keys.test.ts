/** A commit or push is judged by what it brings: a key that was there before is told of and refuses nothing. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { pushedRange } from '../../../../electron/scanner/hooks/push-range.ts';
import type { GitScanOptions } from '../../../../electron/scanner/git/index.ts';
import { zip } from '../../../fixtures/scanner/archives.ts';
import { collectScan } from '../../../fixtures/scanner/git/collect.ts';
import { RepositoryBuilder, temporaryFolder } from '../../../fixtures/scanner/git/repository-builder.ts';

const temporary = temporaryFolder();
let number = 0;
let repo: RepositoryBuilder;
let key: string;

beforeEach(() => {
  number += 1;
  repo = new RepositoryBuilder(path.join(temporary.folder, String(number)), number);
  key = repo.key();
  repo.write('old.env', `a\nKEY=${key}\nb\n`);
  repo.commit('first');
});
afterAll(() => {
  temporary.remove();
});

/** Path → where the key was before; null where it is new. */
async function found(options: Omit<GitScanOptions, 'root'>): Promise<Record<string, string | null>> {
  const { findings } = await collectScan({ root: repo.folder, ...options });
  return Object.fromEntries(findings.map(({ path: place, held }) => [place ?? '', held?.path ?? null]));
}
const staged = async (more: { readonly all?: boolean } = {}): Promise<Record<string, string | null>> => {
  repo.git(['add', '-A']);
  return await found({ staged: true, ...more });
};

describe('staged', () => {
  it.each([
    ['another line of its file', () => repo.write('old.env', `a\nKEY=${key}\nc\n`), { 'old.env': 'old.env' }],
    ['the key on another line', () => repo.write('old.env', `a\n\n\nKEY=${key}\n`), { 'old.env': 'old.env' }],
    ['a move', () => repo.git(['mv', 'old.env', 'new.env']), { 'new.env': 'old.env' }],
    [
      'a move with a change',
      () => {
        repo.git(['mv', 'old.env', 'new.env']);
        repo.write('new.env', `KEY=${key}\nother\n`);
      },
      { 'new.env': 'old.env' },
    ],
    ['a copy', () => repo.write('copy.env', `KEY=${key}\n`), { 'copy.env': null }],
    [
      'a second place in its file',
      () => repo.write('old.env', `K=${key}\nKEY=${key}\n`),
      { 'old.env': null },
    ],
    [
      'a move and a copy',
      () => {
        repo.git(['mv', 'old.env', 'b.env']);
        repo.write('c.env', `KEY=${key}\n`);
      },
      { 'b.env': 'old.env', 'c.env': null },
    ],
    ['another key in its file', () => repo.write('old.env', `KEY=${repo.key()}\n`), { 'old.env': null }],
    ['its line taken away', () => repo.write('old.env', 'a\nb\n'), {}],
    ['its file taken away', () => repo.git(['rm', '-q', 'old.env']), {}],
  ])('%s', async (_name, change, expected) => {
    change();
    expect(await staged()).toEqual(expected);
  });

  it('counts all of it where that is asked for', async () => {
    repo.write('old.env', `a\nKEY=${key}\nc\n`);
    expect(await staged({ all: true })).toEqual({ 'old.env': null });
  });

  it('knows what the other side of a merge brings', async () => {
    repo.git(['checkout', '-q', '-b', 'side']);
    repo.write('side.env', `KEY=${repo.key()}\n`);
    repo.write('both.txt', 'side\n');
    repo.commit('side');
    repo.git(['checkout', '-q', 'main']);
    repo.write('both.txt', 'main\n');
    repo.commit('main');
    expect(() => repo.git(['merge', '-q', 'side'])).toThrow();
    repo.write('both.txt', 'merged\n');
    expect(await staged()).toEqual({ 'side.env': 'side.env' });
  });

  it('names what was there before and can’t be read, and is not incomplete for it', async () => {
    const locked = zip([{ name: 'a.txt', content: Buffer.from('x'), encrypted: true }]);
    repo.write('locked.zip', locked);
    repo.commit('locked');
    const judged = async (): Promise<{ skipped: string[]; notes: string }> => {
      repo.git(['add', '-A']);
      const { skipped, notes } = await collectScan({ root: repo.folder, staged: true });
      return { skipped: skipped.map(({ path: place }) => place), notes: notes.join() };
    };
    repo.git(['mv', 'locked.zip', 'moved.zip']);
    const moved = await judged();
    expect(moved.skipped).toEqual([]);
    expect(moved.notes).toContain('not scanned, but there before: moved.zip');
    repo.write('moved.zip', Buffer.concat([locked, Buffer.from('more')]));
    expect((await judged()).skipped.join()).toContain('moved.zip');
  });

  it('still says what of an unchanged copy could not be read', async () => {
    repo.write('a.cab', Buffer.from('MSCF and what no program of ours opens'));
    repo.commit('cabinet');
    repo.write('b.cab', Buffer.from('MSCF and what no program of ours opens'));
    repo.git(['add', '-A']);
    const { skipped } = await collectScan({ root: repo.folder, staged: true });
    expect(skipped.map((entry) => entry.path)).toEqual(['b.cab']);
  });
});

describe('a push', () => {
  const push = async (remoteId: string): Promise<Record<string, string | null>> => {
    const local = repo.git(['rev-parse', 'HEAD']);
    const { range } = pushedRange(repo.folder, `refs/heads/main ${local} refs/heads/main ${remoteId}\n`);
    return await found({ range: range! });
  };

  it('knows what the other side has', async () => {
    const there = repo.git(['rev-parse', 'HEAD']);
    repo.write('old.env', `a\nKEY=${key}\nc\n`);
    repo.commit('edit');
    expect(await push(there)).toEqual({ 'old.env': 'old.env' });
    repo.git(['mv', 'old.env', 'new.env']);
    repo.commit('move');
    expect(await push(there)).toEqual({ 'old.env': 'old.env', 'new.env': 'old.env' });
    repo.write('copy.env', `KEY=${key}\n`);
    repo.commit('copy');
    expect(await push(there)).toMatchObject({ 'new.env': 'old.env', 'copy.env': null });
  });

  it('follows a file that moves twice', async () => {
    const there = repo.git(['rev-parse', 'HEAD']);
    repo.git(['mv', 'old.env', 'b.env']);
    repo.commit('once');
    repo.git(['mv', 'b.env', 'c.env']);
    repo.commit('twice');
    expect(await push(there)).toEqual({ 'b.env': 'old.env', 'c.env': 'old.env' });
  });

  it('refuses a key of a commit that the other side lacks, whatever its parent holds', async () => {
    const there = repo.git(['rev-parse', 'HEAD']);
    repo.write('fresh.env', `KEY=${repo.key()}\n`);
    repo.commit('brings it');
    repo.write('fresh.env', `KEY=${repo.key()}\n# again\n`);
    repo.commit('changes it');
    expect(await push(there)).toEqual({ 'fresh.env': null });
  });

  it('refuses all of it where nothing is known of the other side', async () => {
    repo.write('old.env', `a\nKEY=${key}\nc\n`);
    repo.commit('edit');
    expect(await found({ range: 'HEAD~1..HEAD' })).toEqual({ 'old.env': null });
    repo.git(['update-ref', 'refs/remotes/origin/main', 'HEAD~1']);
    expect(await found({ range: 'HEAD~1..HEAD' })).toEqual({ 'old.env': 'old.env' });
    // What is left out, but on no remote, is published by this push as well.
    repo.write('old.env', `a\nKEY=${key}\nd\n`);
    repo.commit('edit again');
    repo.git(['update-ref', '-d', 'refs/remotes/origin/main']);
    repo.git([
      'update-ref',
      'refs/remotes/origin/other',
      repo.git(['commit-tree', 'HEAD^{tree}', '-m', 'x']),
    ]);
    expect(await found({ range: 'HEAD~1..HEAD' })).toEqual({ 'old.env': null });
  });

  it('of nothing new is no failure', async () => {
    const there = repo.git(['rev-parse', 'HEAD']);
    repo.git(['update-ref', 'refs/remotes/origin/main', there]);
    const { range } = pushedRange(repo.folder, `refs/heads/f ${there} refs/heads/f ${'0'.repeat(40)}\n`);
    const scanned = await collectScan({ root: repo.folder, range: range! });
    expect(scanned).toMatchObject({ nothingNew: true, findings: [], skipped: [] });
  });
});

it('the missing past of a shallow clone is a note for what is staged, and a gap in a history', async () => {
  repo.write('b.txt', 'b\n');
  repo.commit('second');
  writeFileSync(path.join(repo.folder, '.git/shallow'), `${repo.git(['rev-parse', 'HEAD'])}\n`);
  repo.write('c.txt', 'c\n');
  repo.git(['add', '-A']);
  const commit = await collectScan({ root: repo.folder, staged: true });
  expect(commit.skipped).toEqual([]);
  expect(commit.notes).toEqual([expect.stringContaining('shallow clone')]);
  const history = await collectScan({ root: repo.folder, history: true });
  expect(history.skipped.map((entry) => entry.path)).toContain('.git/shallow');
});
