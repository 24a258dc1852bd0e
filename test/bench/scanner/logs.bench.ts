/**
 * Logs full of masked keys and placeholders, plain and in base64, each against a log of as many bytes without them: both in
 * turn, two sizes.
 *
 *     node test/bench/scanner/logs.bench.ts [--lines N,N] [--rounds N] [--command cli.js]
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '400000,2000000' },
    rounds: { type: 'string', default: '5' },
    command: { type: 'string', default: fileURLToPath(new URL('../../../dist/cli.js', import.meta.url)) },
  },
});

const placeholder = `aug_sk_prod_${'x'.repeat(22)}_${'x'.repeat(50)}`;
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const VALUES: readonly { readonly name: string; readonly of: (index: number) => string }[] = [
  { name: 'masked keys', of: () => 'aug_sk_prod_****UCZu' },
  {
    name: 'masked keys, each another',
    of: (index) => `aug_sk_prod_****${String(index % 10_000).padStart(4, '0')}`,
  },
  { name: 'placeholders', of: () => placeholder },
  { name: 'placeholders of words', of: () => 'aug_sk_test_YOUR_KEY_HERE' },
  { name: 'masked keys in base64', of: () => base64('masked aug_sk_prod_****UCZu') },
  {
    name: 'masked keys in base64, each another',
    of: (index) =>
      base64(`{"n":${String(index)},"key":"aug_sk_prod_****${String(index % 10_000).padStart(4, '0')}"}`),
  },
  { name: 'placeholders in base64', of: () => base64(`K=${placeholder}`) },
];

function write(path: string, lines: number, valueOf: (index: number) => string): void {
  const descriptor = openSync(path, 'w');
  let parts: string[] = [];
  for (let index = 0; index < lines; index += 1) {
    const id = ((index * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, '0');
    const second = String(index % 60).padStart(2, '0');
    parts.push(
      `2026-01-01T00:00:${second}Z INFO request id=${id} path=/v1/orders status=200 ms=${String(index)} "key":"${valueOf(index)}" ua="Mozilla/5.0 (X11)"\n`,
    );
    if (parts.length < 20_000) continue;
    writeSync(descriptor, parts.join(''));
    parts = [];
  }
  writeSync(descriptor, parts.join(''));
  closeSync(descriptor);
}

function take(file: string): { readonly clock: number; readonly processor: number } {
  const args = [values.command, 'scan', file, '--no-incremental', '--no-progress', '--json'];
  const started = performance.now();
  const result = spawnSync('/usr/bin/time', ['-f', '%U %S', process.execPath, ...args], { encoding: 'utf8' });
  const clock = (performance.now() - started) / 1000;
  if (result.status !== 0) throw new Error(`The scan of ${file} ended with ${String(result.status)}.`);
  const [user = '0', system = '0'] = result.stderr.trim().split('\n').at(-1)!.split(' ');
  return { clock, processor: Number(user) + Number(system) };
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((left, right) => left - right)[Math.floor(numbers.length / 2)]!;
}

const folder = mkdtempSync(join(tmpdir(), 'augno-vault-bench-logs-'));
try {
  for (const lines of values.lines.split(',').map(Number)) {
    process.stdout.write(
      `\n${lines.toLocaleString('en')} lines\n\n| log of | processor time | × | clock | × a clean log of as many bytes |\n|---|---|---|---|---|\n`,
    );
    for (const { name, of } of VALUES) {
      const files = [join(folder, 'log'), join(folder, 'clean')] as const;
      write(files[0], lines, of);
      write(files[1], lines, (index) => 'none-'.repeat(40).slice(0, of(index).length));
      const taken = files.map((): ReturnType<typeof take>[] => []);
      for (let round = 0; round < Number(values.rounds); round += 1)
        for (const [index, file] of files.entries()) taken[index]!.push(take(file));
      const [log, clean] = taken.map((rounds) => ({
        clock: median(rounds.map(({ clock }) => clock)),
        processor: median(rounds.map(({ processor }) => processor)),
      }));
      process.stdout.write(
        `| ${name} | ${log!.processor.toFixed(2)} s | ${(log!.processor / clean!.processor).toFixed(1)} | ${log!.clock.toFixed(2)} s | ${(log!.clock / clean!.clock).toFixed(1)} |\n`,
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
