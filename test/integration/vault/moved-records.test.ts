/** Layout 5 keeps all keys in one place: copies that were brought there apart, or not at all, are still told from each other. */
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MERGE_RULES } from '../../../electron/inventory/collections.ts';
import { careCollection } from '../../../electron/keys/care/care.ts';
import { keysCollection } from '../../../electron/keys/registry/records.ts';
import { moveToTrash } from '../../../electron/keys/trash/trash.ts';
import { resolveDependencies } from '../../../electron/vault/dependencies.ts';
import { createVault, type ManagedVault } from '../../../electron/vault/index.ts';
import type { MergeReport } from '../../../electron/vault/merge/types.ts';
import { openEngine } from '../../../electron/vault/open-engine.ts';
import { openWithPassword } from '../../../electron/vault/slots.ts';
import { cheapKdf } from '../../fixtures/vault/cheap-kdf.ts';
import {
  makeFolder,
  options,
  PASSWORD,
  removeFolder,
  reopen,
  reveal,
  text,
} from '../../fixtures/vault/sample.ts';
import { expectServices, plantServices } from '../../fixtures/vault/services-of-before.ts';

let folder: string;
let here: string;
let there: string;
let secrets: ReadonlyMap<string, string>;
const fileOf = (at: string): string => path.join(at, 'vault', 'vault.db');

/** Two copies of one vault of layout 3. */
beforeEach(async () => {
  folder = makeFolder();
  here = path.join(folder, 'here');
  there = path.join(folder, 'there');
  const { vault } = await createVault({
    ...options(path.join(here, 'vault')),
    name: 'Old',
    password: text(PASSWORD),
    schemaVersion: 3,
    migrate: false,
  });
  secrets = plantServices(vault);
  vault.close();
  cpSync(here, there, { recursive: true });
});
afterEach(() => {
  removeFolder(folder);
});

async function at<Result>(
  place: string,
  work: (vault: ManagedVault) => Result | Promise<Result>,
): Promise<Result> {
  const vault = await reopen(place);
  try {
    return await work(vault);
  } finally {
    expect(vault.verify().problems).toEqual([]);
    vault.close();
  }
}

const merge = (into: string, from: string): Promise<MergeReport> =>
  at(into, (vault) => vault.mergeCopy(fileOf(from), null, MERGE_RULES, { dryRun: false }));

const note = (vault: ManagedVault, id: string, notes: string): void =>
  vault.transaction((transaction) => {
    transaction.put(keysCollection, id, { ...transaction.get(keysCollection, id)!, notes });
  });

it('has everything in the place of today, secrets and all', async () => {
  await at(here, async (vault) => {
    expectServices(vault);
    for (const [id, secret] of secrets) expect(await reveal(vault, id)).toBe(secret);
  });
  // And once more, when nothing is left to be moved.
  await at(here, expectServices);
});

it('a copy that was never opened since is folded in, and changes nothing', async () => {
  await at(here, (vault) => {
    note(vault, 'pvk_alone', 'Noted here');
  });
  const before = readFileSync(fileOf(there));
  expect(await merge(here, there)).toMatchObject({ relation: 'older', differences: [], refused: [] });
  expect(readFileSync(fileOf(there)).equals(before)).toBe(true);
  await at(here, (vault) => {
    expectServices(vault);
    expect(vault.get(keysCollection, 'pvk_alone')?.notes).toBe('Noted here');
  });
});

it('copies that were brought up to date apart bring what was changed in them, and ask about nothing else', async () => {
  await at(here, (vault) => {
    note(vault, 'pvk_alone', 'Noted here');
  });
  await at(there, (vault) => {
    vault.transaction((transaction) => {
      const care = transaction.get(careCollection, 'pvk_old')!;
      transaction.put(careCollection, 'pvk_old', { ...care, owner: 'Alex' });
    });
  });
  expect(await merge(here, there)).toMatchObject({
    differences: [],
    refused: [],
    proposals: [],
    added: 0,
    deleted: 0,
  });
  await at(here, (vault) => {
    expect(vault.get(keysCollection, 'pvk_alone')?.notes).toBe('Noted here');
    expect(vault.get(careCollection, 'pvk_old')?.owner).toBe('Alex');
    expect(vault.differences(MERGE_RULES)).toEqual([]);
  });
});

it('what was deleted in one of them does not come back', async () => {
  await at(here, (vault) => {
    vault.transaction((transaction) => {
      moveToTrash(transaction, 'pvk_alone', transaction.get(keysCollection, 'pvk_alone')!, new Date());
    });
  });
  expect(await merge(here, there)).toMatchObject({ differences: [], added: 0 });
  await at(here, (vault) => {
    expect(vault.get(keysCollection, 'pvk_alone')).toBeUndefined();
    expect(vault.hasSecret('pvk_alone')).toBe(true);
  });
  // The other way round the deletion goes where the record still lay as before.
  expect(await merge(there, here)).toMatchObject({ differences: [], deleted: 1 });
  await at(there, (vault) => {
    expect(vault.get(keysCollection, 'pvk_alone')).toBeUndefined();
  });
});

it('a file that cannot be brought up to date reads the same, and stays as it is', async () => {
  const before = readFileSync(fileOf(here));
  const engine = await openEngine(
    fileOf(here),
    resolveDependencies(options(path.join(here, 'vault'))),
    async (header) => (await openWithPassword(header, text(PASSWORD), cheapKdf))!.vaultKey,
    false,
  );
  expectServices({
    get: (collection, id) => engine.index.list(collection).find((one) => one.id === id)?.value,
    list: (collection) => engine.index.list(collection),
    hasSecret: () => false,
  });
  expect(engine.manifest.schema).toBe(3);
  engine.close();
  expect(readFileSync(fileOf(here)).equals(before)).toBe(true);
});
