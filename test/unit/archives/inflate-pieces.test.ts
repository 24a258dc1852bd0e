/** The inflater that lends its pieces gives what the streams of `node:zlib` give. */
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflate } from '../../../electron/archives/inflate.ts';
import { ArchiveError, bufferSource } from '../../../electron/archives/source.ts';
import { inflatePieces } from '../../../electron/archives/inflate-pieces.ts';

const FORMS = { gzip: gzipSync, zlib: deflateSync, raw: deflateRawSync } as const;
type Form = keyof typeof FORMS;

/** Everything up to the end or the damage. */
async function unpacked(
  pieces: AsyncIterable<Uint8Array>,
): Promise<{ readonly bytes: Buffer; readonly isDamaged: boolean }> {
  const parts: Buffer[] = [];
  try {
    for await (const piece of pieces) parts.push(Buffer.from(piece));
    return { bytes: Buffer.concat(parts), isDamaged: false };
  } catch (error) {
    expect(error).toBeInstanceOf(ArchiveError);
    return { bytes: Buffer.concat(parts), isDamaged: true };
  }
}

describe.each(['gzip', 'zlib', 'raw'] as const)('%s', (form: Form) => {
  it('whole, cut off, damaged, or followed by something else', async () => {
    const contents = fc.tuple(
      fc.uint8Array({ minLength: 1, maxLength: 300 }),
      fc.constantFrom(1, 7, 900, 4000),
    );
    await fc.assert(
      fc.asyncProperty(
        contents,
        fc.constantFrom('whole', 'cut', 'damaged', 'followed', 'twice'),
        fc.nat(),
        async ([seed, times], what, place) => {
          const content = Buffer.concat(Array.from({ length: times }, () => seed));
          let packed: Buffer = FORMS[form](content);
          if (what === 'cut') packed = packed.subarray(0, place % packed.length);
          else if (what === 'damaged') packed[place % packed.length]! ^= 1 << (place & 7);
          else if (what === 'followed') packed = Buffer.concat([packed, Buffer.alloc(1 + (place % 50))]);
          else if (what === 'twice') packed = Buffer.concat([packed, packed]);
          const ours = await unpacked(inflatePieces(bufferSource(packed), form));
          const streams = await unpacked(inflate(bufferSource(packed), form));
          if (what === 'whole') expect(ours.bytes.equals(content)).toBe(true);
          expect(ours.isDamaged).toBe(streams.isDamaged);
          expect(ours.bytes.equals(streams.bytes)).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('several at the same time, and one that is left in its middle', async () => {
    const texts = [1, 2, 3, 4, 5].map((digit) => Buffer.alloc(400_000, `text ${String(digit)} `));
    const open = texts.map((text) => inflatePieces(bufferSource(FORMS[form](text)), form));
    const parts: Buffer[][] = texts.map(() => []);
    for (let round = 0; round < 5; round += 1) {
      for (const [place, pieces] of open.entries()) {
        if (place === 4 && round === 1) continue;
        const next = await pieces.next();
        if (next.done !== true) parts[place]!.push(Buffer.from(next.value));
      }
    }
    for (const [place, text] of texts.slice(0, 4).entries()) {
      expect(Buffer.concat(parts[place]!).equals(text)).toBe(true);
    }
  });
});
