import { expect, it } from 'vitest';
import { completionsOf } from '../../../renderer/features/keys/search-completion.ts';
import { countHits, filterKeys, TABS } from '../../../renderer/features/keys/key-list.ts';
import { makeKey } from './factory.ts';

const NOW = Date.parse('2026-11-30T12:00:00Z');
const keys = [
  makeKey(NOW, { id: 'a', roleName: 'Order desk', tags: ['erp'] }),
  makeKey(NOW, { id: 'b', roleName: 'Admin', tags: ['erp', 'shop'] }),
  makeKey(NOW, { id: 'c', roleName: 'Order desk' }),
];
const names = new Map([['c1', 'Acme works']]);
const texts = (text: string): readonly string[] => completionsOf(text, keys, names).map((one) => one.text);

it('offers operators that begin so, after the words before them', () => {
  expect(texts('erp st')).toEqual(['status:']);
  expect(completionsOf('erp -ro', keys, names)).toMatchObject([
    { text: '-role:', query: 'erp -role:', whole: false },
  ]);
  expect(texts('')).toContain('connection:');
  expect(texts('webshop')).toEqual([]);
});

it('offers values that occur, the most frequent first, and quotes those with blanks', () => {
  expect(texts('role:')).toEqual(['role:"Order desk"', 'role:Admin']);
  expect(texts('role:"ord')).toEqual(['role:"Order desk"']);
  expect(texts('tag:')).toEqual(['tag:erp', 'tag:shop']);
  expect(texts('connection:ac')).toEqual(['connection:"Acme works"']);
  expect(completionsOf('x is:sta', keys, names)).toMatchObject([{ query: 'x is:stale ', whole: true }]);
});

it('offers nothing where the value stands there already, or the word is no operator', () => {
  expect(texts('env:production')).toEqual([]);
  expect(texts('color:')).toEqual([]);
});

it('counts for each what taking it would show, whatever stands before it', () => {
  const many = Array.from({ length: 120 }, (_, index) =>
    makeKey(NOW, {
      id: String(index),
      name: `Key ${String(index)}`,
      roleName: ['Admin', 'Order desk', null][index % 3]!,
      tags: [['erp'], ['shop', 'a "quoted" one'], []][index % 3]!,
      mode: index % 2 === 0 ? 'prod' : 'test',
      status: (['active', 'expiring', 'revoked', 'expired'] as const)[index % 4]!,
      leakCount: index % 5 === 0 ? 1 : 0,
      lastUsedAt: index % 7 === 0 ? null : new Date(NOW - index * 86_400_000).toISOString(),
      expiresAt: index % 2 === 0 ? null : new Date(NOW + index * 86_400_000).toISOString(),
    }),
  );
  const typed = [
    'status:',
    'is:',
    '-is:',
    'key 1 is:',
    'env:prod role:',
    'status:active -tag:',
    'expires:<',
    'ends:',
    'tag:',
  ];
  for (const text of typed) {
    const completions = completionsOf(text, many, names);
    expect(completions.length, text).toBeGreaterThan(0);
    for (const tab of TABS) {
      expect(countHits(completions, many, tab, NOW, names), `${text} in ${tab}`).toEqual(
        completions.map(({ query }) => filterKeys(many, { tab, search: query }, NOW, names).length),
      );
    }
  }
  // One that is no whole query yet finds nothing that could be counted.
  expect(countHits(completionsOf('st', many, names), many, 'all', NOW, names)).toEqual([null]);
});
