/** Damaged and lying repositories: no crash, no hang, no unbounded memory; the rest is scanned, and the damage is said. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectScan, fingerprintOfKey, type Collected } from '../../../fixtures/scanner/git/collect.ts';
import {
  makeDelta,
  madeUpId,
  objectId,
  writePack,
  type PackEntry,
} from '../../../fixtures/scanner/git/pack-writer.ts';
import {
  RepositoryBuilder,
  seededRandom,
  temporaryFolder,
} from '../../../fixtures/scanner/git/repository-builder.ts';

const temporary = temporaryFolder();
let number = 0;
let keys: RepositoryBuilder;

beforeAll(() => {
  keys = new RepositoryBuilder(path.join(temporary.folder, 'keys'), 99);
});

afterAll(() => {
  temporary.remove();
});

async function scanPack(entries: readonly PackEntry[], version: 1 | 2 | '2-wide' = 2): Promise<Collected> {
  number += 1;
  const repo = new RepositoryBuilder(path.join(temporary.folder, `p${String(number)}`), number);
  const written = writePack(entries);
  const stem = path.join(repo.folder, `.git/objects/pack/pack-${'0'.repeat(40)}`);
  writeFileSync(`${stem}.pack`, written.pack);
  writeFileSync(`${stem}.idx`, written.index(version));
  return await collectScan({ root: repo.folder, history: true });
}

const found = (result: Collected): (string | undefined)[] =>
  result.findings.map((finding) => finding.keyFingerprint);
const reasons = (result: Collected): string => result.skipped.map(({ reason }) => reason).join('; ');

describe('packs', () => {
  it.each([1, 2, '2-wide'] as const)('are read through an index of version %s', async (version) => {
    const key = keys.key();
    const base = Buffer.from('the base of it all, which is long enough\n');
    const result = Buffer.concat([base.subarray(0, 20), Buffer.from(key), base.subarray(20)]);
    const delta = makeDelta(base.length, result.length, [
      { copy: [0, 20] },
      { insert: Buffer.from(key) },
      { copy: [20, base.length - 20] },
    ]);
    const scanned = await scanPack(
      [
        { kind: 3, data: base, id: objectId('blob', base) },
        { kind: 6, data: delta, distance: (own, earlier) => own - earlier[0]!, id: objectId('blob', result) },
      ],
      version,
    );
    expect(found(scanned)).toEqual([fingerprintOfKey(key)]);
    expect(scanned.findings[0]).toMatchObject({
      line: 1,
      column: 21,
      blob: objectId('blob', result).toString('hex'),
    });
    expect(scanned.skipped).toEqual([]);
  });

  it('whose deltas name each other in a circle are reported, and the rest is scanned', async () => {
    const key = keys.key();
    const delta = makeDelta(4, 4, [{ copy: [0, 4] }]);
    const scanned = await scanPack([
      { kind: 3, data: Buffer.from(key) },
      { kind: 7, data: delta, id: madeUpId('a'), baseId: madeUpId('b') },
      { kind: 7, data: delta, id: madeUpId('b'), baseId: madeUpId('c') },
      { kind: 7, data: delta, id: madeUpId('c'), baseId: madeUpId('a') },
      { kind: 7, data: delta, id: madeUpId('self'), baseId: madeUpId('self') },
      { kind: 7, data: delta, id: madeUpId('above'), baseId: madeUpId('a') },
    ]);
    expect(found(scanned)).toEqual([fingerprintOfKey(key)]);
    expect(scanned.skipped.filter(({ reason }) => reason.includes('damaged object'))).toHaveLength(5);
  });

  it('that lie about sizes are reported without taking memory', async () => {
    const key = keys.key();
    const bomb = deflateSync(Buffer.alloc(64 * 1024 * 1024));
    const before = process.memoryUsage().rss;
    const scanned = await scanPack([
      { kind: 3, data: Buffer.from(key) },
      { kind: 3, data: Buffer.from('x'), claimedSize: 2 ** 46 },
      { kind: 3, data: Buffer.from('short'), claimedSize: 4000 },
      { kind: 3, data: Buffer.from('inflates to more than it says'), raw: bomb, claimedSize: 10 },
      {
        kind: 6,
        data: makeDelta(85, 2 ** 45, [{ copy: [0, 4] }]),
        distance: (own, earlier) => own - earlier[0]!,
      },
      {
        kind: 6,
        data: makeDelta(85, 0x1000000, [{ copy: [0, 85] }]),
        distance: (own, earlier) => own - earlier[0]!,
      },
      { kind: 6, data: Buffer.from([85, 85, 0x80 | 0x7f]), distance: (own, earlier) => own - earlier[0]! },
      { kind: 6, data: Buffer.from([85]), distance: () => 1_000_000 },
      { kind: 5, data: Buffer.from('reserved') },
    ]);
    expect(found(scanned)).toEqual([fingerprintOfKey(key)]);
    expect(scanned.skipped).toHaveLength(8);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  });

  it('take bases from other packs and from loose objects', async () => {
    const repo = new RepositoryBuilder(path.join(temporary.folder, 'outside'), 5);
    const base = Buffer.from('a base that lies loose, and long enough to be copied from\n');
    const id = repo.git(['hash-object', '-w', '--stdin'], { input: base });
    const key = keys.key();
    const result = Buffer.concat([base, Buffer.from(key)]);
    const delta = makeDelta(base.length, result.length, [
      { copy: [0, base.length] },
      { insert: Buffer.from(key) },
    ]);
    const written = writePack([
      { kind: 7, data: delta, baseId: Buffer.from(id, 'hex'), id: objectId('blob', result) },
      { kind: 7, data: delta, baseId: madeUpId('nowhere') },
    ]);
    const stem = path.join(repo.folder, `.git/objects/pack/pack-${'1'.repeat(40)}`);
    writeFileSync(`${stem}.pack`, written.pack);
    writeFileSync(`${stem}.idx`, written.index(2));
    const scanned = await collectScan({ root: repo.folder, history: true });
    expect(found(scanned)).toEqual([fingerprintOfKey(key)]);
    expect(scanned.skipped).toHaveLength(1);
  });

  it('hold large objects, which are read one at a time', async () => {
    const key = keys.key();
    const large = Buffer.alloc(18 * 1024 * 1024, 'all work and no play\n');
    large.write(key, large.length - 1000);
    const delta = makeDelta(large.length, large.length, [
      { copy: [0, 0xffffff] },
      { copy: [0xffffff, large.length - 0xffffff] },
    ]);
    const scanned = await scanPack([
      { kind: 3, data: large, id: objectId('blob', large) },
      { kind: 6, data: delta, distance: (own, earlier) => own - earlier[0]! },
    ]);
    expect(found(scanned)).toEqual([fingerprintOfKey(key), fingerprintOfKey(key)]);
    expect(scanned.skipped).toEqual([]);
  });
});

describe('an object that is too large to be held whole by us', () => {
  it('is read through git', async () => {
    const repo = new RepositoryBuilder(path.join(temporary.folder, 'large'), 31);
    const key = keys.key();
    const large = Buffer.alloc(66 * 1024 * 1024, 'all work and no play\n');
    large.write(key, large.length - 500);
    repo.git(['hash-object', '-w', '--stdin'], { input: large });
    const scanned = await collectScan({ root: repo.folder, history: true });
    expect(found(scanned)).toEqual([fingerprintOfKey(key)]);
    expect(scanned.skipped).toEqual([]);
  });
});

describe('a real repository, damaged at random', () => {
  it('is scanned to the end, and damage is never an all-clear', async () => {
    const repo = new RepositoryBuilder(path.join(temporary.folder, 'real'), 21);
    const lines = repo.lines(120);
    for (let version = 0; version < 12; version += 1) {
      lines[version * 7] = `version ${String(version)} ${version === 6 ? repo.key() : ''}`;
      repo.write('src/file.ts', lines.join('\n'));
      repo.commit(`version ${String(version)}`);
    }
    repo.git(['repack', '-q', '-a', '-d', '-f']);
    const whole = await collectScan({ root: repo.folder, history: true });
    expect(new Set(found(whole)).size).toBe(1);
    const random = seededRandom(77);
    const packs = path.join(repo.folder, '.git/objects/pack');
    const names = readdirSync(packs).filter((name) => /\.(?:pack|idx)$/.test(name));
    let silent = 0;
    for (let round = 0; round < 40; round += 1) {
      const folder = path.join(temporary.folder, 'mutant');
      rmSync(folder, { recursive: true, force: true });
      cpSync(repo.folder, folder, { recursive: true });
      const file = path.join(folder, '.git/objects/pack', names[round % names.length]!);
      rmSync(file);
      let bytes: Buffer = readFileSync(path.join(packs, names[round % names.length]!));
      const at = Math.floor(random() * bytes.length);
      if (round % 5 === 4) bytes = bytes.subarray(0, at);
      else bytes[at] = bytes[at]! ^ (1 << Math.floor(random() * 8));
      writeFileSync(file, bytes);
      const scanned = await collectScan({ root: folder, history: true });
      const complete = scanned.skipped.length === 0;
      if (complete && new Set(found(scanned)).size === 0) silent += 1;
    }
    expect(silent).toBe(0);
  });

  it.each([
    [
      'HEAD',
      (folder: string) => {
        rmSync(path.join(folder, 'HEAD'));
      },
    ],
    [
      'refs',
      (folder: string) => {
        rmSync(path.join(folder, 'refs'), { recursive: true });
      },
    ],
    [
      'config',
      (folder: string) => {
        writeFileSync(path.join(folder, 'config'), Buffer.alloc(5000, 0xff));
      },
    ],
    [
      'packed-refs',
      (folder: string) => {
        writeFileSync(path.join(folder, 'packed-refs'), Buffer.alloc(5000, 0xfe));
      },
    ],
    [
      'a ref to nothing',
      (folder: string) => {
        writeFileSync(path.join(folder, 'refs/heads/gone'), `${'ab'.repeat(20)}\n`);
      },
    ],
  ])('is scanned where %s is lost or nonsense', async (_name, damage) => {
    number += 1;
    const repo = new RepositoryBuilder(path.join(temporary.folder, `d${String(number)}`), number);
    const key = repo.key();
    repo.write('k.txt', key);
    repo.commit('x');
    damage(path.join(repo.folder, '.git'));
    const scanned = await collectScan({ root: repo.folder, history: true });
    expect(found(scanned)).toContain(fingerprintOfKey(key));
  });

  it('says that refs name missing objects, and that the objects are missing', async () => {
    number += 1;
    const repo = new RepositoryBuilder(path.join(temporary.folder, `d${String(number)}`), number);
    repo.commit('x');
    rmSync(path.join(repo.folder, '.git/objects'), { recursive: true });
    mkdirSync(path.join(repo.folder, '.git/objects'));
    const scanned = await collectScan({ root: repo.folder, history: true });
    expect(reasons(scanned)).toContain('1 ref names an object that is missing');
    rmSync(path.join(repo.folder, '.git/objects'), { recursive: true });
    await expect(collectScan({ root: repo.folder, history: true })).rejects.toMatchObject({
      code: 'scan-not-a-repository',
    });
  });
});
