import { expect, it } from 'vitest';
import { completionsOf } from '../../../renderer/features/keys/search-completion.ts';
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
