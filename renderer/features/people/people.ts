/** Who has to do with which keys: noted by the team, shown at Augno when the key was made, or passed on from here. Pure. */
import type { KeySummary } from '../../../shared/domain.ts';
import type { KeyTie } from '../../../shared/ipc/people-channels.ts';
import { samePerson } from '../../../shared/key-care.ts';

export type Tie = 'owner' | 'access' | KeyTie['kind'];

export interface PersonKey {
  readonly entry: KeySummary;
  readonly ties: readonly Tie[];
}

const isCalled = (tie: KeyTie, name: string): boolean =>
  samePerson(tie.name, name) || (tie.handle !== null && samePerson(tie.handle, name));

/** Everybody who has to do with one of these keys, by name. Who is known under an address too comes once. */
export function peopleOf(keys: readonly KeySummary[], ties: readonly KeyTie[] = []): readonly string[] {
  const people: string[] = [];
  const listed = new Set(keys.map(({ id }) => id));
  const add = (name: string): void => {
    if (name !== '' && !people.some((known) => samePerson(known, name))) people.push(name);
  };
  for (const { care } of keys) [care?.owner ?? '', ...(care?.access ?? [])].forEach(add);
  for (const tie of ties) {
    if (listed.has(tie.keyId) && !people.some((known) => isCalled(tie, known))) add(tie.name);
  }
  return people.sort((left, right) => left.localeCompare(right));
}

export function keysOfPerson(
  keys: readonly KeySummary[],
  person: string,
  ties: readonly KeyTie[] = [],
): readonly PersonKey[] {
  const theirs = ties.filter((tie) => isCalled(tie, person));
  const names = [
    person,
    ...theirs.flatMap(({ name, handle }) => (handle === null ? [name] : [name, handle])),
  ];
  const isTheirs = (name: string): boolean => names.some((known) => samePerson(known, name));
  return keys.flatMap((entry): PersonKey[] => {
    const found: Tie[] = [];
    if (entry.care?.owner !== undefined && entry.care.owner !== null && isTheirs(entry.care.owner))
      found.push('owner');
    if (entry.care?.access.some(isTheirs) === true) found.push('access');
    for (const kind of ['created', 'passed-on'] as const) {
      if (theirs.some((tie) => tie.keyId === entry.id && tie.kind === kind)) found.push(kind);
    }
    return found.length === 0 ? [] : [{ entry, ties: found }];
  });
}
