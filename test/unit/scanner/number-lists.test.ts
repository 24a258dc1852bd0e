/** Keys as lists of numbers in the notations of languages, in firmware, from mainframes; deflate without a head of its own. */
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { encodeBase85 } from '../../../electron/scanner/detect/bases.ts';
import { toEbcdic } from '../../../electron/scanner/detect/ebcdic.ts';
import { detected, fileWith, keysIn } from '../../fixtures/scanner/content.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const random = new Random(1626);
const hex = (byte: number): string => byte.toString(16).padStart(2, '0');
type Write = (bytes: readonly number[]) => string;
const list =
  (write: (byte: number, index: number) => string, between: string): Write =>
  (bytes) =>
    bytes.map(write).join(between);
const letter = (byte: number): string => String.fromCharCode(byte);

const NOTATIONS: readonly (readonly [string, Write])[] = [
  ['C, one on a line', list((byte) => `  ${String(byte)}`, ',\n')],
  ['C, in columns', list((byte) => String(byte).padStart(3), ', ')],
  ['C, hexadecimal on lines', list((byte) => `\t0x${hex(byte)}`, ',\r\n')],
  ['C, unsigned', list((byte) => `0x${hex(byte).toUpperCase()}U`, ', ')],
  ['C, octal', list((byte) => `0${byte.toString(8)}`, ', ')],
  ['C, with a comment behind each', list((byte) => `${String(byte)} /* ${letter(byte)} */`, ', ')],
  ['Rust', list((byte) => `${String(byte)}u8`, ', ')],
  ['Rust, hexadecimal', list((byte) => `0x${hex(byte)}u8`, ', ')],
  ['Go, runes', list((byte) => `0x00${hex(byte)}`, ', ')],
  ['Java, decimal', list((byte) => `(byte) ${String(byte)}`, ', ')],
  ['Java, hexadecimal', list((byte) => `(byte)0x${hex(byte)}`, ', ')],
  ['Python, binary', list((byte) => `0b${byte.toString(2)}`, ', ')],
  ['Python, octal', list((byte) => `0o${byte.toString(8)}`, ', ')],
  ['Pascal, hexadecimal', list((byte) => `$${hex(byte).toUpperCase()}`, ', ')],
  ['Pascal, a text', list((byte) => `#${String(byte)}`, '')],
  ['an assembler', list((byte) => `0${hex(byte).toUpperCase()}h`, ', ')],
  ['JSON, indented', list((byte) => `    ${String(byte)}`, ',\n')],
  ['JSON, an object', list((byte, index) => `"${String(index)}":${String(byte)}`, ',')],
  ['JSON, floats', list((byte) => `${String(byte)}.0`, ', ')],
  ['YAML', list((byte) => `  - ${String(byte)}`, '\n')],
  ['tabs', list(String, '\t')],
  ['semicolons', list(String, ';')],
  ['chr()', list((byte) => `chr(${String(byte)})`, ' + ')],
  ['chr(), narrow', list((byte) => `chr(${String(byte)})`, '+')],
  ['chr(), hexadecimal', list((byte) => `chr(0x${hex(byte)})`, '+')],
  ['PHP', list((byte) => `chr(${String(byte)})`, '.')],
  ['SQL', list((byte) => `CHR(${String(byte)})`, '||')],
  ['SQL, CONCAT', list((byte) => `CHAR(${String(byte)})`, ',')],
  ['Visual Basic', list((byte) => `ChrW(${String(byte)})`, ' & ')],
  ['Visual Basic, hexadecimal', list((byte) => `Chr(&H${hex(byte).toUpperCase()})`, ' & ')],
  ['PowerShell', list((byte) => `[char]${String(byte)}`, '+')],
  ['PowerShell, hexadecimal', list((byte) => `[char]0x${hex(byte)}`, '+')],
  ['JavaScript', list((byte) => `String.fromCharCode(${String(byte)})`, '+')],
  ['Lua', list((byte) => `string.char(${String(byte)})`, '..')],
  ['Lua, escapes', list((byte) => `\\${String(byte)}`, '')],
  ['Ruby', list((byte) => `${String(byte)}.chr`, '+')],
  ['code points', list((byte) => `U+00${hex(byte).toUpperCase()}`, ' ')],
  ['gdb', list((byte) => `${String(byte)} '${letter(byte)}'`, '\t')],
  [
    'gdb, hexadecimal',
    list((byte, index) => `${index % 8 === 0 ? '\n0x7ffe0010:' : ''}\t0x${hex(byte)}`, ''),
  ],
  ['dots between', list(hex, '.')],
  ['a literal for each', list((byte) => `"\\x${hex(byte)}"`, ' ')],
];

describe('lists of numbers', () => {
  it.each(NOTATIONS)('%s', async (_name, write) => {
    for (const before of ['', 'x', 'ab=', '/a/b ']) {
      const key = random.key();
      const text = `port: 80\nk = {\n${write([...Buffer.from(before + key)])}\n}\nend: 95\n`;
      expect([before, await keysIn(text)]).toEqual([before, [[`valid ${key}`], []]]);
    }
  });

  it.each([4, 8])('words of %i bytes, in either order', async (size) => {
    for (const isSwapped of [false, true])
      for (let shift = 0; shift < size; shift += 1) {
        const key = random.key();
        const bytes = Buffer.from(`${'k'.repeat(shift)}${key}${'z'.repeat(size)}`);
        const words: string[] = [];
        for (let at = 0; at + size <= bytes.length; at += size) {
          const word = Buffer.from(bytes.subarray(at, at + size));
          words.push(`0x${(isSwapped ? word.reverse() : word).toString('hex')}`);
        }
        expect([shift, await keysIn(`a = {${words.join(', ')}};`)]).toEqual([shift, [[`valid ${key}`], []]]);
      }
  });

  it('are found where the key’s own first number stands', () => {
    const key = random.key();
    const [hit] = detected(Buffer.from(`a\n  [7, 8, ${[...Buffer.from(key)].join(', ')}]`));
    expect([hit?.line, hit?.column]).toEqual([2, 10]);
  });

  it('of other bytes, and many of them, are none', async () => {
    const numbers = Array.from({ length: 60_000 }, (_, at) => (at % 3 === 0 ? 115 : random.below(256)));
    expect(await keysIn(numbers.join(', '))).toEqual([[], []]);
    expect(await keysIn('115, 107, 95, '.repeat(20_000))).toEqual([[], []]);
  });
});

describe('firmware', () => {
  const record = (start: string, bytes: Buffer): string =>
    `${start}${bytes.toString('hex').toUpperCase()}5A\n`;

  it.each([
    ['Intel HEX', 16, (bytes: Buffer) => record(`:${hex(bytes.length)}010000`, bytes)],
    ['Intel HEX, long lines', 32, (bytes: Buffer) => record(`:${hex(bytes.length)}010000`, bytes)],
    ['S-records', 16, (bytes: Buffer) => record(`S1${hex(bytes.length + 3)}0100`, bytes)],
    [
      'S-records with long addresses',
      28,
      (bytes: Buffer) => record(`S3${hex(bytes.length + 5)}08000100`, bytes),
    ],
  ] as const)('%s', async (_name, width, write) => {
    for (let shift = 0; shift < width; shift += 5) {
      const key = random.key();
      const bytes = Buffer.from(`${'k'.repeat(shift)}${key}${'z'.repeat(40)}`);
      let text = '';
      for (let at = 0; at < bytes.length; at += width) text += write(bytes.subarray(at, at + width));
      expect([shift, await keysIn(text)]).toEqual([shift, [[`valid ${key}`], []]]);
    }
  });
});

describe('other alphabets', () => {
  it.each([0, 1, 2, 3])('z85, alignment %i', async (alignment) => {
    const key = random.key();
    const bytes = Buffer.from(`${'k'.repeat(alignment)}${key}zzz`);
    expect(await keysIn(`k = "${encodeBase85(bytes, 'z85')}"\n`)).toEqual([[`valid ${key}`], []]);
  });

  it('EBCDIC', async () => {
    const key = random.key();
    const text = Buffer.concat([Buffer.from([0xc1, 0x7e]), toEbcdic(key), Buffer.from([0x15, 0x40])]);
    expect(await keysIn(text)).toEqual([[`valid ${key}`], []]);
  });
});

describe('a key in parts', () => {
  it.each<[string, (parts: readonly string[], key: string) => string]>([
    ['chr() for each underscore', (parts) => `k = '${parts.join(`'+chr(95)+'`)}'`],
    ['CHR() of SQL', (parts) => `SELECT '${parts.join(`' || CHR(95) || '`)}'`],
    ['Chr() of Visual Basic', (parts) => `k = "${parts.join('" & Chr(95) & "')}"`],
    [
      'a constant that ends before the mode',
      (_parts, key) => `P = "aug_sk_"\nK = P + "prod_${key.slice(12)}"`,
    ],
    [
      'an element for each',
      (_parts, key) => [...key].map((each) => `<span class="a">${each}</span>`).join(''),
    ],
    ['a pattern', (_parts, key) => `k = "aug_sk_{}_{}".format("prod", "${key.slice(12)}")`],
    ['an f-string', (_parts, key) => `b = "${key.slice(12)}"\nk = f"aug_sk_{mode}_{b}"`],
  ])('%s', async (_name, write) => {
    const key = random.key('prod', 'augno');
    expect(await keysIn(write(key.split('_'), key))).toEqual([[`valid ${key}`], []]);
  });
});

describe('deflate without a head', () => {
  it.each<[string, (packed: Buffer) => string]>([
    ['PHP', (packed) => `<?php eval(gzinflate(base64_decode("${packed.toString('base64')}")));`],
    ['PowerShell', (packed) => `[Convert]::FromBase64String('${packed.toString('base64')}')`],
    ['a token', (packed) => `eyJhbGciOiJkaXIifQ..${packed.toString('base64url')}.AAAA`],
    ['wrapped', (packed) => `x:\n${packed.toString('base64').replaceAll(/.{76}/g, '$&\n')}\n`],
  ])('in base64: %s', async (_name, write) => {
    for (const level of [1, 6, 9]) {
      const key = random.key();
      expect(await keysIn(write(deflateRawSync(fileWith(key), { level })))).toEqual([[`valid ${key}`], []]);
    }
    const key = random.key();
    expect(await keysIn(write(deflateRawSync(`{"k":"${key}","d":1}`)))).toEqual([[`valid ${key}`], []]);
  });

  it('what only begins like it is none', async () => {
    for (let round = 0; round < 3000; round += 1)
      expect(await keysIn(`k = "${random.bytes(120).toString('base64')}"`)).toEqual([[], []]);
  });
});
