import { expect, it } from 'vitest';
import type { Rotation } from '../../../shared/domain.ts';
import { openOverlaps } from '../../../renderer/features/keys/overlaps.ts';
import { makeKey } from './factory.ts';

const NOW = Date.parse('2026-11-30T12:00:00Z');
const DAY_MS = 86_400_000;
const place = (done: boolean): Rotation['places'][number] => ({ id: 'p', text: 'ci', done });
const rotation = (id: string, changes: Partial<Rotation> = {}): Rotation => ({
  id,
  oldKeyId: `old-${id}`,
  newKeyId: `new-${id}`,
  startedAt: new Date(NOW - DAY_MS).toISOString(),
  oldWorksUntil: new Date(NOW + DAY_MS).toISOString(),
  oldRefusedAt: null,
  places: [],
  state: 'waiting-for-revocation',
  endedBy: 'us',
  ...changes,
});
const used = new Date(NOW - 60_000).toISOString();
const keys = ['a', 'b', 'c', 'd', 'e'].map((id) =>
  makeKey(NOW, { id: `old-${id}`, name: `Key ${id}`, lastUsedAt: used }),
);
const found = (ids: readonly string[], rotations: readonly Rotation[], list = keys): unknown[] =>
  openOverlaps(new Set(ids), rotations, list, NOW).map(({ oldKey, ready, movable }) => [
    oldKey.id,
    ready,
    movable,
  ]);

it('are found by the old key or the new one, and say which can be ended and which put off', () => {
  expect(
    found(
      ['new-a', 'old-b', 'old-c', 'other'],
      [
        rotation('c', { endedBy: 'server', places: [place(true)] }),
        rotation('b', { places: [place(true), place(false)] }),
        rotation('a', { places: [place(true)] }),
        rotation('d'),
      ],
    ),
  ).toEqual([
    ['old-a', 'all-done', true],
    ['old-b', null, true],
    ['old-c', 'all-done', false],
  ]);
});

it('count an old key as idle after a day without a request', () => {
  const idle = keys.map((key) => ({ ...key, lastUsedAt: new Date(NOW - DAY_MS).toISOString() }));
  expect(found(['old-a'], [rotation('a', { places: [place(false)] })], idle)).toEqual([
    ['old-a', 'idle', true],
  ]);
});

it('leave out what has ended, what has no day, and what no API can end', () => {
  const list = [
    makeKey(NOW, { id: 'old-a', status: 'revoked' }),
    ...keys.slice(1, 3),
    makeKey(NOW, {
      id: 'old-d',
      provider: {
        ...makeKey(NOW).provider,
        abilities: { ...makeKey(NOW).provider.abilities, revoke: 'guided' },
      },
    }),
  ];
  const rotations = [
    rotation('a'),
    rotation('b', { oldWorksUntil: null }),
    rotation('c', { state: 'done' }),
    rotation('d', { endedBy: 'person' }),
    rotation('e'),
  ];
  expect(found(['old-a', 'old-b', 'old-c', 'old-d', 'old-e'], rotations, list)).toEqual([]);
});

it('that need a person are not put off', () => {
  expect(found(['old-a'], [rotation('a', { state: 'needs-attention' })])).toEqual([['old-a', null, false]]);
});
