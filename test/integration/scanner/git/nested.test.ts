/** Repositories below the scanned folder, and what of a repository's own folder is no history. */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../fixtures/scanner/random.ts';
import { scannedFolder } from '../../../fixtures/scanner/scanned-folder.ts';
import { say } from '../../../../shared/messages/say.ts';

const random = new Random(1610);
const folder = scannedFolder();

function repository(at: string): void {
  mkdirSync(join(folder.path, at), { recursive: true });
  folder.git(at, 'init', '-q', '-b', 'main');
}

/** A key that only the history has. */
function leak(at: string, name = 'k'): string {
  const key = random.key();
  folder.write(`${at}/${name}`, `K=${key}\n`);
  folder.git(at, 'add', '.');
  folder.git(at, 'commit', '-qm', 'one');
  folder.git(at, 'rm', '-q', name);
  folder.git(at, 'commit', '-qm', 'two');
  return key;
}

const tails = (...keys: readonly string[]): string[] => keys.map((key) => key.slice(-4)).sort();
const history = { history: true } as const;

describe('repositories below the scanned folder', () => {
  it('have their history read with that of the one around them, each once', async () => {
    repository('outer');
    const own = leak('outer', 'a');
    for (const name of ['vendor/inner', 'tools/x']) repository(`outer/${name}`);
    const inner = leak('outer/vendor/inner');
    folder.git('outer/tools/x', 'commit', '-q', '--allow-empty', '-m', `key ${inner}`);
    folder.git('outer', 'clone', '-q', '--bare', 'vendor/inner', 'copies/inner.git');
    folder.git('outer', 'worktree', 'add', '-q', 'linked');
    const report = await folder.reportOf(['outer'], history);
    expect(report.skipped).toEqual([]);
    const places = report.findings.map(({ root, path, redacted }) => [root, path, redacted.slice(-4)]);
    // The message stands in its reflogs and in what Git keeps of the last commit, too.
    expect(places.filter(([, path]) => path?.startsWith('tools/x/.git/'))).toHaveLength(3);
    expect(places.filter(([, path]) => path?.startsWith('tools/x/.git/') !== true)).toEqual([
      [join(folder.path, 'outer/tools/x'), null, inner.slice(-4)],
      [join(folder.path, 'outer'), 'a', own.slice(-4)],
      [join(folder.path, 'outer'), 'copies/inner.git/k', inner.slice(-4)],
      [join(folder.path, 'outer'), 'vendor/inner/k', inner.slice(-4)],
    ]);
    expect(report.roots).toEqual([join(folder.path, 'outer'), join(folder.path, 'outer/tools/x')]);
  });

  it('are enough: a folder of repositories is one thing to scan', async () => {
    for (const name of ['work/a', 'work/deep/b']) repository(name);
    const keys = [leak('work/a'), leak('work/deep/b')];
    const { findings } = await folder.reportOf(['work'], history);
    expect(findings.map(({ redacted }) => redacted.slice(-4)).sort()).toEqual(tails(...keys));
    expect(findings.map(({ path, commit }) => [path, commit?.subject])).toEqual([
      ['a/k', 'one'],
      ['deep/b/k', 'one'],
    ]);
    mkdirSync(join(folder.path, 'plain'));
    await expect(folder.reportOf(['plain'], history)).rejects.toMatchObject({
      code: 'scan-not-a-repository',
    });
    writeFileSync(join(folder.path, 'plain/x'), 'x');
    const { complete } = await folder.reportOf(['plain'], { history: true, historyWhereThereIs: true });
    expect(complete).toBe(true);
  });

  it('that are submodules are read with the one that has them, once', async () => {
    repository('source');
    const key = leak('source');
    repository('super');
    folder.git(
      'super',
      '-c',
      'protocol.file.allow=always',
      'submodule',
      '-q',
      'add',
      join(folder.path, 'source'),
      'sub',
    );
    folder.git('super', 'commit', '-qm', 'sub');
    rmSync(join(folder.path, 'source'), { recursive: true });
    const { findings, skipped } = await folder.reportOf(['super'], history);
    expect([findings.map(({ path, redacted }) => [path, redacted.slice(-4)]), skipped]).toEqual([
      [['sub/k', key.slice(-4)]],
      [],
    ]);
  });

  it('that can’t be read, or lie elsewhere, are said; what only looks like one is none', async () => {
    repository('outer');
    leak('outer');
    folder.write('outer/gone/.git', 'gitdir: ../nowhere/at/all\n');
    repository('elsewhere');
    mkdirSync(join(folder.path, 'outer/linked'));
    symlinkSync(join(folder.path, 'elsewhere/.git'), join(folder.path, 'outer/linked/.git'));
    folder.write('outer/notes/.git', 'about git\n');
    mkdirSync(join(folder.path, 'outer/empty/.git'), { recursive: true });
    const { skipped } = await folder.reportOf(['outer'], history);
    expect(skipped.map(({ path, reason }) => [path, reason])).toEqual([
      ['gone/.git', expect.stringContaining('leads outside')],
      ['linked/.git', 'a repository outside the scanned folder, which was not followed'],
    ]);
  });
});

describe('what Git keeps beside its objects', () => {
  it.each([
    'COMMIT_EDITMSG',
    'MERGE_MSG',
    'SQUASH_MSG',
    'TAG_EDITMSG',
    'FETCH_HEAD',
    'BISECT_LOG',
    'rr-cache/0123456789abcdef/preimage',
    'rebase-merge/message',
    'rebase-apply/0001',
    'sequencer/todo',
    'worktrees/other/COMMIT_EDITMSG',
    'worktrees/other/logs/HEAD',
    'logs/refs/heads/main',
    'logs/refs/stash',
    'hooks/pre-push',
    'info/exclude',
    'config',
    'description',
    'a file of some other program',
  ])('%s is read', async (name) => {
    repository('r');
    const key = random.key();
    folder.write(`r/.git/${name}`, `any text\nand ${key}\n`);
    const { findings } = await folder.reportOf(['r']);
    expect(findings.map(({ path, line, redacted }) => [path, line, redacted.slice(-4)])).toEqual([
      [`.git/${name}`, 2, key.slice(-4)],
    ]);
  });

  it('is nothing that somebody meant by the folder', async () => {
    repository('r');
    folder.write('r/.git/COMMIT_EDITMSG', 'words\n');
    const { skipped } = await folder.reportOf(['r']);
    expect(skipped).toEqual([
      { path: '.', reason: 'there is nothing in it to scan', said: say('scan.nothing-in-it') },
    ]);
  });
});

describe('symbolic links', () => {
  it('are read for what they say, and not followed', async () => {
    const [target, name, raw] = [random.key(), random.key('prod', 'augno'), random.key()];
    mkdirSync(join(folder.path, 'd'));
    symlinkSync(`/srv/${target}/x`, join(folder.path, 'd/link'));
    symlinkSync('/nowhere', join(folder.path, `d/${name}`));
    symlinkSync(
      Buffer.from(`/srv/${raw}`),
      Buffer.concat([Buffer.from(join(folder.path, 'd/l')), Buffer.from([0xe9])]),
    );
    const { findings, skipped } = await folder.reportOf(['d']);
    expect(skipped).toEqual([]);
    expect(findings.map(({ path, redacted }) => [path?.slice(0, 5), redacted.slice(-4)]).sort()).toEqual(
      [
        ['link', target.slice(-4)],
        ['aug_s', name.slice(-4)],
        ['l\\xE9', raw.slice(-4)],
      ].sort(),
    );
  });
});
