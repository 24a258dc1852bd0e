import { execFileSync } from 'node:child_process';
import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import Database from 'better-sqlite3';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bodiesMadeUp, scanContent as scan } from '../../fixtures/scanner/content.ts';
import { asar, tar, zip } from '../../fixtures/scanner/archives.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const random = new Random(5);
const text = (key: string): Buffer => Buffer.from(`first line\nKEY=${key}\n`);

async function places(bytes: Uint8Array, key: string): Promise<unknown[]> {
  const { hits } = await scan(bytes);
  return hits.map((hit) => [
    hit.class,
    Buffer.from(hit.key).toString('latin1') === key,
    hit.container.join(' » '),
    hit.line,
    hit.column,
  ]);
}

/** Packs with a program of the system; null where it is not installed. */
function pack(program: string, args: readonly string[], input: Buffer): Buffer | null {
  try {
    return execFileSync(program, args, { input, stdio: ['pipe', 'pipe', 'ignore'] });
  } catch {
    return null;
  }
}

describe('containers', () => {
  it('finds keys in zip members, deflated and stored, once each', async () => {
    const key = random.key();
    const archive = zip([
      { name: 'empty.txt', content: Buffer.alloc(0) },
      { name: 'inner/.env', content: text(key) },
      { name: 'stored.txt', content: text(key), stored: true },
    ]);
    expect(await places(archive, key)).toEqual([
      ['valid', true, 'inner/.env', 2, 5],
      ['valid', true, 'stored.txt', 2, 5],
    ]);
  });

  it('finds them without a directory, behind a program, and says that the directory is missing', async () => {
    const key = random.key();
    const entries = [{ name: 'a.txt', content: text(key) }];
    const { hits, skipped } = await scan(zip(entries, { directory: false }));
    expect(hits.map(({ container }) => container)).toEqual([['a.txt']]);
    expect(skipped.map(({ reason }) => reason)).toEqual([expect.stringContaining('directory is missing')]);
  });

  it.each([
    ['gzip', (bytes: Buffer) => gzipSync(bytes)],
    ['gzip without its ending', (bytes: Buffer) => gzipSync(bytes).subarray(0, -12)],
    ['zlib', (bytes: Buffer) => deflateSync(bytes)],
    ['tar in gzip', (bytes: Buffer) => gzipSync(tar([{ name: 'x/y.env', content: bytes }]))],
    ['tar', (bytes: Buffer) => tar([{ name: `${'deep/'.repeat(40)}y.env`, content: bytes }])],
    ['asar', (bytes: Buffer) => asar({ 'main.js': Buffer.from('1'), 'config.json': bytes })],
    [
      'zip in zip in tar',
      (bytes: Buffer) =>
        tar([
          { name: 'a.zip', content: zip([{ name: 'b.jar', content: zip([{ name: 'c', content: bytes }]) }]) },
        ]),
    ],
  ])('finds a key in %s, at its line', async (_name, make) => {
    const key = random.key();
    const content = Buffer.concat([text(key), Buffer.from('more text\n'.repeat(500))]);
    const found = await places(make(content), key);
    expect(found).toEqual([['valid', true, expect.any(String), 2, 5]]);
  });

  it.each([
    ['xz', ['-6']],
    ['xz', ['-0']],
    ['xz', ['--format=lzma']],
    ['bzip2', []],
    ['zstd', ['-q', '-19']],
  ])('finds a key in what %s %j packs', async (program, args) => {
    const key = random.key();
    const content = Buffer.concat([
      random.bytes(50_000),
      Buffer.from('lorem ipsum '.repeat(20_000)),
      text(key),
    ]);
    const packed = pack(program, args, content);
    // Not installed here: the decoder is covered wherever it is.
    if (packed === null) return;
    expect(packed.includes(key)).toBe(false);
    expect(await places(packed, key)).toEqual([['valid', true, '', null, null]]);
  });

  it('reassembles rows of an SQLite database from overflow pages', async () => {
    const key = random.key();
    const folder = mkdtempSync(join(tmpdir(), 'scanner-'));
    const path = join(folder, 'state.db');
    const database = new Database(path);
    database.exec('CREATE TABLE t (a TEXT)');
    const insert = database.prepare('INSERT INTO t VALUES (?)');
    // One of these lengths puts the key across the border of two pages.
    for (let length = 3900; length < 4100; length += 20)
      insert.run(`${'y'.repeat(length)}${key}${'z'.repeat(6000)}`);
    database.close();
    const { hits } = await scan(readFileSync(path));
    expect(hits.filter((hit) => hit.class === 'valid').length).toBeGreaterThan(0);
    expect(new Set(hits.map((hit) => Buffer.from(hit.key).toString('latin1')))).toEqual(new Set([key]));
    writeFileSync(path, '');
  });

  it('finds a key in a compressed stream of a PDF', async () => {
    const key = random.key();
    const stream = deflateSync(Buffer.from(`BT (${key}) Tj ET`));
    const pdf = Buffer.concat([
      Buffer.from('%PDF-1.7\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n'),
      stream,
      Buffer.from('\nendstream\nendobj\n%%EOF\n'),
    ]);
    expect(await places(pdf, key)).toEqual([['valid', true, '', null, null]]);
  });

  it('finds a key across the windows of a long stream, at its line', async () => {
    const line = `${'x'.repeat(99)}\n`;
    for (const before of [6552, 6553, 6554, 5900, 13_100]) {
      const key = random.key();
      const content = Buffer.from(
        `${line.repeat(before)}${'p'.repeat(before % 90)}${key}\n${line.repeat(9000)}`,
      );
      expect(await places(gzipSync(content), key)).toEqual([
        ['valid', true, '', before + 1, (before % 90) + 1],
      ]);
    }
  });

  it('finds keys in Office files, in the runs that an editor broke them into', async () => {
    const [word, sheet, slide] = [random.key(), random.key(), random.key()];
    const run = (piece: string): string =>
      `<w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${piece}</w:t></w:r>`;
    const runs = [word.slice(0, 9), word.slice(9, 40), word.slice(40)].map(run).join('');
    const parts = {
      'word/document.xml': `<?xml version="1.0"?>\n<w:document><w:p>${runs}</w:p></w:document>`,
      'xl/sharedStrings.xml': `<sst><si><t>${sheet}</t></si></sst>`,
      'ppt/slides/slide1.xml': `<a:t>${slide.slice(0, 50)}</a:t></a:r><a:r><a:t>${slide.slice(50)}</a:t>`,
    };
    for (const [name, content] of Object.entries(parts)) {
      const key = name.startsWith('word') ? word : name.startsWith('xl') ? sheet : slide;
      const file = zip([
        { name: '[Content_Types].xml', content: Buffer.from('<Types/>') },
        { name, content: Buffer.from(content) },
      ]);
      const { hits } = await scan(file);
      expect(
        hits.map((hit) => [hit.class, hit.container, Buffer.from(hit.key).toString('latin1') === key]),
      ).toEqual([['valid', [name], true]]);
    }
  });

  it('finds keys in notebooks and in mails, attachments included', async () => {
    const [cell, output, body, attached] = [random.key(), random.key(), random.key(), random.key()];
    const notebook = JSON.stringify({
      cells: [{ source: [`k = "${cell}"\n`], outputs: [{ text: [`${output}\n`] }] }],
    });
    const attachment = Buffer.from(`TOKEN=${attached}\nother=1\n`)
      .toString('base64')
      .replaceAll(/.{60}/g, '$&\r\n');
    const mail = `Subject: keys\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${body.replaceAll('_', '=5F')}\r\n--b\r\nContent-Transfer-Encoding: base64\r\n\r\n${attachment}\r\n--b--\r\n`;
    const keysIn = async (text: string): Promise<unknown> =>
      (await scan(Buffer.from(text))).hits.map((hit) => [hit.class, Buffer.from(hit.key).toString('latin1')]);
    expect(await keysIn(notebook)).toEqual([
      ['valid', cell],
      ['valid', output],
    ]);
    expect(await keysIn(mail)).toEqual([
      ['valid', body],
      ['valid', attached],
    ]);
  });

  it('finds a key in the name of a member', async () => {
    const key = random.key();
    const { hits, skipped } = await scan(zip([{ name: `${key}.txt`, content: Buffer.from('x') }]));
    expect(hits.map((hit) => hit.class)).toEqual(['valid']);
    expect(JSON.stringify(skipped)).not.toContain(key);
  });
});

describe('limits', () => {
  it('reports what is encrypted, unsupported, or nested too deep', async () => {
    const key = random.key();
    const encrypted = await scan(zip([{ name: 'secret.txt', content: Buffer.from('x'), encrypted: true }]));
    expect(encrypted.skipped).toEqual([
      { path: 'outer.bin!/secret.txt', reason: 'encrypted (1 of the members)' },
    ]);
    const cabinet = await scan(Buffer.concat([Buffer.from('MSCF'), random.bytes(50)]));
    expect(cabinet.skipped[0]!.reason).toContain('cabinet');
    const shut = await scan(zip([{ name: 'key.txt', content: text(key) }]), 'a.zip', 0);
    expect([shut.hits, shut.skipped[0]!.reason]).toEqual([
      [],
      'an archive, and archives were not to be opened',
    ]);
    let nested = zip([{ name: 'key.txt', content: text(key) }]);
    for (let depth = 0; depth < 7; depth += 1)
      nested = zip([{ name: `${String(depth)}.zip`, content: nested }]);
    const deep = await scan(nested);
    expect(deep.skipped[0]!.reason).toContain('nested deeper');
  });

  it('stops at a bomb, says so, and keeps what was found before it', async () => {
    const key = random.key();
    const zeros = gzipSync(gzipSync(Buffer.alloc(200 << 20)));
    const bomb = zip([
      { name: 'key.txt', content: text(key) },
      { name: 'bomb.gz', content: zeros, stored: true },
    ]);
    expect(bomb.length).toBeLessThan(10_000);
    const { hits, skipped } = await scan(bomb);
    expect(hits).toHaveLength(1);
    expect(skipped.map(({ reason }) => reason)).toEqual([expect.stringContaining('a thousand times')]);
  });

  it('survives sizes that lie', async () => {
    const key = random.key();
    for (const claimed of [0, 1, 0x7fffffff, 0xfffffffe, 0xffffffff]) {
      const archive = zip([
        { name: 'a', content: text(key), claimed },
        { name: 'b', content: text(key) },
      ]);
      const { hits } = await scan(archive);
      expect(hits.some(({ container }) => container[0] === 'b')).toBe(true);
    }
  });

  it('refuses to give a hostile header its memory', async () => {
    // xz with a dictionary of 4 GiB; zstd with a window of terabytes; .lzma with 4 GiB.
    const lzma = Buffer.alloc(40);
    lzma.set([0x5d, 0, 0, 0xff, 0xff]);
    lzma.writeUInt32LE(0xffff0000, 1);
    const zstd = Buffer.from([
      0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xff, 0x01, 0x00, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ]);
    for (const bytes of [lzma, zstd]) {
      const { skipped } = await scan(bytes);
      expect(skipped.length).toBeGreaterThanOrEqual(bytes === lzma ? 0 : 1);
    }
  });
});

describe('malformed input', () => {
  const key = random.key();
  const seeds = [
    zip([{ name: 'a', content: text(key) }]),
    tar([{ name: 'a', content: text(key) }]),
    gzipSync(tar([{ name: 'a', content: text(key) }])),
    asar({ a: text(key) }),
    deflateSync(text(key)),
    pack('xz', [], text(key)),
    pack('bzip2', [], text(key)),
    pack('zstd', ['-q'], text(key)),
    Buffer.concat([Buffer.from('SQLite format 3\0'), random.bytes(8192)]),
    Buffer.concat([Buffer.from('%PDF-1.4 FlateDecode stream\n'), deflateSync(text(key))]),
  ].filter((seed) => seed !== null);

  it.each(seeds.map((seed, index) => [index, seed] as const))(
    'never crashes or hangs on damaged container %i',
    { timeout: 60_000 },
    async (_index, seed) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) }), {
            minLength: 1,
            maxLength: 8,
          }),
          fc.option(fc.nat(), { nil: undefined }),
          async (changes, cut) => {
            const bytes = Buffer.from(seed);
            for (const { at, byte } of changes) bytes[at % bytes.length] = byte;
            const result = await scan(cut === undefined ? bytes : bytes.subarray(0, cut % bytes.length));
            for (const hit of result.hits) {
              expect(['valid', 'truncated', 'malformed']).toContain(hit.class);
            }
            expect(bodiesMadeUp(result.hits, key)).toEqual([]);
          },
        ),
        { numRuns: 120 },
      );
    },
  );
});
