/** What stands behind an archive is none of it: it is opened as well. */
import { deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { asar, zip } from '../../fixtures/scanner/archives.ts';
import { fileWith, scanContent, scanSource } from '../../fixtures/scanner/content.ts';
import { countingSource } from '../../fixtures/scanner/counting-source.ts';
import { pack7z, packLz4 } from '../../fixtures/scanner/packers.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const random = new Random(20_261_201);

function packed(program: string, args: readonly string[]): (content: Buffer) => Buffer | null {
  return (content) => {
    try {
      return execFileSync(program, args, { input: content, stdio: ['pipe', 'pipe', 'ignore'] });
    } catch {
      return null;
    }
  };
}

/** Null where the program that makes it is not installed. */
const KINDS: readonly (readonly [name: string, make: (content: Buffer) => Buffer | null])[] = [
  ['gzip', (content) => gzipSync(content)],
  ['zlib', (content) => deflateSync(content)],
  ['zstd', (content) => zstdCompressSync(content)],
  ['zip', (content) => zip([{ name: 'a/x', content }])],
  ['a stored zip', (content) => zip([{ name: 'a/x', content, stored: true }])],
  ['asar', (content) => asar({ x: content })],
  ['bzip2', packed('bzip2', ['-c'])],
  ['xz', packed('xz', ['-c'])],
  ['lzma', packed('xz', ['--format=lzma', '-c'])],
  ['7z', (content) => pack7z({ a: content }, [])],
  ['lz4', (content) => packLz4(content, [])],
  [
    'a PDF',
    (content) =>
      Buffer.concat([
        Buffer.from('%PDF-1.7\n1 0 obj\n<< /Filter /FlateDecode >>\nstream\n'),
        deflateSync(content),
        Buffer.from('\nendstream\nendobj\ntrailer << /Size 2 >>\nstartxref\n0\n%%EOF\n'),
      ]),
  ],
  ['gzip in base64', (content) => Buffer.from(`x: ${gzipSync(content).toString('base64')}\n`)],
];
/** These show by their marks where they begin. */
const FOLLOWING = KINDS.filter(([name]) => !['asar', 'lz4', 'zip', 'a stored zip', 'a PDF'].includes(name));

const keysOf = async (bytes: Uint8Array): Promise<ReadonlySet<string>> =>
  new Set((await scanContent(bytes)).hits.map((hit) => Buffer.from(hit.key).toString('latin1')));

describe.each(KINDS)('behind %s', (_, make) => {
  it.each(FOLLOWING)('is %s opened, close by and further on', async (_name, makeNext) => {
    for (const gap of [0, 700]) {
      const [before, behind] = [random.key(), random.key()];
      const [first, next] = [make(fileWith(before)), makeNext(fileWith(behind))];
      if (first === null || next === null) return;
      const found = await keysOf(Buffer.concat([first, random.bytes(gap), next]));
      expect([gap, found.has(before), found.has(behind)]).toEqual([gap, true, true]);
    }
  });
});

it('a file that a PDF holds as it is, is opened', async () => {
  for (const [name, make] of FOLLOWING) {
    const key = random.key();
    const attached = make(fileWith(key));
    if (attached === null) continue;
    const pdf = Buffer.concat([
      Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /EmbeddedFile >>\nstream\n'),
      attached,
      Buffer.from('\nendstream\nendobj\n%%EOF\n'),
    ]);
    expect([name, (await keysOf(pdf)).has(key)]).toEqual([name, true]);
  }
});

it('a content that is cut into streams of a PDF is read as one', async () => {
  const key = random.key();
  const whole = Buffer.concat([
    Buffer.from('%AI12_CompressedData'),
    deflateSync(`${fileWith(key).toString()}${random.bytes(3000).toString('hex')}`),
  ]);
  const part = (number: number, from: number, to: number): Buffer =>
    Buffer.concat([
      Buffer.from(`${String(number)} 0 obj\r<</Length ${String(to - from)}>>stream\r\n`),
      whole.subarray(from, to),
      Buffer.from('\rendstream\rendobj\r'),
    ]);
  const pdf = Buffer.concat([
    Buffer.from(
      '%PDF-1.5\r1 0 obj\r<</AIPrivateData1 7 0 R/AIPrivateData2 9 0 R/AIPrivateData10 8 0 R>>\rendobj\r',
    ),
    part(8, 1500, whole.length),
    part(7, 0, 600),
    part(9, 600, 1500),
    Buffer.from('%%EOF\r'),
  ]);
  const { hits, skipped } = await scanContent(pdf);
  expect([hits.map((hit) => Buffer.from(hit.key).toString('latin1')), skipped]).toEqual([[key], []]);
});

describe('two zips in one file', () => {
  const two = (before: string, behind: string): readonly [Buffer, Buffer] => [
    zip([{ name: 'a/x', content: fileWith(before) }]),
    zip([{ name: 'b/y', content: fileWith(behind) }]),
  ];

  it('are both read, whatever lies between them', async () => {
    for (const gap of [0, 1, 700]) {
      const [first, last, third] = [random.key(), random.key(), random.key()];
      const [one, next] = two(first, last);
      const between = random.bytes(gap);
      const more = zip([{ name: 'c', content: fileWith(third) }]);
      const bytes = Buffer.concat([one, between, next, between, more]);
      expect([gap, await keysOf(bytes)]).toEqual([gap, new Set([first, last, third])]);
      const { skipped } = await scanContent(bytes);
      expect(skipped).toEqual([]);
    }
  });

  it('are both read where the first one is cut off', async () => {
    const [first, last] = [random.key(), random.key()];
    const [one, next] = two(first, last);
    const directory = one.indexOf('PK\x01\x02', 0, 'latin1');
    expect(await keysOf(Buffer.concat([one.subarray(0, directory), next]))).toEqual(new Set([first, last]));
  });

  it('of many, none costs another reading of all', async () => {
    const one = zip([{ name: 'a', content: Buffer.from('a') }]);
    const { source, read } = countingSource(Buffer.concat(Array.from({ length: 3000 }, () => one)));
    await scanSource(source);
    expect(read()).toBeLessThan(500 * source.size);
  });
});

it('what looks like a beginning in a zip behind other bytes is a part of its member', async () => {
  const key = random.key();
  const cut = gzipSync(random.bytes(50_000)).subarray(0, 40_000);
  const module = zip([
    { name: 'classes/a', content: fileWith(key) },
    {
      name: 'lib/b',
      content: Buffer.concat([Buffer.alloc(10), deflateSync(random.bytes(9000)), cut]),
      stored: true,
    },
  ]);
  const bytes = Buffer.concat([Buffer.from('JM\x01\0'), module]);
  const { hits, skipped } = await scanContent(bytes);
  expect([hits.length, skipped.map(({ path }) => path)]).toEqual([1, ['outer.bin!/lib/b']]);
});

describe('what is none of an archive', () => {
  it('stays in silence where it is nothing', async () => {
    for (const [, make] of KINDS) {
      const archive = make(fileWith(random.key()));
      if (archive === null) continue;
      for (const behind of [Buffer.alloc(3000), Buffer.from('the end\n'.repeat(40))])
        expect((await scanContent(Buffer.concat([archive, behind]))).skipped).toEqual([]);
    }
  });
});
