/**
 * A repository whose own configuration names programs. Plain git runs each of them (shown by a control run); the scan runs
 * none, in any mode, writes nothing and reaches nothing.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { collectScan, fingerprintOfKey } from '../../../fixtures/scanner/git/collect.ts';
import {
  gitEnvironment,
  RepositoryBuilder,
  temporaryFolder,
} from '../../../fixtures/scanner/git/repository-builder.ts';

const temporary = temporaryFolder();
const ran = path.join(temporary.folder, 'ran');
let repo: RepositoryBuilder;
let key: string;
let missing: string;

function canary(name: string): string {
  const file = path.join(temporary.folder, `canary-${name}`);
  writeFileSync(file, `#!/bin/sh\necho ${name} >> '${ran}'\ncat >/dev/null 2>&1 </dev/null\nexit 1\n`);
  chmodSync(file, 0o755);
  return file;
}

function whatRan(): string[] {
  return existsSync(ran) ? [...new Set(readFileSync(ran, 'utf8').trim().split('\n'))].sort() : [];
}

/** Plain git, which may fail: a canary is a poor helper. */
function plainGit(args: readonly string[]): void {
  try {
    execFileSync('git', [...args], {
      cwd: repo.folder,
      env: gitEnvironment(),
      stdio: 'ignore',
      timeout: 20_000,
    });
  } catch {
    // Only what ran matters.
  }
}

beforeAll(() => {
  repo = new RepositoryBuilder(path.join(temporary.folder, 'hostile'), 3);
  key = repo.key();
  repo.write('.gitattributes', '*.txt diff=evil filter=evil\n');
  repo.write('a.txt', 'first\n');
  repo.commit('first');
  repo.write('a.txt', `second ${key}\n`);
  const head = repo.commit('second');
  // A commit that claims to be signed.
  const body = repo.git(['cat-file', 'commit', head]);
  const signed = body.replace(
    '\n\n',
    '\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ==\n -----END PGP SIGNATURE-----\n\n',
  );
  const id = repo.git(['hash-object', '-t', 'commit', '-w', '--stdin'], { input: `${signed}\n` });
  repo.git(['update-ref', 'refs/heads/main', id]);
  // An object that only the other side has.
  missing = repo.git(['hash-object', '-w', '--stdin'], { input: 'only on the other side\n' });
  rmSync(path.join(repo.folder, '.git/objects', missing.slice(0, 2), missing.slice(2)));
  const tree = repo.git(['mktree', '--missing'], { input: `100644 blob ${missing}\tgone.bin\n` });
  const withMissing = repo.git(['commit-tree', tree, '-p', id, '-m', 'names a missing object']);
  repo.git(['branch', 'partial', withMissing]);

  writeFileSync(path.join(repo.folder, '.git/hooks/pre-commit'), readFileSync(canary('hooks')));
  chmodSync(path.join(repo.folder, '.git/hooks/pre-commit'), 0o755);
  for (const [name, value] of [
    ['core.fsmonitor', canary('fsmonitor')],
    ['diff.evil.textconv', canary('textconv')],
    ['filter.evil.clean', canary('filter')],
    ['filter.evil.smudge', canary('filter')],
    ['core.sshCommand', canary('ssh')],
    ['gpg.program', canary('gpg')],
    ['log.showSignature', 'true'],
    ['core.pager', canary('pager')],
    ['core.repositoryformatversion', '1'],
    ['extensions.partialclone', 'origin'],
    ['remote.origin.url', 'ssh://localhost/nowhere'],
    ['remote.origin.promisor', 'true'],
  ] as const) {
    repo.git(['-c', 'core.fsmonitor=false', 'config', name, value]);
  }
  repo.write('a.txt', 'third\n');
  rmSync(ran, { force: true });
});

beforeEach(() => {
  rmSync(ran, { force: true });
});

afterAll(() => {
  temporary.remove();
});

describe('control: plain git runs', () => {
  it.each([
    ['fsmonitor', ['status']],
    ['textconv', ['log', '-p', 'main']],
    ['filter', ['add', 'a.txt']],
    ['gpg', ['log', 'main']],
    ['hooks', ['commit', '--allow-empty', '-m', 'x']],
  ])('%s', (name, args) => {
    // The hook refuses the commit, so the repository stays as it is.
    plainGit(
      name === 'hooks'
        ? ['-c', 'core.fsmonitor=false', '-c', 'user.name=a', '-c', 'user.email=a@b', ...args]
        : args,
    );
    expect(whatRan()).toContain(name);
  });

  it('ssh, for a missing object', () => {
    plainGit(['cat-file', '-p', missing]);
    expect(whatRan()).toContain('ssh');
  });

  it('external diff', () => {
    repo.git(['-c', 'core.fsmonitor=false', 'config', 'diff.external', canary('external-diff')]);
    plainGit(['-c', 'core.fsmonitor=false', 'diff', 'main~1', 'main']);
    expect(whatRan()).toContain('external-diff');
  });

  it.skipIf(!existsSync('/usr/bin/script'))('pager, on a terminal', () => {
    try {
      execFileSync('/usr/bin/script', ['-qec', 'git -c log.showSignature=false log main', '/dev/null'], {
        cwd: repo.folder,
        env: { ...gitEnvironment(), TERM: 'xterm' },
        stdio: 'ignore',
        timeout: 20_000,
      });
    } catch {
      // Only what ran matters.
    }
    expect(whatRan()).toContain('pager');
  });
});

/** Names, sizes and times of everything below a folder. */
function snapshot(folder: string): string[] {
  const lines: string[] = [];
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const stat = lstatSync(path.join(folder, entry));
    lines.push(`${entry} ${String(stat.size)} ${String(stat.mtimeMs)} ${String(stat.ino)}`);
  }
  return lines;
}

describe('the scan runs none of them and writes nothing', () => {
  it.each([
    ['history', { history: true }],
    ['history, state kept', { history: true, stateFolder: path.join(temporary.folder, 'state') }],
    ['staged', { staged: true }],
    ['range', { range: 'main~1..partial' }],
    ['all', { history: true, staged: true, range: 'partial' }],
  ])('%s', async (_name, options) => {
    const before = snapshot(repo.folder);
    await collectScan({ root: repo.folder, ...options });
    expect(whatRan()).toEqual([]);
    expect(snapshot(repo.folder)).toEqual(before);
  });

  it('also where git itself has to help: a pack without an index, a damaged object', async () => {
    const ids = repo.git(['cat-file', '--batch-all-objects', '--batch-check=%(objectname)']);
    repo.git(['pack-objects', '-q', '.git/objects/pack/pack'], { input: `${ids}\n` });
    repo.git(['prune-packed']);
    const folder = path.join(repo.folder, '.git/objects/pack');
    for (const name of readdirSync(folder)) if (name.endsWith('.idx')) rmSync(path.join(folder, name));
    rmSync(ran, { force: true });
    const damaged = path.join(repo.folder, '.git/objects/ab');
    execFileSync('mkdir', ['-p', damaged]);
    writeFileSync(path.join(damaged, 'c'.repeat(38)), 'this is no object');
    const before = snapshot(repo.folder);
    const found = await collectScan({ root: repo.folder, history: true });
    expect(whatRan()).toEqual([]);
    expect(snapshot(repo.folder)).toEqual(before);
    expect(found.findings.map((finding) => finding.keyFingerprint)).toContain(fingerprintOfKey(key));
    expect(found.skipped.map(({ reason }) => reason)).toContain('a damaged object that could not be read');
    expect(found.text.includes(key)).toBe(false);
  });

  it('a replace ref does not hide what it replaces', async () => {
    const folder = path.join(temporary.folder, 'replaced');
    const other = new RepositoryBuilder(folder, 9);
    const hidden = other.key();
    other.write('b.txt', `${hidden}\n`);
    other.commit('with a key');
    const blob = other.git(['rev-parse', 'HEAD:b.txt']);
    const clean = other.git(['hash-object', '-w', '--stdin'], { input: 'clean\n' });
    other.git(['replace', blob, clean]);
    expect(other.git(['cat-file', 'blob', blob])).toBe('clean');
    const found = await collectScan({ root: folder, history: true });
    expect(found.findings.map((finding) => [finding.keyFingerprint, finding.path])).toEqual([
      [fingerprintOfKey(hidden), 'b.txt'],
    ]);
  });

  it('does not follow a planted .git file, commondir or alternates out of the root', async () => {
    const victim = new RepositoryBuilder(path.join(temporary.folder, 'victim'), 11);
    victim.write('secret.txt', `${victim.key()}\n`);
    victim.commit('private');
    const planted = path.join(temporary.folder, 'planted');
    execFileSync('mkdir', ['-p', planted]);
    writeFileSync(path.join(planted, '.git'), `gitdir: ${victim.folder}/.git\n`);
    await expect(collectScan({ root: planted, history: true })).rejects.toMatchObject({
      code: 'scan-not-a-repository',
    });
    writeFileSync(path.join(planted, '.git'), 'gitdir: //attacker.example/share/.git\n');
    await expect(
      collectScan({ root: planted, history: true, followOutsideRoot: true }),
    ).rejects.toMatchObject({
      code: 'scan-not-a-repository',
    });
    const borrower = new RepositoryBuilder(path.join(temporary.folder, 'planted-alternates'), 12);
    borrower.commit('empty');
    writeFileSync(
      path.join(borrower.folder, '.git/objects/info/alternates'),
      `${victim.folder}/.git/objects\n//attacker.example/share\n`,
    );
    const found = await collectScan({ root: borrower.folder, history: true });
    expect(found.findings).toEqual([]);
    expect(found.skipped).toHaveLength(2);
  });
});

describe.skipIf(process.getuid?.() !== 0)('a repository of another user', () => {
  it('is scanned, though plain git refuses it', async () => {
    const other = new RepositoryBuilder(path.join(temporary.folder, 'foreign'), 5);
    const theirs = other.key();
    other.write('c.txt', theirs);
    other.commit('theirs');
    for (const entry of ['.', ...readdirSync(other.folder, { recursive: true, encoding: 'utf8' })]) {
      chownSync(path.join(other.folder, entry), 12345, 12345);
    }
    expect(statSync(other.folder).uid).toBe(12345);
    expect(() =>
      execFileSync('git', ['log'], { cwd: other.folder, env: gitEnvironment(), stdio: 'pipe' }),
    ).toThrow(/dubious/);
    const found = await collectScan({ root: other.folder, history: true, staged: true });
    expect(found.findings.map((finding) => finding.keyFingerprint)).toContain(fingerprintOfKey(theirs));
  });
});
