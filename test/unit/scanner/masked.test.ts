import { describe, expect, it } from 'vitest';
import { detected } from '../../fixtures/scanner/content.ts';
import { collectedMasked, collectMasked } from '../../../electron/scanner/detect/index.ts';
import { Random } from '../../fixtures/scanner/random.ts';

const random = new Random(31);

function maskedIn(text: string | Buffer): string[] {
  collectMasked();
  expect(detected(Buffer.from(text))).toEqual([]);
  return collectedMasked().map(({ redacted }) => redacted);
}

describe('masked keys', () => {
  const key = random.key('prod', 'augno');
  const wanted = `aug_sk_prod_****${key.slice(-4)}`;

  it.each([
    ['as the API shows it', wanted],
    ['with more asterisks', `aug_sk_prod_${'*'.repeat(40)}${key.slice(-4)}`],
    ['with dots', `${key.slice(0, 16)}...${key.slice(-4)}`],
    ['with an ellipsis', `${key.slice(0, 16)}…${key.slice(-4)}`],
    ['with bullets', `aug_sk_prod_••••${key.slice(-4)}`],
    ['with the id left', `${key.slice(0, 35)}****${key.slice(-4)}`],
    ['escaped for Markdown', `aug_sk_prod_\\*\\*\\*\\*${key.slice(-4)}`],
    ['in base64', Buffer.from(`k=${wanted};`).toString('base64')],
  ])('%s are no findings, but their end is told', (_name, text) => {
    expect(maskedIn(`key: "${text}"\n`)).toEqual([wanted]);
  });

  it.each([
    ['no end', 'aug_sk_prod_****'],
    ['a longer end', 'aug_sk_prod_****abcdefgh'],
    ['a placeholder', 'aug_sk_prod_YOUR_KEY_HERE'],
    ['a sentence', 'aug_sk_prod_... and then more'],
    ['another mode', 'aug_sk_live_****abcd'],
  ])('are not taken from %s', (_name, text) => {
    expect(maskedIn(`${text}\n`)).toEqual([]);
  });

  it('are told once each, a bounded number of them, and only while somebody collects', () => {
    const many = Array.from(
      { length: 5000 },
      (_, index) => `aug_sk_test_****${String(index).padStart(4, '0')}`,
    );
    expect(maskedIn([...many, ...many].join('\n'))).toHaveLength(200);
    detected(Buffer.from(wanted));
    expect(collectedMasked()).toEqual([]);
  });
});
