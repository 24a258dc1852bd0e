/** What an export does not carry, and an import does not bring, is named with its reason: by the list, not by accident. */
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { INVENTORY } from '../../../../electron/inventory/collections.ts';
import { LEFT_BY_IMPORT, leftOutOf } from '../../../../electron/inventory/left-out.ts';
import { importExport } from '../../../../electron/providers/augno/index.ts';
import { servicesImport } from '../../../../electron/providers/index.ts';
import { adminsCollection } from '../../../../electron/processes/desks/sharing-desk.ts';
import type { ManagedVault } from '../../../../electron/vault/managed-vault.ts';
import { generateKey, redactKey } from '../../../../shared/key-format.ts';
import { CHEAP_KDF, World } from '../../providers/augno/support/world.ts';
import {
  forgeExport,
  forgedConnection,
  forgedKey,
  forgedPassword,
  record,
  secretLine,
  type ForgedLine,
} from './support/forged-export.ts';

let world: World;
let vault: ManagedVault;
beforeEach(async () => {
  world = await World.start();
  ({ vault } = await world.open());
});
afterEach(async () => {
  await world.close();
});

const look = async (lines: readonly (ForgedLine | string)[], dryRun = true) =>
  importExport(vault, {
    file: await forgeExport(path.join(world.folder, 'theirs.augnoexport'), lines),
    password: forgedPassword(),
    kdf: CHEAP_KDF,
    dryRun,
    services: servicesImport,
    notBrought: LEFT_BY_IMPORT,
  });

it('every collection is brought by an import, left by it with a reason, or reserved, as the list says', async () => {
  const { leftOut, refused } = await look(
    INVENTORY.map(({ collection }) => record(collection.name, 'x', {})),
  );
  const left = INVENTORY.flatMap((one) => (one.import === undefined ? [] : one.import));
  expect(left.length).toBeGreaterThan(5);
  expect(leftOut).toEqual(
    expect.arrayContaining(left.map(({ what, not }) => ({ what, records: 1, why: not }))),
  );
  expect(leftOut).toHaveLength(left.length);
  // What is in nobody's export comes from nobody: what a file says of it is refused.
  const reserved = refused.flatMap(({ kind, why }) => (why === 'reserved' ? [kind] : []));
  expect(reserved.sort()).toEqual(
    INVENTORY.flatMap((one) => (one.export === true ? [] : [one.collection.name])).sort(),
  );
  for (const { collection, export: travels, import: stays } of INVENTORY) {
    if (travels !== true) expect(stays, collection.name).toBeUndefined();
  }
});

it('a second secret of a key is named with the key, and not taken', async () => {
  const [inUse, second] = [generateKey('prod'), generateKey('prod')];
  const beside = 'apke_theirs~other-0123456789abcdef';
  const proposal = await look(
    [
      record('connections', 'c', forgedConnection({ origin: 'https://theirs.example' })),
      record(
        'keys',
        'apke_theirs',
        forgedKey({ connectionId: 'c', apiName: 'ERP', redacted: redactKey(inUse) }),
      ),
      secretLine('apke_theirs', inUse),
      secretLine(beside, second),
      secretLine('nobody~other-0123456789abcdef', second),
    ],
    false,
  );
  expect(proposal).toMatchObject({ secrets: 1, keys: [{ name: 'ERP', secret: true }] });
  expect(proposal.refused).toEqual([
    { kind: 'secret', why: 'second-secret', name: 'ERP' },
    { kind: 'secret', why: 'reserved', name: null },
  ]);
  expect(vault.hasSecret(beside)).toBe(false);
});

it('an export names what of this vault it does not carry, and nothing that is not there', () => {
  expect(leftOutOf(vault)).toEqual([]);
  vault.transaction((transaction) => {
    transaction.put(adminsCollection, 'eve', { name: 'Eve', publicText: '', compared: false, addedAt: '' });
  });
  expect(leftOutOf(vault)).toEqual([
    { what: 'other admins', records: 1, why: 'Who is trusted is for each vault to be told by a person.' },
  ]);
});
