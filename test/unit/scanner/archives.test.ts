import { describe, expect, it } from 'vitest';
import { scanContent as scan, type ScannedContent } from '../../fixtures/scanner/content.ts';
import { Random } from '../../fixtures/scanner/random.ts';
import { pack7z, packLz4, prose } from '../../fixtures/scanner/packers.ts';
import { packRar3, packRar3Ppmd, packRar5 } from '../../fixtures/scanner/rar-packers.ts';
import { rar4, rar5, storedEntry } from '../../fixtures/scanner/rar.ts';

const random = new Random(17);
const text = (key: string): Buffer => Buffer.from(`first line\nKEY=${key}\n`);
const found = ({ hits }: ScannedContent, key: string): unknown[] =>
  hits.map((hit) => [
    hit.class,
    Buffer.from(hit.key).toString('latin1') === key,
    hit.container.join(' » '),
    hit.line,
    hit.column,
  ]);

const hasSevenZip = pack7z({ a: Buffer.from('x') }, []) !== null;
const hasLz4 = packLz4(Buffer.from('x'), []) !== null;

describe.skipIf(!hasSevenZip)('7-Zip', () => {
  it.each([
    ['Copy', ['-m0=Copy']],
    ['LZMA', ['-m0=LZMA']],
    ['LZMA2', ['-m0=LZMA2']],
    ['Deflate', ['-m0=Deflate']],
    ['BZip2', ['-m0=BZip2']],
    ['PPMd', ['-m0=PPMd']],
    ['PPMd of a high order and little memory', ['-m0=PPMd:o=32:mem=1m']],
    ['the filter for programs', ['-m0=BCJ', '-m1=LZMA2']],
    [
      'the filter of four streams',
      ['-m0=BCJ2', '-m1=LZMA', '-m2=LZMA:d=19', '-m3=LZMA:d=19', '-mb0:1', '-mb0s1:2', '-mb0s2:3'],
    ],
    ['differences', ['-m0=Delta:3', '-m1=LZMA2']],
    ['a header in the clear', ['-mhc=off']],
    ['a stream for each file', ['-ms=off']],
    ['a dictionary of 512 MiB', ['-m0=LZMA2:d=512m']],
  ])('finds keys that %s packs, in the right member and line', async (_name, args) => {
    const [first, second] = [random.key(), random.key()];
    const archive = pack7z(
      {
        'a/empty.txt': Buffer.alloc(0),
        'a/one.env': Buffer.concat([text(first), prose(3000)]),
        'b.bin': Buffer.concat([
          random.bytes(70_000),
          Buffer.from([0xe8, 1, 2, 3, 4, 0xe9, 5, 6, 7, 8, 0x0f, 0x84, 1, 2, 3, 4]),
        ]),
        'c/two.env': Buffer.concat([prose(3000), text(second)]),
      },
      args,
    );
    expect(archive).not.toBeNull();
    if (_name !== 'Copy') expect(archive!.includes(first)).toBe(false);
    const result = await scan(archive!);
    expect(result.skipped).toEqual([]);
    const places = result.hits.map((hit) => [
      Buffer.from(hit.key).toString('latin1'),
      hit.container[0],
      hit.line,
    ]);
    expect(places.sort((left, right) => String(left[1]).localeCompare(String(right[1])))).toEqual([
      [first, 'a/one.env', 2],
      [second, 'c/two.env', 3002],
    ]);
  });

  it('finds a key in the name of a member, and one in an archive in it', async () => {
    const key = random.key();
    const inner = pack7z({ 'x.txt': text(key) }, [])!;
    const archive = pack7z({ 'deep/inner.7z': inner, [`${key}.txt`]: Buffer.alloc(0) }, ['-m0=LZMA'])!;
    const { hits } = await scan(archive);
    expect(hits.map(({ container }) => container.join('/')).sort()).toEqual(
      [`${key}.txt`, 'deep/inner.7z/x.txt'].sort(),
    );
  });

  it('reports what is encrypted, its list of members too, and a part of several', async () => {
    const secret = random.bytes(12).toString('hex');
    const files = { 'a.txt': text(random.key()), 'b.txt': Buffer.from('b') };
    const encrypted = await scan(pack7z(files, [`-p${secret}`])!);
    expect([encrypted.hits, encrypted.skipped.map(({ reason }) => reason)]).toEqual([
      [],
      ['encrypted (2 of the members)'],
    ]);
    const whole = await scan(pack7z(files, [`-p${secret}`, '-mhe=on'])!);
    expect(whole.skipped.map(({ reason }) => reason)).toEqual(['encrypted, the list of its members too']);
    const archive = pack7z({ 'a.bin': random.bytes(5000) }, ['-m0=Copy'])!;
    const part = await scan(archive.subarray(0, 4000));
    expect(part.skipped.map(({ reason }) => reason)).toEqual([
      'it ends too early, or goes on in another file',
    ]);
  });

  it('gives what came before the damage', async () => {
    const key = random.key();
    const archive = pack7z({ 'a.txt': Buffer.concat([text(key), prose(9000), random.bytes(400_000)]) }, [
      '-mhc=off',
    ])!;
    archive.fill(0, 200_000, 200_100);
    expect(found(await scan(archive), key)).toEqual([['valid', true, 'a.txt', 2, 5]]);
  });
});

describe.skipIf(!hasLz4)('LZ4', () => {
  it.each([
    [['-1']],
    [['-9', '-B4']],
    [['-B4', '-BD', '-BX']],
    [['-B7', '--no-frame-crc', '--content-size']],
    [['-l']],
  ])('finds a key in what lz4 %j packs, at its line, across blocks', async (args) => {
    const key = random.key();
    const content = Buffer.concat([prose(20_000), text(key), prose(9000)]);
    const packed = packLz4(content, args)!;
    const result = await scan(packed);
    expect([found(result, key), result.skipped]).toEqual([[['valid', true, '', 20_002, 5]], []]);
  });

  it('reads frames behind a frame that is passed over, and reports a cut', async () => {
    const [first, second] = [random.key(), random.key()];
    const skippable = Buffer.from([0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
    const frames = Buffer.concat([
      skippable,
      packLz4(Buffer.concat([prose(50), text(first)]), [])!,
      packLz4(Buffer.concat([prose(50), text(second)]), [])!,
    ]);
    const { hits } = await scan(frames);
    expect(hits.map((hit) => Buffer.from(hit.key).toString('latin1'))).toEqual([first, second]);
    const cut = await scan(
      packLz4(Buffer.concat([text(first), random.bytes(90_000)]), ['-B4'])!.subarray(0, 80_000),
    );
    expect([cut.hits.length, cut.skipped.map(({ reason }) => reason)]).toEqual([1, ['it ends too early']]);
  });
});

describe('RAR', () => {
  const content = (key: string): Buffer => Buffer.concat([prose(1500), text(key), prose(900)]);

  it.each([
    ['RAR 5, stored', (bytes: Buffer) => rar5([storedEntry('a/b.env', bytes)])],
    ['RAR 5', (bytes: Buffer) => rar5([{ name: 'a/b.env', packed: packRar5(bytes) }])],
    [
      'RAR 5 with differences',
      (bytes: Buffer) => rar5([{ name: 'a/b.env', packed: packRar5(bytes, { channels: 3 }) }]),
    ],
    ['RAR 4, stored', (bytes: Buffer) => rar4([storedEntry('a\\b.env', bytes)])],
    ['RAR 3 codes', (bytes: Buffer) => rar4([{ name: 'a\\b.env', packed: packRar3(bytes) }])],
  ])('finds a key in %s, at its line', async (name, make) => {
    const key = random.key();
    const archive = make(content(key));
    if (!name.includes('stored'))
      expect([archive.includes(key), archive.length < 60_000]).toEqual([false, true]);
    const result = await scan(archive);
    expect([found(result, key), result.skipped]).toEqual([[['valid', true, 'a/b.env', 1502, 5]], []]);
  });

  it('finds a key that RAR 3 packed with PPMd', async () => {
    const key = random.key();
    const result = await scan(rar4([{ name: 'a.env', packed: packRar3Ppmd(Buffer.from(`a\nb=${key}`)) }]));
    expect([found(result, key), result.skipped]).toEqual([[['valid', true, 'a.env', 2, 3]], []]);
  });

  it('goes on behind a member that is damaged, encrypted or continued, and says so', async () => {
    const key = random.key();
    const packed = packRar5(content(random.key()));
    packed.data.fill(0xff, 300, 340);
    const result = await scan(
      rar5([
        { name: 'damaged', packed },
        { ...storedEntry('secret', Buffer.from('x')), encrypted: true },
        { ...storedEntry('long', Buffer.from('y')), goesOn: true },
        storedEntry('b.env', text(key)),
      ]),
    );
    expect(found(result, key)).toEqual([['valid', true, 'b.env', 2, 5]]);
    expect(
      result.skipped.map(({ path, reason }) => [path, reason.replace(/damaged|ends too early/, 'bad')]),
    ).toEqual([
      ['outer.bin!/damaged', 'it is bad'],
      ['outer.bin!/secret', 'encrypted (1 of the members)'],
      ['outer.bin!/long', 'a part of it is in another file (1 of the members)'],
    ]);
    const hidden = await scan(rar5([], { encrypted: true }));
    expect(hidden.skipped.map(({ reason }) => reason)).toEqual(['encrypted, the list of its members too']);
    const old = await scan(rar4([{ ...storedEntry('a', Buffer.from('x')), encrypted: true }]));
    expect(old.skipped.map(({ reason }) => reason)).toEqual(['encrypted (1 of the members)']);
  });
});
