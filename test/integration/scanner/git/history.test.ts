/** Every place that a history has, in every form in which git stores it: recall, commit, author, line and column. */
import { cpSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { redactText } from '../../../../electron/scanner/detect/index.ts';
import type { CommitDetails } from '../../../../electron/scanner/git/places.ts';
import { collectScan, fingerprintOfKey, type Collected } from '../../../fixtures/scanner/git/collect.ts';
import { RepositoryBuilder, temporaryFolder } from '../../../fixtures/scanner/git/repository-builder.ts';
import { moveRefsIntoTables } from '../../../fixtures/scanner/git/reftable-writer.ts';
import { plantEverywhere, type Plant } from '../../../fixtures/scanner/git/seeded-repository.ts';

const temporary = temporaryFolder();
let repo: RepositoryBuilder;
let plants: Plant[];
let copies = 0;

/** A copy of the seeded repository in which git may be let loose. */
function copy(): string {
  copies += 1;
  const folder = path.join(temporary.folder, `copy-${String(copies)}`);
  cpSync(repo.folder, folder, { recursive: true, verbatimSymlinks: true });
  return folder;
}

function gitIn(folder: string, args: readonly string[], input = ''): string {
  const original = repo.folder;
  return repo.git(['-C', path.relative(original, folder), ...args], { input });
}

const inGit = new Map<string, CommitDetails>();

/** What git itself says of a commit. */
function commitInGit(id: string): CommitDetails {
  let details = inGit.get(id);
  if (details === undefined) {
    const format = '--format=%an%x00%ae%x00%ad%x00%s';
    const text = repo.git(['show', '-s', '--date=format:%Y-%m-%dT%H:%M:%S%z', format, id]);
    const [author, email, date, subject] = text.split('\0') as [string, string, string, string];
    // The zone with a colon, as in ISO 8601.
    details = { id, author, email, date: date.replace(/(\d\d)$/, ':$1'), subject: redactText(subject) };
    inGit.set(id, details);
  }
  return details;
}

function expectAll(found: Collected, expected: readonly Plant[]): void {
  for (const plant of expected) {
    const wanted = fingerprintOfKey(plant.key);
    const match = found.findings.filter(
      (finding) =>
        finding.keyFingerprint === wanted && finding.path === plant.path && finding.source === plant.source,
    );
    expect(match, plant.axis).toHaveLength(1);
    const finding = match[0]!;
    expect({
      axis: plant.axis,
      class: finding.class,
      commit: finding.commit?.id ?? null,
      author: finding.commit?.author ?? null,
      unreachable: finding.unreachable,
    }).toEqual({
      axis: plant.axis,
      class: 'valid',
      commit: plant.commit,
      author: plant.author,
      unreachable: plant.unreachable,
    });
    if (finding.commit !== null) expect(finding.commit, plant.axis).toEqual(commitInGit(finding.commit.id));
    if (plant.line !== null) {
      expect([plant.axis, finding.line, finding.column]).toEqual([plant.axis, plant.line, plant.column]);
    }
  }
  for (const { key } of plants) expect(found.text.includes(key), 'a raw key in the output').toBe(false);
}

/** Nothing is reported that was not planted, and nothing twice. */
function expectOnly(found: Collected, expected: readonly Plant[]): void {
  const known = new Set(expected.map((plant) => fingerprintOfKey(plant.key)));
  const valid = found.findings.filter((finding) => finding.class === 'valid');
  expect(valid.filter((finding) => !known.has(finding.keyFingerprint ?? ''))).toEqual([]);
  expect(valid).toHaveLength(expected.length);
}

describe.each(['sha1', 'sha256'] as const)('a %s repository', (format) => {
  beforeAll(() => {
    repo = new RepositoryBuilder(path.join(temporary.folder, format), 42, [`--object-format=${format}`]);
    plants = plantEverywhere(repo);
  });

  it('finds every key in loose objects', async () => {
    const found = await collectScan({ root: repo.folder, history: true });
    expectAll(found, plants);
    expectOnly(found, plants);
    expect(found.skipped).toEqual([]);
    expect(found.counts.blobs).toBeGreaterThan(40);
  });

  it('finds every key in one pack of offset deltas', async () => {
    const folder = copy();
    gitIn(folder, ['repack', '-q', '-a', '-d', '-k', '-f', '--depth=60', '--window=60']);
    const found = await collectScan({ root: folder, history: true, jobs: 2 });
    expectAll(found, plants);
    expectOnly(found, plants);
  });

  it('finds every key in one pack of deltas that name their base by id', async () => {
    const folder = copy();
    gitIn(folder, ['config', 'repack.useDeltaBaseOffset', 'false']);
    gitIn(folder, ['repack', '-q', '-a', '-d', '-k', '-f']);
    const found = await collectScan({ root: folder, history: true });
    expectAll(found, plants);
    expectOnly(found, plants);
  });

  it('finds every key over several packs, each object once', async () => {
    const folder = copy();
    const objects = gitIn(folder, ['cat-file', '--batch-all-objects', '--batch-check=%(objectname)']).split(
      '\n',
    );
    const third = Math.ceil(objects.length / 3);
    // Overlapping thirds: some objects stand in two packs.
    for (let part = 0; part < 3; part += 1) {
      const ids = objects.slice(Math.max(0, part * third - 40), (part + 1) * third);
      gitIn(folder, ['pack-objects', '-q', path.join(folder, '.git/objects/pack/pack')], ids.join('\n'));
    }
    gitIn(folder, ['prune-packed']);
    gitIn(folder, ['multi-pack-index', 'write']);
    expect(
      readdirSync(path.join(folder, '.git/objects/pack')).filter((name) => name.endsWith('.pack')),
    ).toHaveLength(3);
    const found = await collectScan({ root: folder, history: true });
    expectAll(found, plants);
    expectOnly(found, plants);
    const loose = await collectScan({ root: repo.folder, history: true });
    expect(found.counts).toEqual(loose.counts);
  });
});

describe('places around a repository', () => {
  beforeAll(() => {
    repo = new RepositoryBuilder(path.join(temporary.folder, 'around'), 7);
    plants = plantEverywhere(repo);
  });

  it('scans a bare repository', async () => {
    const folder = path.join(temporary.folder, 'bare.git');
    cpSync(path.join(repo.folder, '.git'), folder, { recursive: true });
    expectAll(await collectScan({ root: folder, history: true }), plants);
  });

  it('scans a linked worktree, and says nothing is missing', async () => {
    const folder = path.join(temporary.folder, 'linked');
    repo.git(['worktree', 'add', '-q', '--detach', folder]);
    const found = await collectScan({ root: folder, history: true });
    expectAll(found, plants);
    expect(found.skipped).toEqual([]);
  });

  it.each([4096, 0])('reads refs and reflogs from reftables with blocks of %i bytes', async (blockSize) => {
    const folder = copy();
    moveRefsIntoTables(repo, folder, { blockSize });
    const found = await collectScan({ root: folder, history: true });
    expectAll(found, plants);
    expectOnly(found, plants);
    expect(found.skipped).toEqual([]);
    // HEAD is resolved through them.
    expect((await collectScan({ root: folder, staged: true })).nothingNew).toBe(true);
    const [first] = plants.filter((plant) => plant.axis === 'brought by a merge');
    const range = await collectScan({ root: folder, range: `${first!.commit!}~1..main` });
    expect(range.findings.map((finding) => finding.path)).toContain('merged.txt');
    // A damaged table: nothing is called unreachable any more, and it is said.
    const list = path.join(folder, '.git/reftable/tables.list');
    writeFileSync(list, '0x1-0x1-aa.ref\nmissing.ref\n');
    const damaged = await collectScan({ root: folder, history: true });
    expect(damaged.skipped).toEqual([
      { path: '.git/reftable/missing.ref', reason: 'a table of refs: it could not be read' },
    ]);
    expect(damaged.findings.filter((finding) => finding.commit !== null && finding.unreachable)).toEqual([]);
    // More is scanned than would have been, and nothing is missed.
    const staged = await collectScan({ root: folder, staged: true });
    expect([staged.skipped, staged.notes.join()]).toEqual([
      [],
      expect.stringContaining('HEAD could not be read'),
    ]);
  });

  it('follows borrowed objects inside the root only, and says so', async () => {
    const folder = copy();
    const inside = path.join(folder, 'vendor/borrower');
    gitIn(folder, ['clone', '-q', '--shared', '--bare', folder, inside]);
    const refused = await collectScan({ root: inside, history: true });
    expect(refused.skipped.map(({ reason }) => reason)).toContain(
      'a borrowed object store outside the scanned folder was not followed',
    );
    const asked = await collectScan({ root: inside, history: true, followOutsideRoot: true });
    expectAll(
      asked,
      plants.filter((plant) => plant.axis === 'removed later' || plant.axis === 'brought by a merge'),
    );
  });

  it('scans the store of a submodule under the path of its work tree', async () => {
    const folder = copy();
    gitIn(folder, [
      '-c',
      'protocol.file.allow=always',
      'submodule',
      '--quiet',
      'add',
      repo.folder,
      'libs/inner',
    ]);
    const found = await collectScan({ root: folder, history: true });
    const key = fingerprintOfKey(plants.find((plant) => plant.axis === 'removed later')!.key);
    const places = found.findings
      .filter((finding) => finding.keyFingerprint === key)
      .map((finding) => finding.path);
    expect(places.sort()).toEqual(['libs/inner/src/long.ts', 'src/long.ts']);
  });

  it('scans the store of a submodule that only a linked worktree has', async () => {
    const folder = copy();
    const linked = path.join(temporary.folder, 'linked-with-submodule');
    gitIn(folder, ['worktree', 'add', '-q', '-b', 'with-submodule', linked]);
    gitIn(linked, ['-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', repo.folder, 'inner']);
    expect(readdirSync(path.join(folder, '.git/worktrees/linked-with-submodule/modules'))).toEqual(['inner']);
    const key = fingerprintOfKey(plants.find((plant) => plant.axis === 'removed later')!.key);
    for (const root of [folder, linked]) {
      const found = await collectScan({ root, history: true });
      expect(found.findings.filter((finding) => finding.keyFingerprint === key)).toHaveLength(2);
    }
  });

  it('says what a shallow clone and a partial clone lack', async () => {
    const shallow = path.join(temporary.folder, 'shallow');
    repo.git(['clone', '-q', '--depth=1', `file://${repo.folder}`, shallow]);
    const found = await collectScan({ root: shallow, history: true });
    expect(found.skipped.map(({ reason }) => reason).join()).toContain('a shallow clone');
    expect(found.findings.map((finding) => finding.path)).toContain('config/app.env');

    repo.git(['config', 'uploadpack.allowFilter', 'true']);
    const partial = path.join(temporary.folder, 'partial');
    repo.git(['clone', '-q', '--no-checkout', '--filter=blob:none', `file://${repo.folder}`, partial]);
    const gaps = await collectScan({ root: partial, history: true });
    expect(gaps.skipped.map(({ reason }) => reason).join()).toContain('a partial clone');
  });

  it('reports Git LFS pointers', async () => {
    const folder = copy();
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'ab'.repeat(32)}\nsize 12345\n`;
    gitIn(folder, ['hash-object', '-w', '--stdin'], pointer);
    const found = await collectScan({ root: folder, history: true });
    expect(found.skipped.map(({ reason }) => reason).join()).toContain('1 Git LFS pointer');
  });

  it('stops when told to, and says that it is incomplete', async () => {
    const abort = new AbortController();
    abort.abort();
    const found = await collectScan({ root: repo.folder, history: true, signal: abort.signal });
    expect(found.skipped.map(({ reason }) => reason).join()).toContain('stopped');
  });
});

afterAll(() => {
  temporary.remove();
});
