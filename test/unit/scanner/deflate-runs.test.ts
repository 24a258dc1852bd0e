/** Raw deflate in base64, which has no mark: what is read in vain is bounded, however often something begins like it. */
import { constants, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { countingSource } from '../../fixtures/scanner/counting-source.ts';
import { fileWith, keysIn, scanContent, scanSource } from '../../fixtures/scanner/content.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const random = new Random(1701);
const LINE_BYTES = 57;

/** Bytes that are blocks of deflate, whole and not the last ones, so that a stream begins with each line and ends with none. */
function unendingLine(): Buffer {
  for (;;) {
    const text = Buffer.from(
      random
        .bytes(40)
        .toString('hex')
        .slice(0, 40 + random.below(30)),
    );
    const line = deflateRawSync(text, { finishFlush: constants.Z_SYNC_FLUSH, strategy: constants.Z_FIXED });
    if (line.length === LINE_BYTES) return line;
  }
}

const LINE = unendingLine().toString('base64');

describe('deflate in base64', () => {
  it('that begins in each of many lines is read in proportion to them, and said', async () => {
    const reads: number[] = [];
    for (const lines of [1500, 3000, 6000]) {
      const { source, read } = countingSource(Buffer.from(`${LINE}\n`.repeat(lines)));
      const { skipped } = await scanSource(source);
      expect(skipped.map(({ reason }) => reason)).toEqual([expect.stringContaining('more encoded pieces')]);
      reads.push(read() / source.size);
    }
    // By the byte it is no more for four times as many.
    expect(Math.max(...reads)).toBeLessThan(2 * Math.min(...reads));
  });

  it('in long content of no meaning is not said', async () => {
    const bytes = Buffer.from(random.bytes(2_000_000).toString('base64').replaceAll(/.{76}/g, '$&\n'));
    expect((await scanContent(bytes)).skipped).toEqual([]);
  });

  it('within itself is read as deep as everything in characters, and said beyond that', async () => {
    const key = random.key();
    let text = fileWith(key).toString('latin1');
    for (let depth = 1; depth <= 14; depth += 1) {
      text = deflateRawSync(text).toString('base64');
      const { hits, skipped } = await scanContent(Buffer.from(`${text}\n`));
      expect([depth, hits.length > 0, skipped.length]).toEqual([depth, depth <= 12, depth <= 12 ? 0 : 1]);
    }
  });

  it('of what repeats at its beginning is found', async () => {
    const key = random.key();
    const packed = deflateRawSync(Buffer.concat([Buffer.alloc(300_000, ' '), fileWith(key)]));
    expect(await keysIn(`state=${packed.toString('base64')}\n`)).toEqual([[`valid ${key}`], []]);
  });

  it('of more than 64 MiB is found', { timeout: 60_000 }, async () => {
    const key = random.key();
    const text = Buffer.concat([
      Buffer.from(random.bytes(1000).toString('hex')),
      Buffer.alloc(70 << 20, 'any text '),
      fileWith(key),
    ]);
    expect(await keysIn(`state=${deflateRawSync(text).toString('base64')}\n`)).toEqual([
      [`valid ${key}`],
      [],
    ]);
  });
});
