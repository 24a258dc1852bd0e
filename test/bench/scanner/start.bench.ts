/**
 * The start of the command on little, against the runtime's own: processor time, and time on the clock, each the median of
 * rounds in which all are started in turn.
 *
 *     node test/bench/scanner/start.bench.ts [--rounds N] [--command cli.js]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    command: { type: 'string', default: fileURLToPath(new URL('../../../dist/cli.js', import.meta.url)) },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'augno-vault-bench-start-'));
const file = join(folder, 'file.txt');
writeFileSync(file, 'nothing\n');
execFileSync('git', ['init', '-q', folder]);
execFileSync('git', ['-C', folder, 'add', 'file.txt']);

interface Start {
  readonly name: string;
  readonly args: readonly string[];
}

const starts: readonly Start[] = [
  { name: 'node -e 0', args: ['-e', '0'] },
  { name: 'scan -', args: [values.command, 'scan', '-', '--no-progress'] },
  { name: 'scan FOLDER of one file', args: [values.command, 'scan', folder, '--no-progress'] },
  { name: 'scan --staged', args: [values.command, 'scan', folder, '--staged', '--no-progress'] },
  { name: 'hook run pre-commit', args: [values.command, 'hook', 'run', 'pre-commit'] },
];

const STARTS = 10;

interface Taken {
  readonly clock: number;
  readonly processor: number;
}

function take({ args }: Start): Taken {
  const started = performance.now();
  // Ten of them, as processor time is told in hundredths of a second.
  const script = 'for n in 0 1 2 3 4 5 6 7 8 9; do "$@" < "$FILE" > /dev/null || exit; done';
  const command = ['sh', '-c', script, 'sh', process.execPath, ...args];
  const result = spawnSync('/usr/bin/time', ['-f', '%U %S', ...command], {
    encoding: 'utf8',
    cwd: folder,
    env: { ...process.env, FILE: file },
  });
  const clock = (performance.now() - started) / STARTS;
  if (result.status !== 0) throw new Error(result.stderr);
  const [user = '0', system = '0'] = result.stderr.trim().split('\n').at(-1)!.split(' ');
  return { clock, processor: ((Number(user) + Number(system)) * 1000) / STARTS };
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((left, right) => left - right)[Math.floor(numbers.length / 2)]!;
}

try {
  const taken = starts.map((): Taken[] => []);
  for (let round = 0; round < Number(values.rounds); round += 1)
    for (const [index, start] of starts.entries()) taken[index]!.push(take(start));
  const medians = taken.map((rounds) => ({
    clock: median(rounds.map(({ clock }) => clock)),
    processor: median(rounds.map(({ processor }) => processor)),
  }));
  process.stdout.write('| start | processor time | × | clock | × |\n|---|---|---|---|---|\n');
  const [runtime] = medians;
  for (const [index, { clock, processor }] of medians.entries())
    process.stdout.write(
      `| \`${starts[index]!.name}\` | ${processor.toFixed(0)} ms | ${(processor / runtime!.processor).toFixed(1)} | ${clock.toFixed(0)} ms | ${(clock / runtime!.clock).toFixed(1)} |\n`,
    );
} finally {
  rmSync(folder, { recursive: true });
}
