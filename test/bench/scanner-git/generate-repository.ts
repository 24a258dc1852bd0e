/**
 * Makes a repository with realistic deltas through `git fast-import`: modules that grow, are edited at random places and
 * now and then are rewritten, over branches and merges. The same seed gives the same repository.
 *
 *     node test/bench/scanner-git/generate-repository.ts FOLDER [COMMITS] [--keys N]
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { generateKey } from '../../../shared/key-format.ts';
import { gitEnvironment, seededBytes, seededRandom } from '../../fixtures/scanner/git/repository-builder.ts';

const FILES = 900;
const WORDS =
  'order invoice total item stock price map filter await const return customer supplier batch unit quantity warehouse route handler schema parse value error result index offset'.split(
    ' ',
  );

export interface GenerateOptions {
  readonly folder: string;
  readonly commits: number;
  readonly keys?: number;
  readonly seed?: number;
}

/** Leaves one pack, made as `git gc` would make it. */
export async function generateRepository({
  folder,
  commits,
  keys = 0,
  seed = 1,
}: GenerateOptions): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const env = gitEnvironment();
  spawnSync('git', ['init', '-q', '-b', 'main', folder], { env });
  const importer = spawn('git', ['-C', folder, 'fast-import', '--quiet'], {
    env,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const random = seededRandom(seed);
  const pick = (count: number): number => Math.floor(random() * count);
  const line = (): string =>
    `${'  '.repeat(pick(4))}${Array.from({ length: 3 + pick(7) }, () => WORDS[pick(WORDS.length)]!).join(' ')} ${String(pick(1e6))};`;
  const files = Array.from({ length: FILES }, (_, index) => ({
    path: `packages/p${String(index % 12)}/src/m${String(index % 61)}/file-${String(index)}.ts`,
    lines: Array.from({ length: 40 + pick(160) }, line),
  }));
  const every = keys === 0 ? Infinity : Math.max(1, Math.floor(commits / keys));
  const write = async (text: string): Promise<void> => {
    if (!importer.stdin.write(text)) await once(importer.stdin, 'drain');
  };
  const data = (text: string): string => `data ${String(Buffer.byteLength(text))}\n${text}\n`;
  for (let commit = 0; commit < commits; commit += 1) {
    const parts = [
      `commit refs/heads/main\nmark :${String(commit + 1)}\n`,
      `committer Author ${String(commit % 40)} <a${String(commit % 40)}@example.com> ${String(1_500_000_000 + commit * 600)} +0000\n`,
      data(`change ${String(commit)}\n\n${line()}`),
    ];
    // Every so often a merge of something a little older.
    if (commit > 20 && commit % 17 === 0) parts.push(`merge :${String(commit - 3)}\n`);
    const touched = commit === 0 ? files : Array.from({ length: 1 + pick(3) }, () => files[pick(FILES)]!);
    for (const file of touched) {
      for (let edit = 1 + pick(4); edit > 0; edit -= 1) {
        const at = pick(file.lines.length);
        const chance = random();
        if (chance < 0.5) file.lines[at] = line();
        else if (chance < 0.8) file.lines.splice(at, 0, ...Array.from({ length: 1 + pick(12) }, line));
        else if (file.lines.length > 40) file.lines.splice(at, 1 + pick(8));
      }
      if (commit % every === every - 1) {
        file.lines[0] = `const token = "${generateKey('prod', { random: seededBytes(random) })}";`;
      }
      parts.push(`M 100644 inline ${file.path}\n`, data(file.lines.join('\n')));
    }
    await write(parts.join(''));
  }
  importer.stdin.end('done\n');
  await once(importer, 'close');
  spawnSync(
    'git',
    ['-C', folder, '-c', 'pack.threads=2', 'repack', '-q', '-a', '-d', '-f', '--depth=50', '--window=10'],
    { env },
  );
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder, commits = '50000', flag, keys] = process.argv.slice(2);
  if (folder === undefined) throw new Error('Name a folder.');
  await generateRepository({
    folder: path.resolve(folder),
    commits: Number(commits),
    ...(flag === '--keys' ? { keys: Number(keys) } : {}),
  });
}
