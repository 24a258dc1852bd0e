/** Clones that lack objects on purpose: said only where something is missing, counted as git itself counts, never fetched. */
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectScan } from '../../../fixtures/scanner/git/collect.ts';
import { RepositoryBuilder, temporaryFolder } from '../../../fixtures/scanner/git/repository-builder.ts';

const temporary = temporaryFolder();
let repo: RepositoryBuilder;
const folderOf = (name: string): string => path.join(temporary.folder, name);

function clone(name: string, filter: string, ...more: string[]): string {
  repo.git([
    'clone',
    '-q',
    '--no-checkout',
    `--filter=${filter}`,
    ...more,
    `file://${repo.folder}`,
    folderOf(name),
  ]);
  return folderOf(name);
}

/** What git says is missing below refs; it does not fetch here. */
function missingInGit(folder: string): number {
  const env = { GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' };
  const listed = repo.git(['-C', folder, 'rev-list', '--objects', '--all', '--missing=print'], { env });
  return listed.split('\n').filter((line) => line.startsWith('?')).length;
}

const objectFiles = (folder: string): string[] =>
  readdirSync(path.join(folder, '.git/objects'), { recursive: true, encoding: 'utf8' }).sort();

async function gapsOf(folder: string, stateFolder?: string): Promise<string[]> {
  const before = objectFiles(folder);
  const { skipped } = await collectScan({
    root: folder,
    history: true,
    ...(stateFolder === undefined ? {} : { stateFolder }),
  });
  expect(objectFiles(folder)).toEqual(before);
  return skipped.map(({ reason }) => reason);
}

describe.each(['sha1', 'sha256'] as const)('a partial clone (%s)', (format) => {
  beforeAll(() => {
    repo = new RepositoryBuilder(folderOf(`${format}-origin`), 17, [`--object-format=${format}`]);
    const lines = repo.lines(80);
    for (let version = 0; version < 30; version += 1) {
      // Long names too: an entry may be longer than what is looked at around a change.
      repo.write(`deep/${'long-name-'.repeat(9)}${String(version % 7)}.txt`, `${String(version)}\n`);
      lines[version] = `changed ${String(version)}`;
      repo.write('src/file.ts', lines.join('\n'));
      repo.write(`src/${String(version)}/small.txt`, `small ${String(version)}\n`);
      repo.commit(`version ${String(version)}`);
    }
    repo.git(['tag', '-a', 'v1', '-m', 'one']);
    repo.git(['config', 'uploadpack.allowFilter', 'true']);
    repo.git(['repack', '-q', '-a', '-d', '-f', '--depth=30']);
  });

  it('that lacks nothing is complete', async () => {
    const folder = clone(`${format}-whole`, 'blob:limit=1g');
    expect(readdirSync(path.join(folder, '.git/objects/pack')).join()).toContain('.promisor');
    expect(missingInGit(folder)).toBe(0);
    expect(await gapsOf(folder)).toEqual([]);
  });

  it('without files is reported with their number', async () => {
    const folder = clone(`${format}-no-files`, 'blob:none');
    const missing = missingInGit(folder);
    expect(missing).toBeGreaterThan(60);
    const [gap, ...others] = await gapsOf(folder);
    expect(gap).toContain(`a partial clone: ${String(missing)} files (such as `);
    expect(gap).toContain('are not here, and were not fetched');
    expect(others).toEqual([]);
  });

  it('without some of the files is reported with the name of the one', async () => {
    repo.write('large.bin', Buffer.alloc(40_000, 'x'));
    repo.commit('large');
    const folder = clone(`${format}-no-large`, 'blob:limit=30k');
    expect(missingInGit(folder)).toBe(1);
    expect(await gapsOf(folder)).toEqual([
      'a partial clone: 1 file (large.bin) is not here, and was not fetched',
    ]);
  });

  it('without folders says that there may be more', async () => {
    const folder = clone(`${format}-no-folders`, 'tree:0');
    const [gap] = await gapsOf(folder);
    expect(gap).toMatch(/^a partial clone: at least 31 folders are not here/);
  });

  it('that is shallow too does not count what lies before its boundary', async () => {
    const folder = clone(`${format}-shallow`, 'blob:none', '--depth=3');
    const reasons = await gapsOf(folder);
    expect(reasons).toHaveLength(2);
    expect(reasons[0]).toContain('a shallow clone');
    expect(reasons[1]).toContain(`a partial clone: ${String(missingInGit(folder))} files`);
  });

  it('is counted again where something changed, and remembered where nothing did', async () => {
    const folder = clone(`${format}-remembered`, 'blob:none');
    const state = folderOf(`${format}-state`);
    const first = await gapsOf(folder, state);
    expect(await gapsOf(folder, state)).toEqual(first);
    // One of the missing files appears as a loose object, and everything else is known.
    const id = repo.git(['rev-parse', 'HEAD:large.bin']);
    const content = repo.git(['cat-file', 'blob', id]);
    repo.git(['-C', folder, 'hash-object', '-w', '--stdin'], { input: content });
    const [gap] = await gapsOf(folder, state);
    expect(gap).toContain(`a partial clone: ${String(missingInGit(folder))} files`);
    expect([gap]).not.toEqual(first);
    rmSync(state, { recursive: true });
    expect((await gapsOf(folder, state))[0]!.slice(0, 30)).toBe(gap!.slice(0, 30));
  });
});

afterAll(() => {
  temporary.remove();
});
