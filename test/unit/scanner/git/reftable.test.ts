/** Reftables: as git 2.55 wrote them, as the specification allows them, and as nobody should write them. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { DamagedFile } from '../../../../electron/scanner/git/pack-index.ts';
import { parseRefTable, readRefStack } from '../../../../electron/scanner/git/reftable.ts';
import { temporaryFolder } from '../../../fixtures/scanner/git/repository-builder.ts';
import { writeRefTable, type WrittenLog } from '../../../fixtures/scanner/git/reftable-writer.ts';
import { inEnglish } from '../../../../shared/messages/words.ts';

const temporary = temporaryFolder();

afterAll(() => {
  temporary.remove();
});

/** Made by git 2.55: two commits, two branches, an annotated tag, a symbolic ref, reflogs; refs packed. */
const BY_GIT = {
  sha1: {
    table:
      'UkVGVAEAEAAAAAAAAAAAAQAAAAAAAAAIcgAA4wAjSEVBRAAPcmVmcy9oZWFkcy9tYWluAHlyZWZzL2hlYWRzL21haW4HJgQ6' +
      'bCmB59h0TtfQFeONHkqxnoULSXRvcGljL29uZQK6kNqQHsv5lRteJplUX+gzqsrOCQWAG3JlbW90ZXMvb3JpZ2luL0hFQUQG' +
      'GHJlZnMvcmVtb3Rlcy9vcmlnaW4vbWFpbgU6dGFncy92MQSmJaZ/vqoKxreGnEyyzVBKC1idy7qQ2pAey/mVG14mmVRf6DOq' +
      'ys4JAAAcAAAzAAJnAAIVeNpjyPRwdXRh+A8B33dNuDVB7vTPqdJxajND4l8Yrzp1jlONxSpHs/H5jRK/6xdEH/fKeW2c18rs' +
      'mJLIn5iS6JBakZhbkJOql5yf23pw1yEGhhPCQGZuZomVQnFqcn5eio7C4ZVcPJx/GbAAbLbhMVkCYrKCRmZeZklmYo6mlUJa' +
      'ZlFxCRdDg2NRalqxfkZqYkqxfm5iZh6tPSROWw9xNwiW5BdkJuvn56XCvPKHChZKJRUl5iVnWCk4F6UmlqSmKKQV5ecqgAKM' +
      'i4GBhYHhJAMTAAEZysBSRUZUAQAQAAAAAAAAAAABAAAAAAAAAAgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA4wAA' +
      'AAAAAAAAcGtGCQ==',
    main: '26043a6c2981e7d8744ed7d015e38d1e4ab19e85',
    first: 'ba90da901ecbf9951b5e2699545fe833aacace09',
    tag: 'a625a67fbeaa0ac6b7869c4cb2cd504a0b589dcb',
  },
  sha256: {
    table:
      'UkVGVAIAEAAAAAAAAAAAAQAAAAAAAAAIczI1NnIAARcAI0hFQUQAD3JlZnMvaGVhZHMvbWFpbgB5cmVmcy9oZWFkcy9tYWlu' +
      'B4wajaVZWA929sunZxQLBh/K4IaWySz/N/RGcdNshyHGC0l0b3BpYy9vbmUCnvGlEKta/aS+EzDQyfbTDpVFTK4b4gCL4WSc' +
      '9OX4gYsFgBtyZW1vdGVzL29yaWdpbi9IRUFEBhhyZWZzL3JlbW90ZXMvb3JpZ2luL21haW4FOnRhZ3MvdjEEfPcLEqYmZEOY' +
      'd3Z/JH8yonM5b0BWrdze022+QW/UEF2e8aUQq1r9pL4TMNDJ9tMOlUVMrhviAIvhZJz05fiBiwAAIAAANwACZwACjXjaY8j0' +
      'cHV0YfgPAd/nfVwqsDrq75J9wgYXTn67zDfV1Wed9COG7ocpc748/dHY3SPVuzQygr/s2+nl6SLcbPKnHrRNO6nz3/yLW+Hl' +
      'nHbFY8yOKYn8iSmJDqkVibkFOal6yfm5rQd3HWJgOCEMZOZmllgpFKcm5+el6CgcXsnFw/mXgQAg5CI8NkpAbFTQyMzLLMlM' +
      'zNG0UkjLLCou4WJocCxKTSvWz0hNTCnWz03MzBuoABAfmADgbhAsyS/ITNbPz0uFef0PDR0ilVSUmJecYaXgXJSaWJKaopBW' +
      'lJ+rAAp4LgYGFgaGnwxMALXf/ttSRUZUAgAQAAAAAAAAAAABAAAAAAAAAAhzMjU2AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' +
      'AAAAAAAAARcAAAAAAAAAANpLg2A=',
    main: '8c1a8da559580f76f6cba767140b061fcae08696c92cff37f44671d36c8721c6',
    first: '9ef1a510ab5afda4be1330d0c9f6d30e95454cae1be2008be1649cf4e5f8818b',
    tag: '7cf70b12a62664439877767f247f32a273396f4056addcded36dbe416fd4105d',
  },
} as const;

const id = (digit: number): string => digit.toString(16).padStart(2, '0').repeat(20);

describe.each(['sha1', 'sha256'] as const)('a table of git itself (%s)', (format) => {
  const { table, main, first, tag } = BY_GIT[format];

  it('is read', () => {
    const { refs, logs } = parseRefTable(Buffer.from(table, 'base64'));
    expect([...refs]).toEqual([
      ['HEAD', 'ref: refs/heads/main'],
      ['refs/heads/main', main],
      ['refs/heads/topic/one', first],
      ['refs/remotes/origin/HEAD', 'ref: refs/remotes/origin/main'],
      ['refs/tags/v1', tag],
    ]);
    const zero = '0'.repeat(main.length);
    const ada = 'Ada <ada@example.com>';
    const entries = [
      { oldId: first, newId: main, message: `${ada} commit: second, é\n` },
      { oldId: zero, newId: first, message: `${ada} commit (initial): first\n` },
    ];
    expect([...logs.values()]).toEqual([
      ...entries.map((entry) => ({ name: 'HEAD', ...entry })),
      ...entries.map((entry) => ({ name: 'refs/heads/main', ...entry })),
      {
        name: 'refs/heads/topic/one',
        oldId: zero,
        newId: first,
        message: `${ada} branch: Created from main\n`,
      },
    ]);
  });

  it('is refused with any byte altered, and cut off anywhere', () => {
    const whole = Buffer.from(table, 'base64');
    for (let at = 0; at < whole.length; at += 7) {
      expect(() => parseRefTable(whole.subarray(0, at))).toThrow(DamagedFile);
      // What stands before the footer has no checksum; it may parse as something else, or not.
      const altered = Buffer.from(whole);
      altered[at]! ^= 1;
      try {
        parseRefTable(altered);
      } catch (error) {
        expect(error).toBeInstanceOf(DamagedFile);
      }
    }
  });
});

describe('a table', () => {
  it.each([0, 256, 4096, 65_536])('of many blocks of %i bytes is read whole', (blockSize) => {
    const refs = Array.from({ length: 700 }, (_, place) => ({
      name: `refs/heads/${'sub/'.repeat(place % 3)}branch-ü-${String(place)}`,
      value: place % 5 === 0 ? null : place % 7 === 0 ? 'ref: refs/heads/main' : id(place % 256),
    }));
    const logs = refs.flatMap(({ name }, place): WrittenLog[] => [
      {
        name,
        updateIndex: place,
        entry:
          place % 11 === 0
            ? null
            : { oldId: id(0), newId: id(place % 256), message: `change ${String(place)}` },
      },
    ]);
    const written = new Map(refs.map(({ name, value }) => [name, value]));
    for (const format of ['sha1', 'sha256'] as const) {
      const wide = (value: string | null): string | null =>
        value === null || value.startsWith('ref') || format === 'sha1' ? value : value + '00'.repeat(12);
      const table = parseRefTable(
        writeRefTable(
          refs.map(({ name, value }) => ({ name, value: wide(value) })),
          logs.map(({ entry, ...log }) => ({
            ...log,
            entry: entry === null ? null : { ...entry, oldId: wide(entry.oldId)!, newId: wide(entry.newId)! },
          })),
          { format, blockSize },
        ),
      );
      expect(table.refs).toEqual(new Map([...written].map(([name, value]) => [name, wide(value)])));
      expect(table.logs.size).toBe(logs.length);
      expect([...table.logs.values()].filter((entry) => entry === null)).toHaveLength(64);
    }
    const logOnly = parseRefTable(writeRefTable([], logs, { blockSize }));
    expect([logOnly.refs.size, logOnly.logs.size]).toEqual([0, logs.length]);
  });

  it('of noise is refused, or gives something, and never more than it holds', () => {
    const sound = writeRefTable([{ name: 'refs/heads/main', value: id(1) }]);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 6 }),
        (changes) => {
          const bytes = Buffer.from(sound);
          for (const [at, value] of changes) bytes[24 + (at % (bytes.length - 24 - 68))] = value;
          try {
            expect(parseRefTable(bytes).refs.size).toBeLessThan(60);
          } catch (error) {
            expect(error).toBeInstanceOf(DamagedFile);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('whose reflog is a bomb is refused', () => {
    const logs: WrittenLog[] = [
      { name: 'HEAD', updateIndex: 1, entry: { oldId: id(0), newId: id(1), message: 'x' } },
    ];
    const sound = writeRefTable([], logs);
    // A log block that says it is small and inflates to much more.
    const bomb = deflateSync(Buffer.alloc(64 * 1024 * 1024));
    const bytes = Buffer.concat([sound.subarray(0, 28), bomb, sound.subarray(-68)]);
    expect(() => parseRefTable(bytes)).toThrow(DamagedFile);
  });
});

describe('a stack', () => {
  it('lets later tables win, and names each that can not be read', () => {
    const folder = path.join(temporary.folder, 'reftable');
    mkdirSync(folder);
    const write = (name: string, content: Buffer): void => {
      writeFileSync(path.join(folder, name), content);
    };
    const [main, side, gone] = ['refs/heads/main', 'refs/heads/side', 'refs/heads/gone'];
    const log = (updateIndex: number, newId: number | null): WrittenLog => ({
      name: 'HEAD',
      updateIndex,
      entry: newId === null ? null : { oldId: id(0), newId: id(newId), message: 'm' },
    });
    write(
      '1.ref',
      writeRefTable(
        [main, side, gone].map((name) => ({ name, value: id(1) })),
        [log(1, 1), log(2, 2)],
      ),
    );
    write(
      '2.ref',
      writeRefTable([
        { name: main, value: id(2) },
        { name: gone, value: null },
      ]),
    );
    write('3.log', writeRefTable([], [log(1, null)]));
    write('damaged.ref', Buffer.from('REFT\x01 and no more'));
    write('unlisted.ref', writeRefTable([{ name: 'refs/heads/unlisted', value: id(3) }]));
    symlinkSync(path.join(folder, 'unlisted.ref'), path.join(folder, 'link.ref'));
    write(
      'tables.list',
      Buffer.from('1.ref\n2.ref\n3.log\ndamaged.ref\nmissing.ref\nlink.ref\n../reftable/unlisted.ref\n'),
    );
    const stack = readRefStack(folder);
    expect(Object.fromEntries(stack.refs)).toEqual({ [main]: id(2), [side]: id(1) });
    expect(stack.logs.map(({ newId }) => newId)).toEqual([id(2)]);
    expect(stack.problems.map(({ name, reason }) => ({ name, reason: inEnglish(reason) }))).toEqual([
      { name: 'damaged.ref', reason: 'a table of refs: cut off' },
      { name: 'missing.ref', reason: 'a table of refs: it could not be read' },
      { name: 'link.ref', reason: 'a table of refs: no plain file' },
      { name: 'unlisted.ref', reason: 'a table of refs: a name that is none' },
    ]);
    expect(readRefStack(path.join(temporary.folder, 'nowhere')).problems).toHaveLength(1);
  });
});
