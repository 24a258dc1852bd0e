/** Forms in which a store may keep its objects, beside plain packs and loose files. */
import {
  chmodSync,
  chownSync,
  closeSync,
  ftruncateSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { zip } from '../../../fixtures/scanner/archives.ts';
import { collectScan, fingerprintOfKey, type Collected } from '../../../fixtures/scanner/git/collect.ts';
import { makeDelta, objectId, writePack } from '../../../fixtures/scanner/git/pack-writer.ts';
import { RepositoryBuilder, temporaryFolder } from '../../../fixtures/scanner/git/repository-builder.ts';
import { inWords } from '../../../../test/fixtures/scanner/in-words.ts';
import type { Skipped } from '../../../../electron/scanner/detect/types.ts';

const temporary = temporaryFolder();
let number = 0;

function newRepository(...initOptions: string[]): RepositoryBuilder {
  number += 1;
  return new RepositoryBuilder(path.join(temporary.folder, `s${String(number)}`), 300 + number, initOptions);
}

const packsOf = (repo: RepositoryBuilder): string[] =>
  readdirSync(path.join(repo.folder, '.git/objects/pack')).sort();
const found = (scanned: Collected): string[] =>
  scanned.findings.map((finding) => finding.keyFingerprint ?? '').sort();
const scan = (repo: RepositoryBuilder): Promise<Collected> =>
  collectScan({ root: repo.folder, history: true });

/** Commits a key and amends it away: reachable and unreachable content. */
function withLostWork(repo: RepositoryBuilder): { kept: string; lost: string; lostBy: string } {
  const [kept, lost] = [repo.key(), repo.key()];
  repo.write('kept.txt', `${kept}\n`);
  repo.commit('kept');
  repo.write('lost.txt', `a ${lost}\n`);
  const lostBy = repo.commit('lost');
  repo.git(['reset', '-q', '--hard', 'HEAD~1']);
  rmSync(path.join(repo.folder, '.git/ORIG_HEAD'));
  repo.git(['reflog', 'expire', '--expire=all', '--expire-unreachable=all', '--all']);
  return { kept, lost, lostBy };
}

describe.each(['sha1', 'sha256'])('a %s store', (format) => {
  it('with a cruft pack: what nothing leads to is found in it', async () => {
    const repo = newRepository(`--object-format=${format}`);
    const { kept, lost, lostBy } = withLostWork(repo);
    repo.git(['gc', '-q', '--cruft', '--prune=never']);
    expect(packsOf(repo).filter((name) => name.endsWith('.mtimes'))).toHaveLength(1);
    expect(packsOf(repo).filter((name) => name.endsWith('.pack'))).toHaveLength(2);
    const scanned = await scan(repo);
    expect(found(scanned)).toEqual([kept, lost].map(fingerprintOfKey).sort());
    expect(scanned.findings.find((finding) => finding.path === 'lost.txt')).toMatchObject({
      line: 1,
      column: 3,
      unreachable: true,
      commit: { id: lostBy },
    });
    expect(scanned.skipped).toEqual([]);
  });

  it('with packs that are kept, a multi-pack-index and a bitmap', async () => {
    const repo = newRepository(`--object-format=${format}`);
    const keys: string[] = [];
    for (let part = 0; part < 3; part += 1) {
      keys.push(repo.key());
      repo.write(`part-${String(part)}.txt`, `${keys[part]!}\n`);
      repo.commit(`part ${String(part)}`);
      repo.git(['repack', '-q', '-d']);
      const pack = packsOf(repo).find(
        (name) => name.endsWith('.pack') && !packsOf(repo).includes(name.replace(/pack$/, 'keep')),
      )!;
      if (part < 2) repo.write(`.git/objects/pack/${pack.replace(/pack$/, 'keep')}`, '');
    }
    repo.git(['repack', '-q', '-d', '--geometric=2', '--write-midx', '--write-bitmap-index']);
    expect(packsOf(repo)).toContain('multi-pack-index');
    expect(packsOf(repo).filter((name) => name.endsWith('.keep'))).toHaveLength(2);
    expect(packsOf(repo).filter((name) => name.endsWith('.pack'))).toHaveLength(3);
    const scanned = await scan(repo);
    expect(found(scanned)).toEqual(keys.map(fingerprintOfKey).sort());
    expect(scanned.skipped).toEqual([]);
  });
});

describe('a pack by hand', () => {
  const place = (repo: RepositoryBuilder, digit: string): string =>
    path.join(repo.folder, `.git/objects/pack/pack-${digit.repeat(40)}`);

  it('has deltas whose bases stand in another pack, and on top of those', async () => {
    const repo = newRepository();
    const [first, second] = [repo.key(), repo.key()];
    const base = Buffer.from('a base in the other pack, long enough to be copied from\n');
    const middle = Buffer.concat([base, Buffer.from(`${first}\n`)]);
    const last = Buffer.concat([middle, Buffer.from(second)]);
    const bases = writePack([{ kind: 3, data: base, id: objectId('blob', base) }]);
    const step = (from: Buffer, to: Buffer): Buffer =>
      makeDelta(from.length, to.length, [{ copy: [0, from.length] }, { insert: to.subarray(from.length) }]);
    const thin = writePack([
      { kind: 7, data: step(base, middle), baseId: objectId('blob', base), id: objectId('blob', middle) },
      { kind: 7, data: step(middle, last), baseId: objectId('blob', middle), id: objectId('blob', last) },
    ]);
    for (const [digit, { pack, index }] of [
      ['1', bases],
      ['2', thin],
    ] as const) {
      writeFileSync(`${place(repo, digit)}.pack`, pack);
      writeFileSync(`${place(repo, digit)}.idx`, index(2));
    }
    const scanned = await scan(repo);
    expect(found(scanned)).toEqual([first, first, second].map(fingerprintOfKey).sort());
    expect(new Set(scanned.findings.map(({ blob }) => blob))).toEqual(
      new Set([objectId('blob', middle).toString('hex'), objectId('blob', last).toString('hex')]),
    );
    expect(scanned.skipped).toEqual([]);
  });

  it('has entries behind four gigabytes, with a hole before them', async () => {
    const repo = newRepository();
    const [near, far, onTop] = [repo.key(), repo.key(), repo.key()];
    const base = Buffer.from(`near ${near} and long enough to be copied from\n`);
    const distant = Buffer.from(`far ${far}\n`);
    const result = Buffer.concat([distant, Buffer.from(onTop)]);
    const delta = makeDelta(distant.length, result.length, [
      { copy: [0, distant.length] },
      { insert: Buffer.from(onTop) },
    ]);
    // The pack is written as if whole, then its second part is moved behind a hole.
    const whole = writePack([
      { kind: 3, data: base, id: objectId('blob', base) },
      { kind: 3, data: distant, id: objectId('blob', distant) },
      { kind: 6, data: delta, distance: (own, earlier) => own - earlier[1]!, id: objectId('blob', result) },
    ]);
    const moved = 5_000_000_000;
    const index = whole.index('2-wide');
    const table = 8 + 1024 + 3 * 24 + 3 * 4;
    const offsets = [0, 1, 2].map((entry) => Number(index.readBigUInt64BE(table + entry * 8)));
    const second = [...offsets].sort((left, right) => left - right)[1]!;
    offsets.forEach((offset, entry) => {
      if (offset >= second) index.writeBigUInt64BE(BigInt(offset + moved), table + entry * 8);
    });
    const file = openSync(`${place(repo, '3')}.pack`, 'w');
    writeSync(file, whole.pack, 0, second, 0);
    ftruncateSync(file, moved);
    writeSync(file, whole.pack, second, whole.pack.length - second, second + moved);
    closeSync(file);
    writeFileSync(`${place(repo, '3')}.idx`, index);
    const before = process.memoryUsage().rss;
    const scanned = await scan(repo);
    expect(found(scanned)).toEqual([near, far, far, onTop].map(fingerprintOfKey).sort());
    expect(scanned.skipped).toEqual([]);
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
    rmSync(`${place(repo, '3')}.pack`);
  });
});

describe('a bomb in history', () => {
  it('is left where it grows too large, said, and the rest is scanned', async () => {
    const repo = newRepository();
    const key = repo.key();
    const zeros = gzipSync(Buffer.alloc(140 * 1024 * 1024), { level: 9 });
    repo.write('bomb.gz', zeros);
    repo.write(
      'bomb.zip',
      zip([
        { name: 'bomb.gz', content: zeros },
        { name: 'after.txt', content: Buffer.from('x') },
      ]),
    );
    repo.write('fine.zip', zip([{ name: 'key.txt', content: Buffer.from(key) }]));
    repo.commit('bombs');
    const before = process.memoryUsage().rss;
    const scanned = await scan(repo);
    expect(found(scanned)).toEqual([fingerprintOfKey(key)]);
    expect(scanned.skipped.map(({ reason }) => reason)).toEqual([
      'it unpacks to more than a thousand times its size',
      'it unpacks to more than a thousand times its size',
    ]);
    expect(process.memoryUsage().rss - before).toBeLessThan(150e6);
  });
});

describe('what may not be read', () => {
  /** Scans as a user who may not read it: as another one where the tests run as root. */
  function scanAsOther(repo: RepositoryBuilder): {
    skipped: { path: string; reason: string }[];
    blobs: number;
  } {
    const source = pathToFileURL(
      path.resolve(import.meta.dirname, '../../../../electron/scanner/git/index.ts'),
    );
    const script = `const { scanGit } = await import(${JSON.stringify(source.href)});
      const skipped = [];
      for await (const event of scanGit({ root: ${JSON.stringify(repo.folder)}, history: true })) {
        if (event.type === 'skipped') skipped.push(event.skipped);
        if (event.type === 'done') console.log(JSON.stringify({ skipped, blobs: event.counts.blobs }));
      }`;
    const isRoot = process.getuid?.() === 0;
    chmodSync(temporary.folder, 0o755);
    const done = spawnSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', script], {
      encoding: 'utf8',
      cwd: '/',
      env: { PATH: process.env['PATH'] ?? '' },
      ...(isRoot ? { uid: 65534, gid: 65534 } : {}),
    });
    expect(done.stderr).toBe('');
    const { skipped, blobs } = JSON.parse(done.stdout) as { skipped: Skipped[]; blobs: number };
    return { skipped: skipped.map(inWords), blobs };
  }

  it.skipIf(process.platform === 'win32')('is named: packs, indexes, loose objects, folders, refs', () => {
    const repo = newRepository();
    const { folder } = repo;
    const forbid = (name: string): void => {
      chmodSync(path.join(folder, name), 0);
      if (process.getuid?.() === 0) chownSync(path.join(folder, name), 0, 0);
    };
    for (const part of ['one', 'two', 'three']) {
      repo.write(`${part}.txt`, `${part}\n`);
      repo.commit(part);
      if (part !== 'three') repo.git(['repack', '-q', '-d']);
    }
    repo.git(['branch', 'hidden/branch']);
    const packs = packsOf(repo).filter((name) => name.endsWith('.pack'));
    expect(packs).toHaveLength(2);
    forbid(`.git/objects/pack/${packs[0]!}`);
    forbid(`.git/objects/pack/${packs[1]!.replace(/pack$/, 'idx')}`);
    const loose = repo.git(['rev-parse', 'HEAD:three.txt']);
    forbid(`.git/objects/${loose.slice(0, 2)}/${loose.slice(2)}`);
    const commit = repo.git(['rev-parse', 'HEAD']);
    forbid(`.git/objects/${commit.slice(0, 2)}`);
    forbid('.git/refs/heads/hidden');
    const { skipped } = scanAsOther(repo);
    const said = Object.fromEntries(skipped.map((entry) => [entry.path, entry.reason]));
    expect(said[`.git/objects/pack/${packs[0]!}`]).toBe(
      'a pack that may not be read: none of it was scanned',
    );
    // Git made an index of our own for it, outside the repository.
    expect(Object.keys(said)).not.toContain(`.git/objects/pack/${packs[1]!}`);
    expect(said[`.git/objects/${loose}`]).toBe('an object that may not be read');
    expect(said[`.git/objects/${commit.slice(0, 2)}`]).toBe('a folder of objects that may not be read');
    expect(said['.git/refs/heads/hidden']).toContain('refs that may not be read');
    // A folder that may not be listed at all.
    forbid('.git/objects/pack');
    const all = scanAsOther(repo).skipped.map((entry) => entry.path);
    expect(all).toContain('.git/objects/pack');
    chmodSync(path.join(folder, '.git/objects/pack'), 0o755);
  });
});

afterAll(() => {
  temporary.remove();
});
