/** Containers written in digits, encodings of different kinds in each other, text of two bytes in binaries. */
import { execFileSync } from 'node:child_process';
import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeBase32, encodeBase85 } from '../../../electron/scanner/detect/bases.ts';
import { zip } from '../../fixtures/scanner/archives.ts';
import { bodiesMadeUp, fileWith, keysIn, scanContent } from '../../fixtures/scanner/content.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const random = new Random(1617);
const hex = (byte: number): string => byte.toString(16).padStart(2, '0');
const list = (bytes: Buffer, write: (byte: number) => string, between: string): string =>
  [...bytes].map(write).join(between);
const printed = (program: string, args: readonly string[], input: Buffer): string | null => {
  try {
    return execFileSync(program, args, { input, stdio: ['pipe', 'pipe', 'ignore'] }).toString('latin1');
  } catch {
    return null;
  }
};
const inLiteral = (bytes: Buffer): string =>
  list(
    bytes,
    (byte) =>
      byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c
        ? String.fromCharCode(byte)
        : `\\x${hex(byte)}`,
    '',
  );
const PACKED: readonly (readonly [string, (key: string) => Buffer])[] = [
  ['gzip', (key) => gzipSync(fileWith(key))],
  ['zlib', (key) => deflateSync(fileWith(key))],
  ['zip', (key) => zip([{ name: 'a/.env', content: fileWith(key) }])],
];
const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc(3 - ((bytes.length + 3) % 4))]);

const PRINTED: readonly (readonly [program: string, args: readonly string[], without?: RegExp])[] = [
  ['xxd', []],
  ['xxd', ['-p']],
  ['xxd', ['-i']],
  ['xxd', ['-b']],
  ['xxd', ['-g', '1', '-u']],
  ['hexdump', ['-C']],
  ['hexdump', []],
  ['od', ['-A', 'x', '-t', 'x1']],
  ['od', ['-x']],
  ['od', ['-b'], /zlib/],
  ['od', ['-c'], /zlib/],
  ['od', [], /zlib/],
];

/** Of zlib two bytes are known: what needs four of them to be recognised has none. */
type Written = readonly [name: string, write: (bytes: Buffer) => string | null, without?: RegExp | undefined];
const DIGITS: readonly Written[] = [
  ['a blob of SQL', (bytes) => `INSERT INTO t VALUES (1,0x${bytes.toString('hex').toUpperCase()});\n`],
  ['bytea', (bytes) => `COPY t FROM stdin;\n1\t\\\\x${bytes.toString('hex')}\n\\.\n`],
  ['an array', (bytes) => `static const uint8_t a[] = {${list(bytes, (byte) => `0x${hex(byte)}`, ', ')}};\n`],
  ['a narrow array', (bytes) => `a := []byte{${list(bytes, (byte) => `0x${hex(byte)}`, ',')}}\n`],
  ['a buffer in JSON', (bytes) => JSON.stringify(bytes)],
  ['a list with blanks', (bytes) => `[${[...bytes].join(', ')}]`],
  [
    'a value of the registry',
    (bytes) => `"a"=hex:${list(bytes, hex, ',').replaceAll(/.{72}/g, '$&\\\r\n  ')}`,
  ],
  ['colons', (bytes) => `key: ${list(bytes, hex, ':')}\n`],
  ['dashes, in capitals', (bytes) => `${list(bytes, hex, '-').toUpperCase()}\n`],
  ['a literal', (bytes) => `var a = "${inLiteral(bytes)}"\n`],
  ['a literal of escapes only', (bytes) => `_a = b'${list(bytes, (byte) => `\\x${hex(byte)}`, '')}'\n`],
  [
    'octal escapes',
    (bytes) => `printf "${list(bytes, (byte) => `\\${byte.toString(8).padStart(3, '0')}`, '')}"`,
  ],
  ['base 32', (bytes) => `x: ${encodeBase32(bytes)}\n`],
  ['ascii85', (bytes) => `x <~${encodeBase85(padded(bytes), 'ascii85')}~>\n`],
  ['base85', (bytes) => `x = ${encodeBase85(padded(bytes), 'base85')}\n`, /zlib/],
  ...PRINTED.map(([program, args, without]): Written => [
    `${program} ${args.join(' ')}`,
    (bytes) => printed(program, args, bytes),
    without,
  ]),
];

describe('what is packed and written in digits', () => {
  it.each<[string, Written[1], RegExp | undefined]>(
    DIGITS.map(([name, write, without]) => [name, write, without]),
  )('%s', async (_name, write, without) => {
    for (const [format, pack] of PACKED) {
      if (without?.test(format) === true) continue;
      const key = random.key();
      const text = write(pack(key));
      if (text !== null) expect([format, await keysIn(text)]).toEqual([format, [[`valid ${key}`], []]]);
    }
  });

  it('behind the signs of patches, comments and logs', async () => {
    for (const prefix of ['+', '-', '// ', '# ', '2026-01-01 12:00:00 DEBUG ']) {
      const key = random.key();
      const dump = printed('hexdump', ['-C'], fileWith(key));
      if (dump === null) return;
      expect([prefix, await keysIn(dump.replaceAll(/^/gm, prefix))]).toEqual([
        prefix,
        [[`valid ${key}`], []],
      ]);
    }
  });

  it('that is cut off is said; what only begins like it is not', async () => {
    const packed = gzipSync(Buffer.concat([random.bytes(3000), fileWith(random.key())])).subarray(0, 2500);
    const { skipped } = await scanContent(Buffer.from(`x = 0x${packed.toString('hex')};\n`));
    expect(skipped.map(({ reason }) => reason)).toEqual(['it ends too early']);
    const digests = Array.from({ length: 4000 }, () => random.bytes(64).toString('hex'));
    expect(await keysIn(digests.join('\n'))).toEqual([[], []]);
    // Of a great many beginnings each could be followed to the end: that is given up, and said.
    const many = await scanContent(Buffer.from('120, 156, 31, 139, 8, 80, 75, 3, 4, '.repeat(2000)));
    expect(many.hits).toEqual([]);
    expect(many.skipped.map(({ reason }) => reason)).toEqual([
      'it holds more encoded pieces than are decoded',
    ]);
  });

  it('is stopped where it is a bomb', { timeout: 240_000 }, async () => {
    const bomb = gzipSync(gzipSync(Buffer.alloc(200 << 20)));
    const { skipped } = await scanContent(Buffer.from(`0x${bomb.toString('hex')}`));
    expect(skipped.map(({ reason }) => reason)).toEqual([expect.stringContaining('a thousand times')]);
  });

  it('cut off or lying, makes up no key and never crashes', { timeout: 240_000 }, async () => {
    for (const [, write] of DIGITS) {
      const key = random.key();
      const text = write(gzipSync(fileWith(key)));
      if (text === null) continue;
      await fc.assert(
        fc.asyncProperty(fc.nat(), fc.nat(), fc.nat({ max: 255 }), async (cut, at, byte) => {
          const bytes = Buffer.from(text).subarray(0, 1 + (cut % text.length));
          bytes[at % bytes.length] = byte;
          expect(bodiesMadeUp((await scanContent(bytes)).hits, key)).toEqual([]);
        }),
        { numRuns: 12 },
      );
    }
  });
});

const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64');
const hexadecimal = (text: string | Buffer): string => Buffer.from(text).toString('hex');

describe('encodings of different kinds in each other', () => {
  it.each<[string, (key: string) => string]>([
    ['hexadecimal in base64', (key) => base64(hexadecimal(key))],
    ['base64 in hexadecimal', (key) => hexadecimal(base64(key))],
    ['hexadecimal twice', (key) => hexadecimal(hexadecimal(key))],
    ['escapes in base64', (key) => base64(key.replaceAll('_', '%5F'))],
    ['base 32 in base64', (key) => base64(encodeBase32(Buffer.from(key)))],
    ['base64 in base 32', (key) => encodeBase32(Buffer.from(base64(key)))],
    ['hexadecimal in wrapped base64', (key) => base64(hexadecimal(`k=${key};`)).replaceAll(/.{76}/g, '$&\n')],
    ['an archive three deep', (key) => base64(base64(base64(gzipSync(fileWith(key)))))],
    ['an archive four deep', (key) => base64(base64(base64(base64(gzipSync(fileWith(key))))))],
    ['an archive in base64 in hexadecimal', (key) => hexadecimal(base64(gzipSync(fileWith(key))))],
  ])('%s', async (_name, write) => {
    const key = random.key();
    expect(await keysIn(`{"a":"${write(key)}"}\n`)).toEqual([[`valid ${key}`], []]);
  });
});

describe('base64 of archives', () => {
  const noisy = (key: string): string => base64(gzipSync(Buffer.concat([random.bytes(3000), fileWith(key)])));
  it.each<[string, (text: string) => string]>([
    ['JSON that escapes plus signs', (text) => `{"a":"${text.replaceAll('+', '\\u002B')}"}`],
    ['an address', (text) => `a=${encodeURIComponent(text)}&b=1`],
    ['HTML', (text) => `<input value="${text.replaceAll('+', '&#x2B;').replaceAll('/', '&#47;')}">`],
    ['a patch', (text) => `@@ -0,0 +1,60 @@\n${text.replaceAll(/.{1,76}/g, '+$&\n')}`],
    ['a patch that removes it', (text) => `@@ -1,60 +0,0 @@\n${text.replaceAll(/.{1,76}/g, '-$&\n')}`],
    [
      'a patch in JSON',
      (text) => JSON.stringify({ patch: `@@ @@\n${text.replaceAll(/.{1,76}/g, '+$&\n')}` }),
    ],
    ['a comment', (text) => text.replaceAll(/.{1,76}/g, '// $&\n')],
  ])('in %s', async (_name, write) => {
    const key = random.key();
    expect(await keysIn(write(noisy(key)))).toEqual([[`valid ${key}`], []]);
  });

  it.each(['+', '-', '// ', '> '])('a key in wrapped lines behind %j', async (prefix) => {
    for (let shift = 0; shift < 6; shift += 1) {
      const key = random.key();
      const text = base64(`${'\0\u0001'.repeat(300 + shift)}${key}${'zz'.repeat(300)}`);
      expect([shift, await keysIn(text.replaceAll(/.{1,76}/g, `${prefix}$&\n`))]).toEqual([
        shift,
        [[`valid ${key}`], []],
      ]);
    }
  });

  it('uuencoded in a patch', async () => {
    const key = random.key();
    const text = printed(
      'python3',
      [
        '-c',
        "import sys,binascii\nb=sys.stdin.buffer.read()\nprint('begin 644 a')\nfor i in range(0,len(b),45): print(binascii.b2a_uu(b[i:i+45]).decode(),end='')\nprint('`\\nend')",
      ],
      fileWith(key),
    );
    if (text !== null) expect(await keysIn(text.replaceAll(/^/gm, '+'))).toEqual([[`valid ${key}`], []]);
  });
});

describe('text of two bytes for each character in binary content', () => {
  it.each<[string, (key: string) => string]>([
    ['base64', base64],
    ['a command in base64', (key) => `powershell -enc ${base64(Buffer.from(`$k="${key}"`, 'utf16le'))}`],
    ['hexadecimal', hexadecimal],
    ['percent signs', (key) => `https://example.test/a/path/that/is/long?key=${key.replaceAll('_', '%5F')}`],
    ['an archive', (key) => base64(gzipSync(fileWith(key)))],
  ])('%s', async (_name, write) => {
    for (const shift of [0, 1]) {
      const key = random.key();
      const binary = Buffer.from(
        [0, 1, 2, 3, 200, 0, 7].concat(Array.from({ length: 400 }, (_, at) => at % 7)),
      );
      const text = Buffer.from(write(key), 'utf16le');
      const bytes = Buffer.concat([binary, Buffer.alloc(shift, 9), text, Buffer.from([1, 2, 3]), binary]);
      expect([shift, await keysIn(bytes)]).toEqual([shift, [[`valid ${key}`], []]]);
    }
  });
});
