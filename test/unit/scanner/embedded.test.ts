/** Recognised by what they are, wherever they begin. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { zip } from '../../fixtures/scanner/archives.ts';
import { scanContent } from '../../fixtures/scanner/content.ts';
import { packLz4, pack7z } from '../../fixtures/scanner/packers.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const random = new Random(1602);
const noise = (length: number): Buffer => random.bytes(length);
const body = (key: string): Buffer => Buffer.from(`first line\nKEY=${key}\n${'abc def '.repeat(300)}`);
const packed = (program: string, content: Buffer, args: readonly string[] = ['-c']): Buffer | null => {
  try {
    return execFileSync(program, args, { input: content, stdio: ['pipe', 'pipe', 'ignore'] });
  } catch {
    return null;
  }
};
const keysIn = async (bytes: Uint8Array, path?: string): Promise<unknown> => {
  const { hits, skipped } = await scanContent(bytes, path);
  return [
    [...new Set(hits.map((hit) => `${hit.class} ${Buffer.from(hit.key).toString('latin1')}`))],
    skipped,
  ];
};

const ARCHIVES: readonly (readonly [string, (key: string) => Buffer | null])[] = [
  ['gzip', (key) => gzipSync(body(key))],
  ['zlib', (key) => deflateSync(body(key))],
  ['zlib of the lowest level', (key) => deflateSync(body(key), { level: 1 })],
  ['zlib of the highest level', (key) => deflateSync(body(key), { level: 9 })],
  ['zip', (key) => zip([{ name: 'a/.env', content: body(key) }])],
  ['bzip2', (key) => packed('bzip2', body(key))],
  ['xz', (key) => packed('xz', body(key))],
  ['zstd', (key) => packed('zstd', body(key), ['-qc'])],
  ['7z', (key) => pack7z({ a: body(key) }, [])],
];

describe('archives in base64', () => {
  it.each(ARCHIVES)('%s, in every wrapping and twice', async (_name, make) => {
    const key = random.key();
    const archive = make(key);
    if (archive === null) return;
    const once = archive.toString('base64');
    const lines = once.replaceAll(/.{76}/g, '$&\n');
    const texts = [
      `release: ${once}\n`,
      `Content-Transfer-Encoding: base64\n\n${lines}\n--b--\n`,
      `x:\r\n    ${once.replaceAll(/.{60}/g, '$&\r\n    ')}\r\n`,
      JSON.stringify({ content: lines }),
      `[\n  "${once.replaceAll(/.{64}/g, '$&",\n  "')}"\n]`,
      `const a = "${once.replaceAll(/.{70}/g, '$&" +\n  "')}";`,
      `data:application/octet-stream;base64,${once}`,
      archive.toString('base64url'),
      `data:\n  release: ${Buffer.from(once).toString('base64')}\n`,
    ];
    for (const [index, text] of texts.entries())
      expect([index, await keysIn(Buffer.from(text))]).toEqual([index, [[`valid ${key}`], []]]);
  });

  it('of any size', { timeout: 60_000 }, async () => {
    for (const size of [60_000, 500_000, 1_500_000]) {
      const key = random.key();
      const archive = gzipSync(Buffer.concat([noise(size), body(key)]));
      const text = `kind: ConfigMap\ndata:\n  release: ${archive.toString('base64')}\n`;
      expect(await keysIn(Buffer.from(text))).toEqual([[`valid ${key}`], []]);
      const twice = `data:\n  release: ${Buffer.from(archive.toString('base64')).toString('base64')}\n`;
      expect(await keysIn(Buffer.from(twice))).toEqual([[`valid ${key}`], []]);
    }
  });

  it('that end early are said; what only looks like one is not', async () => {
    const archive = gzipSync(Buffer.concat([noise(5000), body(random.key())]));
    const cut = await scanContent(Buffer.from(`x: ${archive.subarray(0, 4000).toString('base64')}\n`));
    expect(cut.skipped.map(({ reason }) => reason)).toEqual(['it ends too early']);
    for (const begin of ['H4sI', 'UEsDB', 'eJx9', 'eNpN', 'Qlpo', 'KLUv/', 'SDRzS', 'ZUp4']) {
      const text = `${begin}${noise(300).toString('base64')}\n`;
      expect([begin, (await scanContent(Buffer.from(text))).skipped]).toEqual([begin, []]);
    }
  });

  it('what unpacks for a while by chance is not said', async () => {
    for (let round = 0; round < 1500; round += 1) {
      const bytes = Buffer.concat([Buffer.from([0x78, 0x9c, ((round << 3) & 0xff) | 3]), noise(400)]);
      const text = `${bytes.toString('base64').replaceAll(/.{64}/g, '$&\n')}\n`;
      expect([round, (await scanContent(Buffer.from(text))).skipped]).toEqual([round, []]);
    }
  });

  it('are found at the line where they begin', async () => {
    const text = `one\ntwo: ${gzipSync(body(random.key())).toString('base64')}\n`;
    const { hits } = await scanContent(Buffer.from(text));
    expect(hits.map(({ line, column, encoding, container }) => [line, column, encoding, container])).toEqual([
      [2, 6, ['base64', 'gzip'], []],
    ]);
  });
});

describe('archives behind something else', () => {
  const key = random.key();
  const archive = zip([{ name: 'bg.js', content: body(key) }]);

  it.each([
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(3000), archive])],
    ['a script', Buffer.concat([Buffer.from('#!/bin/sh\nexec java -jar "$0"\n'), archive])],
    ['a browser extension', Buffer.concat([Buffer.from('Cr24'), noise(600), archive])],
    ['text', Buffer.concat([Buffer.from('any text at all\n'), archive])],
    ['much', Buffer.concat([noise(700_000), archive])],
    ['something, with more behind it', Buffer.concat([noise(3000), archive, noise(90_000)])],
    [
      'zeros, as a member',
      zip([{ name: 'x.bin', content: Buffer.concat([Buffer.alloc(200), archive]), stored: true }]),
    ],
  ])('zip behind %s', async (_name, bytes) => {
    expect(await keysIn(bytes)).toEqual([[`valid ${key}`], []]);
  });

  it.each(ARCHIVES.filter(([name]) => name !== 'zip'))(
    '%s in the middle of a capture',
    async (_name, make) => {
      const own = random.key();
      const middle = make(own);
      if (middle === null) return;
      const bytes = Buffer.concat([
        Buffer.from([0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0]),
        noise(700),
        middle,
        noise(900),
      ]);
      expect(await keysIn(bytes)).toEqual([[`valid ${own}`], []]);
    },
  );

  it('zlib that is cut off is said; what only unpacks for a while is not', async () => {
    const long = deflateSync(Buffer.concat([body(random.key()), Buffer.from(noise(9000).toString('hex'))]));
    const capture = Buffer.concat([Buffer.alloc(8), noise(200), long.subarray(0, 5000)]);
    expect((await scanContent(capture)).skipped.map(({ reason }) => reason)).toEqual(['it ends too early']);
    for (const [name, bytes] of [
      ['noise', Buffer.concat([Buffer.alloc(4), noise(3_000_000)])],
      ['beginnings', Buffer.concat([Buffer.alloc(4), Buffer.alloc(400_000, 'x\x9c')])],
      ['a program', readFileSync(process.execPath).subarray(0, 20_000_000)],
    ] as const)
      expect([name, (await scanContent(bytes)).skipped]).toEqual([name, []]);
  });

  it.each([
    ['gzip', gzipSync(Buffer.from('one\n'.repeat(100)))],
    ['zlib', deflateSync(Buffer.from('one\n'.repeat(100)))],
  ])('behind a whole file of %s', async (_name, first) => {
    for (const [index, between] of [
      Buffer.alloc(0),
      Buffer.alloc(600),
      Buffer.alloc(300_000),
      noise(900),
    ].entries())
      for (const make of [gzipSync, deflateSync, (bytes: Buffer) => zip([{ name: 'a', content: bytes }])]) {
        const own = random.key();
        const bytes = Buffer.concat([first, between, make(body(own))]);
        expect([index, await keysIn(bytes)]).toEqual([index, [[`valid ${own}`], []]]);
      }
  });

  it('each of several gzip streams, one after the other and apart', async () => {
    const keys = [random.key(), random.key(), random.key()];
    const [one, two, three] = keys.map((each) => gzipSync(body(each))) as [Buffer, Buffer, Buffer];
    const { hits, skipped } = await scanContent(
      Buffer.concat([noise(50), one, two, noise(70), three, noise(20)]),
    );
    expect([hits.map((hit) => Buffer.from(hit.key).toString('latin1')).sort(), skipped]).toEqual([
      [...keys].sort(),
      [],
    ]);
  });

  it('what only holds the magic is read as bytes', async () => {
    const magics = [
      '\x1f\x8b\x08\0',
      'PK\x05\x06',
      '1AY&SY',
      '\xfd7zXZ\0',
      '7z\xbc\xaf\x27\x1c',
      '\x28\xb5\x2f\xfd',
      'Rar!\x1a\x07',
      'PACK\0\0\0\x02',
      'LZIP\x01',
      'zTXt',
      '<DataMashup',
      'SAMLRequest=',
      '<diagram>',
      'begin 644 x\n',
      'GIT binary patch\n',
    ];
    const bytes = Buffer.concat(
      magics.flatMap((magic) => [noise(40), Buffer.from(`\n${magic}`, 'latin1'), noise(60)]),
    );
    expect((await scanContent(bytes)).skipped).toEqual([]);
    expect((await scanContent(Buffer.from(`all: ${magics.join(' and ')}`, 'latin1'))).skipped).toEqual([]);
  });
});

describe('forms of programs', () => {
  const sample = (): readonly [string, Buffer] => {
    const key = random.key();
    return [key, body(key)];
  };

  it('SAML messages, deflated or not, in addresses and forms', async () => {
    const [key, content] = sample();
    const deflated = deflateRawSync(content).toString('base64');
    for (const text of [
      `https://idp.example/sso?SAMLRequest=${encodeURIComponent(deflated)}&RelayState=x`,
      `<input type="hidden" name="SAMLResponse" value="${content.toString('base64')}"/>`,
    ])
      expect(await keysIn(Buffer.from(text))).toEqual([[`valid ${key}`], []]);
  });

  it('diagrams of draw.io', async () => {
    const [key, content] = sample();
    const encoded = deflateRawSync(Buffer.from(encodeURIComponent(content.toString()))).toString('base64');
    const text = `<mxfile host="x"><diagram id="1" name="Page-1">${encoded}</diagram></mxfile>`;
    expect(await keysIn(Buffer.from(text))).toEqual([[`valid ${key}`], []]);
  });

  it('Power Query in a workbook, in UTF-16 and UTF-8', async () => {
    const [key, content] = sample();
    const inner = zip([{ name: 'Formulas/Section1.m', content }]);
    const head = Buffer.alloc(8);
    head.writeUInt32LE(inner.length, 4);
    const mashup = Buffer.concat([head, inner, Buffer.alloc(200)]).toString('base64');
    const xml = `<?xml version="1.0"?><DataMashup sqmid="1" xmlns="http://schemas.microsoft.com/DataMashup">${mashup}</DataMashup>`;
    for (const part of [Buffer.from(xml), Buffer.from(`\uFEFF${xml}`, 'utf16le')]) {
      const book = zip([{ name: 'customXml/item1.xml', content: part }]);
      const { hits, skipped } = await scanContent(book);
      expect([hits.map((hit) => [Buffer.from(hit.key).toString('latin1'), hit.container]), skipped]).toEqual([
        [[key, ['customXml/item1.xml', 'Formulas/Section1.m']]],
        [],
      ]);
    }
    const pbix = zip([{ name: 'DataMashup', content: Buffer.concat([head, inner, Buffer.alloc(99)]) }]);
    expect(await keysIn(pbix)).toEqual([[`valid ${key}`], []]);
  });

  it('uuencoded files, archives too', async () => {
    const [key, content] = sample();
    for (const bytes of [content, gzipSync(content)]) {
      const lines: string[] = [];
      for (let at = 0; at < bytes.length; at += 45) {
        const part = bytes.subarray(at, at + 45);
        const values = [
          ...Buffer.concat([part, Buffer.alloc((3 - (part.length % 3)) % 3)]).toString('base64'),
        ].map((character) =>
          'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.indexOf(character),
        );
        lines.push(
          String.fromCharCode(0x20 + part.length) +
            values.map((value) => String.fromCharCode(value === 0 ? 0x60 : 0x20 + value)).join(''),
        );
      }
      const text = `see:\n\nbegin 644 a.env\n${lines.join('\n')}\n\`\nend\n`;
      expect(await keysIn(Buffer.from(text))).toEqual([[`valid ${key}`], []]);
      const other = `begin-base64 644 a.env\n${bytes.toString('base64').replaceAll(/.{60}/g, '$&\n')}\n====\n`;
      expect(await keysIn(Buffer.from(other))).toEqual([[`valid ${key}`], []]);
    }
  });

  it('LZ4 as kernels have it', async () => {
    const [key, content] = sample();
    const old = packLz4(content, ['-l']);
    if (old !== null) expect(await keysIn(old)).toEqual([[`valid ${key}`], []]);
  });
});
