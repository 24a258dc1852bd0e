/** What begins in the middle of binary content, very often or by chance only: nothing is left in silence, nothing called damaged. */
import { deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { countingSource } from '../../fixtures/scanner/counting-source.ts';
import { fileWith, keysIn, scanContent, scanSource } from '../../fixtures/scanner/content.ts';
import { pack7z } from '../../fixtures/scanner/packers.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const random = new Random(1843);
const PROGRAM = Buffer.concat([Buffer.from('MZ\0\0'), random.bytes(5000)]);
const reasons = async (bytes: Uint8Array): Promise<readonly string[]> =>
  (await scanContent(bytes)).skipped.map(({ reason }) => reason);

/** Bytes that begin like a stream of zlib and do not unpack: a copy from before its first byte. */
function noStream(first: number): Buffer {
  return Buffer.concat([Buffer.from([0x78, 0x9c, first, 0x02, 0x40]), Buffer.alloc(9, 0xff)]);
}
const STORED = 0;
const FIXED = 3;

describe('streams of zlib', () => {
  it.each([
    ['stored', STORED],
    ['with codes', FIXED],
  ])('behind thousands of beginnings that are none, %s, are found', async (_, first) => {
    const key = random.key();
    const starts = Array.from({ length: 5000 }, () => noStream(first));
    const bytes = Buffer.concat([PROGRAM, ...starts, deflateSync(fileWith(key)), random.bytes(500)]);
    expect(await keysIn(bytes)).toEqual([[`valid ${key}`], []]);
  });

  it('behind more beginnings than are tried are said', async () => {
    const starts = Array.from({ length: 25_000 }, () => noStream(FIXED));
    const bytes = Buffer.concat([PROGRAM, ...starts, deflateSync(fileWith(random.key()))]);
    expect(await reasons(bytes)).toEqual([expect.stringContaining('archives may begin')]);
  });
});

describe('beginnings of which each leads to the end', () => {
  const stored = (bytes: Uint8Array): Buffer =>
    Buffer.concat([Buffer.from([0, bytes.length, 0, 0xff - bytes.length, 0xff]), bytes]);
  const EMPTY = Buffer.concat(Array.from({ length: 200 }, () => stored(Buffer.alloc(0))));
  const filler = Buffer.alloc(40, 0x20);

  it.each([
    ['gzip', stored(gzipSync('').subarray(0, 10))],
    ['zlib', Buffer.concat([stored(Buffer.concat([filler, Buffer.from([0x78, 0x01])])), stored(filler)])],
  ])('of %s, are read in proportion to the content, and said', async (_, head) => {
    const unit = Buffer.concat([head, EMPTY]);
    const bytes = Buffer.concat([PROGRAM, ...Array.from({ length: 1200 }, () => unit)]);
    const { source, read } = countingSource(bytes);
    const { skipped } = await scanSource(source);
    expect(skipped.map(({ reason }) => reason)).toContainEqual(expect.stringContaining('archives may begin'));
    expect(read()).toBeLessThan((64 << 20) + 16 * bytes.length);
  });

  it('are all opened where each ends soon', async () => {
    const keys = Array.from({ length: 300 }, () => random.key());
    const parts = keys.map((key) =>
      Buffer.concat([gzipSync(fileWith(key)).subarray(0, -6), random.bytes(900)]),
    );
    const { hits } = await scanContent(Buffer.concat([PROGRAM, ...parts]));
    const found = new Set(hits.map((hit) => Buffer.from(hit.key).toString('latin1')));
    expect(keys.filter((key) => !found.has(key))).toEqual([]);
  });
});

describe('the magic of zstd in a program', () => {
  /** A frame of one segment, its blocks' headers as numbers, and a program's bytes behind them. */
  const frame = (
    descriptor: number,
    ...blocks: readonly (readonly [size: number, type: number, last: 0 | 1])[]
  ): Buffer =>
    Buffer.concat([
      Buffer.from([0x28, 0xb5, 0x2f, 0xfd, descriptor, 0, 0xff]),
      ...blocks.map(([size, type, last], index) => {
        const header = Buffer.alloc(3);
        header.writeUIntLE(size * 8 + type * 2 + last, 0, 3);
        const isLast = index === blocks.length - 1;
        return isLast ? header : Buffer.concat([header, random.bytes(size)]);
      }),
    ]);

  it.each([
    ['before a block that is longer than blocks are', frame(0x74, [629_841, 0, 1])],
    ['before many bytes of one kind', frame(0x74, [409_116, 1, 0])],
    ['with a bit that no encoder sets', frame(0x6c, [1000, 0, 0])],
    ['before a block of a kind that does not exist', frame(0x74, [4227, 3, 1])],
    ['before a block that may be one, and one that is none', frame(0x74, [500, 0, 0], [4227, 3, 0])],
  ])('%s is no archive', async (_, head) => {
    expect(await reasons(Buffer.concat([PROGRAM, head, random.bytes(700_000)]))).toEqual([]);
  });

  it('is one where it is cut off, whatever its first block is', async () => {
    for (const before of [0, 200_000]) {
      const text = Buffer.concat([random.bytes(before), Buffer.from(random.bytes(100_000).toString('hex'))]);
      const packed = zstdCompressSync(text);
      const bytes = Buffer.concat([PROGRAM, packed.subarray(0, packed.length - 100)]);
      expect(await reasons(bytes)).toEqual(['it ends too early']);
    }
  });

  it('is one where a key is in it', async () => {
    const key = random.key();
    const bytes = Buffer.concat([PROGRAM, zstdCompressSync(fileWith(key)), random.bytes(900)]);
    const { hits } = await scanContent(bytes);
    expect(hits.map((hit) => Buffer.from(hit.key).toString('latin1'))).toEqual([key]);
  });
});

describe('many streams of zstd in one file', () => {
  const many = (count: number): Buffer[] =>
    Array.from({ length: count }, () => zstdCompressSync(fileWith(random.key())));

  it('one behind the other are read once', async () => {
    const frames = many(400);
    const { source, read } = countingSource(Buffer.concat([random.bytes(700), ...frames]));
    const { hits, skipped } = await scanSource(source);
    expect([hits.length, skipped]).toEqual([400, []]);
    expect(read()).toBeLessThan(40 * source.size);
  });

  it('one that is cut off before another is named', async () => {
    for (const cut of [20, 25, 30]) {
      const [first] = many(1);
      const behind = pack7z({ a: fileWith(random.key()) }, []);
      if (behind === null) return;
      const { skipped } = await scanContent(Buffer.concat([first!.subarray(0, -cut), behind]));
      expect([cut, skipped.length > 0]).toEqual([cut, true]);
    }
  });

  it('up to a damage are read within a bound', async () => {
    const frames = many(400);
    frames.at(-1)!.fill(0xff, 12);
    const { source, read } = countingSource(Buffer.concat([random.bytes(700), ...frames]));
    const { skipped } = await scanSource(source);
    expect(skipped.length).toBeGreaterThan(0);
    expect(read()).toBeLessThan(80 * (1 << 20) + 10 * source.size);
  });
});
