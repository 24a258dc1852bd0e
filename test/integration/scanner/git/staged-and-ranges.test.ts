/** What is staged, and ranges of commits. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { pushedRange } from '../../../../electron/scanner/hooks/push-range.ts';
import { collectScan, fingerprintOfKey } from '../../../fixtures/scanner/git/collect.ts';
import { RepositoryBuilder, temporaryFolder } from '../../../fixtures/scanner/git/repository-builder.ts';

const temporary = temporaryFolder();
let number = 0;
let repo: RepositoryBuilder;

beforeEach(() => {
  number += 1;
  repo = new RepositoryBuilder(path.join(temporary.folder, String(number)), number);
  repo.write('a/one.txt', 'one\n');
  repo.write('two.txt', `committed long ago: ${repo.key()}\n`);
  repo.commit('first');
});

afterAll(() => {
  temporary.remove();
});

describe('staged', () => {
  it.each([2, 3, 4])('reads an index of version %i and finds only what is staged', async (version) => {
    const staged = repo.key();
    const unstaged = repo.key();
    repo.write('a/one.txt', `one\n  ${staged}\n`);
    repo.write('a/two.txt', 'x\n');
    repo.git(['update-index', '--index-version', String(version)]);
    repo.git(['add', '-A']);
    // Version 3 is only written where an entry needs its extended flags.
    if (version === 3) {
      repo.write('later.txt', 'later\n');
      repo.git(['add', '-N', 'later.txt']);
    }
    repo.write('a/one.txt', `${unstaged}\n`);
    const found = await collectScan({ root: repo.folder, staged: true });
    expect(
      found.findings.map((finding) => [
        finding.keyFingerprint,
        finding.path,
        finding.line,
        finding.column,
        finding.source,
      ]),
    ).toEqual([[fingerprintOfKey(staged), 'a/one.txt', 2, 3, 'staged']]);
    expect(found.counts.blobs).toBe(2);
    expect(found.skipped).toEqual([]);
    expect(found.text.includes(staged)).toBe(false);
  });

  it('says when nothing is staged, on a branch without commits too', async () => {
    const found = await collectScan({ root: repo.folder, staged: true });
    expect(found.nothingNew).toBe(true);
    const empty = new RepositoryBuilder(path.join(temporary.folder, `${String(number)}-empty`), 1);
    expect((await collectScan({ root: empty.folder, staged: true })).nothingNew).toBe(true);
    const key = empty.key();
    empty.write('x', key);
    empty.git(['add', 'x']);
    expect((await collectScan({ root: empty.folder, staged: true })).findings).toHaveLength(1);
  });

  it('reports a damaged index and a missing object', async () => {
    repo.write('new.txt', `${repo.key()}\n`);
    repo.git(['add', 'new.txt']);
    const id = repo.git(['rev-parse', ':new.txt']);
    rmSync(path.join(repo.folder, '.git/objects', id.slice(0, 2), id.slice(2)));
    const gone = await collectScan({ root: repo.folder, staged: true });
    expect(gone.skipped.map((entry) => entry.path)).toEqual(['new.txt']);
    writeFileSync(
      path.join(repo.folder, '.git/index'),
      'DIRC and then nothing that makes sense, but long enough',
    );
    const damaged = await collectScan({ root: repo.folder, staged: true });
    expect(damaged.skipped).not.toEqual([]);
    expect(damaged.nothingNew).toBe(false);
  });

  it('reads the index of the worktree it is asked about', async () => {
    const linked = path.join(temporary.folder, `${String(number)}-linked`);
    repo.git(['worktree', 'add', '-q', '-b', 'other', linked]);
    const key = repo.key();
    writeFileSync(path.join(linked, 'b.txt'), key);
    repo.git(['-C', linked, 'add', 'b.txt']);
    expect(
      (await collectScan({ root: linked, staged: true })).findings.map((finding) => finding.path),
    ).toEqual(['b.txt']);
    expect((await collectScan({ root: repo.folder, staged: true })).nothingNew).toBe(true);
  });

  it('finds a key in the name of a staged file', async () => {
    const key = repo.key();
    repo.write(`keys/${key}.txt`, 'nothing\n');
    repo.git(['add', '-A']);
    const found = await collectScan({ root: repo.folder, staged: true });
    expect(found.findings.map((finding) => finding.keyFingerprint)).toEqual([fingerprintOfKey(key)]);
    expect(found.text.includes(key)).toBe(false);
  });
});

describe('ranges', () => {
  it('scans what each commit brings against all its parents, and messages', async () => {
    const base = repo.git(['rev-parse', 'HEAD']);
    const removedAgain = repo.key();
    repo.write('c.txt', `${removedAgain}\n`);
    const bringing = repo.commit('bring');
    rmSync(path.join(repo.folder, 'c.txt'));
    repo.commit('remove');
    const subject = repo.key();
    repo.commit(`subject ${subject}`);
    const found = await collectScan({ root: repo.folder, range: `${base}..HEAD` });
    expect(
      found.findings.map((finding) => [finding.keyFingerprint, finding.path, finding.commit?.id]),
    ).toEqual([
      [fingerprintOfKey(removedAgain), 'c.txt', bringing],
      [fingerprintOfKey(subject), null, repo.git(['rev-parse', 'HEAD'])],
    ]);
    expect(found.counts.commits).toBe(3);
    const short = await collectScan({ root: repo.folder, range: `${base.slice(0, 9)}..main` });
    expect(short.findings).toHaveLength(2);
    expect((await collectScan({ root: repo.folder, range: 'HEAD~1..HEAD' })).findings).toHaveLength(1);
    const none = await collectScan({ root: repo.folder, range: 'HEAD..HEAD' });
    expect(none.notes).toContain('nothing new to scan');
  });

  it('finds what a merge itself brings, and leaves out what both sides had', async () => {
    repo.git(['checkout', '-q', '-b', 'side']);
    repo.write('side.txt', 'side\n');
    repo.commit('side');
    repo.git(['checkout', '-q', 'main']);
    repo.write('main.txt', 'main\n');
    repo.commit('main');
    repo.git(['merge', '-q', '--no-ff', '--no-commit', 'side']);
    const key = repo.key();
    repo.write('merged.txt', key);
    repo.commit('merge');
    const found = await collectScan({ root: repo.folder, range: '^main~1 ^side main' });
    expect(found.findings.map((finding) => [finding.keyFingerprint, finding.path])).toEqual([
      [fingerprintOfKey(key), 'merged.txt'],
    ]);
    expect(found.counts.commits).toBe(1);
  });

  it('refuses a range that names nothing here', async () => {
    await expect(collectScan({ root: repo.folder, range: 'nowhere..HEAD' })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await expect(collectScan({ root: repo.folder, range: `${'12'.repeat(20)}..HEAD` })).rejects.toMatchObject(
      { code: 'invalid-input' },
    );
  });

  it('works out what is pushed: known and unknown other sides, new and deleted branches, several refs', async () => {
    const zero = '0'.repeat(40);
    const first = repo.git(['rev-parse', 'HEAD']);
    repo.git(['update-ref', 'refs/remotes/origin/main', first]);
    const one = repo.key();
    repo.write('d.txt', one);
    const second = repo.commit('second');
    const two = repo.key();
    repo.git(['checkout', '-q', '-b', 'topic', first]);
    repo.write('e.txt', two);
    const third = repo.commit('third');
    const input = [
      `refs/heads/main ${second} refs/heads/main ${first}`,
      `refs/heads/topic ${third} refs/heads/topic ${zero}`,
      `(delete) ${zero} refs/heads/old ${first}`,
      `refs/heads/main ${second} refs/heads/unknown ${'ab'.repeat(20)}`,
    ].join('\n');
    const { range, refNames } = pushedRange(repo.folder, `${input}\n`);
    expect(refNames).toHaveLength(4);
    const found = await collectScan({ root: repo.folder, range: range! });
    expect(found.findings.map((finding) => finding.keyFingerprint).sort()).toEqual(
      [one, two].map(fingerprintOfKey).sort(),
    );
    expect(found.counts.commits).toBe(2);
    expect(pushedRange(repo.folder, `(delete) ${zero} refs/heads/old ${first}\n`).range).toBeNull();
  });

  it('scans all of a new branch that CI has fetched as a remote branch', async () => {
    const head = repo.git(['rev-parse', 'HEAD']);
    repo.git(['update-ref', 'refs/remotes/origin/main', head]);
    const found = await collectScan({ root: repo.folder, range: `${'0'.repeat(40)}..${head}` });
    expect(found.findings).toHaveLength(1);
    expect(existsSync(path.join(repo.folder, '.git/index.lock'))).toBe(false);
  });
});

describe('what is no repository', () => {
  it('is an error, not an all-clear', async () => {
    const folder = temporaryFolder();
    try {
      for (const options of [{ history: true }, { staged: true }, { range: 'a..b' }]) {
        await expect(collectScan({ root: folder.folder, ...options })).rejects.toMatchObject({
          code: 'scan-not-a-repository',
        });
      }
    } finally {
      folder.remove();
    }
  });
});
