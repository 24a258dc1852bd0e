/** Formats of packages, images, databases and backups: what is in them comes out, and what can't is said. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crc32 } from '../../../electron/archives/checksums.ts';
import { tar, zip } from '../../fixtures/scanner/archives.ts';
import { bodiesMadeUp, scanContent } from '../../fixtures/scanner/content.ts';
import {
  avro,
  ar,
  cpio,
  lzip,
  parquet,
  png,
  rpm,
  snappy,
  swf,
  leveldb,
} from '../../fixtures/scanner/package-makers.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const random = new Random(1603);
const body = (key: string): Buffer => Buffer.from(`first line\nKEY=${key}\n${'abc def '.repeat(200)}`);
const placesOf = async (bytes: Uint8Array, key: string, path?: string): Promise<unknown> => {
  const { hits, skipped } = await scanContent(bytes, path);
  return [
    hits
      .filter((hit) => Buffer.from(hit.key).toString('latin1') === key)
      .map(({ container }) => container.join(' » ')),
    hits.some((hit) => Buffer.from(hit.key).toString('latin1') !== key),
    skipped,
  ];
};

const FORMATS: [string, (content: Buffer) => Buffer | null, string, string?][] = [
  [
    'ar',
    (content) =>
      ar({
        'debian-binary': Buffer.from('2.0\n'),
        'data.tar.gz': gzipSync(tar([{ name: 'etc/x.env', content }])),
      }),
    'data.tar.gz » etc/x.env',
  ],
  [
    'ar with a long name',
    (content) => ar({ 'a-name-that-is-longer-than-sixteen.env': gzipSync(content) }),
    'a-name-that-is-longer-than-sixteen.env',
  ],
  ['rpm', (content) => rpm(gzipSync(cpio([{ name: './etc/x.env', content }]))), 'payload » ./etc/x.env'],
  ['cpio of gzip', (content) => cpio([{ name: 'a.gz', content: gzipSync(content) }]), 'a.gz'],
  ['cpio, old', (content) => cpio([{ name: 'a.gz', content: gzipSync(content) }], '070707'), 'a.gz'],
  [
    'an initial file system',
    (content) =>
      Buffer.concat([
        cpio([{ name: 'kernel/microcode', content: Buffer.from('m') }]),
        Buffer.alloc(512),
        gzipSync(cpio([{ name: 'etc/key', content }])),
      ]),
    '(behind the archive) » etc/key',
  ],
  ['lzip', lzip, ''],
  ['brotli', (content) => brotliCompressSync(content), '', 'app.js.br'],
  ['Flash, zlib', (content) => swf(content, 'CWS'), ''],
  ['Flash, LZMA', (content) => swf(content, 'ZWS'), ''],
  ['PNG, zTXt', (content) => png('zTXt', content), ''],
  ['PNG, iTXt', (content) => png('iTXt', content), ''],
  ['Avro, deflate', (content) => avro('deflate', deflateRawSync(content)), ''],
  ['Avro, snappy', (content) => avro('snappy', Buffer.concat([snappy(content), Buffer.alloc(4)])), ''],
  ['Parquet, gzip', (content) => parquet(2, gzipSync(content), content.length), ''],
  ['Parquet, snappy', (content) => parquet(1, snappy(content), content.length), ''],
  ['LevelDB', leveldb, ''],
];

describe('formats', () => {
  it.each(FORMATS)('%s: a key in it is found, alone and as a member', async (_name, make, place, path) => {
    const key = random.key();
    const bytes = make(body(key));
    if (bytes === null) return;
    expect(bytes.includes(key)).toBe(false);
    expect(await placesOf(bytes, key, path)).toEqual([[place], false, []]);
    const name = path ?? 'inner';
    const inside = zip([{ name, content: bytes }]);
    expect(await placesOf(inside, key)).toEqual([[place === '' ? name : `${name} » ${place}`], false, []]);
  });

  it.each(FORMATS)(
    '%s: cut off or lying, it ends soon, makes up no key, and never crashes',
    { timeout: 60_000 },
    async (_name, make, _place, path) => {
      const key = random.key();
      const seed = make(body(key));
      if (seed === null) return;
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) }), { maxLength: 8 }),
          fc.option(fc.nat(), { nil: undefined }),
          async (changes, cut) => {
            const bytes = Buffer.from(seed);
            for (const { at, byte } of changes) bytes[at % bytes.length] = byte;
            const { hits } = await scanContent(
              cut === undefined ? bytes : bytes.subarray(0, cut % bytes.length),
              path,
            );
            expect(bodiesMadeUp(hits, key)).toEqual([]);
          },
        ),
        { numRuns: 60 },
      );
    },
  );

  it.each(FORMATS.filter(([name]) => !/LZMA|initial/.test(name)))(
    '%s: what is cut off is said',
    async (_name, make, _place, path) => {
      const seed = make(body(random.key()));
      if (seed === null) return;
      const { skipped } = await scanContent(seed.subarray(0, Math.floor(seed.length * 0.85)), path);
      // A footer that is missing leaves nothing by which a table is known.
      if (_name === 'LevelDB') expect(skipped).toEqual([]);
      else expect(skipped.length).toBeGreaterThan(0);
    },
  );

  it(
    'of blocks and pages: what is too large for memory is said, or stopped',
    { timeout: 60_000 },
    async () => {
      const zeros = Buffer.alloc(100 << 20);
      const huge = Buffer.concat([Buffer.from('ffffffff0f', 'hex'), Buffer.from([0])]);
      for (const [bytes, reason] of [
        [avro('deflate', deflateRawSync(zeros)), 'damaged, or unpacks to more'],
        [avro('snappy', huge), 'damaged, or unpacks to more'],
        [parquet(2, gzipSync(zeros), zeros.length), ''],
        [parquet(1, huge, 2 ** 31 - 1), ''],
        [leveldb(zeros.subarray(0, 70 << 20)), ''],
        [
          Buffer.concat([
            Buffer.from('%PDF-1.7\n1 0 obj <</Filter /FlateDecode>> stream\n'),
            deflateSync(zeros),
            Buffer.from('\nendstream'),
          ]),
          null,
        ],
      ] as const) {
        const { hits, skipped } = await scanContent(bytes);
        expect(hits).toEqual([]);
        if (reason !== null) expect(skipped.map((each) => each.reason).join()).toContain(reason);
      }
    },
  );

  it('bombs are stopped', { timeout: 240_000 }, async () => {
    const zeros = Buffer.alloc(200 << 20);
    const packed = gzipSync(zeros);
    for (const [bytes, path] of [
      [brotliCompressSync(zeros), 'a.br'],
      [swf(zeros, 'CWS')!, 'a.swf'],
      [ar({ 'a.gz': packed }), 'a.deb'],
      [rpm(packed), 'a.rpm'],
      [zip([{ name: 'a', content: zeros }]), 'a.zip'],
      [Buffer.concat([Buffer.alloc(64), random.bytes(64), deflateSync(zeros)]), 'capture.pcap'],
      [Buffer.from(`x: ${gzipSync(packed).toString('base64')}\n`), 'a.yaml'],
    ] as const) {
      const { skipped } = await scanContent(bytes, path);
      expect([path, skipped.map(({ reason }) => reason)]).toEqual([
        path,
        [expect.stringContaining('a thousand times')],
      ]);
    }
  });
});

describe('what Git packs', () => {
  let folder = '';
  const key = random.key();
  const git = (...args: readonly string[]): Buffer =>
    execFileSync(
      'git',
      ['-c', 'user.name=T', '-c', 'user.email=t@example.test', '-C', join(folder, 'r'), ...args],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'packs-'));
    execFileSync('git', ['init', '-q', '-b', 'main', join(folder, 'r')]);
    const lines = Array.from({ length: 400 }, (_, line) => `${String(line)}\n`).join('');
    for (const content of [lines, `${lines}K=${key}\n`, `${lines}end\n`]) {
      writeFileSync(join(folder, 'r', 'f'), content);
      git('add', '.');
      git('commit', '-qm', 'c');
    }
    git('gc', '-q');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const packOf = (): Buffer => {
    const packs = join(folder, 'r/.git/objects/pack');
    return readFileSync(
      join(
        packs,
        readdirSync(packs).find((name) => name.endsWith('.pack'))!,
      ),
    );
  };
  const blob = (): string => git('rev-parse', 'HEAD~1:f').toString().trim();

  it('lone packs, bundles, and packs in backups are read with their deltas', async () => {
    expect(await placesOf(packOf(), key)).toEqual([[`blob ${blob()}`], false, []]);
    git('bundle', 'create', '-q', join(folder, 'all.bundle'), '--all');
    expect(await placesOf(readFileSync(join(folder, 'all.bundle')), key)).toEqual([
      [`blob ${blob()}`],
      false,
      [],
    ]);
    const backup = gzipSync(tar([{ name: 'r/.git/objects/pack/a.pack', content: packOf() }]));
    expect(await placesOf(backup, key)).toEqual([[`r/.git/objects/pack/a.pack » blob ${blob()}`], false, []]);
    expect(await placesOf(Buffer.concat([random.bytes(99), packOf()]), key)).toEqual([
      [`blob ${blob()}`],
      false,
      [],
    ]);
  });

  it('loose objects that were copied elsewhere are read', async () => {
    const loose = deflateSync(Buffer.concat([Buffer.from(`blob ${String(body(key).length)}\0`), body(key)]));
    expect(await placesOf(loose, key)).toEqual([[''], false, []]);
  });

  it('what hangs on objects elsewhere is said', async () => {
    git('bundle', 'create', '-q', join(folder, 'thin.bundle'), 'HEAD~1..main');
    cpSync(join(folder, 'thin.bundle'), join(folder, 'copy.bundle'));
    const { skipped } = await scanContent(readFileSync(join(folder, 'copy.bundle')));
    expect(skipped.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('differences to objects that are not in it'),
    ]);
  });

  it('damage and lies are said, and end', { timeout: 60_000 }, async () => {
    const pack = packOf();
    const cut = await scanContent(pack.subarray(0, pack.length - 200));
    expect(cut.skipped.length).toBeGreaterThan(0);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ at: fc.nat(), byte: fc.nat({ max: 255 }) }), { minLength: 1, maxLength: 6 }),
        async (changes) => {
          const bytes = Buffer.from(pack);
          for (const { at, byte } of changes) bytes[12 + (at % (bytes.length - 12))] = byte;
          expect(bodiesMadeUp((await scanContent(bytes)).hits, key)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

it('checksums follow each other', () => {
  expect(crc32(Buffer.from('def'), crc32(Buffer.from('abc'), 0))).toBe(crc32(Buffer.from('abcdef'), 0));
});
