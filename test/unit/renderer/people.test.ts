/** Whose keys are rotated when someone leaves. */
import { NO_CARE } from '../../../shared/key-care.ts';
import { expect, it } from 'vitest';
import { keysOfPerson, peopleOf } from '../../../renderer/features/people/people.ts';
import type { KeyTie } from '../../../shared/ipc/people-channels.ts';
import { makeKey as make } from './factory.ts';

const tie = (keyId: string, kind: KeyTie['kind'], name: string, handle: string | null = null): KeyTie => ({
  keyId,
  kind,
  name,
  handle,
  at: '2026-01-01T00:00:00Z',
});
const makeKey = (changes: Parameters<typeof make>[1]) => make(Date.UTC(2026, 5, 1), changes);
const care = (owner: string | null, access: string[] = []) => ({ ...NO_CARE, owner, access });

it('are those a person owns, has, made or was sent, each once', () => {
  const keys = [
    makeKey({ id: 'a', care: care('ann ') }),
    makeKey({ id: 'b', care: care('Bo', ['Ann']) }),
    makeKey({ id: 'c' }),
    makeKey({ id: 'd', care: care('Bo') }),
  ];
  const ties = [tie('a', 'created', 'Ann'), tie('c', 'passed-on', 'ANN'), tie('d', 'created', 'Bo')];
  expect(keysOfPerson(keys, 'Ann', ties).map(({ entry, ties: found }) => [entry.id, found])).toEqual([
    ['a', ['owner', 'created']],
    ['b', ['access']],
    ['c', ['passed-on']],
  ]);
});

it('one person under a name and an address is one person', () => {
  const keys = [makeKey({ id: 'a', care: care('ann@acme.example') }), makeKey({ id: 'b' })];
  const ties = [tie('b', 'created', 'Ann Example', 'ann@acme.example')];
  expect(peopleOf(keys, ties)).toEqual(['ann@acme.example']);
  expect(keysOfPerson(keys, 'ann@acme.example', ties).map(({ entry }) => entry.id)).toEqual(['a', 'b']);
  expect(keysOfPerson(keys, 'Ann Example', ties).map(({ entry }) => entry.id)).toEqual(['a', 'b']);
});

it('who made keys that are not listed any more is not offered', () => {
  expect(peopleOf([makeKey({ id: 'a' })], [tie('gone', 'created', 'Ann')])).toEqual([]);
});
