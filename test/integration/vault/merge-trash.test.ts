/** What lies in a trash of one copy of a vault, or was emptied from it, when the copies are folded together. */
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keysCollection } from '../../../electron/keys/registry/records.ts';
import {
  emptyTrash,
  listTrash,
  moveToTrash,
  purgeTrash,
  restoreFromTrash,
} from '../../../electron/keys/trash/trash.ts';
import { copyVaultOf } from '../../fixtures/formats/read.ts';
import { makeFolder, removeFolder, reveal } from '../../fixtures/vault/sample.ts';
import { change, fixture, keys, merge } from './full-copies.ts';

let folder: string;
let here: string;
let there: string;
beforeEach(() => {
  folder = makeFolder();
  here = path.join(folder, 'here');
  there = path.join(folder, 'there');
  mkdirSync(here);
  mkdirSync(there);
  copyVaultOf(fixture, here);
  copyVaultOf(fixture, there);
});
afterEach(() => {
  removeFolder(folder);
});

const services = fixture.contents.records['provider-connections']!;
const isOfService = (id: string): boolean => Object.hasOwn(services, keys[id]!.connectionId);
const held = Object.keys(keys).filter((id) => fixture.contents.secrets[id] !== undefined);
const serviceKey = held.find(isOfService);
const withSecret = held.filter((id) => !isOfService(id));

const isGone = new Date('2100-01-01T00:00:00.000Z');

it('keeps the secret of a key that went to the trash in one copy and was changed in the other', async () => {
  const id = withSecret[0]!;
  const secrets = await change(here, async (vault) => {
    vault.transaction((transaction) => {
      moveToTrash(transaction, id, transaction.get(keysCollection, id)!, new Date());
      const other = transaction.get(keysCollection, serviceKey!)!;
      moveToTrash(transaction, serviceKey!, other, new Date());
    });
    return [await reveal(vault, id), await reveal(vault, serviceKey!)];
  });
  await change(there, (vault) => {
    vault.transaction((transaction) => {
      transaction.put(keysCollection, id, { ...transaction.get(keysCollection, id)!, notes: 'In use' });
      const other = transaction.get(keysCollection, serviceKey!)!;
      transaction.put(keysCollection, serviceKey!, { ...other, notes: 'In use' });
    });
  });
  await merge(here, path.join(there, 'vault.db'));
  await change(here, async (vault) => {
    expect(listTrash(vault).map(({ keyId: one }) => one)).not.toContain(id);
    expect(listTrash(vault).map(({ keyId: one }) => one)).not.toContain(serviceKey);
    emptyTrash(vault, id);
    purgeTrash(vault, isGone);
    expect([await reveal(vault, id), await reveal(vault, serviceKey!)]).toEqual(secrets);
    expect(vault.get(keysCollection, id)?.notes).toBe('In use');
  });
});

it('a trash that is emptied by date in one copy takes nothing that the other one took out of it, or edited', async () => {
  const id = withSecret[0]!;
  const secrets = await change(here, async (vault) => {
    vault.transaction((transaction) => {
      moveToTrash(transaction, id, transaction.get(keysCollection, id)!, new Date());
      const other = transaction.get(keysCollection, serviceKey!)!;
      moveToTrash(transaction, serviceKey!, other, new Date());
    });
    return [await reveal(vault, id), await reveal(vault, serviceKey!)];
  });
  copyFileSync(path.join(here, 'vault.db'), path.join(there, 'vault.db'));
  await change(here, (vault) => {
    expect(purgeTrash(vault, isGone)).toBeGreaterThan(1);
    expect(vault.hasSecret(id)).toBe(false);
  });
  await change(there, (vault) => {
    restoreFromTrash(vault, id);
    restoreFromTrash(vault, serviceKey!);
  });
  const third = path.join(folder, 'third');
  mkdirSync(third);
  copyFileSync(path.join(there, 'vault.db'), path.join(third, 'vault.db'));
  await merge(third, path.join(here, 'vault.db'));
  await merge(here, path.join(there, 'vault.db'));
  for (const at of [here, third])
    await change(at, async (vault) => {
      expect(vault.get(keysCollection, id)).toBeDefined();
      expect(vault.get(keysCollection, serviceKey!)).toBeDefined();
      expect([await reveal(vault, id), await reveal(vault, serviceKey!)]).toEqual(secrets);
      expect(listTrash(vault).map(({ keyId: one }) => one)).not.toContain(id);
    });
  // A person's word is one: what is deleted for good here goes there too.
  await change(here, (vault) => {
    vault.transaction((transaction) => {
      moveToTrash(transaction, id, transaction.get(keysCollection, id)!, new Date());
    });
    emptyTrash(vault, id);
  });
  await change(third, (vault) => {
    vault.transaction((transaction) => {
      transaction.put(keysCollection, id, { ...transaction.get(keysCollection, id)!, notes: 'In use' });
    });
  });
  await merge(third, path.join(here, 'vault.db'));
  await change(third, (vault) => {
    expect(vault.hasSecret(id)).toBe(false);
    expect(vault.get(keysCollection, id)?.notes).toBe('In use');
  });
});
