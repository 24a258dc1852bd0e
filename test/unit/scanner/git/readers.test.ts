/** The readers of git's own formats, with what git writes and with what it never would. */
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyDelta, readDeltaHeader } from '../../../../electron/scanner/git/delta.ts';
import { configValue, parseGitConfig } from '../../../../electron/scanner/git/git-config.ts';
import { Inflater } from '../../../../electron/scanner/git/inflater.ts';
import { parseIndex } from '../../../../electron/scanner/git/index-file.ts';
import { assembleKernel } from '../../../../electron/scanner/git/kernel/build-kernel.mjs';
import { KERNEL_BASE64 } from '../../../../electron/scanner/git/kernel/kernel-binary.ts';
import { Kernel } from '../../../../electron/scanner/git/kernel/kernel.ts';
import { isNetworkPath } from '../../../../electron/scanner/git/repository.ts';
import { parseTree } from '../../../../electron/scanner/git/tree-diff.ts';
import { TreeSearch, type TreeEdge } from '../../../../electron/scanner/git/tree-search.ts';
import { makeDelta, type DeltaStep } from '../../../fixtures/scanner/git/pack-writer.ts';

const MARGIN = 16;

/** Base and steps that fit it. */
const deltas = fc
  .tuple(
    fc.uint8Array({ minLength: 1, maxLength: 400 }),
    fc.array(fc.tuple(fc.boolean(), fc.nat(), fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 40 })), {
      maxLength: 12,
    }),
  )
  .map(([bytes, drawn]) => {
    const base = Buffer.from(bytes);
    const steps = drawn.map(([isCopy, from, length, insert]): DeltaStep => {
      const start = from % base.length;
      return isCopy
        ? { copy: [start, 1 + (length % (base.length - start))] }
        : { insert: Buffer.from(insert) };
    });
    const pieces = steps.map((step) =>
      'insert' in step ? step.insert : base.subarray(step.copy[0], step.copy[0] + step.copy[1]),
    );
    const result = Buffer.concat(pieces);
    return { base, steps, pieces, result, delta: makeDelta(base.length, result.length, steps) };
  });

function applyInKernel(base: Buffer, delta: Buffer, size: number): { result: Buffer; fresh: Buffer | null } {
  const kernel = new Kernel();
  const { start } = readDeltaHeader(delta);
  const deltaBlock = kernel.allocate(delta.length + 16);
  const baseBlock = kernel.allocate(base.length);
  const out = kernel.allocate(size);
  kernel.bytes.set(delta, deltaBlock.at);
  kernel.bytes.set(base, baseBlock.at);
  const fresh = kernel.apply(
    deltaBlock.at + start,
    deltaBlock.at + delta.length,
    baseBlock.at,
    base.length,
    out.at,
    size,
    MARGIN,
  );
  return {
    result: Buffer.from(kernel.bytes.subarray(out.at, out.at + size)),
    fresh: fresh === null ? null : Buffer.from(fresh),
  };
}

describe('the kernel', () => {
  it('is what its text assembles to', async () => {
    expect(await assembleKernel()).toBe(KERNEL_BASE64);
  });

  it('applies deltas as the plain code does', () => {
    fc.assert(
      fc.property(deltas, ({ base, delta, result }) => {
        expect(applyDelta(base, delta, 1e6)).toEqual(result);
        expect(applyInKernel(base, delta, result.length).result).toEqual(result);
      }),
      { numRuns: 300 },
    );
  });

  it('gathers every run of bytes that is not wholly copied from one place', () => {
    fc.assert(
      fc.property(deltas, ({ base, delta, pieces, steps, result }) => {
        const { fresh } = applyInKernel(base, delta, result.length);
        let at = 0;
        const seams: number[] = [];
        pieces.forEach((piece, index) => {
          seams.push(at);
          if ('insert' in steps[index]!)
            seams.push(...Array.from({ length: piece.length }, (_, byte) => at + byte));
          at += piece.length;
        });
        for (const seam of seams) {
          for (const start of [seam - MARGIN + 1, seam - 3, seam]) {
            const from = Math.max(0, start);
            const run = result.subarray(from, Math.min(result.length, from + MARGIN));
            if (from + run.length > seam) expect(fresh!.includes(run)).toBe(true);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('refuses what does not fit, and never reads or writes elsewhere', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 120 }), (base, noise) => {
        const delta = Buffer.concat([makeDelta(base.length, 64, []), noise]);
        let plain: Buffer | null = null;
        try {
          plain = applyDelta(base, delta, 64);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
        let kernel: Buffer | null = null;
        try {
          kernel = applyInKernel(Buffer.from(base), delta, 64).result;
        } catch (error) {
          expect((error as Error).message).toBe('malformed delta');
        }
        expect(kernel).toEqual(plain);
      }),
      { numRuns: 500 },
    );
  });
});

describe('trees', () => {
  const entry = (name: string, id: Buffer, mode = '100644'): Buffer =>
    Buffer.concat([Buffer.from(`${mode} ${name}\0`), id]);

  const entriesOf = (search: TreeSearch, at: number, length: number): TreeEdge[] => {
    const entries: TreeEdge[] = [];
    search.entries(at, length, (edge) => entries.push(edge));
    return entries;
  };

  it('are searched for ids, and are read up to where they are damaged', () => {
    const ids = Array.from({ length: 5 }, (_, index) => Buffer.alloc(20, index + 1));
    const tree = Buffer.concat(ids.map((id, index) => entry(`file ${String(index)} é`, id)));
    const kernel = new Kernel();
    const search = new TreeSearch(kernel, Buffer.concat([ids[1]!, ids[4]!]), 'sha1');
    const block = kernel.allocate(tree.length);
    kernel.bytes.set(tree, block.at);
    expect(entriesOf(search, block.at, tree.length)).toEqual([
      { name: 'file 1 é', target: 0 },
      { name: 'file 4 é', target: 1 },
    ]);
    expect(entriesOf(search, block.at, tree.length - 1)).toHaveLength(1);
    expect(parseTree(tree, 20).map(({ name }) => name)).toHaveLength(5);
    expect(parseTree(tree.subarray(0, -1), 20)).toHaveLength(4);
  });

  it('never lead out of their bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        parseTree(Buffer.from(noise), 20);
        const kernel = new Kernel();
        const search = new TreeSearch(kernel, Buffer.from(noise.slice(0, 20)), 'sha1');
        const block = kernel.allocate(noise.length);
        kernel.bytes.set(noise, block.at);
        for (const { target } of entriesOf(search, block.at, noise.length)) expect(target).toBe(0);
      }),
    );
  });
});

describe('configuration', () => {
  it('is read as git reads it', () => {
    const config = parseGitConfig(
      '[core]\n\thooksPath = "my hooks" # c\n\tbare\n[Remote "Origin One"] url = a\\\n b ; x\n[extensions]\r\n objectFormat=sha256\r\n',
    );
    expect(configValue(config, 'core.hookspath')).toBe('my hooks');
    expect(configValue(config, 'core.bare')).toBe('true');
    expect(configValue(config, 'remote.Origin One.url')).toBe('a b');
    expect(configValue(config, 'extensions.objectformat')).toBe('sha256');
  });

  it('never fails and never hangs', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('[', ']', '"', '\\', '\n', '=', 'a', '.', ' ', '#', '\0') }),
        (text) => {
          parseGitConfig(text);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('knows network paths', () => {
    for (const remote of [
      '//server/share',
      '\\\\server\\share',
      '\\\\?\\UNC\\server',
      'ssh://host/x',
      'file://host/x',
    ]) {
      expect(isNetworkPath(remote)).toBe(true);
    }
    for (const local of ['/home/a', 'C:\\repo', '../up', 'a/b']) expect(isNetworkPath(local)).toBe(false);
  });
});

describe('an index', () => {
  it('of noise gives an answer', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(2, 3, 4, 9),
        fc.uint8Array({ maxLength: 400 }),
        fc.nat(),
        (version, noise, count) => {
          const head = Buffer.alloc(12);
          head.write('DIRC');
          head.writeUInt32BE(version, 4);
          head.writeUInt32BE(count >>> 0, 8);
          const parsed = parseIndex(Buffer.concat([head, noise]), 20);
          expect(parsed.entries.length).toBeLessThan(20);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe.each([true, false])('the inflater, engine %s', (useEngine) => {
  it('writes exactly what it should, or says no', () => {
    const inflater = new Inflater(useEngine);
    expect(inflater.usesEngine).toBe(useEngine);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), fc.nat(), fc.nat({ max: 7 }), (data, place, bit) => {
        const packed = deflateSync(data);
        const out = new Uint8Array(data.length + 40).fill(0xee);
        const behind = Buffer.concat([packed, Buffer.from('the next entry')]);
        expect(inflater.inflate(behind, out, 16, data.length)).toBe(true);
        expect(Buffer.compare(out.subarray(16, 16 + data.length), data)).toBe(0);
        expect(inflater.inflate(packed, out, 16, data.length + 1)).toBe(false);
        if (data.length > 0) expect(inflater.inflate(packed, out, 16, data.length - 1)).toBe(false);
        expect(inflater.inflate(packed.subarray(0, packed.length - 1), out, 16, data.length)).toBe(false);
        const damaged = Buffer.from(packed);
        damaged[place % packed.length]! ^= 1 << bit;
        if (inflater.inflate(damaged, out, 16, data.length)) {
          // A bit of the header that means nothing: the content must be the same.
          expect(Buffer.compare(out.subarray(16, 16 + data.length), data)).toBe(0);
        }
        expect(
          [...out.subarray(0, 16), ...out.subarray(17 + data.length + 1)].every((byte) => byte === 0xee),
        ).toBe(true);
      }),
      { numRuns: 150 },
    );
    inflater.close();
  });
});
