/** One tag on many keys, of whatever service: in one transaction, so that no lock and no crash leaves half of them done. */
import { keysCollection, type KeyRecord } from '../registry/records.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ChannelParsedInput } from '../../../shared/ipc-contract.ts';
import type { Vault, VaultTransaction } from '../../vault/types.ts';
import { say } from '../../../shared/messages/say.ts';

/** As many as a key's own form takes. */
const MOST_TAGS = 50;

/** @throws AppError `invalid-input` where a key has no room for another tag; then none of them is changed */
export function tagKeys(vault: Vault, input: ChannelParsedInput<'keys.tag'>): { changed: number } {
  const wanted = input.tag.trim();
  if (wanted === '') {
    throw new AppError({
      code: 'invalid-input',
      message: say('keys.the-tag-is-empty'),
      hint: say('keys.type-a-tag-nothing-was-changed'),
      field: 'tag',
    });
  }
  return vault.transaction((transaction) => {
    let changed = 0;
    for (const keyId of new Set(input.keyIds)) {
      changed += Number(tagOne(transaction, keyId, wanted, input.way));
    }
    return { changed };
  });
}

/** @returns whether it was not so before; a key that is gone by now has nothing to be changed */
function tagOne(transaction: VaultTransaction, keyId: string, tag: string, way: 'add' | 'remove'): boolean {
  const record = transaction.get(keysCollection, keyId);
  if (record === undefined) return false;
  const tags = tagsAfter(record, tag, way);
  if (tags === null) return false;
  transaction.put(keysCollection, keyId, { ...record, tags });
  transaction.audit({
    action: 'key-edited',
    subjectId: keyId,
    subjectName: record.alias ?? record.apiName,
    detail: way === 'add' ? say('keys.tag-tag-added', { tag }) : say('keys.tag-tag-removed', { tag }),
  });
  return true;
}

/** Null: nothing to be changed. Upper and lower case make no other tag. */
function tagsAfter(record: KeyRecord, tag: string, way: 'add' | 'remove'): string[] | null {
  const others = record.tags.filter((held) => held.toLowerCase() !== tag.toLowerCase());
  if (way === 'remove') return others.length === record.tags.length ? null : others;
  if (record.tags.includes(tag)) return null;
  if (others.length >= MOST_TAGS) {
    throw new AppError({
      code: 'invalid-input',
      message: say('keys.alias-has-mosttags-tags-already-which-is', {
        alias: record.alias ?? record.apiName,
        mostTags: MOST_TAGS,
      }),
      hint: say('keys.remove-one-of-them-first-or-leave'),
      field: 'tag',
    });
  }
  return [...others, tag];
}
