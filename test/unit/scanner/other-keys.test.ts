/** What looks like the beginning of a key by the thousand, and is none, takes nothing from what is searched beside it. */
import { describe, expect, it } from 'vitest';
import { scanWhole } from '../../../electron/scanner/detect/detector.ts';
import { Ledger } from '../../../electron/scanner/detect/index.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const random = new Random(177);

/** Letters that no key of ours begins with, so that a test key of another vendor is never one of ours. */
const letters = (length: number): string =>
  Array.from({ length }, () => random.pick(Array.from('abcdefghijkmnopqrstuvwxyzABCDEFGH23456789'))).join('');

const LINES: Readonly<Record<string, () => string>> = {
  'test keys of another vendor': () => `{"api_key":"sk_test_${letters(24)}","a":"b"}`,
  'live and test keys, quoted and escaped': () =>
    `sk_prod_x "sk_test_${letters(99)}" \\"sk_test_${letters(8)}\\"`,
  'names of variables': () => `task_type=a, ask_test(a); mask_prod = "amk_tesa"; &amp; % = \\ a m`,
  'masked keys': () => `key=aug_sk_prod_****${letters(4)} and mrp_sk_test_${letters(4)}...${letters(4)} a`,
  placeholders: () => `K=aug_sk_prod_${'x'.repeat(22)}_${'x'.repeat(50)} a m % &`,
  'names of a beginning': () => `aug_sk_prod_ aug_sk_ aug_sk_test a % & m`,
};

describe.each(Object.entries(LINES))('%s', (_name, line) => {
  it('do not use up what is decoded, and hide no key among them', () => {
    const plain = random.key();
    const encoded = random.key();
    const escaped = random.key();
    const all = Array.from({ length: 12_000 }, line);
    all.splice(3000, 0, `K=${plain}`);
    all.splice(
      6000,
      0,
      `K=${[...escaped].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}`,
    );
    all.push(Buffer.from(`key=${encoded}`).toString('base64'));
    const ledger = new Ledger();
    const hits = scanWhole(Buffer.from(all.join('\n')), ledger);
    expect(ledger.isClean).toBe(true);
    const valid = hits.filter((hit) => hit.class === 'valid').map((hit) => Buffer.from(hit.key).toString());
    expect(valid).toEqual([plain, escaped, encoded]);
  });
});

it('a mask hides no key that stands beside it', () => {
  const [first, second] = [random.key(), random.key()];
  const text = `${first.slice(0, 16)}****${first.slice(-4)} ${first}\n${second.slice(0, 12)}"\n + "${second.slice(12)}`;
  const hits = scanWhole(Buffer.from(text), new Ledger());
  expect(hits.map((hit) => [hit.class, Buffer.from(hit.key).toString()])).toEqual([
    ['valid', first],
    ['valid', second],
  ]);
});
