import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectIn } from '../../../electron/scanner/detect/detector.ts';
import { AnchorCollector, type FoundAnchor } from '../../../electron/scanner/detect/find-anchors.ts';
import { createPrefilter } from '../../../electron/scanner/detect/prefilter.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const random = new Random(20_26);
const prefilter = createPrefilter(1 << 18);

/** Every anchor, also those that the dismissal spares the search. */
function allAnchors(bytes: Uint8Array): FoundAnchor[] {
  const found: FoundAnchor[] = [];
  prefilter.find(bytes, 0, bytes.length, (anchor, at) => {
    found.push({ anchor, at });
    return 0;
  });
  return found.sort((left, right) => left.at - right.at);
}

interface Seen {
  readonly keys: ReadonlySet<string>;
  readonly heads: ReadonlySet<number>;
}

function seen(bytes: Uint8Array, anchors?: readonly FoundAnchor[]): Seen {
  const heads = new Set<number>();
  const ledger = {
    notOpened: (): void => undefined,
    head: (_form: string, offset: number): void => {
      heads.add(offset);
    },
  };
  const found = detectIn(bytes, 0, bytes.length, ledger, anchors);
  // A run in base64 is read over what stands between two of them: the same key may then begin at either, and be read
  // worse from one of them.
  const keys = new Set(found.map(({ key }) => Buffer.from(key).toString('latin1')));
  return { keys, heads };
}

const keys = Array.from({ length: 6 }, () => random.key());
const gaps = [
  '"',
  "' + '",
  '" +\n  "',
  '\\\n',
  '\\n',
  '\\"',
  '=\n',
  '=3D',
  '=',
  '%',
  '%5F',
  '<b>',
  '</span><span class="s">',
  '&#95;',
  '\u200B',
  '“',
  '…',
  '\n * ',
  'f"',
  '_ \r\n',
  ' _\n',
  '\\u0041',
  '\\x41',
  '****',
  '...',
  '\x1b[0m',
  '\0',
  '\x05',
  '{{',
];
const part = fc.oneof(
  fc.constantFrom(...keys),
  fc
    .tuple(fc.constantFrom(...keys), fc.nat(84), fc.constantFrom(...gaps))
    .map(([key, at, gap]) => key.slice(0, at) + gap + key.slice(at)),
  fc
    .tuple(fc.constantFrom(...keys), fc.integer({ min: 3, max: 84 }))
    .map(([key, length]) => key.slice(0, length)),
  fc
    .tuple(fc.constantFrom(...keys), fc.nat(84))
    .map(([key, at]) => `${key.slice(0, at)}x${key.slice(at + 1)}`),
  fc.constantFrom(
    'aug_sk_prod_****UCZu',
    'aug_sk_test_YOUR_KEY_HERE',
    'aug_sk_prod_<your-key>',
    'aug_sk_prod_{KEY}',
    'aug_sk_...',
    'aug_sk_live_',
    'mrp_sk_test_…WNXD',
    `aug_sk_prod_${'x'.repeat(22)}_${'x'.repeat(50)}`,
    `aug_sk_prod_${'x'.repeat(120)}`,
    'sk_test_',
  ),
  fc.constantFrom(...gaps),
  fc.string({ maxLength: 12 }),
);
const parts = fc.array(part, { maxLength: 8 }).map((all) => all.join(''));
const text = fc
  .array(
    fc.oneof(
      parts,
      fc
        .tuple(parts, fc.nat(2))
        .map(([inner, shift]) => Buffer.from('abc'.slice(shift) + inner).toString('base64')),
      fc.tuple(parts, fc.integer({ min: 20, max: 80 })).map(([inner, width]) =>
        Buffer.from(inner)
          .toString('base64')
          .replaceAll(new RegExp(`.{${String(width)}}`, 'g'), '$&\n'),
      ),
    ),
    { maxLength: 6 },
  )
  .map((all) => Buffer.from(all.join('\n')));

describe('what is dismissed at once', () => {
  it('holds nothing that the search would have found', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(text, (bytes) => {
        const fast = seen(bytes);
        const slow = seen(bytes, allAnchors(bytes));
        expect(fast.keys).toEqual(slow.keys);
        expect(fast.heads).toEqual(slow.heads);
      }),
      { numRuns: 1500, seed: 20_261_129 },
    );
  });

  it.each([
    ['masked keys', 'aug_sk_prod_****UCZu'],
    ['placeholders', 'aug_sk_test_YOUR_KEY_HERE'],
    ['a tag', 'aug_sk_prod_<your-key> or so, as we say_here'],
    ['dots', 'aug_sk_... and then a sentence that goes on for a while_and a name'],
    ['a whole placeholder', `aug_sk_prod_${'x'.repeat(22)}_${'x'.repeat(50)}`],
    [
      'the same in base64',
      Buffer.from(`k=aug_sk_prod_${'x'.repeat(22)}_${'x'.repeat(50)}`).toString('base64'),
    ],
    ['a masked key in base64', Buffer.from('{"n":1,"key":"aug_sk_prod_****1234"}').toString('base64')],
  ])('is %s', (_name, value) => {
    const line = Buffer.from(`2026-01-01T00:00:00Z INFO id=1 key="${value}" ua="Mozilla/5.0 (X11)"\n`);
    const bytes = Buffer.concat(Array.from({ length: 50 }, () => line));
    expect(allAnchors(bytes).length).toBeGreaterThanOrEqual(50);
    const collector = new AnchorCollector(bytes, true);
    prefilter.find(bytes, 0, bytes.length, collector.visit);
    // A long run that is text again is decoded once, whatever it holds.
    expect(collector.found.filter(({ anchor }) => anchor.kind.type !== 'text')).toEqual([]);
  });

  it('is nothing near control characters, where a database may keep the rest elsewhere', () => {
    for (const control of ['\0', '\x01', '\x08']) {
      for (const distance of [0, 1, 2, 3, 7, 200, 255]) {
        for (const shift of [0, 1, 2, 3]) {
          const near = `${' '.repeat(shift)}${control}${'a'.repeat(distance)}`;
          const bytes = Buffer.from(`${near}aug_sk_prod_****UCZu ${'b'.repeat(300)}`);
          expect(seen(bytes).heads.size).toBe(1);
          const behind = Buffer.from(
            `${' '.repeat(shift)}aug_sk_prod_****UCZu${'a'.repeat(Math.min(distance, 230))}${control}`,
          );
          expect(seen(behind).heads.size).toBe(1);
        }
      }
    }
  });
});
