/** What comes through pipes, what is left out, and outputs that take no more: the command as a process of its own. */
import { execFileSync, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scanReportSchema, type ScanReport } from '../../../shared/findings.ts';
import { zip } from '../../fixtures/scanner/archives.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const random = new Random(173);
const electron = fileURLToPath(new URL('../../../electron', import.meta.url));
const COMMAND = [
  '--no-warnings',
  '--import',
  `data:text/javascript,globalThis.__dirname=${JSON.stringify(electron)}`,
  join(electron, 'cli.ts'),
];
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scan-pipes-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Surroundings {
  readonly input?: string | Uint8Array;
  readonly cache?: string;
}

function run(args: readonly string[], { input = '', cache }: Surroundings = {}): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [...COMMAND, 'scan', ...args], {
    input,
    encoding: 'utf8',
    env: { ...process.env, XDG_CACHE_HOME: cache ?? join(folder, 'cache') },
  });
}

/** By a shell, which has process substitution and redirections. */
function shell(script: string): SpawnSyncReturns<string> {
  const command = [process.execPath, ...COMMAND, 'scan'].map((part) => `'${part}'`).join(' ');
  return spawnSync('bash', ['-c', `scan() { ${command} "$@"; }\n${script}`], {
    encoding: 'utf8',
    cwd: folder,
    env: { ...process.env, XDG_CACHE_HOME: join(folder, 'cache') },
  });
}

function reportOf({ stdout }: SpawnSyncReturns<string>): ScanReport {
  return scanReportSchema.parse(JSON.parse(stdout));
}

describe('standard input', () => {
  it('is read as -, and as /dev/stdin', () => {
    const key = random.key();
    for (const name of ['-', '/dev/stdin']) {
      const done = run([name, '--json'], { input: `a\nK=${key}\n` });
      expect(done.status).toBe(1);
      expect(reportOf(done).findings).toMatchObject([
        { root: '/dev/stdin', path: 'stdin', line: 2, column: 3, source: 'worktree' },
      ]);
      expect(done.stdout + done.stderr).not.toContain(key);
    }
    const clean = run(['-', '--json'], { input: 'nothing\n' });
    expect([clean.status, reportOf(clean).scanned.files]).toEqual([0, 1]);
    expect(run(['-']).status).toBe(0);
  });

  it('may be an archive, and text of any length', () => {
    const inside = zip([{ name: 'in.env', content: Buffer.from(random.key()) }]);
    expect(reportOf(run(['-', '--json'], { input: inside })).findings).toMatchObject([
      { container: ['in.env'] },
    ]);
    expect(run(['-'], { input: gzipSync(random.key()) }).status).toBe(1);
    const long = Buffer.concat([Buffer.alloc(70 << 20, 'line of a log\n'), Buffer.from(random.key())]);
    const done = run(['-', '--json'], { input: long });
    expect([done.status, reportOf(done).complete, reportOf(done).scanned.bytes]).toEqual([
      1,
      true,
      long.length,
    ]);
    const large = Buffer.concat([inside, Buffer.alloc(65 << 20)]);
    const archive = run(['-', '--json'], { input: large });
    expect(
      reportOf(archive)
        .skipped.map(({ reason }) => reason)
        .join(),
    ).toContain('through a pipe');
  });

  it('is read to its end from whoever writes slowly, and from where a file was left', () => {
    const key = random.key();
    const slow = shell(`{ printf 'first\n'; sleep 0.5; printf '%s\n' '${key}'; } | scan - --json`);
    expect(reportOf(slow)).toMatchObject({ findings: [{ class: 'valid', line: 2 }], scanned: { files: 1 } });
    writeFileSync(join(folder, 'lines'), `${random.key()}\n${key}\n`);
    const left = shell('{ read -r line; scan - --json; } < lines');
    expect(reportOf(left).findings).toMatchObject([{ class: 'valid', line: 1 }]);
    const inBoth = shell(`cat lines lines lines lines | scan - --json | cat`);
    expect(reportOf(inBoth).findings).toHaveLength(2);
  });

  it('has no repository', () => {
    for (const option of ['--history', '--staged', '--range=A..B']) {
      expect([run(['-', option]).status, run(['-', option]).stderr]).toEqual([
        2,
        expect.stringContaining('has no repository'),
      ]);
    }
  });

  it.runIf(process.platform === 'linux')('and pipes that the shell names are read beside files', () => {
    const [first, second] = [random.key(), random.key()];
    writeFileSync(join(folder, 'f'), second);
    const done = shell(`scan --json <(echo ${first}) <(echo nothing) f`);
    expect(done.status).toBe(1);
    const { findings, scanned } = reportOf(done);
    expect([findings.length, scanned.files]).toEqual([2, 3]);
    expect(findings.map(({ root }) => root).sort()[0]).toMatch(/^\/dev\/fd\/\d+$/);
    expect(shell('scan - < f').status).toBe(1);
    expect(shell('scan /dev/stdin < f').status).toBe(1);
    expect(shell('scan < /dev/null /dev/fd/0').status).toBe(0);
  });

  it.runIf(process.platform === 'linux')(
    'so is a list of what is known, where the command line names it',
    () => {
      writeFileSync(join(folder, 'f'), random.key());
      const { fingerprint } = reportOf(shell('scan --json f')).findings[0]!;
      expect(shell(`scan --ignore-file <(echo ${fingerprint}) f`).status).toBe(0);
      expect(shell('scan --baseline <(scan --json f) f').status).toBe(0);
      expect(shell('scan --ignore-file /dev/null f').status).toBe(1);
      // Without an end, and larger than any such list.
      for (const option of ['--ignore-file', '--baseline']) {
        const endless = shell(`scan ${option} <(yes) f`);
        expect(endless.status, option).toBe(2);
        expect(endless.stderr, option).toContain('larger than 64 MiB');
      }
    },
  );
});

describe('what is left out', () => {
  beforeEach(() => {
    for (const name of ['src/a.env', 'vendor/deep/b.env', 'c.env']) writeIn(name, random.key());
    writeIn('large.txt', Buffer.concat([Buffer.alloc(5000, 'x\n'), Buffer.from(random.key())]));
  });
  function writeIn(name: string, content: string | Uint8Array): void {
    mkdirSync(join(folder, 'root', name, '..'), { recursive: true });
    writeFileSync(join(folder, 'root', name), content);
  }
  const paths = (report: ScanReport): (string | null)[] => report.findings.map(({ path }) => path);

  it('by pattern and by size is counted, and makes nothing incomplete', () => {
    const root = join(folder, 'root');
    const report = reportOf(
      run([root, '--json', '--exclude', 'vendor', '--exclude', 'src/*.env', '--max-file-size', '1k']),
    );
    expect(paths(report)).toEqual(['c.env']);
    expect([report.complete, report.leftOut]).toEqual([true, { byPattern: 2, bySize: 1, findings: 0 }]);
    const text = run([root, '--exclude', '*.env', '--max-file-size', '1k']).stdout;
    expect(text).toContain('Left out: 3 files by --exclude.\nLeft out: 1 file by --max-file-size.');
    expect(run([root, '--exclude', '**']).status).toBe(5);
    expect(run([root, '--max-file-size', '1 kB']).status).toBe(2);
    expect(reportOf(run([root, '--json'])).leftOut).toBe(undefined);
  });

  it('is left out of a history and a range by size, and hides no smaller version', () => {
    const root = join(folder, 'root');
    const git = (...args: string[]): void => {
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], {
        cwd: root,
        stdio: 'ignore',
      });
    };
    // Without the examples of hooks, which are files of their own.
    git('init', '-q', '--template=');
    git('add', '.');
    git('commit', '-qm', 'first');
    // A smaller version, packed on top of the one that is left out, is looked at whole.
    writeIn('large.txt', readFileSync(join(root, 'large.txt')).subarray(-900));
    git('commit', '-qam', 'second');
    git('gc', '-q');
    for (const what of [['--history'], ['--range', 'HEAD']]) {
      const bySize = reportOf(run([root, '--json', ...what, '--max-file-size', '1k']));
      expect(new Set(paths(bySize))).toEqual(
        new Set(['c.env', 'src/a.env', 'vendor/deep/b.env', 'large.txt']),
      );
      expect([bySize.leftOut?.bySize, bySize.complete]).toEqual([1, true]);
    }
  });

  it('is left out of what is staged, and of what the history holds', () => {
    const root = join(folder, 'root');
    const git = (...args: string[]): void => {
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], {
        cwd: root,
        stdio: 'ignore',
      });
    };
    git('init', '-q');
    git('add', '.');
    const staged = reportOf(run([root, '--json', '--staged', '--exclude', 'vendor']));
    expect([paths(staged), staged.leftOut]).toEqual([
      ['c.env', 'large.txt', 'src/a.env'],
      { byPattern: 1, bySize: 0, findings: 0 },
    ]);
    const small = reportOf(run([root, '--json', '--staged', '--max-file-size', '1k']));
    expect([paths(small), small.complete, small.leftOut]).toEqual([
      ['c.env', 'src/a.env', 'vendor/deep/b.env'],
      true,
      { byPattern: 0, bySize: 1, findings: 0 },
    ]);
    git('commit', '-qm', 'first');
    rmSync(join(root, 'vendor'), { recursive: true });
    const history = reportOf(run([root, '--json', '--history', '--exclude', 'vendor']));
    expect([paths(history), history.leftOut]).toEqual([
      ['c.env', 'large.txt', 'src/a.env'],
      { byPattern: 0, bySize: 0, findings: 1 },
    ]);
  });
});

describe.runIf(process.platform === 'linux')('an output that takes no more', () => {
  beforeEach(() => {
    mkdirSync(join(folder, 'clean'));
    writeFileSync(join(folder, 'clean', 'x'), 'x');
    mkdirSync(join(folder, 'leak'));
    writeFileSync(join(folder, 'leak', 'x'), random.key());
  });

  it('ends with 2 and a sentence, and a leak is said on standard error', () => {
    for (const format of ['text', 'json', 'sarif', 'gitlab', 'junit', 'csv']) {
      const clean = shell(`scan clean --format ${format} > /dev/full`);
      expect([clean.status, clean.stderr]).toEqual([2, expect.stringContaining('no space is left')]);
      const leak = shell(`scan leak --format ${format} > /dev/full`);
      expect([leak.status, leak.stderr]).toEqual([2, expect.stringContaining('Leaked keys at 1 place.')]);
    }
    // A reader that has seen enough is no loss.
    expect(shell('set -o pipefail; scan leak | true').status).toBe(1);
  });

  it('as a file is told in the same way, and leaves nothing behind', () => {
    for (const option of ['--output', '--write-baseline']) {
      const done = run([join(folder, 'leak'), option, join(folder, 'missing', 'r.json')]);
      expect([done.status, done.stderr]).toEqual([2, expect.stringContaining('Leaked keys at 1 place.')]);
    }
    expect(readdirSync(folder).sort()).toEqual(['clean', 'leak']);
  });

  it('as a cache is a note: the scan is what it was', () => {
    const work = join(folder, 'leak');
    execFileSync('git', ['init', '-q', work]);
    execFileSync('git', ['-C', work, 'add', '.']);
    execFileSync('git', ['-C', work, '-c', 'user.name=A', '-c', 'user.email=a@b.c', 'commit', '-qm', 'x']);
    for (const cache of ['/dev/null', '/dev/null/below', join(folder, 'clean', 'x'), '/proc/nothing']) {
      const done = run([work, '--history'], { cache });
      expect([done.status, done.stderr]).toEqual([1, '']);
      expect(done.stdout).toContain('The cache folder can’t be written to');
    }
    expect(readdirSync(folder).sort()).toEqual(['clean', 'leak']);
  });
});
