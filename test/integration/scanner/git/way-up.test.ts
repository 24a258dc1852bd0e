/** The way from a blob up to the commits that brought it in: begun while all trees are read, or walked afterwards. */
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { collectScan } from '../../../fixtures/scanner/git/collect.ts';
import { RepositoryBuilder, temporaryFolder } from '../../../fixtures/scanner/git/repository-builder.ts';

const temporary = temporaryFolder();
afterAll(() => {
  temporary.remove();
});

/** Keys in files that are copied, in folders that are moved, deep ones, one in a name, over packs and loose objects. */
function build(name: string, format: string): RepositoryBuilder {
  const repo = new RepositoryBuilder(path.join(temporary.folder, name), 77, [`--object-format=${format}`]);
  const keys = Array.from({ length: 6 }, () => repo.key());
  for (let folder = 0; folder < 12; folder += 1) {
    for (let file = 0; file < 8; file += 1)
      repo.write(`packages/p${String(folder)}/src/m${String(file)}/a.ts`, repo.lines(20).join('\n'));
  }
  repo.commit('begin');
  for (let round = 0; round < 60; round += 1) {
    const folder = `packages/p${String(round % 12)}/src/m${String(round % 8)}`;
    repo.write(`${folder}/a.ts`, repo.lines(20).join('\n'));
    if (round % 10 === 3) repo.write(`${folder}/key.ts`, `const key = '${keys[(round / 10) | 0]!}';\n`);
    if (round === 20) {
      repo.write(`packages/p5/src/copy/key.ts`, `const key = '${keys[0]!}';\n`);
      repo.git(['mv', 'packages/p3', 'packages/moved']);
    }
    if (round === 30) repo.write(`docs/${keys[5]!}.txt`, 'a name');
    if (round === 40) repo.git(['rm', '-rq', 'packages/moved']);
    if (round === 45) repo.git(['repack', '-q', '-d', '--depth=50']);
    if (round === 52) {
      repo.git(['checkout', '-q', '-b', 'side', 'HEAD~3']);
      repo.write('packages/p1/src/m9/side.ts', `export const side = '${keys[4]!}';\n`);
      repo.commit('side');
      repo.git(['checkout', '-q', 'main']);
    }
    repo.commit(`round ${String(round)}`);
    if (round === 25) repo.git(['repack', '-q', '-d', '--depth=50']);
  }
  repo.git(['merge', '-q', '--no-ff', '-m', 'merged', 'side']);
  return repo;
}

describe.each(['sha1', 'sha256'])('the way up (%s)', (format) => {
  it('is the same whether it was begun in the first pass or not', async () => {
    const repo = build(`up-${format}`, format);
    const scan = async () => {
      const { findings } = await collectScan({ root: repo.folder, history: true });
      return findings
        .map(({ path: place, keyFingerprint, commit, unreachable, source }) => ({
          place,
          keyFingerprint,
          commit: commit?.subject,
          unreachable,
          source,
        }))
        .sort((left, right) => JSON.stringify(left).localeCompare(JSON.stringify(right)));
    };
    const begun = await scan();
    const places = begun.map(({ place, commit }) => `${place ?? ''} ${commit ?? ''}`);
    for (const expected of [
      'packages/p3/src/m3/key.ts round 3',
      'packages/moved/src/m3/key.ts round 20',
      'packages/p5/src/copy/key.ts round 20',
      'packages/p1/src/m5/key.ts round 13',
      'packages/p1/src/m9/side.ts side',
    ])
      expect(places).toContain(expected);
    expect(places.filter((place) => place.startsWith('docs/'))).toHaveLength(1);
    // What a partial clone lacks is looked for in the same pass, which then does not begin the way up.
    repo.git(['config', 'remote.origin.url', 'file:///nowhere']);
    repo.git(['config', 'remote.origin.promisor', 'true']);
    repo.git(['config', 'remote.origin.partialclonefilter', 'blob:none']);
    expect(await scan()).toEqual(begun);
    repo.git(['config', '--unset', 'remote.origin.promisor']);
    // All in one pack, and nothing in any.
    repo.git(['repack', '-q', '-a', '-d', '-f', '--depth=50']);
    expect(await scan()).toEqual(begun);
  });
});
