/**
 * Scan of a work tree, side by side with other scanners, each in a process of its own; several sizes, so that it shows how time
 * grows with bytes.
 *
 *     node test/bench/scanner/worktree.bench.ts [--files N,N] [--rounds N] [--tree PATH] [--peers FOLDER] [--command cli.js]
 *
 * Without --tree trees are generated (and kept for the next run). Needs dist/. Peers that are not installed are left out:
 * `rg`, `git-secrets`, `gitleaks`, `betterleaks`, `trufflehog` and `kingfisher` are looked for on the PATH, `secretlint` in
 * FOLDER/node_modules/.bin. It is run once, on the smallest tree only: the largest one takes it hours.
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Random } from '../../fixtures/scanner/random.ts';

const defaultOf = (value: string | undefined): { default?: string } =>
  value === undefined ? {} : { default: value };
const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '1000,10000,100000' },
    rounds: { type: 'string', default: '5' },
    tree: { type: 'string' },
    peers: { type: 'string', ...defaultOf(process.env['AUGNO_VAULT_BENCH_PEERS']) },
    command: { type: 'string' },
  },
});
const project = fileURLToPath(new URL('../../..', import.meta.url));
const rounds = Number(values.rounds);

/** Real source text, so that the words in it are as common as they are. */
const SOURCES = ['typescript/lib/typescript.js', 'typescript/lib/_tsc.js', 'zod/v4/core/schemas.js'];

/** Source-like files of 200 B to 400 kB, most of them small, a few per cent of them binary, base64 or hexadecimal. */
function generate(root: string, count: number): { readonly bytes: number; readonly keys: number } {
  const random = new Random(4711);
  const text = SOURCES.map((source) => join(project, 'node_modules', source))
    .filter(existsSync)
    .map((path) => readFileSync(path, 'latin1'))
    .join('');
  const noise = random.bytes(600_000);
  const base64 = noise.toString('base64');
  let bytes = 0;
  let keys = 0;
  for (let index = 0; index < count; index += 1) {
    const size = Math.floor(200 * 2000 ** ((random.below(1000) / 1000) ** 2.2));
    const kind = random.below(100);
    const start = random.below(kind < 93 ? text.length - 400_000 : 200_000);
    let content: string | Buffer =
      kind < 93
        ? text.slice(start, start + size)
        : kind < 97
          ? noise.subarray(start, start + size)
          : base64.slice(start, start + size);
    if (index % 5000 === 17) {
      content = `${content.toString('latin1')}\nKEY=${random.key()}\n`;
      keys += 1;
    }
    const path = join(
      root,
      `d${String(index % 97)}`,
      `e${String(index % 31)}`,
      `f${String(index)}.${kind < 93 ? 'ts' : 'bin'}`,
    );
    if (index < 97 * 31) mkdirSync(dirname(path), { recursive: true });
    else if (!existsSync(dirname(path))) mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    bytes += content.length;
  }
  return { bytes, keys };
}

interface Contender {
  readonly name: string;
  /** Run once, on the smallest tree. */
  readonly slow?: boolean;
  readonly command: string;
  readonly args: readonly string[];
}

function contenders(tree: string): Contender[] {
  const list: Contender[] = [
    {
      name: 'augno-vault scan',
      command: process.execPath,
      args: [
        values.command ?? join(project, 'dist', 'cli.js'),
        'scan',
        tree,
        '--format',
        'json',
        '--no-progress',
        // Nothing is known from the round before: the others do not know it either.
        '--no-incremental',
      ],
    },
    { name: 'rg -uuu -a -F aug_sk_', command: 'rg', args: ['-uuu', '-a', '-F', 'aug_sk_', tree] },
    {
      name: 'git-secrets',
      command: 'git',
      args: [
        '-C',
        tree,
        '-c',
        'secrets.patterns=aug_sk_(test|prod)_[A-Za-z0-9_]+',
        'secrets',
        '--scan',
        '-r',
        '.',
      ],
    },
  ];
  list.push(...nativePeers(tree));
  if (values.peers !== undefined) {
    const bin = (name: string): string => join(resolve(values.peers!), 'node_modules', '.bin', name);
    const rules = join(mkdtempSync(join(tmpdir(), 'secretlint-')), 'rules.json');
    const pattern = { name: 'augno', patterns: ['/aug_sk_(test|prod)_[A-Za-z0-9]{22}_[A-Za-z0-9]{50}/g'] };
    writeFileSync(
      rules,
      JSON.stringify({
        rules: [{ id: '@secretlint/secretlint-rule-pattern', options: { patterns: [pattern] } }],
      }),
    );
    list.push({
      name: 'secretlint',
      slow: true,
      command: bin('secretlint'),
      args: ['--secretlintrc', rules, `${tree}/**/*`],
    });
  }
  return list;
}

/** Scanners of their own kind, with the rules they come with: they look for hundreds of forms of keys. */
function nativePeers(tree: string): Contender[] {
  return [
    { name: 'gitleaks dir', command: 'gitleaks', args: ['dir', tree, '--no-banner', '-l', 'error'] },
    { name: 'betterleaks dir', command: 'betterleaks', args: ['dir', tree, '--no-banner', '-l', 'error'] },
    {
      name: 'trufflehog filesystem',
      command: 'trufflehog',
      args: ['filesystem', tree, '--no-verification', '--no-update', '--json'],
    },
    {
      name: 'kingfisher scan',
      command: 'kingfisher',
      args: ['scan', tree, '--no-validate', '--git-history', 'none'],
    },
  ];
}

function run({ command, args }: Contender): { readonly seconds: number; readonly memory: number } | null {
  const started = performance.now();
  const result = spawnSync('/usr/bin/time', ['-f', '%M', command, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    timeout: 600_000,
  });
  // 1, 183 or 200: keys were found, as they are meant to be. Anything else is a program that is not there or did not do it.
  if (result.error !== undefined || ![0, 1, 183, 200].includes(result.status ?? -1)) return null;
  const memory = Number(/(\d+)\s*$/.exec(result.stderr)?.[1] ?? 0);
  return { seconds: (performance.now() - started) / 1000, memory: memory / 1024 };
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((left, right) => left - right)[Math.floor(numbers.length / 2)]!;
}

/** A generated tree of that many files; the one of the run before, if it is still there. */
function treeOf(files: number): string {
  const tree = join(tmpdir(), `augno-vault-bench-${String(files)}`);
  const complete = `${tree}.complete`;
  if (existsSync(complete)) return tree;
  rmSync(tree, { recursive: true, force: true });
  mkdirSync(tree);
  const { bytes, keys } = generate(tree, files);
  writeFileSync(complete, '');
  process.stdout.write(
    `generated ${String(files)} files, ${(bytes / 1e6).toFixed(0)} MB, ${String(keys)} keys\n`,
  );
  return tree;
}

/** Size of all files below, in bytes. */
function sizeOf(tree: string): number {
  return readdirSync(tree, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

interface Row {
  readonly name: string;
  readonly seconds: number | null;
  readonly memory: number;
}

function compare(tree: string, withSlow: boolean): Row[] {
  const compared = contenders(tree).filter(({ slow }) => withSlow || slow !== true);
  const results = compared.map(() => [] as { readonly seconds: number; readonly memory: number }[]);
  // In turn, so that what else the machine does meets all of them alike.
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, contender] of compared.entries()) {
      if (contender.slow === true && round > 0) continue;
      const result = run(contender);
      if (result !== null) results[index]!.push(result);
    }
  }
  return compared.map(({ name }, index) => ({
    name,
    seconds: results[index]!.length === 0 ? null : median(results[index]!.map(({ seconds }) => seconds)),
    memory: Math.max(0, ...results[index]!.map(({ memory }) => memory)),
  }));
}

const trees = values.tree === undefined ? values.files.split(',').map(Number).map(treeOf) : [values.tree];
const points: { readonly bytes: number; readonly seconds: number }[] = [];
for (const [index, tree] of trees.entries()) {
  const bytes = sizeOf(tree);
  process.stdout.write(
    `\n${(bytes / 1e6).toFixed(0)} MB\n\n| scanner | median of ${String(rounds)} | × rg | peak memory |\n|---|---|---|---|\n`,
  );
  const rows = compare(tree, index === 0);
  const reference = rows.find(({ name }) => name.startsWith('rg'))?.seconds ?? null;
  for (const { name, seconds, memory } of rows) {
    const ratio = seconds === null || reference === null ? '' : (seconds / reference).toFixed(1);
    process.stdout.write(
      seconds === null
        ? `| ${name} | not installed, or failed | | |\n`
        : `| ${name} | ${seconds.toFixed(2)} s | ${ratio} | ${memory.toFixed(0)} MB |\n`,
    );
  }
  points.push({ bytes, seconds: rows[0]!.seconds ?? 0 });
}
const [small, large] = points.slice(-2);
if (small !== undefined && large !== undefined) {
  const perGigabyte = ((large.seconds - small.seconds) / (large.bytes - small.bytes)) * 1e9;
  process.stdout.write(
    `\nslope of this scanner: ${perGigabyte.toFixed(2)} s for each further GB; ${((small.seconds / small.bytes) * 1e9).toFixed(2)} s a GB at the smaller size, ${((large.seconds / large.bytes) * 1e9).toFixed(2)} s at the larger\n`,
  );
}
