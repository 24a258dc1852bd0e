import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { ANCHORS, anchorsChecksum, runAnchors } from '../../../electron/scanner/detect/anchors.ts';
import type { Anchor } from '../../../electron/scanner/detect/anchor-kinds.ts';
import { createDetector, redactText } from '../../../electron/scanner/detect/index.ts';
import { FOLLOWING } from '../../../electron/scanner/detect/number-check.ts';
import { PLACED_ANCHORS } from '../../../electron/scanner/detect/placement.ts';
import { createPrefilter } from '../../../electron/scanner/detect/prefilter.ts';
import { WRITINGS } from '../../fixtures/scanner/generator.ts';
import { detected } from '../../fixtures/scanner/content.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const detector = createDetector();
const RUN_ANCHORS = runAnchors();

/** A number counts only where the next two of a prefix follow. */
function withRest({ bytes, kind }: Anchor, between: string): Buffer {
  const rest = kind.type === 'numbers' ? FOLLOWING[kind.radix].map((digits) => between + digits) : [];
  return Buffer.concat([bytes, Buffer.from(rest.join(''))]);
}

/** Bytes full of what the detector reacts to. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(...ANCHORS.map((anchor) => withRest(anchor, ', '))),
      fc.constantFrom(
        ...[
          'aug_sk_prod_',
          '\\\\\\\\',
          '%25%25',
          '&amp;amp;#',
          '=\n',
          '" + "',
          '<',
          '</w:t>',
          '","stream":"stdout","time":"2026-01-01T00:00:00Z"}\n{"log":"',
          '\n2026-01-01T00:00:00.0Z stdout F ',
          '?=\r\n =?utf-8?B?',
          ')-12(',
          '}{\\rtlch\\fcs1 ',
          '_x005F_',
          "\\'5f",
          '\uFF3F',
          '"; key += "',
          '".concat("',
          'aug_sk_test_"',
          '0000020 137 163 153 137\n',
          '0000000   _   s   k   _\n',
          '00000010: 5f73 6b5f 7072 6f64  _sk_prod\n',
          '\\u{',
          'H4sI',
          'chr(',
          '0x5f677561, 0x705f6b73, ',
          ':100000005f736b5f5f736b5f5f736b5f5f736b5f00\n',
          '\n',
        ].map((text) => Buffer.from(text)),
      ),
      fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
      fc.string({ maxLength: 30 }).map((text) => Buffer.from(text)),
    ),
    { maxLength: 200 },
  )
  .map((parts) => Buffer.concat(parts));

/** Long enough that the second pass looks into it, wherever its blocks begin. */
function inRun(anchor: Anchor): Buffer {
  return Buffer.concat([Buffer.alloc(70, 'Q2+'), withRest(anchor, 'Q'), Buffer.alloc(70, 'Q2+')]);
}

const withRuns = fc
  .array(fc.oneof(hostile, fc.constantFrom(...RUN_ANCHORS).map(inRun)), { maxLength: 4 })
  .map((parts) => Buffer.concat(parts));

describe('the detector on hostile bytes', () => {
  it('never throws, never finds a valid key in them, stays inside the bytes', () => {
    fc.assert(
      fc.property(hostile, (bytes) => {
        for (const hit of detected(bytes)) {
          expect(hit.class).not.toBe('valid');
          expect(hit.offset).toBeGreaterThanOrEqual(0);
          expect(hit.offset + hit.length).toBeLessThanOrEqual(bytes.length);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('ends soon on what would make a naive search explode', { timeout: 240_000 }, () => {
    const size = 400_000;
    const fill = (piece: string): Buffer => Buffer.from(piece.repeat(Math.ceil(size / piece.length)));
    const twice = (piece: string): Buffer => Buffer.from(fill(piece).toString('base64'));
    const cases = [
      fill('X3NrX'),
      fill('9za1'),
      fill('5f736b5f'),
      fill('95,115,107,95,'),
      fill('115, 107, 95, '),
      fill('0x73, 0x6b, 0x5f, '),
      fill('chr(115)+chr(107)+chr(95)+'),
      fill(':100000005f736b5f5f736b5f5f736b5f5f736b5f00\n'),
      fill('0x705f6b73, '),
      fill('_\0s\0k\0_\0'),
      fill('aug_sk_prod_ '),
      fill('aug_sk_prod_\n" + "'),
      fill(`'sk'\\\\\\\\`),
      fill('a & sk_p '),
      fill('H4sIAAAA '),
      fill('sk_p<a sk_p'),
      fill('"aug_sk_prod_" + x\n'),
      fill('aug_sk_prod_","stream":"stdout","time":"2026-01-01T00:00:00Z"}\n{"log":"'),
      fill('=?utf-8?B?X3NrX3Byb2Rf?=\r\n '),
      fill(')-1(aug_sk_p'),
      fill('{\\a{\\b aug_sk_p'),
      fill('_x0073__x006B_'),
      fill('"aug_sk_p";k.k+='),
      fill('_\uFF53\uFF4B'),
      fill('0000000   _   s   k   _   p   r   o   d\n'),
      fill('0000000 137 163 153 137\n'),
      fill('00000000: 5f73 6b5f 5f73 6b5f\n'),
      fill(`${'\\'.repeat(600)}u005fsk`),
      twice('X3NrX'),
      Buffer.from(twice('X3NrX').toString('base64')),
    ];
    for (const bytes of cases) expect(detected(bytes).filter((hit) => hit.class === 'valid')).toEqual([]);
  });
});

describe('the first pass', () => {
  it('was laid out for these anchors', () => {
    expect(anchorsChecksum()).toBe(PLACED_ANCHORS);
  });

  it('finds every anchor at every place, also across the pieces of a long text', () => {
    const prefilter = createPrefilter(70_000);
    const length = prefilter.workspace.length;
    for (const anchor of ANCHORS) {
      for (const at of [0, 1, 15, 16, 17, length - 1100, length - 1030, length - 5, length + 3]) {
        const bytes = Buffer.alloc(length + 200, 0x2e);
        bytes.set(withRest(anchor, ', '), at);
        const found: number[] = [];
        prefilter.find(bytes, 0, bytes.length, (hit, position) => {
          if (hit === anchor) found.push(position);
          return 0;
        });
        expect(new Set(found)).toEqual(new Set([at]));
      }
    }
  });

  it('finds the anchors of long runs wherever such a run stands, and looks for them nowhere else', () => {
    const prefilter = createPrefilter(70_000);
    for (const [index, anchor] of RUN_ANCHORS.entries()) {
      for (const at of [0, 17, 4000 + index, 65_400]) {
        const run = Buffer.alloc(120, 'Q2');
        run.set(withRest(anchor, 'Q'), 50 - (index % 7));
        const bytes = Buffer.alloc(70_000, 'a word ');
        bytes.set(run, at);
        const found: number[] = [];
        prefilter.find(bytes, 0, bytes.length, (hit, position) => {
          if (hit === anchor) found.push(position);
          return 0;
        });
        expect(new Set(found)).toEqual(new Set([at + 50 - (index % 7)]));
      }
    }
  });

  it('gives the same without WebAssembly', async () => {
    // Each of all anchors, and more of them than fit into one answer.
    const inRuns = Buffer.concat(RUN_ANCHORS.map(inRun));
    const everywhere = Buffer.concat(
      ANCHORS.flatMap((anchor) => Array<Uint8Array>(9).fill(withRest(anchor, ', '))),
    );
    /** Searches at once, since what searches runs is made with the first of them: with or without WebAssembly. */
    const searchBy = (create: typeof createPrefilter): ((bytes: Buffer) => readonly string[]) => {
      const prefilter = create(200_000);
      const search = (bytes: Buffer): readonly string[] => {
        const found: string[] = [];
        prefilter.find(bytes, 0, bytes.length, ({ bytes: written, kind }, at) => {
          found.push(`${at} ${JSON.stringify(kind)} ${Buffer.from(written).toString('latin1')}`);
          return 0;
        });
        return found.sort();
      };
      expect(search(inRuns).length).toBeGreaterThan(RUN_ANCHORS.length);
      expect(search(everywhere).length).toBeGreaterThan(2048);
      return search;
    };
    const assembled = vi.spyOn(WebAssembly, 'Instance');
    try {
      const search = searchBy(createPrefilter);
      expect(assembled).toHaveBeenCalled();
      assembled.mockClear();
      vi.resetModules();
      vi.stubGlobal('WebAssembly', undefined);
      const plain = await import('../../../electron/scanner/detect/prefilter.ts');
      const searchPlainly = searchBy(plain.createPrefilter);
      fc.assert(
        fc.property(withRuns, (bytes) => {
          expect(searchPlainly(bytes)).toEqual(search(bytes));
        }),
        { numRuns: 300, examples: [[inRuns], [everywhere]] },
      );
      expect(assembled).not.toHaveBeenCalled();
    } finally {
      vi.unstubAllGlobals();
      assembled.mockRestore();
    }
  });

  it('never says that nothing is there where something is', () => {
    const random = new Random(77);
    for (const writing of WRITINGS) {
      const text = Buffer.from(`x\n${writing.write(random.key(), random)}\n`);
      expect([writing.name, detector.mayContain(text)]).toEqual([writing.name, true]);
    }
    expect(detector.mayContain(Buffer.from('an ordinary text about tasks and desks'))).toBe(false);
  });
});

describe('redaction of free text', () => {
  it('leaves no key in it, however it is written', () => {
    const random = new Random(78);
    for (const writing of WRITINGS) {
      const key = random.key();
      const written = writing.write(key, random);
      const redacted = redactText(`fix ${written} in the build`);
      expect(redacted).not.toContain(key.slice(35));
      expect([writing.name, redacted.includes(written)]).toEqual([writing.name, false]);
    }
    expect(redactText('plain words')).toBe('plain words');
  });
});
