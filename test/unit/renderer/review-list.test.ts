import { describe, expect, it } from 'vitest';
import {
  NO_FILTER,
  occurring,
  progressByAccount,
  reviewEntries,
  shownEntries,
  type ReviewFilter,
  type ReviewSort,
} from '../../../renderer/features/access-review/review-list.ts';
import { decisionOfKey } from '../../../renderer/features/access-review/decisions.ts';
import type { ReviewItem } from '../../../shared/ipc/upkeep-channels.ts';
import { german } from '../../../shared/messages/de/index.ts';
import type { Said } from '../../../shared/messages/say.ts';
import { inEnglish, wordsOf } from '../../../shared/messages/words.ts';
import { makeKey } from './factory.ts';

const NOW = Date.parse('2026-11-30T12:00:00Z');
const BY_NAME: ReviewSort = { column: 'name', descending: false };

function item(keyId: string, more: Partial<ReviewItem> = {}): ReviewItem {
  return {
    keyId,
    name: keyId,
    redacted: 'aug_sk_test_****abcd',
    mode: 'test',
    roleName: null,
    owner: null,
    lastUsedAt: null,
    decision: null,
    decidedAt: null,
    note: '',
    gone: false,
    followUp: 'none',
    guideId: null,
    newKeyId: null,
    ...more,
  };
}

const items = [
  item('b', { roleName: 'Orders', owner: 'Ann', lastUsedAt: '2026-11-29T00:00:00Z', decision: 'keep' }),
  item('a', { roleName: 'Admin', lastUsedAt: '2026-01-01T00:00:00Z' }),
  item('c', { roleName: 'Orders', owner: 'bo', gone: true }),
  item('left'),
];
const keys = [
  makeKey(NOW, {
    id: 'a',
    roleType: 'admin',
    lastUsedAt: '2026-01-01T00:00:00Z',
    createdAt: '2025-01-01T00:00:00Z',
  }),
  makeKey(NOW, { id: 'b', lastUsedAt: '2026-11-29T00:00:00Z' }),
  makeKey(NOW, { id: 'c', status: 'revoked' }),
];
const entries = reviewEntries(items, keys, inEnglish);

function shown(filter: Partial<ReviewFilter>, sort = BY_NAME): readonly string[] {
  return shownEntries(entries, { ...NO_FILTER, ...filter }, sort, NOW).map((entry) => entry.item.keyId);
}

describe('what a review shows', () => {
  it('is all of it, sorted by name, where nothing is filtered', () => {
    expect(shown({})).toEqual(['a', 'b', 'c', 'left']);
  });
  it.each<[string, Partial<ReviewFilter>, readonly string[]]>([
    ['a word', { text: 'ORD' }, ['b', 'c']],
    ['a role', { role: 'Admin' }, ['a']],
    ['an owner, however written', { owner: 'Bo' }, ['c']],
    ['nobody', { owner: '' }, ['a', 'left']],
    ['an account', { connectionId: keys[0]!.connectionId }, ['a', 'b', 'c']],
    ['what is undecided', { marks: new Set(['undecided']) }, ['a', 'left']],
    ['what is unused', { marks: new Set(['unused']) }, ['a']],
    ['administrators', { marks: new Set(['admin']) }, ['a']],
    ['all of several', { marks: new Set(['admin', 'undecided']), text: 'orders' }, []],
  ])('is filtered by %s', (_, filter, expected) => {
    expect(shown(filter)).toEqual(expected);
  });
  it.each<[ReviewSort['column'], readonly string[]]>([
    ['owner', ['b', 'c', 'a', 'left']],
    ['role', ['a', 'b', 'c', 'left']],
    ['lastUsed', ['c', 'left', 'a', 'b']],
    ['decision', ['a', 'c', 'left', 'b']],
  ])('is sorted by %s', (column, expected) => {
    expect(shown({}, { column, descending: false })).toEqual(expected);
  });
  it('counts by account what can be decided', () => {
    expect(progressByAccount(entries)).toMatchObject([{ decided: 1, count: 2 }]);
    expect(occurring(entries, 'owner')).toEqual(['Ann', 'bo']);
  });
});

it('the kind of another service’s key is read in the reader’s language, also where the key has left the vault', () => {
  const { provider } = makeKey(NOW);
  const kindLabel = { id: 'service.kind-team' } as const;
  const team = makeKey(NOW, {
    id: 'team',
    roleName: 'Team key',
    provider: { ...provider, kindLabel, abilities: { ...provider.abilities, roles: false } },
  });
  const inGerman = (said: Said): string => wordsOf(said, german);
  const shownRoles = reviewEntries(
    [
      item('team', { roleName: 'Team key' }),
      item('purged', { roleName: 'Team key', kind: kindLabel }),
      item('b', { roleName: 'Orders' }),
    ],
    [team, ...keys],
    inGerman,
  ).map((entry) => entry.item.roleName);
  expect(shownRoles).toEqual(['Teamschlüssel', 'Teamschlüssel', 'Orders']);
});

it('a letter stands for a decision, and no other does', () => {
  expect(['k', 'R', 'n', 'v', 'x'].map(decisionOfKey)).toEqual([
    'keep',
    'rotate',
    'narrow',
    'revoke',
    undefined,
  ]);
});
