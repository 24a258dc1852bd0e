/** More than 64 MiB inside something else: what begins in it is opened, and what is longer than the window is named. */
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { zip } from '../../fixtures/scanner/archives.ts';
import { fileWith, keysIn } from '../../fixtures/scanner/content.ts';
import { pack7z } from '../../fixtures/scanner/packers.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const random = new Random(20_261_204);
const MIB = 1 << 20;
/** Cheap to pack, and not so cheap that it counts as a bomb. */
const BLOCK = Buffer.concat([random.bytes(20_000), Buffer.alloc(MIB - 20_000, '~')]);
const filling = (mebibytes: number): Buffer => Buffer.concat(Array.from({ length: mebibytes }, () => BLOCK));
const inside = (content: Buffer): Buffer => gzipSync(content, { level: 1 });

const FORMS: readonly (readonly [string, (content: Buffer) => Buffer | null])[] = [
  ['gzip', (content) => gzipSync(content)],
  ['zlib', (content) => deflateSync(content)],
  ['zstd', (content) => zstdCompressSync(content)],
  ['zip', (content) => zip([{ name: 'a', content }])],
  ['7z', (content) => pack7z({ a: content }, [])],
  ['gzip in hexadecimal', (content) => Buffer.from(` ${gzipSync(content).toString('hex')} `)],
  ['gzip in base64', (content) => Buffer.from(` ${gzipSync(content).toString('base64')} `)],
];

describe.each(FORMS)('%s', (_, make) => {
  it('is opened wherever it lies, once', { timeout: 120_000 }, async () => {
    for (const place of [1, 31.99, 63.99, 95.9]) {
      const key = random.key();
      const packed = make(fileWith(key));
      if (packed === null) return;
      const content = filling(100);
      content.set(packed, Math.floor(place * MIB));
      expect([place, await keysIn(inside(content))]).toEqual([place, [[`valid ${key}`], []]]);
    }
  });
});

const SAID = expect.stringMatching(/early|middle of more than 64 MiB/) as string;

it('what goes on behind the window is named', { timeout: 120_000 }, async () => {
  for (const make of [gzipSync, deflateSync]) {
    const long = make(Buffer.concat([random.bytes(70 * MIB), fileWith(random.key())]));
    const [keys, skipped] = (await keysIn(inside(Buffer.concat([filling(20), long, filling(20)])))) as [
      unknown,
      { reason: string }[],
    ];
    expect([keys, skipped.map(({ reason }) => reason)]).toEqual([[], expect.arrayContaining([SAID])]);
  }
});

it('a zip that began before the window is named', { timeout: 120_000 }, async () => {
  const long = zip([
    { name: 'a', content: random.bytes(70 * MIB), stored: true },
    { name: 'b', content: fileWith(random.key()) },
  ]);
  const [, skipped] = (await keysIn(inside(Buffer.concat([filling(20), long, filling(20)])))) as [
    unknown,
    { reason: string }[],
  ];
  expect(skipped.map(({ reason }) => reason)).toEqual([SAID]);
});

it('nothing is said of what is nothing', { timeout: 120_000 }, async () => {
  const content = Buffer.concat([random.bytes(70 * MIB), filling(30)]);
  expect(await keysIn(inside(content))).toEqual([[], []]);
  expect(await keysIn(brotliCompressSync(filling(70), { params: { 1: 1 } }), 'a.br')).toEqual([[], []]);
});

it(
  'a key in bytes of it does not make it a block of snappy, unless it begins as one',
  { timeout: 120_000 },
  async () => {
    const key = random.key();
    const content = filling(100);
    content.set(Buffer.from(`\0\0${key}\0\0`, 'latin1'), 99 * MIB);
    expect(await keysIn(inside(content))).toEqual([[`valid ${key}`], []]);
    content.set(snappyHead(content.length));
    const [keys, skipped] = (await keysIn(inside(content))) as [unknown, { reason: string }[]];
    expect([keys, skipped.map(({ reason }) => reason)]).toEqual([[`valid ${key}`], [SAID]]);
  },
);

/** What a block says that it unpacks to, seven bits a byte. */
function snappyHead(size: number): Buffer {
  const bytes: number[] = [];
  for (let left = size; ; left = Math.floor(left / 128)) {
    if (left < 128) return Buffer.from([...bytes, left]);
    bytes.push((left % 128) + 128);
  }
}
