/**
 * The same keys under both spellings, brought by exports and by other copies of the vault around a move: what is here twice is
 * named, nothing is merged without a word, and no secret is lost.
 */
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { INVENTORY, MERGE_RULES } from '../../../../electron/inventory/collections.ts';
import { LEFT_BY_IMPORT } from '../../../../electron/inventory/left-out.ts';
import { connectionsCollection, keysCollection } from '../../../../electron/keys/registry/records.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import { importExport } from '../../../../electron/keys/transfer/import-export.ts';
import { importParts } from '../../../../electron/providers/index.ts';
import {
  createVault,
  exportVault,
  openVault,
  secretsBeside,
  type ManagedVault,
} from '../../../../electron/vault/index.ts';
import { SecretBytes } from '../../../../electron/vault/secret-bytes.ts';
import { generateKey, spelledAs, wholeKey } from '../../../../shared/key-format.ts';
import { inEnglish } from '../../../../shared/messages/words.ts';
import { copyVaultFile } from '../../../fixtures/vault/copies.ts';
import { AUGNO, OPENMRP, reveal, Vendor } from '../../providers/augno/support/vendor.ts';
import { CHEAP_KDF, password } from '../../providers/augno/support/world.ts';

let vendor: Vendor;
const others: ManagedVault[] = [];
beforeEach(async () => {
  vendor = await Vendor.start();
});
afterEach(async () => {
  for (const vault of others.splice(0)) vault.close();
  await vendor.close();
});

const TRAVELLING = INVENTORY.filter((item) => item.export === true).map(({ collection }) => collection);
let files = 0;

async function exported(vault: ManagedVault): Promise<string> {
  files += 1;
  const file = path.join(vendor.world.folder, `${String(files)}.augnoexport`);
  await exportVault(vault, { file, password: password(), kdf: CHEAP_KDF, collections: TRAVELLING });
  return file;
}

const take = (vault: ManagedVault, file: string) =>
  importExport(vault, {
    file,
    password: password(),
    kdf: CHEAP_KDF,
    dryRun: false,
    parts: importParts,
    notBrought: LEFT_BY_IMPORT,
  });

/** The bytes of every secret that is held, whatever it is spelled like. */
async function heldSecrets(vault: ManagedVault): Promise<ReadonlySet<string>> {
  const held = new Set<string>();
  for (const id of vault.heldSecretIds())
    await vault.withSecret(id, (secret) => void held.add(spelledAs('augno', secret.revealText())));
  return held;
}

async function anotherVault(): Promise<ManagedVault> {
  const folder = path.join(vendor.world.folder, 'another');
  const { vault } = await createVault({
    folder,
    name: 'Another',
    password: password(),
    withRecoveryKey: false,
    kdf: CHEAP_KDF,
    actor: 'app',
    clock: vendor.world.clock.now,
    pollIntervalMs: 0,
  });
  others.push(vault);
  return vault;
}

async function copyOf(vault: ManagedVault): Promise<ManagedVault> {
  const folder = path.join(vendor.world.folder, `copy-${String((files += 1))}`);
  copyVaultFile(vault.folder, folder);
  const copy = await openVault({
    folder,
    actor: 'app',
    kdf: CHEAP_KDF,
    clock: vendor.world.clock.now,
    pollIntervalMs: 0,
    credential: { kind: 'password', password: password() },
  });
  others.push(copy);
  return copy;
}

const works = async (service: AccountService, secrets: ReadonlyMap<string, string>): Promise<void> => {
  for (const [id, secret] of secrets) {
    const now = await reveal(service, id);
    expect(spelledAs('augno', now), id).toBe(spelledAs('augno', secret));
    expect(await vendor.isAccepted(now), id).toBe(true);
  }
};

it('an export of before, brought into the vault whose account has moved since: nothing is doubled or lost', async () => {
  const { vault, service, connectionId, secrets } = await vendor.filled();
  const file = await exported(vault);
  await vendor.rename();
  await service.moveConnection(connectionId, { url: OPENMRP, adminKey: null });
  const before = vault.list(keysCollection).filter(({ value }) => value.connectionId === connectionId);
  const held = [...vault.heldSecretIds()].toSorted();
  const proposal = await take(vault, file);
  // Whose account it is is said, and that each secret is here.
  expect(proposal.accounts).toMatchObject([{ address: AUGNO, brand: 'augno' }]);
  expect(proposal.secrets).toBe(0);
  expect([...vault.heldSecretIds()].toSorted()).toEqual(held);
  expect(vault.list(keysCollection).filter(({ value }) => value.connectionId === connectionId)).toEqual(
    before,
  );
  await service.sync(connectionId);
  await works(service, secrets);

  // The account that came with the file is the one that is here: it takes nothing over, and that is said truly.
  const second = service.listConnections().find(({ id }) => id !== connectionId)!;
  const admin = SecretBytes.fromText([...secrets.values()].at(-1)!);
  const moving = service.moveConnection(second.id, { url: OPENMRP, adminKey: admin });
  await expect(moving).rejects.toMatchObject({
    code: 'conflict',
    message: 'This account is connected already, as “Acme”.',
  });
  service.removeConnection(second.id);
  await works(service, secrets);
});

it('an export of after, brought into a vault that has not followed yet, and the move that follows', async () => {
  const { vault, service, connectionId, secrets, roleId } = await vendor.filled();
  const behind = await copyOf(vault);
  await vendor.rename();
  await service.moveConnection(connectionId, { url: OPENMRP, adminKey: null });
  const { keyId } = await service.createKey({ connectionId, name: 'Since', roleId, expiresAt: null });
  const made = await reveal(service, keyId);
  const file = await exported(vault);
  await service.close();

  await take(behind, file);
  expect(await heldSecrets(behind)).toContain(spelledAs('augno', made));
  const late = vendor.world.serviceOn(behind, { fetch: vendor.network });
  await late.moveConnection(connectionId, { url: OPENMRP, adminKey: null });
  await works(late, secrets);
  expect(await heldSecrets(behind)).toContain(spelledAs('augno', made));
});

it('a key that a file holds under both spellings comes twice, and is named as soon as its account is read', async () => {
  const { vault, service, connectionId, secrets } = await vendor.filled();
  const [keyId, secret] = [...secrets][0]!;
  const record = vault.get(keysCollection, keyId)!;
  const twin = SecretBytes.fromText(spelledAs('openmrp', secret));
  vault.transaction((transaction) => {
    transaction.put(keysCollection, 'apke_twinoftill00', { ...record, alias: 'Twin' });
    transaction.putSecret('apke_twinoftill00', twin);
    transaction.audit({ action: 'secret-stored', subjectId: 'apke_twinoftill00' });
  });
  const file = await exported(vault);
  await service.close();
  await vendor.rename();

  const there = await anotherVault();
  const proposal = await take(there, file);
  expect(proposal.keys.filter(({ secret: has }) => has).map(({ name }) => name)).toEqual(
    expect.arrayContaining(['Till', 'Twin']),
  );
  const theirs = vendor.world.serviceOn(there, { fetch: vendor.network });
  const admin = [...secrets.values()].at(-1)!;
  const [account] = theirs.listConnections();
  await theirs.moveConnection(account!.id, { url: OPENMRP, adminKey: SecretBytes.fromText(admin) });
  const [synced] = await theirs.sync(account!.id);
  expect(inEnglish(synced!.healthMessage!)).toContain('The same key is stored more than once');
  expect(inEnglish(synced!.healthMessage!)).toContain('Twin');
  for (const one of secrets.values()) expect(await heldSecrets(there)).toContain(spelledAs('augno', one));
  expect(connectionId).not.toBe(account!.id);
});

it.each(['moved', 'unmoved'] as const)(
  'copies of which one moved are folded together; the %s one goes on, with the secrets of both',
  async (side) => {
    const { vault, service, connectionId, secrets } = await vendor.filled();
    const [keyId, secret] = [...secrets][0]!;
    const unmoved = await copyOf(vault);
    await vendor.rename();
    await service.moveConnection(connectionId, { url: OPENMRP, adminKey: null });
    await service.close();
    // The same secret, lost in both copies and pasted again in each as it was found.
    for (const [copy, brand] of [
      [vault, 'openmrp'],
      [unmoved, 'augno'],
    ] as const) {
      const text = SecretBytes.fromText(spelledAs(brand, secret));
      copy.transaction((transaction) => {
        transaction.destroySecret(keyId);
        transaction.putSecret(keyId, text);
      }, 'app');
    }
    const [ours, theirs] = side === 'moved' ? [vault, unmoved] : [unmoved, vault];
    const file = path.join(theirs.folder, 'vault.db');
    const all = new Set([...(await heldSecrets(ours)), ...(await heldSecrets(theirs))]);
    const origin = ours.get(connectionsCollection, connectionId)!.origin;
    theirs.close();
    const report = await ours.mergeCopy(file, null, MERGE_RULES, { dryRun: false });
    expect(report.proposals.some(({ kind }) => kind === 'address')).toBe(side === 'unmoved');
    // Two spellings under one id: both are kept, and a person is told.
    const twice = report.differences.filter(({ id, field }) => id === keyId && field === null);
    expect(twice).toMatchObject([{ name: 'Till' }]);
    expect(secretsBeside(ours.heldSecretIds()).get(keyId)).toHaveLength(1);
    // SECURITY: another copy moves no key to another address.
    expect(ours.get(connectionsCollection, connectionId)!.origin).toBe(origin);
    expect(await heldSecrets(ours)).toEqual(all);
    const merged = vendor.world.serviceOn(ours, { fetch: vendor.network });
    if (side === 'unmoved') await merged.moveConnection(connectionId, { url: OPENMRP, adminKey: null });
    const [synced] = await merged.sync(connectionId);
    expect(synced).toMatchObject({ url: OPENMRP, brand: 'openmrp', health: 'ok' });
    await works(merged, secrets);
    ours.chooseDifference(twice[0]!, 1);
    expect(secretsBeside(ours.heldSecretIds()).get(keyId)).toBeUndefined();
    await works(merged, secrets);
  },
);

it('an address that a person takes over from a copy brings the name that its server goes by', async () => {
  const { vault, service, connectionId, secrets } = await vendor.filled();
  const unmoved = await copyOf(vault);
  await vendor.rename();
  await service.moveConnection(connectionId, { url: OPENMRP, adminKey: null });
  await service.close();
  const file = path.join(vault.folder, 'vault.db');
  vault.close();
  await unmoved.mergeCopy(file, null, MERGE_RULES, { dryRun: false });
  const address = unmoved.differences(MERGE_RULES).find(({ field }) => field === 'origin')!;
  unmoved.chooseDifference(address, address.values.indexOf(OPENMRP));
  const merged = vendor.world.serviceOn(unmoved, { fetch: vendor.network });
  // SECURITY: chosen is not confirmed; nothing is sent before that.
  vendor.asked.length = 0;
  await expect(merged.sync(connectionId)).rejects.toMatchObject({ code: 'address-unconfirmed' });
  expect(vendor.asked).toEqual([]);
  merged.confirmAddress(connectionId, OPENMRP);
  const [synced] = await merged.sync(connectionId);
  expect(synced).toMatchObject({ url: OPENMRP, brand: 'openmrp', health: 'ok' });
  await works(merged, secrets);
});

it('what a file brought for a listed key is not destroyed where that one holds the secret of another key', async () => {
  const { vault, service, connectionId, secrets } = await vendor.filled();
  const [keyId, secret] = [...secrets][0]!;
  const record = vault.get(keysCollection, keyId)!;
  const another = generateKey('prod');
  const [brought, held] = [SecretBytes.fromText(secret), SecretBytes.fromText(another)];
  vault.transaction((transaction) => {
    transaction.put(keysCollection, 'imported_000000000000', { ...record, claimedId: keyId });
    transaction.putSecret('imported_000000000000', brought);
    transaction.put(keysCollection, keyId, { ...record, publicId: wholeKey(another)!.keyId });
    transaction.putSecret(keyId, held);
    transaction.audit({ action: 'imported' });
  }, 'app');
  await service.sync(connectionId);
  expect(await heldSecrets(vault)).toContain(secret);
  expect(await heldSecrets(vault)).toContain(another);
});

it('an account whose server was renamed where it is travels, and is known to be here', async () => {
  const { vault, service, connectionId, secrets } = await vendor.filled();
  const before = await exported(vault);
  await service.close();
  await vendor.rename();
  const renamed = vendor.world.serviceOn(vault, {
    fetch: (input, init) => vendor.network(input.replace(AUGNO, OPENMRP), init),
  });
  const [synced] = await renamed.sync(connectionId);
  expect(synced).toMatchObject({ url: AUGNO, brand: 'openmrp' });
  const file = await exported(vault);
  for (const one of [before, file]) {
    const { accounts, secrets: brought } = await take(vault, one);
    expect(accounts).toMatchObject([{ here: 'Acme' }]);
    expect(brought).toBe(0);
  }
  const there = await anotherVault();
  const proposal = await take(there, file);
  expect(proposal.refused).toEqual([]);
  for (const one of secrets.values()) expect(await heldSecrets(there)).toContain(spelledAs('augno', one));
});
