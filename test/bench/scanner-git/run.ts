/**
 * Times a history scan against git reading the same objects, over any repositories: medians, peaks of memory, and how time
 * grows with bytes.
 *
 *     node test/bench/scanner-git/run.ts [--runs N] [--jobs N] [--no-log] [--command cli.js] REPOSITORY…
 *
 * Our part is the command itself, without what it remembers: `dist/cli.js scan REPOSITORY --history --no-incremental`; give
 * --command FILE to time another build. Of a repository with a work tree it reads that as well.
 */
import { spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gitEnvironment } from '../../fixtures/scanner/git/repository-builder.ts';

interface Measured {
  readonly seconds: number;
  /** Highest resident memory seen, in MB; null where the system does not tell. */
  readonly peakMb: number | null;
}

interface Output {
  readonly text: string;
}

/** Runs a program to its end, its output to nothing unless asked for. */
async function measure(
  command: string,
  args: readonly string[],
  options: { readonly input?: string; readonly keep?: boolean; readonly codes?: readonly number[] } = {},
): Promise<Measured & Output> {
  const started = performance.now();
  const child = spawn(command, [...args], {
    env: { ...gitEnvironment(), GIT_OPTIONAL_LOCKS: '0' },
    stdio: [
      options.input === undefined ? 'ignore' : openSync(options.input, 'r'),
      options.keep === true ? 'pipe' : 'ignore',
      'ignore',
    ],
  });
  let text = '';
  child.stdout?.on('data', (part: Buffer) => {
    text += part.toString('latin1');
  });
  let peak: number | null = null;
  const watch = setInterval(() => {
    try {
      const high = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${String(child.pid)}/status`, 'utf8'))?.[1];
      if (high !== undefined) peak = Math.max(peak ?? 0, Number(high) / 1024);
    } catch {
      // Ended, or no /proc.
    }
  }, 20);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  clearInterval(watch);
  if (code === null || !(options.codes ?? [0]).includes(code))
    throw new Error(`${command} ${args.join(' ')} ended with ${String(code)}`);
  return {
    seconds: (performance.now() - started) / 1000,
    peakMb: peak === null ? null : Math.round(peak),
    text,
  };
}

/** Nothing found, keys found, and not everything there to read (a mirror may lack objects). */
const SCANNED = [0, 1, 5];

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)]!;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      runs: { type: 'string', default: '5' },
      jobs: { type: 'string' },
      'no-log': { type: 'boolean', default: false },
      command: { type: 'string', default: path.join(import.meta.dirname, '../../../dist/cli.js') },
    },
  });
  const runs = Number(values.runs);
  const { tmpdir } = await import('node:os');
  const { writeFileSync, mkdtempSync, rmSync } = await import('node:fs');
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-git-'));
  const points: { bytes: number; seconds: number }[] = [];
  try {
    for (const repository of positionals) {
      const git = ['-c', 'safe.directory=*', '-C', repository];
      const check = '--batch-check=%(objecttype) %(objectsize) %(objectname)';
      const listed = await measure('git', [...git, 'cat-file', '--batch-all-objects', '--unordered', check], {
        keep: true,
      });
      const blobs = listed.text.split('\n').filter((entry) => entry.startsWith('blob '));
      const bytes = blobs.reduce((sum, entry) => sum + Number(entry.split(' ')[1]), 0);
      const ids = path.join(folder, 'ids');
      writeFileSync(ids, `${blobs.map((entry) => entry.split(' ')[2]!).join('\n')}\n`);
      const contenders: { name: string; run: () => Promise<Measured> }[] = [
        {
          name: 'augno-vault scan --history',
          run: () =>
            measure(
              process.execPath,
              [
                ...[values.command, 'scan', repository, '--history', '--no-incremental'],
                ...['--format', 'json', '--no-progress'],
                ...(values.jobs === undefined ? [] : ['--jobs', values.jobs]),
              ],
              { codes: SCANNED },
            ),
        },
        {
          name: 'git cat-file of the same blobs',
          run: () => measure('git', [...git, 'cat-file', '--batch', '--buffer'], { input: ids }),
        },
      ];
      if (!values['no-log']) {
        contenders.push({
          name: 'git log -p -U0 (all that diff scanners read)',
          run: () =>
            measure('git', [...git, 'log', '-p', '-U0', '--full-history', '--all', '--diff-filter=tuxdb']),
        });
      }
      process.stdout.write(
        `\n${repository}: ${String(blobs.length)} blobs, ${(bytes / 1e6).toFixed(0)} MB\n\n| what | median s | × ours | least | most | peak MB |\n|---|---|---|---|---|---|\n`,
      );
      const results = contenders.map(() => [] as Measured[]);
      // In turn, so that what else the machine does meets all of them alike.
      for (let round = 0; round < runs; round += 1) {
        for (const [index, { name, run }] of contenders.entries()) {
          // The slow one is not repeated as often: its spread is small against the difference.
          if (name.includes('log -p') && round > 1) continue;
          const result = await run().catch((error: unknown) => {
            if (index === 0) throw error;
            return null;
          });
          if (result !== null) results[index]!.push(result);
        }
      }
      const ours = median(results[0]!.map((result) => result.seconds));
      points.push({ bytes, seconds: ours });
      for (const [index, { name }] of contenders.entries()) {
        const seconds = results[index]!.map((result) => result.seconds);
        if (seconds.length === 0) {
          process.stdout.write(`| ${name} | fails on this repository | | | | |\n`);
          continue;
        }
        const peak = Math.max(...results[index]!.map((result) => result.peakMb ?? 0));
        process.stdout.write(
          `| ${name} | ${median(seconds).toFixed(2)} | ${(median(seconds) / ours).toFixed(2)} | ${Math.min(...seconds).toFixed(2)} | ${Math.max(...seconds).toFixed(2)} | ${String(peak)} |\n`,
        );
      }
    }
    const [small, large] = [...points].sort((left, right) => left.bytes - right.bytes);
    if (small !== undefined && large !== undefined && large.bytes > small.bytes) {
      const slope = (large.seconds - small.seconds) / ((large.bytes - small.bytes) / 1e9);
      process.stdout.write(`\nslope between the first two sizes: ${slope.toFixed(2)} s per GB of content\n`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) await main();
