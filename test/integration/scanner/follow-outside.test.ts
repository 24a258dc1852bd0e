/** `--follow-outside` through the command: a repository whose store lies somewhere else. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { scanCommand } from '../../../electron/cli/scan.ts';
import type { CommandContext } from '../../../electron/cli/types.ts';
import { scanReportSchema, type ScanReport } from '../../../shared/findings.ts';
import { Random } from '../../fixtures/scanner/random.ts';
import { withStandardOutput } from '../../fixtures/standard-output.ts';
import { forPrograms, inEnglish } from '../../../shared/messages/words.ts';

const random = new Random(51);
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scan-outside-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function run(args: readonly string[]): Promise<{ code: number; report: ScanReport }> {
  const out: string[] = [];
  const unexpected = (): never => {
    throw new Error('The scan asks for nothing.');
  };
  const context: CommandContext = {
    commands: [],
    globals: { vault: undefined, connection: undefined, json: true, quiet: false },
    version: '0.0.0-test',
    vaultFolder: join(folder, 'vault'),
    words: inEnglish,
    print: (line) => out.push(inEnglish(line)),
    printJson: (value) => out.push(JSON.stringify(forPrograms(value))),
    note: () => undefined,
    warn: () => undefined,
    readSecret: unexpected,
    ask: unexpected,
    signal: new AbortController().signal,
  };
  const code = await withStandardOutput(out, () => scanCommand.run([...args, '--no-incremental'], context));
  return { code, report: scanReportSchema.parse(JSON.parse(out.join('\n'))) };
}

const git = (cwd: string, ...args: string[]): void => {
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], {
    cwd,
    stdio: 'ignore',
  });
};

function commitAndRemove(work: string, key: string): void {
  writeFileSync(join(work, 'a.env'), key);
  git(work, 'add', '.');
  git(work, 'commit', '-qm', 'first');
  writeFileSync(join(work, 'a.env'), 'nothing');
  git(work, 'commit', '-qam', 'gone');
}

it('is not needed where git init was told to keep the repository elsewhere: it is the one that git means', async () => {
  const work = join(folder, 'work');
  mkdirSync(work);
  git(work, 'init', '-q', `--separate-git-dir=${join(folder, 'elsewhere.git')}`);
  commitAndRemove(work, random.key());
  const { code, report } = await run([work, '--history']);
  expect([code, report.complete, report.findings.map(({ path }) => path)]).toEqual([1, true, ['a.env']]);
});

it('is what it takes to read a .git that leads to another folder’s repository, and that is said', async () => {
  const other = join(folder, 'other');
  mkdirSync(other);
  git(other, 'init', '-q');
  commitAndRemove(other, random.key());
  const work = join(folder, 'work');
  mkdirSync(work);
  writeFileSync(join(work, '.git'), `gitdir: ${join(other, '.git')}\n`);
  await expect(run([work, '--history'])).rejects.toMatchObject({
    code: 'scan-not-a-repository',
    message: expect.stringContaining('leads outside') as string,
  });
  const followed = await run([work, '--history', '--follow-outside']);
  expect([followed.code, followed.report.complete]).toEqual([1, true]);
  expect(followed.report.findings).toMatchObject([
    { path: 'a.env', source: 'history', commit: { subject: 'first' } },
  ]);
});

it('is what it takes to read objects that another repository lends; without it they are reported', async () => {
  const source = join(folder, 'source');
  mkdirSync(source);
  git(source, 'init', '-q');
  commitAndRemove(source, random.key());
  git(folder, 'clone', '-q', '--shared', source, 'borrower');
  const borrower = join(folder, 'borrower');
  const without = await run([borrower, '--history']);
  expect([without.code, without.report.complete, without.report.findings]).toEqual([5, false, []]);
  expect(without.report.skipped.map(({ reason }) => reason).join()).toMatch(/outside/);
  const followed = await run([borrower, '--history', '--follow-outside']);
  expect([followed.code, followed.report.complete]).toEqual([1, true]);
  expect(followed.report.findings).toMatchObject([{ path: 'a.env', commit: { subject: 'first' } }]);
});
