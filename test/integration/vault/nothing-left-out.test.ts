/** What a vault of other services' keys holds travels, is deleted to a trash and comes back, as Augno's keys do. */
import { createHmac, randomUUID } from 'node:crypto';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listViews, saveView } from '../../../electron/keys/care/views.ts';
import { createProviderService } from '../../../electron/providers/index.ts';
import type { ProviderService } from '../../../electron/providers/other/types.ts';
import { evidenceKeyCollection } from '../../../electron/keys/registry/other-records.ts';
import { createVault, openVault } from '../../../electron/vault/index.ts';
import type { ManagedVault } from '../../../electron/vault/managed-vault.ts';
import { runCommand } from '../providers/augno/support/command.ts';
import { floorKdf } from '../../fixtures/formats/read.ts';
import { makeFolder, PASSWORD, removeFolder, reveal, text } from '../../fixtures/vault/sample.ts';
import { DAY_MS } from '../../../shared/times.ts';

let folder: string;
let now: Date;
beforeEach(() => {
  folder = makeFolder();
  now = new Date();
});
afterEach(() => {
  removeFolder(folder);
});

async function vaultAt(name: string): Promise<ManagedVault> {
  const { vault } = await createVault({
    folder: path.join(folder, name),
    name,
    password: text(PASSWORD),
    kdf: floorKdf,
    pollIntervalMs: 0,
  });
  return vault;
}

function serviceOn(vault: ManagedVault): ProviderService {
  return createProviderService({
    vault,
    fetch: () => Promise.reject(new Error('no network')),
    userAgent: 'test',
    actor: 'app',
    now: () => now,
  });
}

const secretOf = (): string => `parcel-${randomUUID()}-${randomUUID()}`;

async function addKey(
  service: ProviderService,
  secret: string,
  expiresAt: string | null = null,
): Promise<string> {
  const connectionId =
    service.list().connections[0]?.id ??
    service.addConnection({
      provider: 'generic',
      name: 'Parcels',
      url: null,
      header: 'X-Key',
      headerPrefix: null,
      mode: 'test',
    }).id;
  const { key } = await service.addKey({
    connectionId,
    name: 'Labels',
    owner: null,
    expiresAt,
    rotateBy: null,
    scanPrefix: 'parcel-',
    secret: text(secret),
  });
  return key.id;
}

it('a vault of other services’ keys is exported and imported, secrets and all', async () => {
  const from = await vaultAt('from');
  const secret = secretOf();
  const fromService = serviceOn(from);
  const id = await addKey(fromService, secret);
  const { connectionId } = fromService.keys.listKeys()[0]!;
  const address = 'https://parcels.example/labels';
  const forms = { header: 'X-Key', headerPrefix: null, mode: 'test' } as const;
  fromService.editConnection({ connectionId, name: 'Parcels', url: address, ...forms });
  const deletedSecret = secretOf();
  const { key: deleted } = await fromService.addKey({
    connectionId,
    name: 'Deleted',
    owner: null,
    expiresAt: new Date(now.getTime() + DAY_MS).toISOString(),
    rotateBy: null,
    scanPrefix: null,
    secret: text(deletedSecret),
  });
  now = new Date(now.getTime() + 2 * DAY_MS);
  fromService.keys.deleteKey(deleted.id);
  const view = { name: 'Of parcels', tab: 'all', search: '', sort: { column: 'name', descending: false } };
  saveView(from, { ...view, connectionId, provider: null, hidden: [] });
  from.close();
  const file = path.join(folder, 'keys.augnoexport');
  const exported = await runCommand(
    path.join(folder, 'from'),
    ['export', file],
    [PASSWORD, 'export password'],
  );
  expect(exported.out).toContain('2 secrets');
  expect(exported.out).toContain('Not in it: the scanner’s own key (1). Each vault makes its own;');
  const to = await vaultAt('to');
  // Its own key for recognising keys, made before: what comes in has to be recognised under this one.
  await addKey(serviceOn(to), secretOf());
  to.close();
  const dry = await runCommand(
    path.join(folder, 'to'),
    ['import', file, '--dry-run', '--json'],
    [PASSWORD, 'export password'],
  );
  expect(dry.json()).toMatchObject({
    secrets: 2,
    refused: [],
    services: [{ name: 'Parcels 2', address: 'https://parcels.example/labels', here: null }],
    keys: [
      { name: 'Labels', account: 'Parcels 2', secret: true, trash: false },
      { name: 'Deleted', account: 'Parcels 2', secret: true, trash: true },
    ],
    views: ['Of parcels'],
  });
  await runCommand(path.join(folder, 'to'), ['import', file], [PASSWORD, 'export password']);
  const vault = await reopened('to');
  const service = serviceOn(vault);
  const imported = service.list().connections.find(({ url }) => url === address)!;
  // Its name is taken here, and it sleeps: nobody looked at its address on this computer.
  expect(imported).toMatchObject({ name: 'Parcels 2', asleep: true, header: 'X-Key' });
  expect(imported.id).not.toBe(connectionId);
  const key = service.keys.listKeys().find((one) => one.connectionId === imported.id)!;
  expect(key.id).not.toBe(id);
  expect(await reveal(vault, key.id)).toBe(secret);
  const [trashed] = service.keys.listTrash();
  expect(trashed).toMatchObject({ name: 'Deleted', connectionId: imported.id, secretHeld: true });
  expect(await reveal(vault, trashed!.keyId)).toBe(deletedSecret);
  expect(listViews(vault)).toMatchObject([{ name: 'Of parcels', connectionId: imported.id }]);
  const known = service.evidence()!.known!;
  expect(known.fingerprints).toHaveLength(2);
  expect(vault.list(evidenceKeyCollection)).toHaveLength(1);
  expect(known.fingerprints).toContain(createHmac('sha256', known.key).update(secret).digest('hex'));
  vault.close();
  // Once more, and into the vault that it came from: everything is there.
  for (const name of ['to', 'from']) {
    const again = await runCommand(
      path.join(folder, name),
      ['import', file, '--json'],
      [PASSWORD, 'export password'],
    );
    expect(again.json()).toMatchObject({ records: 0, secrets: 0, refused: [] });
  }
});

async function reopened(name: string): Promise<ManagedVault> {
  return await openVault({
    folder: path.join(folder, name),
    credential: { kind: 'password', password: text(PASSWORD) },
    pollIntervalMs: 0,
  });
}

it('a deleted key of another service lies in the trash with its secret, comes back, and goes after 30 days', async () => {
  const vault = await vaultAt('vault');
  const service = serviceOn(vault);
  const secret = secretOf();
  const id = await addKey(service, secret, new Date(now.getTime() + DAY_MS).toISOString());
  now = new Date(now.getTime() + 2 * DAY_MS);
  service.keys.deleteKey(id);
  expect(service.keys.listKeys()).toEqual([]);
  expect(service.keys.listTrash()).toMatchObject([{ keyId: id, name: 'Labels', secretHeld: true }]);
  // Its service stays while its keys can come back.
  expect(() => {
    service.removeConnection(service.list().connections[0]!.id);
  }).toThrow('still has a key');
  service.keys.restoreFromTrash(id);
  expect(await reveal(vault, id)).toBe(secret);
  expect(service.keys.listTrash()).toEqual([]);
  service.keys.deleteKey(id);
  now = new Date(now.getTime() + 29 * DAY_MS);
  expect(service.keys.purgeTrash()).toBe(0);
  now = new Date(now.getTime() + 2 * DAY_MS);
  expect(service.keys.purgeTrash()).toBe(1);
  expect(vault.hasSecret(id)).toBe(false);
  expect(vault.auditLog({ limit: 5 }).map(({ action }) => action)).toContain('secret-destroyed');
  vault.close();
});

it('the command says where the record of such a key went', async () => {
  const vault = await vaultAt('vault');
  now = new Date(now.getTime() - 3 * DAY_MS);
  const id = await addKey(serviceOn(vault), secretOf(), new Date(now.getTime() + DAY_MS).toISOString());
  vault.close();
  const deleted = await runCommand(path.join(folder, 'vault'), ['keys', 'delete', id], [PASSWORD]);
  expect(deleted.out).toContain('to the trash of this vault, for 30 days. The service is not told.');
  const opened = await reopened('vault');
  expect(serviceOn(opened).keys.listTrash()).toMatchObject([{ keyId: id, secretHeld: true }]);
  opened.close();
});
