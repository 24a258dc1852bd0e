import { describe, expect, it } from 'vitest';
import { wipeHits, type RawHit } from '../../../electron/scanner/detect/index.ts';
import {
  CARRIERS,
  negatives,
  plant,
  WRAPPINGS,
  WRITINGS,
  type Planted,
} from '../../fixtures/scanner/generator.ts';
import { detected } from '../../fixtures/scanner/content.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const SEED = 20_261_121;

const OUTSIDE_ASCII = new Set(['zero-width joiners everywhere', 'full-width letters']);

function keyOf(hit: RawHit): string {
  return Buffer.from(hit.key).toString('latin1');
}

/** What is wrong with the hits, in words without the key; null if nothing. */
function problemOf(hits: readonly RawHit[], planted: Planted, options = { place: true }): string | null {
  const [hit, ...others] = hits;
  if (hit === undefined) return `${planted.name}: not found`;
  if (others.length > 0) return `${planted.name}: found ${String(hits.length)} times`;
  if (hit.class !== 'valid') return `${planted.name}: ${hit.class}`;
  if (keyOf(hit) !== planted.key) return `${planted.name}: another key`;
  const wanted = planted.encoding;
  if (wanted !== undefined && wanted.some((encoding, index) => hit.encoding[index] !== encoding)) {
    return `${planted.name}: encoding ${hit.encoding.join(' > ')}`;
  }
  if (!options.place) return null;
  if (hit.line !== planted.line || hit.column !== planted.column) {
    return `${planted.name}: at ${String(hit.line)}:${String(hit.column)} instead of ${String(planted.line)}:${String(planted.column)}`;
  }
  return null;
}

describe('recall', () => {
  it.each(CARRIERS)('finds every writing in $name, at its line and column', (carrier) => {
    const random = new Random(SEED);
    const problems = [...WRITINGS, ...WRAPPINGS].flatMap((writing) =>
      [0, 1, 2, 3].map(() => {
        const planted = plant(writing, carrier, random);
        return problemOf(detected(Buffer.from(planted.text)), planted);
      }),
    );
    expect(problems.filter((problem) => problem !== null)).toEqual([]);
  });

  it('finds a key split at any place by any separator', () => {
    const random = new Random(SEED + 1);
    const carrier = CARRIERS[2]!;
    const problems: (string | null)[] = [];
    for (let at = 1; at < 85; at += 1) {
      for (const between of [`' + '`, '"\n  "', '\\\n', '\u200B', '=\n', '\\n', '",\n    "']) {
        const writing = {
          name: `split at ${String(at)} by ${JSON.stringify(between)}`,
          write: (key: string) => key.slice(0, at) + between + key.slice(at),
        };
        const planted = plant(writing, carrier, random);
        problems.push(problemOf(detected(Buffer.from(planted.text)), planted));
      }
    }
    expect(problems.filter((problem) => problem !== null)).toEqual([]);
  });

  it.each(['utf16le', 'utf16be', 'utf32le', 'utf32be'] as const)(
    'finds every writing in %s, with and without a mark',
    (form) => {
      const random = new Random(SEED + 2);
      const problems = WRITINGS.flatMap((writing) =>
        // Half of such a text is no ASCII, so that nothing but a byte order mark shows what it is: a known limit.
        (OUTSIDE_ASCII.has(writing.name) ? [true] : [true, false]).map((mark) => {
          const planted = plant(writing, CARRIERS[0]!, random);
          const text = `${mark ? '\uFEFF' : ''}${planted.text}`;
          return problemOf(detected(encode(text, form)), { ...planted, encoding: undefined });
        }),
      );
      expect(problems.filter((problem) => problem !== null)).toEqual([]);
    },
  );

  it.each(['utf16le', 'utf16be', 'utf32le', 'utf32be'] as const)(
    'finds %s inside binary data at every alignment, without a line',
    (form) => {
      const random = new Random(SEED + 3);
      for (let shift = 0; shift < 8; shift += 1) {
        const key = random.key();
        const noise = Buffer.concat([Buffer.from([0, 1, 2, 0]), random.bytes(300)]);
        const bytes = Buffer.concat([noise, random.bytes(shift), encode(key, form), random.bytes(200)]);
        const hits = detected(bytes);
        expect(hits.map((hit) => [hit.class, hit.line, keyOf(hit) === key])).toEqual([['valid', null, true]]);
      }
    },
  );

  it('finds plain and encoded keys anywhere in binary data', () => {
    const random = new Random(SEED + 4);
    for (let round = 0; round < 60; round += 1) {
      const planted = plant(random.pick(WRITINGS), { name: 'bin', around: ['', ''] }, random);
      const bytes = Buffer.concat([
        Buffer.from([0]),
        random.bytes(random.below(200)),
        Buffer.from('\n'),
        Buffer.from(planted.text),
        Buffer.from('\n\0'),
        random.bytes(50),
      ]);
      const hits = detected(bytes);
      expect(problemOf(hits, { ...planted, encoding: undefined }, { place: false })).toBeNull();
      expect(hits[0]!.line).toBeNull();
    }
  });
});

describe('classes', () => {
  const random = new Random(SEED + 5);

  it.each([79, 80, 81, 82, 83, 84])(
    'calls a key cut to %i characters truncated, and completes it',
    (length) => {
      const key = random.key();
      const hits = detected(Buffer.from(`k="${key.slice(0, length)}"`));
      expect(hits.map((hit) => [hit.class, keyOf(hit) === key])).toEqual([['truncated', true]]);
    },
  );

  it('takes a cut whose remaining checksum is wrong for nothing', () => {
    const key = random.key();
    const wrong = key[79] === 'a' ? 'b' : 'a';
    expect(detected(Buffer.from(`"${key.slice(0, 79)}${wrong}${key.slice(80, 84)}"`))).toEqual([]);
  });

  it('calls any one changed character malformed, never valid', () => {
    const key = random.key();
    for (let at = 12; at < 85; at += 1) {
      if (at === 34) continue;
      const changed = `${key.slice(0, at)}${key[at] === 'Q' ? 'R' : 'Q'}${key.slice(at + 1)}`;
      expect(detected(Buffer.from(changed)).map((hit) => hit.class)).toEqual(['malformed']);
    }
  });

  it.each(negatives(new Random(SEED)))('does not report $name', ({ text }) => {
    expect(detected(Buffer.from(`x = "${text}"\n`))).toEqual([]);
  });

  it('finds no valid key in a great deal of noise with prefixes in it', () => {
    const noise = new Random(SEED + 6);
    const alphabet = 'ABCdefGHI0123_aug_sk_prod_';
    for (let round = 0; round < 40; round += 1) {
      const text = Array.from({ length: 3000 }, () =>
        noise.below(20) === 0
          ? `aug_sk_${noise.pick(['test', 'prod'])}_`
          : alphabet[noise.below(alphabet.length)]!,
      ).join('');
      expect(detected(Buffer.from(text)).filter((hit) => hit.class === 'valid')).toEqual([]);
    }
  });

  it('finds two keys in one encoded run, and one key at two places', () => {
    const [first, second] = [random.key(), random.key()];
    const run = detected(Buffer.from(Buffer.from(`${first}\n${second}`).toString('base64')));
    expect(new Set(run.map(keyOf))).toEqual(new Set([first, second]));
    expect(detected(Buffer.from(`${first} ${first}`)).map((hit) => hit.offset)).toEqual([0, 86]);
  });

  it('wipes what it found', () => {
    const hits = detected(Buffer.from(random.key()));
    wipeHits(hits);
    expect(hits[0]!.key.every((byte) => byte === 0)).toBe(true);
  });
});

function encode(text: string, form: 'utf16le' | 'utf16be' | 'utf32le' | 'utf32be'): Buffer {
  if (form === 'utf16le') return Buffer.from(text, 'utf16le');
  if (form === 'utf16be') return Buffer.from(text, 'utf16le').swap16();
  const points = [...text].map((character) => character.codePointAt(0)!);
  const out = Buffer.alloc(points.length * 4);
  for (const [index, point] of points.entries()) {
    if (form === 'utf32le') out.writeUInt32LE(point, index * 4);
    else out.writeUInt32BE(point, index * 4);
  }
  return out;
}
