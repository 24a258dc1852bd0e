/**
 * Scan of a work tree, side by side with other scanners, each in a process of its own.
 *
 *     node test/bench/scanner/worktree.bench.ts [--files N] [--rounds N] [--tree PATH] [--peers FOLDER] [--command cli.js]
 *
 * Without --tree a tree is generated (and kept for the next run). Needs dist/. Peers that are not installed are left out:
 * `rg` and `git-secrets` are looked for on the PATH, `secretlint` and `gitleaks` (WebAssembly) in FOLDER/node_modules/.bin.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Random } from '../../fixtures/scanner/random.ts';

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '5' },
    tree: { type: 'string' },
    peers: { type: 'string' },
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
  readonly command: string;
  readonly args: readonly string[];
}

function contenders(tree: string): Contender[] {
  const list: Contender[] = [
    {
      name: 'augno-vault scan',
      command: 'node',
      args: [
        values.command ?? join(project, 'dist', 'cli.js'),
        'scan',
        tree,
        '--format',
        'json',
        '--no-progress',
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
      command: bin('secretlint'),
      args: ['--secretlintrc', rules, '--no-gitignore', `${tree}/**/*`],
    });
    list.push({ name: 'gitleaks-wasm dir', command: bin('gitleaks'), args: ['dir', tree] });
  }
  return list;
}

function run({ command, args }: Contender): { readonly seconds: number; readonly memory: number } | null {
  const started = performance.now();
  const result = spawnSync('/usr/bin/time', ['-f', '%M', command, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    timeout: 600_000,
  });
  if (result.error !== undefined || result.status === 127) return null;
  const memory = Number(/(\d+)\s*$/.exec(result.stderr)?.[1] ?? 0);
  return { seconds: (performance.now() - started) / 1000, memory: memory / 1024 };
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((left, right) => left - right)[Math.floor(numbers.length / 2)]!;
}

let tree = values.tree;
if (tree === undefined) {
  tree = join(tmpdir(), `augno-vault-bench-${values.files}`);
  if (!existsSync(tree)) {
    mkdirSync(tree);
    const { bytes, keys } = generate(tree, Number(values.files));
    process.stdout.write(
      `generated ${values.files} files, ${(bytes / 1e6).toFixed(0)} MB, ${String(keys)} keys\n`,
    );
  }
}
process.stdout.write(`| scanner | median of ${String(rounds)} | × rg | peak memory |\n|---|---|---|---|\n`);
const rows = contenders(tree).map((contender) => {
  const results = Array.from({ length: rounds }, () => run(contender)).filter((result) => result !== null);
  return {
    name: contender.name,
    seconds: results.length === 0 ? null : median(results.map(({ seconds }) => seconds)),
    memory: Math.max(0, ...results.map(({ memory }) => memory)),
  };
});
const reference = rows.find(({ name }) => name.startsWith('rg'))?.seconds ?? null;
for (const { name, seconds, memory } of rows) {
  const ratio = seconds === null || reference === null ? '' : (seconds / reference).toFixed(1);
  process.stdout.write(
    `| ${name} | ${seconds === null ? 'not installed' : `${seconds.toFixed(2)} s`} | ${ratio} | ${seconds === null ? '' : `${memory.toFixed(0)} MB`} |\n`,
  );
}
