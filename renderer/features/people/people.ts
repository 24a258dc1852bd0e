/** Who has to do with which keys, from what a team noted. Pure. */
import type { KeySummary } from '../../../shared/domain.ts';
import { samePerson } from '../../../shared/key-care.ts';

export type Tie = 'owner' | 'access';

export interface PersonKey {
  readonly entry: KeySummary;
  readonly ties: readonly Tie[];
}

/** Everybody who owns a key or has access to one, by name. */
export function peopleOf(keys: readonly KeySummary[]): readonly string[] {
  const people: string[] = [];
  for (const { care } of keys) {
    for (const name of [care?.owner ?? '', ...(care?.access ?? [])]) {
      if (name !== '' && !people.some((known) => samePerson(known, name))) people.push(name);
    }
  }
  return people.sort((left, right) => left.localeCompare(right));
}

export function keysOfPerson(keys: readonly KeySummary[], person: string): readonly PersonKey[] {
  return keys.flatMap((entry): PersonKey[] => {
    const ties: Tie[] = [];
    if (entry.care?.owner !== undefined && entry.care.owner !== null && samePerson(entry.care.owner, person))
      ties.push('owner');
    if (entry.care?.access.some((name) => samePerson(name, person)) === true) ties.push('access');
    return ties.length === 0 ? [] : [{ entry, ties }];
  });
}
