/** Plain LZMA behind something else: it has no magic, and exit code 0 is a promise all the same. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isLzmaAt } from '../../../electron/archives/index.ts';
import { fileWith, keysIn, scanContent } from '../../fixtures/scanner/content.ts';
import { lzma } from '../../fixtures/scanner/lzma-maker.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const random = new Random(1702);
const program = Buffer.concat([Buffer.from('\x7fELF\0\0'), random.bytes(5000)]);

describe('a stream of LZMA', () => {
  it.each([
    ['a program', (packed: Buffer) => Buffer.concat([program, packed])],
    ['a program, with more behind it', (packed: Buffer) => Buffer.concat([program, packed, program])],
    ['much', (packed: Buffer) => Buffer.concat([Buffer.alloc(4), random.bytes(1_200_000), packed])],
    ['a script', (packed: Buffer) => Buffer.concat([Buffer.from('#!/bin/sh\nexec unlzma\n'), packed])],
    ['a program, compressed again', (packed: Buffer) => gzipSync(Buffer.concat([program, packed]))],
  ])('behind %s', async (_name, around) => {
    for (const dictionary of [1 << 12, 3 << 16, 1 << 23, 1 << 26]) {
      const key = random.key();
      const bytes = around(lzma(fileWith(key), dictionary));
      expect([dictionary, await keysIn(bytes)]).toEqual([dictionary, [[`valid ${key}`], []]]);
    }
  });

  it('across the seam of two windows', async () => {
    for (let at = (1 << 19) - 40; at < (1 << 19) + 40; at += 20) {
      const key = random.key();
      const bytes = Buffer.concat([Buffer.alloc(4), random.bytes(at), lzma(fileWith(key))]);
      expect([at, await keysIn(bytes)]).toEqual([at, [[`valid ${key}`], []]]);
    }
  });

  it('at the beginning of a file, whatever its dictionary', async () => {
    for (const dictionary of [1 << 12, 3 << 16, 1 << 26]) {
      const key = random.key();
      expect(await keysIn(lzma(fileWith(key), dictionary))).toEqual([[`valid ${key}`], []]);
    }
  });

  it('written in characters', async () => {
    const key = random.key();
    const packed = lzma(fileWith(key));
    const base64 = packed.toString('base64');
    for (const text of [base64, base64.replaceAll(/.{76}/g, '$&\n'), packed.toString('hex')])
      expect(await keysIn(`data: ${text}\n`)).toEqual([[`valid ${key}`], []]);
  });

  it('that is cut off is said', async () => {
    const packed = lzma(random.bytes(4000));
    for (const length of [300, 1000, 3000]) {
      const { skipped } = await scanContent(Buffer.concat([program, packed.subarray(0, length)]));
      expect(skipped.map(({ reason }) => reason)).toEqual(['it ends too early']);
    }
  });

  it.each([
    ['noise', Buffer.concat([Buffer.alloc(4), random.bytes(3_000_000)])],
    ['a program', readFileSync(process.execPath).subarray(0, 20_000_000)],
    [
      'headers, and noise behind each',
      Buffer.concat(Array.from({ length: 90 }, () => [header(), random.bytes(900)]).flat()),
    ],
    [
      'headers, and zeros behind each',
      Buffer.concat(
        Array(20)
          .fill([header(), Buffer.alloc(9000)])
          .flat(),
      ),
    ],
    ['tables of numbers', tables()],
    [
      'a table of texts that begins with how many there are',
      Buffer.concat([lengths(93, 6), random.bytes(3000)]),
    ],
  ])('is none in %s', async (_name, bytes) => {
    expect((await scanContent(bytes)).skipped).toEqual([]);
  });

  it('is told by its beginning, whatever damage follows', () => {
    const packed = lzma(Buffer.from('abc def '.repeat(2000)));
    expect(isLzmaAt(packed, 0)).toBe(true);
    for (let round = 0; round < 300; round += 1) {
      const bytes = Buffer.from(packed.subarray(0, random.below(packed.length)));
      if (bytes.length > 0) bytes[random.below(bytes.length)]! ^= 1 << random.below(8);
      expect(typeof isLzmaAt(bytes, 0)).toBe('boolean');
    }
  });

  it('is looked for no longer than there is, where everything looks like its beginning', async () => {
    const unit = Buffer.concat([header(), Buffer.alloc(1)]);
    const bytes = Buffer.concat([Buffer.alloc(4), ...Array<Buffer>(40_000).fill(unit)]);
    const { skipped } = await scanContent(bytes);
    expect(skipped.map(({ reason }) => reason)).toEqual([expect.stringContaining('20000')]);
  });
});

function header(): Buffer {
  return lzma(Buffer.alloc(500, 'x')).subarray(0, 13);
}

function lengths(...numbers: readonly number[]): Buffer {
  return Buffer.from(BigUint64Array.from(numbers.map(BigInt)).buffer);
}

/** Words of four bytes, as programs have them: small numbers, of which many are 93. */
function tables(): Buffer {
  const bytes = Buffer.alloc(400_000);
  for (let at = 0; at < bytes.length; at += 4) {
    const choice = random.below(6);
    bytes.writeUInt32LE(choice < 2 ? 93 : choice < 4 ? 1 << random.below(28) : random.below(300), at);
  }
  return bytes;
}
