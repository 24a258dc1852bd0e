import { describe, expect, it } from 'vitest';
import { idSchema } from '../../../../electron/providers/augno/api/schemas.ts';
import { isForeignId, ownerOfId } from '../../../../electron/keys/registry/owner.ts';
import { deletedKeysCollection, keysCollection } from '../../../../electron/keys/registry/records.ts';
import { trashCollection } from '../../../../electron/keys/trash/trash.ts';
import { PROVIDERS } from '../../../../electron/providers/index.ts';
import { CONNECTION_ID_PREFIX, KEY_ID_PREFIX } from '../../../../electron/keys/registry/other-records.ts';
import type { VaultReader } from '../../../../electron/vault/types.ts';

/** Records by collection and id, and ids of secrets. */
function reader(records: Readonly<Record<string, unknown>>, secrets: readonly string[] = []): VaultReader {
  return {
    get: (collection, id) => records[`${collection.name}/${id}`] as never,
    list: () => [],
    hasSecret: (id) => secrets.includes(id),
  };
}

describe('whose an id is', () => {
  it.each([keysCollection, trashCollection, deletedKeysCollection])('by a record of $name', ({ name }) => {
    const vault = reader({ [`${name}/apke_1`]: { connectionId: 'a' } });
    expect(ownerOfId(vault, 'apke_1')).toEqual({ connectionId: 'a' });
    expect(isForeignId(vault, 'apke_1', 'a')).toBe(false);
    expect(isForeignId(vault, 'apke_1', 'b')).toBe(true);
  });

  it('nobody’s, until a secret lies under it or another service makes ids of its form', () => {
    expect(ownerOfId(reader({}), 'apke_1')).toBeNull();
    expect(isForeignId(reader({}), 'apke_1', 'a')).toBe(false);
    expect(ownerOfId(reader({}, ['sharing-identity']), 'sharing-identity')).toBe('reserved');
    for (const prefix of [KEY_ID_PREFIX, CONNECTION_ID_PREFIX, 'pvr_']) {
      const id = `${prefix}0123456789abcdef01234567`;
      // It could stand in a reply: the form of ids does not keep it out.
      expect(idSchema.safeParse(id).success).toBe(true);
      expect(isForeignId(reader({}), id, 'a')).toBe(true);
    }
  });
});

it('no other service answers with a key: each is made there by hand, and pasted', () => {
  // One that could would have to hold its replies against the same check.
  for (const { description } of PROVIDERS.filter((one) => one.description.id !== 'augno')) {
    expect([description.abilities.create, description.abilities.rotate]).toEqual(['guided', 'guided']);
  }
});
