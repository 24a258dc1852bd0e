import { describe, expect, it } from 'vitest';
import { countTabs, filterKeys, sortKeys } from '../../../renderer/features/keys/key-list.ts';
import { matchesSearch, parseSearch } from '../../../renderer/features/keys/search.ts';
import { answersOf, isSaid, prepareSearch } from '../../../renderer/features/keys/search-answers.ts';
import { isStale } from '../../../shared/key-care.ts';
import { completionsOf } from '../../../renderer/features/keys/search-completion.ts';
import { withSpokenRoles } from '../../../renderer/features/keys/role-words.ts';
import { german } from '../../../shared/messages/de/index.ts';
import { inEnglish, wordsOf } from '../../../shared/messages/words.ts';
import { makeKey } from './factory.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const ago = (days: number): string => new Date(NOW - days * 86_400_000).toISOString();

describe('the kind of another service’s key', () => {
  const { provider } = makeKey(NOW);
  const stored = makeKey(NOW, {
    id: 'team',
    roleName: 'Team key',
    provider: {
      ...provider,
      kindLabel: { id: 'service.kind-team' },
      abilities: { ...provider.abilities, roles: false },
    },
  });
  const spoken = withSpokenRoles([stored, makeKey(NOW)], (said) => wordsOf(said, german));
  const foundBy = (search: string): readonly string[] =>
    spoken.filter((key) => matchesSearch(key, parseSearch(search), NOW)).map(({ id }) => id);

  it('is found in the reader’s words, and still in those of a view that was saved in English', () => {
    expect(foundBy('role:teamschl')).toEqual(['team']);
    expect(foundBy('role:"team key"')).toEqual(['team']);
    expect(foundBy('teamschlüssel')).toEqual(['team']);
    expect(foundBy('role:desk')).toEqual(['apke_1']);
  });
  it('is offered and sorted by in them', () => {
    expect(completionsOf('role:tea', spoken, new Map()).map(({ text }) => text)).toEqual([
      'role:Teamschlüssel',
    ]);
  });
  it('costs nothing where it is read in English', () => {
    const keys = [stored, makeKey(NOW)];
    expect(withSpokenRoles(keys, inEnglish)).toBe(keys);
  });
});

describe('parseSearch', () => {
  it('reads words, operators, quotes and negation', () => {
    expect(parseSearch('erp STATUS:Expiring -tag:"old things" "two words"')).toEqual({
      words: ['erp', 'two words'],
      filters: [
        { operator: 'status', value: 'expiring', negated: false },
        { operator: 'tag', value: 'old things', negated: true },
      ],
    });
  });
  it('takes what is no operator as a word, and ignores an operator that is still being typed', () => {
    expect(parseSearch('http://x colour:red status:')).toEqual({
      words: ['http://x', 'colour:red'],
      filters: [],
    });
  });
});

describe('matchesSearch', () => {
  const matches = (search: string, changes = {}): boolean =>
    matchesSearch(makeKey(NOW, changes), parseSearch(search), NOW);
  it('knows each operator', () => {
    expect(matches('env:prod role:order is:held')).toBe(true);
    expect(matches('env:production')).toBe(true);
    expect(matches('env:sandbox')).toBe(false);
    expect(matches('role:admin', { roleType: 'admin', roleName: 'Boss' })).toBe(true);
    expect(matches('tag:erp', { tags: ['ERP'] })).toBe(true);
    expect(matches('-tag:erp', { tags: ['ERP'] })).toBe(false);
    expect(matches('is:leaked', { leakCount: 1 })).toBe(true);
    expect(matches('is:unheld')).toBe(false);
    expect(matches('status:works', { status: 'revoking' })).toBe(true);
    expect(matches('is:nonsense')).toBe(false);
  });
  it('knows owners, accounts, expiry and what is due', () => {
    const care = { owner: 'Ann Example', access: [], rotateEveryDays: 30 };
    expect(matches('owner:ann', { care })).toBe(true);
    expect(matches('owner:none', { care })).toBe(false);
    expect(matches('owner:none')).toBe(true);
    expect(matches('is:due', { care, createdAt: ago(31) })).toBe(true);
    expect(matches('is:due', { care, createdAt: ago(29) })).toBe(false);
    expect(matches('is:due', { care, createdAt: ago(31), status: 'revoked' })).toBe(false);
    const key = makeKey(NOW, {});
    const names = new Map([[key.connectionId, 'ACME production']]);
    expect(matchesSearch(key, parseSearch('connection:acme'), NOW, names)).toBe(true);
    expect(matchesSearch(key, parseSearch('-connection:acme'), NOW, names)).toBe(false);
    expect(matches('expires:<30d', { expiresAt: ago(-29) })).toBe(true);
    expect(matches('expires:<30d', { expiresAt: ago(-31) })).toBe(false);
    expect(matches('expires:<30d', { expiresAt: ago(1) })).toBe(false);
    expect(matches('expires:>2w', { expiresAt: ago(-15) })).toBe(true);
    expect(matches('expires:<2027-01-01', { expiresAt: ago(-10) })).toBe(true);
    expect(matches('expires:never', { expiresAt: null })).toBe(true);
    // Five hours ahead there: what ends in 26 hours by that clock ends in 21 by this one.
    const inHours = (hours: number): string => new Date(NOW + hours * 3_600_000).toISOString();
    for (const operator of ['expires', 'ends']) {
      const ahead = { expiresAt: inHours(26), clockAheadMs: 5 * 3_600_000 };
      const behind = { expiresAt: inHours(21), clockAheadMs: -5 * 3_600_000 };
      expect(matches(`${operator}:1d`, ahead)).toBe(true);
      expect(matches(`${operator}:1d`, behind)).toBe(false);
    }
    expect(matches('expires:soonish', { expiresAt: ago(-1) })).toBe(false);
  });
  it('finds by the last characters of the key', () => {
    expect(matches('uczu')).toBe(true);
  });
});

describe('isStale', () => {
  it('counts from the last use, or from the creation of a key never used, and only for keys that work', () => {
    expect(isStale(makeKey(NOW, { lastUsedAt: ago(90) }), NOW)).toBe(true);
    expect(isStale(makeKey(NOW, { lastUsedAt: ago(89) }), NOW)).toBe(false);
    expect(isStale(makeKey(NOW, { lastUsedAt: null, createdAt: ago(10) }), NOW)).toBe(false);
    expect(isStale(makeKey(NOW, { lastUsedAt: ago(300), status: 'revoked' }), NOW)).toBe(false);
  });
});

describe('the list', () => {
  const keys = [
    makeKey(NOW, { id: 'apke_a', name: 'key 10', expiresAt: null }),
    makeKey(NOW, { id: 'apke_b', name: 'Key 2', expiresAt: ago(-3), status: 'expiring' }),
    makeKey(NOW, { id: 'apke_c', name: 'old', status: 'revoked', leakCount: 2 }),
    makeKey(NOW, { id: 'apke_d', name: 'odd', status: 'unresolved' }),
  ];
  it('counts what each tab shows', () => {
    expect(countTabs(keys)).toEqual({ active: 3, expiring: 1, expired: 0, revoked: 1, leaked: 1, all: 4 });
  });
  it('sorts names as people do, and what never expires last', () => {
    expect(sortKeys(keys, { column: 'name', descending: false })[0]?.name).toBe('Key 2');
    expect(sortKeys(keys, { column: 'expires', descending: false })[0]?.id).toBe('apke_b');
  });
  it('lets a status in the search win over the tab', () => {
    const ids = (search: string): string[] =>
      filterKeys(keys, { tab: 'active', search }, NOW).map((key) => key.id);
    expect(ids('')).toEqual(['apke_a', 'apke_b', 'apke_d']);
    expect(ids('status:revoked')).toEqual(['apke_c']);
  });
});

describe('typing on', () => {
  it('finds what the whole search finds, with words, with operators and after deleting', () => {
    const keys = ['Invoice run', 'Invoices erp', 'Orders', 'Inventory'].map((name, index) =>
      makeKey(NOW, { id: `apke_${String(index)}`, name, apiName: name, tags: index === 1 ? ['in'] : [] }),
    );
    const typed = (search: string): readonly string[] =>
      filterKeys(keys, { tab: 'all', search }, NOW).map(({ name }) => name);
    const alone = (search: string): readonly string[] =>
      filterKeys([...keys], { tab: 'all', search }, NOW).map(({ name }) => name);
    for (const search of [
      'i',
      'in',
      'inv',
      'inv ',
      'inv r',
      'inv',
      'in -',
      'in -tag:in',
      'in -tag:',
      'tag:in',
      'o',
    ]) {
      expect([search, typed(search)]).toEqual([search, alone(search)]);
    }
    expect(typed('invoices')).toEqual(['Invoices erp']);
  });
});

describe('what was worked out once', () => {
  const keys = Array.from({ length: 40 }, (_, index) =>
    makeKey(NOW, {
      id: `apke_${String(index)}`,
      name: `key ${String(index)}`,
      tags: index % 3 === 0 ? ['erp'] : [],
      expiresAt: index % 2 === 0 ? null : ago(-index),
      lastUsedAt: ago(index * 5),
    }),
  );
  const names = (name: string): ReadonlyMap<string, string> => new Map([[keys[0]!.connectionId, name]]);
  const found = (search: string, now: number, called = names('Acme')): readonly string[] =>
    filterKeys(keys, { tab: 'all', search }, now, called).map(({ id }) => id);
  const alone = (search: string, now: number, called = names('Acme')): readonly string[] =>
    keys.filter((key) => matchesSearch(key, parseSearch(search), now, called)).map(({ id }) => id);

  it('is asked again when the time or the name of an account is another', () => {
    const later = NOW + 10 * 86_400_000;
    for (const search of ['expires:<30d', '-expires:<30d', 'is:stale', 'ends:<7d key']) {
      expect([search, found(search, NOW)]).toEqual([search, alone(search, NOW)]);
      expect([search, found(search, later)]).toEqual([search, alone(search, later)]);
    }
    expect(found('connection:acme', NOW)).toHaveLength(40);
    expect(found('connection:acme', NOW, names('Bolt'))).toEqual([]);
  });
  it('is looked at within the last answer only where that cannot have left out a key', () => {
    const steps = [
      ...[
        'tag:erp',
        'tag:erp k',
        'tag:erp ke -expires:<30d',
        '-tag:erp ke',
        '-tag:erp key 1',
        'key 1',
        '1 key',
      ],
      ...['key 11', 'is:stale key', 'is:stale -is:stale', 'is:stale', 'is:', '"key 1"', '"key 1', 'key'],
    ];
    for (const search of steps) expect([search, found(search, NOW)]).toEqual([search, alone(search, NOW)]);
  });
  it('stays the same array where the same keys are found, and the list itself where all are', () => {
    const shown = (search: string): unknown => filterKeys(keys, { tab: 'all', search }, NOW, undefined);
    expect(shown('key')).toBe(keys);
    const erp = shown('tag:erp');
    expect(shown('tag:erp ')).toBe(erp);
    expect(shown('tag:erp key')).toBe(erp);
  });
  it('is there before it is asked for, for all that is offered, in pieces', () => {
    const pieces = [...prepareSearch(keys, NOW, names('Acme'), true)];
    expect(pieces.length).toBeGreaterThan(20);
    const said = answersOf(keys, { operator: 'is', value: 'stale', negated: false }, NOW, undefined);
    expect(keys.filter((_, index) => isSaid(said, index)).map(({ id }) => id)).toEqual(
      alone('is:stale', NOW),
    );
  });
});
