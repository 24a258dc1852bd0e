/**
 * Scan of histories, side by side with git reading the same objects: two generated repositories, so that it shows how time
 * grows with bytes, and any repository given by path.
 *
 *     AUGNO_VAULT_BENCH_REPOSITORIES=PATH:PATH npm run bench -- scanner-git/history
 *
 * The generated ones are kept for the next run, in the system's folder for temporary files.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateRepository } from './generate-repository.ts';

const COMMITS = [12_500, 50_000];
const given = (process.env['AUGNO_VAULT_BENCH_REPOSITORIES'] ?? '').split(path.delimiter).filter(Boolean);

const made: string[] = [];
for (const commits of COMMITS) {
  const folder = path.join(tmpdir(), `augno-vault-bench-history-${String(commits)}`);
  const complete = path.join(folder, '.git', 'bench-complete');
  if (!existsSync(complete)) {
    rmSync(folder, { recursive: true, force: true });
    const started = performance.now();
    await generateRepository({ folder, commits, keys: 20 });
    spawnSync('touch', [complete]);
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    process.stdout.write(`generated ${String(commits)} commits in ${seconds} s\n`);
  }
  made.push(folder);
}

const ran = spawnSync(
  process.execPath,
  [
    '--experimental-strip-types',
    '--no-warnings',
    path.join(import.meta.dirname, 'run.ts'),
    '--runs',
    '3',
    ...made,
    ...given,
  ],
  { stdio: 'inherit' },
);

// The command itself, with what it remembers: an unchanged repository is not read again.
const cli = path.resolve(import.meta.dirname, '..', '..', '..', 'dist', 'cli.js');
const time = (args: readonly string[]): number => {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, [cli, ...args], { stdio: 'ignore' });
  // 1: keys were found, as they are meant to be.
  if (status !== 0 && status !== 1) throw new Error(`The command ended with ${String(status)}.`);
  return (performance.now() - started) / 1000;
};
process.stdout.write('\n| `augno-vault scan --history` | first s | unchanged, again s |\n|---|---|---|\n');
for (const repository of made) {
  const first = time(['scan', repository, '--history', '--no-progress']);
  const again = [1, 2, 3].map(() => time(['scan', repository, '--history', '--no-progress'])).sort()[1]!;
  process.stdout.write(`| ${path.basename(repository)} | ${first.toFixed(2)} | ${again.toFixed(2)} |\n`);
}
process.exitCode = ran.status ?? 1;
