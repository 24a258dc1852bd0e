/** Macros, sessions, pictures, what stands about members of an archive; further escapes. */
import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { tar, zip } from '../../fixtures/scanner/archives.ts';
import { bodiesMadeUp, fileWith, keysIn, scanContent } from '../../fixtures/scanner/content.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const random = new Random(1618);
const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

/** Chunks of 4 KiB in which every letter stands for itself. */
function macros(text: string): Buffer {
  const parts = [Buffer.from([1])];
  for (let at = 0; at < text.length; at += 3000) {
    const tokens = text.slice(at, at + 3000).replaceAll(/[^]{1,8}/g, '\0$&');
    const header = Buffer.alloc(2);
    header.writeUInt16LE(0xb000 | (tokens.length - 1));
    parts.push(header, Buffer.from(tokens, 'latin1'));
  }
  return Buffer.concat(parts);
}

describe('what offices and browsers keep', () => {
  it('macros of a workbook', async () => {
    const key = random.key();
    const source = macros(`Attribute VB_Name = "M"\r\nConst K = "${key}"\r\n${"' note\r\n".repeat(900)}`);
    expect(source.includes(key)).toBe(false);
    const project = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1000), source]);
    expect(await keysIn(project)).toEqual([[`valid ${key}`], []]);
    const book = zip([{ name: 'xl/vbaProject.bin', content: project }]);
    expect(await keysIn(book, 'book.xlsm')).toEqual([[`valid ${key}`], []]);
    const { skipped } = await scanContent(project.subarray(0, project.length - 400));
    expect(skipped.map(({ reason }) => reason)).toEqual(['it ends too early']);
    for (let round = 0; round < 40; round += 1) {
      const bytes = Buffer.from(project);
      bytes[1008 + random.below(source.length)] = random.below(256);
      expect(bodiesMadeUp((await scanContent(bytes)).hits, key)).toEqual([]);
    }
  });

  it('sessions of Firefox', async () => {
    const key = random.key();
    const content = fileWith(key).subarray(0, 400);
    const size = Buffer.alloc(4);
    size.writeUInt32LE(content.length);
    // The key in two parts of letters: a match of nothing's own stands between them.
    const at = content.indexOf(key) + 30;
    const [left, right] = [content.subarray(0, at), content.subarray(at)];
    const run = (bytes: Buffer, low: number): Buffer => {
      const rest = bytes.length - 15;
      const more = [...Array.from({ length: Math.floor(rest / 255) }, () => 255), rest % 255];
      return Buffer.concat([Buffer.from([0xf0 | low, ...more]), bytes]);
    };
    // A match has four bytes at least: those are the first four of the right part, repeated from where they stand once more.
    const four = right.subarray(0, 4);
    const before = Buffer.concat([four, left]);
    const block = Buffer.concat([
      run(before, 0),
      Buffer.from([before.length & 255, before.length >> 8]),
      run(right.subarray(4), 0),
    ]);
    size.writeUInt32LE(before.length + right.length);
    const bytes = Buffer.concat([Buffer.from('mozLz40\0'), size, block]);
    expect(bytes.includes(key)).toBe(false);
    expect(await keysIn(bytes, 'sessionstore.jsonlz4')).toEqual([[`valid ${key}`], []]);
  });

  it('diagrams in pictures', async () => {
    const key = random.key();
    const inner = deflateRawSync(Buffer.from(encodeURIComponent(`<mxGraphModel>${key}</mxGraphModel>`)));
    const file = `<mxfile><diagram id="a">${inner.toString('base64')}</diagram></mxfile>`;
    const escaped = file.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    expect(await keysIn(`<svg content="${escaped}"/>`)).toEqual([[`valid ${key}`], []]);
    expect(await keysIn(gzipSync(`mxfile\0${encodeURIComponent(file)}`))).toEqual([[`valid ${key}`], []]);
  });

  it('what stands about the members of a packed tar: where links lead, comments, names of folders', async () => {
    const key = random.key();
    const members = (type: string, name: string, link: string): Buffer => {
      const bytes = Buffer.from(tar([{ name: 'x', content: Buffer.alloc(0) }]));
      bytes.fill(0, 0, 100);
      bytes.write(name);
      bytes.write(type, 156);
      bytes.write(link, 157);
      bytes.fill(0x20, 148, 156);
      const sum = bytes.subarray(0, 512).reduce((total, byte) => total + byte, 0);
      bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
      return bytes;
    };
    expect(await keysIn(gzipSync(members('2', 'a', key)))).toEqual([[`valid ${key}`], []]);
    expect(await keysIn(gzipSync(members('5', `${key}/`, '')))).toEqual([[`valid ${key}`], []]);
    const record = `${String(key.length + 13)} comment=${key}\n`;
    const comment = tar([{ name: 'pax', content: Buffer.from(record) }]);
    comment.write('x', 156);
    comment.fill(0x20, 148, 156);
    const sum = comment.subarray(0, 512).reduce((total, byte) => total + byte, 0);
    comment.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    const whole = Buffer.concat([
      comment.subarray(0, 1024),
      tar([{ name: 'a', content: Buffer.from('abc') }]),
    ]);
    expect(await keysIn(gzipSync(whole))).toEqual([[`valid ${key}`], []]);
    // More zeros than any archive ends with, and another one behind them.
    const far = Buffer.concat([
      tar([{ name: 'a', content: Buffer.from('abc') }]),
      Buffer.alloc(512 * 200),
      tar([{ name: 'b', content: fileWith(key) }]),
    ]);
    expect(await keysIn(gzipSync(far))).toEqual([[`valid ${key}`], []]);
  });

  it.each([
    ['!BDN', 'Outlook data file'],
    ['MSWIM\0\0\0', 'Windows image'],
    ['\x89LZO\0\r\n\x1a\n', 'lzop'],
    ['LRZI', 'lrzip'],
    ['\x20\x01-lh5-', 'LHA'],
  ])('names %j, which it can’t open', async (magic, name) => {
    const bytes = Buffer.concat([Buffer.from(magic, 'latin1'), Buffer.alloc(300)]);
    expect((await scanContent(bytes)).skipped.map(({ reason }) => reason)).toEqual([
      expect.stringContaining(name),
    ]);
    expect((await scanContent(Buffer.from('use -lh5- or !BDN or LZO'))).skipped).toEqual([]);
  });
});

describe('base64', () => {
  it('five deep and more', async () => {
    const key = random.key();
    let text = `KEY=${key}\n`;
    for (let depth = 1; depth <= 8; depth += 1) {
      text = Buffer.from(text).toString('base64');
      expect([depth, await keysIn(`value: ${text}\n`)]).toEqual([depth, [[`valid ${key}`], []]]);
      expect([depth, await keysIn(`${text.replaceAll(/.{76}/g, '$&\n')}\n`)]).toEqual([
        depth,
        [[`valid ${key}`], []],
      ]);
    }
  });

  it('of text in UTF-32', async () => {
    for (const before of ['', '\uFEFF', 'KEY=', 'the key is ']) {
      const key = random.key();
      const text = `${before}${key}\n`;
      const little = Buffer.from(Uint32Array.from(Array.from(text, (each) => each.codePointAt(0)!)).buffer);
      for (const bytes of [little, Buffer.from(little).swap32()])
        expect(await keysIn(`value: ${bytes.toString('base64')}\n`)).toEqual([[`valid ${key}`], []]);
    }
  });
});

describe('CLIXML, in which PowerShell keeps objects and reports errors', () => {
  const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');
  const objects = (inner: string): string =>
    `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">\r\n  <Obj RefId="0">\r\n    <MS>\r\n      ${inner}\r\n    </MS>\r\n  </Obj>\r\n</Objs>`;

  it.each<[string, (key: string) => string]>([
    ['a string', (key) => `<S N="ApiKey">${key}</S>`],
    ['a string with escapes', (key) => `<S N="ApiKey">${key.replaceAll('_', '_x005F_')}</S>`],
    [
      'a secure string, which is in the clear beyond Windows',
      (key) => `<SS N="P">${wide(key).toString('hex')}</SS>`,
    ],
    ['bytes', (key) => `<BA N="B">${Buffer.from(`KEY=${key}\n`).toString('base64')}</BA>`],
    ['bytes of a text in UTF-16', (key) => `<BA N="B">${wide(`KEY=${key}\n`).toString('base64')}</BA>`],
  ])('%s', async (_name, write) => {
    const key = random.key();
    const text = objects(write(key));
    expect(await keysIn(text)).toEqual([[`valid ${key}`], []]);
    expect(await keysIn(Buffer.concat([Buffer.from([0xff, 0xfe]), wide(text)]))).toEqual([
      [`valid ${key}`],
      [],
    ]);
  });

  it('an underscore before an x, the only one that PowerShell itself escapes', async () => {
    let key = random.key();
    while (key[35] !== 'x') key = random.key();
    const text = objects(`<S N="ApiKey">${key.replaceAll('_x', '_x005F_x')}</S>`);
    expect(text).not.toContain(key);
    expect(await keysIn(text)).toEqual([[`valid ${key}`], []]);
  });

  it('an error whose lines are as wide as the window', async () => {
    for (let at = 13; at < 85; at += 4) {
      const key = random.key();
      const parts = [`At line:1 KEY=${key.slice(0, at)}`, `${key.slice(at)} `];
      const lines = parts.map((part) => `<S S="Error">${part}_x000D__x000A_</S>`).join('');
      const text = `#< CLIXML\r\n<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">${lines}</Objs>`;
      expect([at, await keysIn(text)]).toEqual([at, [[`valid ${key}`], []]]);
    }
  });
});

describe('further escapes', () => {
  it.each([
    '&#x005f;',
    '&#X5F;',
    '&#0095;',
    '&#x0000005F;',
    '&#95',
    '\\u0026#95;',
    '\\u0026#x5f;',
    '\\5f ',
    '\\00005f',
    '\\textunderscore{}',
    '\\textunderscore ',
    '{\\_}',
    '{lowbar}',
    '{underscore}',
    '+AF8-',
    '%u005f',
    '\\u{005F}',
    '\\x{5f}',
    '\\o{137}',
    '\\N{U+5F}',
    '\\N{LOW LINE}',
  ])('of an underscore: %s', async (escape) => {
    const key = random.key();
    expect(await keysIn(`k = "${key.replaceAll('_', escape)}"\n`)).toEqual([[`valid ${key}`], []]);
  });

  it.each<[string, (byte: number) => string]>([
    ['&#x0061;', (byte) => `&#x00${hex(byte)};`],
    ['&#X61;', (byte) => `&#X${hex(byte).toUpperCase()};`],
    ['&#97', (byte) => `&#${String(byte)}`],
    ['\\u0026#97;', (byte) => `\\u0026#${String(byte)};`],
    ['%u0061', (byte) => `%u00${hex(byte)}`],
    ['\\61 ', (byte) => `\\${hex(byte)} `],
    ['\\000061', (byte) => `\\0000${hex(byte)}`],
    ['\\x{61}', (byte) => `\\x{${hex(byte)}}`],
    ['\\U00000061', (byte) => `\\U000000${hex(byte)}`],
    ['61-75', (byte) => `${hex(byte)}-`],
    ['0x61,0x75', (byte) => `0x${hex(byte)},`],
    ['digits of two', (byte) => `${byte.toString(2).padStart(8, '0')} `],
    ['digits of two, side by side', (byte) => byte.toString(2).padStart(8, '0')],
  ])('of everything: %s', async (_name, write) => {
    const key = random.key();
    const text = [...Buffer.from(key)].map(write).join('');
    expect(await keysIn(`k = "${text}"\n`)).toEqual([[`valid ${key}`], []]);
  });

  it('parts of CDATA, and parameters of a mail’s header', async () => {
    for (let at = 14; at < 84; at += 7) {
      const key = random.key();
      const [left, right] = [key.slice(0, at), key.slice(at)];
      expect(await keysIn(`<a><![CDATA[${left}]]><![CDATA[${right}]]></a>`)).toEqual([[`valid ${key}`], []]);
      const header = `Content-Disposition: attachment;\r\n filename*0*=utf-8''${left};\r\n filename*1*=${right}\r\n`;
      expect(await keysIn(header)).toEqual([[`valid ${key}`], []]);
    }
  });
});
