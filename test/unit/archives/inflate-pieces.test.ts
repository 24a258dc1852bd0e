/** The inflater that lends its pieces gives what the streams of `node:zlib` give. */
import { constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflateRaw } from '../../../electron/archives/inflate.ts';
import { ArchiveError, type ArchiveProblem } from '../../../electron/archives/problem.ts';
import { bufferSource } from '../../../electron/archives/source.ts';
import { inflatePieces } from '../../../electron/archives/inflate-pieces.ts';

const FORMS = { gzip: gzipSync, zlib: deflateSync, raw: deflateRawSync } as const;
type Form = keyof typeof FORMS;

interface Unpacked {
  readonly bytes: Buffer;
  /** Where the stream ends, or why it could not be read to its end. */
  readonly end: number | ArchiveProblem;
}

/** Everything up to the end or the damage. */
async function unpacked(pieces: AsyncGenerator<Uint8Array, number, void>): Promise<Unpacked> {
  const parts: Buffer[] = [];
  try {
    for (;;) {
      const next = await pieces.next();
      if (next.done === true) return { bytes: Buffer.concat(parts), end: next.value };
      parts.push(Buffer.from(next.value));
    }
  } catch (error) {
    expect(error).toBeInstanceOf(ArchiveError);
    return { bytes: Buffer.concat(parts), end: (error as ArchiveError).problem };
  }
}

const contents = fc
  .tuple(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.constantFrom(1, 7, 900, 4000))
  .map(([seed, times]) => Buffer.concat(Array.from({ length: times }, () => seed)));

describe('raw deflate', () => {
  it('gives what streams of the runtime give: whole, cut off, damaged, or followed by something', async () => {
    await fc.assert(
      fc.asyncProperty(
        contents,
        fc.constantFrom('whole', 'cut', 'damaged', 'followed'),
        fc.nat(),
        async (content, what, place) => {
          let packed: Buffer = deflateRawSync(content);
          const { length } = packed;
          if (what === 'cut') packed = packed.subarray(0, place % length);
          else if (what === 'damaged') packed[place % length]! ^= 1 << (place & 7);
          else if (what === 'followed') packed = Buffer.concat([packed, Buffer.alloc(1 + (place % 50), 7)]);
          const ours = await unpacked(inflatePieces(bufferSource(packed), 'raw'));
          const streams = await unpacked(inflateRaw([packed]));
          if (what === 'whole' || what === 'followed') {
            expect([ours.end, streams.end]).toEqual([length, length]);
            expect(ours.bytes.equals(content) && streams.bytes.equals(content)).toBe(true);
          } else if (what === 'cut') {
            expect(ours.end).toBe('ends-early');
            expect(ours.bytes.equals(content.subarray(0, ours.bytes.length))).toBe(true);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('gives everything before the damage, to the byte', async () => {
    const before = Buffer.alloc(700_000, 'text that can be read, and then ');
    const packed = deflateRawSync(before, { finishFlush: constants.Z_FULL_FLUSH });
    const damaged = Buffer.concat([packed, Buffer.from([7, 7, 7])]);
    const { bytes, end } = await unpacked(inflatePieces(bufferSource(damaged), 'raw'));
    expect(end).toBe('damaged');
    expect(bytes.equals(before)).toBe(true);
  });
});

describe.each(['gzip', 'zlib'] as const)('%s', (form) => {
  it('says what is cut off and what fails its checksum, after everything that could be read', async () => {
    await fc.assert(
      fc.asyncProperty(contents, fc.nat(), async (content, place) => {
        const packed = FORMS[form](content);
        expect(await unpacked(inflatePieces(bufferSource(packed), form))).toEqual({
          bytes: content,
          end: packed.length,
        });
        const cut = packed.subarray(0, place % packed.length);
        expect((await unpacked(inflatePieces(bufferSource(cut), form))).end).toBe('ends-early');
        const wrong = Buffer.from(packed);
        wrong[wrong.length - 1 - (place % 4)]! ^= 1 << (place & 7);
        expect(await unpacked(inflatePieces(bufferSource(wrong), form))).toEqual({
          bytes: content,
          end: 'wrong-checksum',
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('members of a gzip file', () => {
  it('are all read, and what is wrong with any of them is said', async () => {
    const [one, two] = [gzipSync(Buffer.from('one ')), gzipSync(Buffer.from('two '))];
    const wrong = Buffer.from(one);
    wrong[wrong.length - 8]! ^= 1;
    const of = async (...parts: readonly Buffer[]): Promise<readonly [string, Unpacked['end']]> => {
      const { bytes, end } = await unpacked(inflatePieces(bufferSource(Buffer.concat(parts)), 'gzip'));
      return [bytes.toString(), end];
    };
    expect(await of(one, two)).toEqual(['one two ', one.length + two.length]);
    expect(await of(one, two, Buffer.from('rest'))).toEqual(['one two ', one.length + two.length]);
    expect(await of(one, two.subarray(0, -3))).toEqual(['one two ', 'ends-early']);
    expect(await of(wrong, two)).toEqual(['one two ', 'wrong-checksum']);
  });

  it('may have names, comments and further fields before their content', async () => {
    const packed = gzipSync(Buffer.from('content'));
    const head = Buffer.from(packed.subarray(0, 10));
    head[3] = 2 | 4 | 8 | 16;
    const fields = Buffer.from('\x03\0abcname\0comment\0cc', 'latin1');
    const bytes = Buffer.concat([head, fields, packed.subarray(10)]);
    expect((await unpacked(inflatePieces(bufferSource(bytes), 'gzip'))).bytes.toString()).toBe('content');
  });
});

describe.each(['gzip', 'zlib', 'raw'] as const)('%s', (form: Form) => {
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
