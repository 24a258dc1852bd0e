import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodiesMadeUp, scanContent as scan } from '../../fixtures/scanner/content.ts';
import { pack7z, packLz4, prose } from '../../fixtures/scanner/packers.ts';
import { packRar3, packRar3Ppmd, packRar5 } from '../../fixtures/scanner/rar-packers.ts';
import { rar4, rar5, storedEntry } from '../../fixtures/scanner/rar.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const random = new Random(18);
const text = (key: string): Buffer => Buffer.from(`first line\nKEY=${key}\n`);

describe('malformed archives', () => {
  const key = random.key();
  const body = Buffer.concat([prose(40), text(key)]);
  const files = { 'a.txt': body, 'b.bin': random.bytes(600) };
  const seeds: readonly (readonly [string, Buffer | null])[] = [
    ['7z', pack7z(files, [])],
    ['7z, header in the clear', pack7z(files, ['-mhc=off'])],
    ['7z, PPMd', pack7z(files, ['-m0=PPMd:mem=1m', '-mhc=off'])],
    ['7z, BZip2', pack7z(files, ['-m0=BZip2'])],
    [
      '7z, four streams',
      pack7z(files, [
        '-m0=BCJ2',
        '-m1=LZMA',
        '-m2=LZMA',
        '-m3=LZMA',
        '-mb0:1',
        '-mb0s1:2',
        '-mb0s2:3',
        '-mhc=off',
      ]),
    ],
    ['lz4', packLz4(body, ['-B4', '-BD'])],
    ['lz4, old', packLz4(body, ['-l'])],
    ['rar 5', rar5([{ name: 'a', packed: packRar5(body) }, storedEntry('b', text(key))])],
    ['rar 5 with differences', rar5([{ name: 'a', packed: packRar5(body, { channels: 2 }) }])],
    ['rar 4', rar4([{ name: 'a', packed: packRar3(body) }, storedEntry('b', text(key))])],
    ['rar 4, PPMd', rar4([{ name: 'a', packed: packRar3Ppmd(text('none')) }])],
  ];

  it.each(seeds.filter(([, seed]) => seed !== null))(
    'never crashes, hangs or makes up a key: %s',
    { timeout: 60_000 },
    async (_name, seed) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) }), {
            minLength: 1,
            maxLength: 8,
          }),
          fc.option(fc.nat(), { nil: undefined }),
          async (changes, cut) => {
            const bytes = Buffer.from(seed!);
            for (const { at, byte } of changes) bytes[at % bytes.length] = byte;
            const result = await scan(cut === undefined ? bytes : bytes.subarray(0, cut % bytes.length));
            expect(bodiesMadeUp(result.hits, key)).toEqual([]);
          },
        ),
        { numRuns: 60 },
      );
    },
  );

  it('stops at a bomb', { timeout: 60_000 }, async () => {
    const bomb = pack7z({ a: Buffer.alloc(140 << 20) }, ['-mx=1']);
    if (bomb === null) return;
    expect((await scan(bomb)).skipped[0]!.reason).toContain('a thousand times');
  });
});
