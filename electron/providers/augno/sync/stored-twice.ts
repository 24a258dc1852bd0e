/** Keys that the vault holds more than once. */
import { quotedNames, unreadEntries } from '../../../../shared/unread-entries.ts';
import { keysCollection } from '../../../keys/registry/records.ts';
import type { VaultReader } from '../../../vault/types.ts';
import { say, type Said } from '../../../../shared/messages/say.ts';

/** Entries whose keys have one public part: under two spellings, as two accounts or from a file. Nothing merges them. */
export function storedTwice(reader: VaultReader, connectionId: string): readonly string[] {
  const all = reader.list(keysCollection);
  const holders = new Map<string, number>();
  for (const { id, value } of all) {
    if (value.publicId === null || !reader.hasSecret(id)) continue;
    holders.set(value.publicId, (holders.get(value.publicId) ?? 0) + 1);
  }
  return all
    .filter(
      ({ id, value }) =>
        value.connectionId === connectionId &&
        value.publicId !== null &&
        reader.hasSecret(id) &&
        (holders.get(value.publicId) ?? 0) > 1,
    )
    .map(({ value }) => `${value.alias ?? value.apiName} (${value.redacted})`);
}

export function storedTwiceSentence(names: readonly string[]): Said {
  return say('state.stored-twice', { names: quotedNames(unreadEntries(names)) });
}
