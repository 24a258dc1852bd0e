/** Nothing is sent to an address that nobody confirmed on this computer, whatever the vault's records say. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { confirmedAddressesCollection, Destination } from '../../../../electron/http/confirmed-addresses.ts';
import { guardedFetch } from '../../../../electron/http/guarded-fetch.ts';
import { connectionsCollection } from '../../../../electron/keys/registry/records.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import { createProviderService } from '../../../../electron/providers/index.ts';
import { providerConnectionsCollection } from '../../../../electron/keys/registry/other-records.ts';
import type { ManagedVault } from '../../../../electron/vault/index.ts';
import { SecretBytes } from '../../../../electron/vault/secret-bytes.ts';
import { World } from '../../providers/augno/support/world.ts';
import { startListener, type Listener } from './support/listener.ts';
import { accountsOn } from './support/on-computer.ts';
import { saidContaining } from '../../../../test/fixtures/said-containing.ts';

let world: World;
let vault: ManagedVault;
let listener: Listener;
beforeEach(async () => {
  world = await World.start();
  vault = await world.openVault();
  listener = await startListener();
});
afterEach(async () => {
  await world.close();
  await listener.close();
});

const on = (computer: string): AccountService => accountsOn(vault, computer);

const connect = (service: AccountService) =>
  service.connect({ url: world.sandbox.url, name: 'Mine', adminKey: world.adminKey('prod') });

describe('a vault on another computer', () => {
  it('sends nothing until its addresses are confirmed there, each by name', async () => {
    const here = on('here');
    const { id } = await connect(here);
    await here.sync(null);
    const there = on('there');
    expect(there.listConnections()).toMatchObject([{ health: 'asleep' }]);
    expect(there.addressQuestions()).toMatchObject([
      { connectionId: id, name: 'Mine', address: world.sandbox.url, mode: 'prod', service: 'Augno' },
    ]);
    await expect(there.sync(id)).rejects.toMatchObject({ code: 'address-unconfirmed' });
    await expect(there.testKey(there.listKeys()[0]!.id)).rejects.toBeInstanceOf(Error);
    await there.sync(null);
    expect(there.listConnections()).toMatchObject([{ health: 'asleep' }]);

    expect(() => there.confirmAddress(id, listener.url)).toThrow('another one than was shown');
    there.confirmAddress(id, world.sandbox.url);
    await there.sync(id);
    expect(there.listConnections()).toMatchObject([{ health: 'ok' }]);
    expect(here.listConnections()).toMatchObject([{ health: 'ok' }]);
    expect(there.addressQuestions()).toEqual([]);
    expect(vault.auditLog({ limit: 5 }).some(({ detail }) => detail?.includes(world.sandbox.url))).toBe(true);
  });

  it('is not taken for this one by a record that was moved to another id', async () => {
    const here = on('here');
    const { id } = await connect(here);
    const [stored] = vault.list(confirmedAddressesCollection);
    vault.transaction((transaction) => {
      const value = transaction.get(connectionsCollection, id)!;
      transaction.put(connectionsCollection, 'copy', { ...value, name: 'Copy' });
      transaction.put(connectionsCollection, id, { ...value, origin: listener.url });
      // The confirmation of one connection and address says nothing of another.
      transaction.put(confirmedAddressesCollection, 'x'.repeat(64), stored!.value);
    });
    await here.sync(null);
    expect(here.listConnections().map(({ health }) => health)).toEqual(['asleep', 'asleep']);
    expect(listener.requests).toEqual([]);
  });
});

it('a connection works with its own keys alone', async () => {
  const service = on('here');
  const mine = await connect(service);
  const { value } = vault.list(connectionsCollection)[0]!;
  vault.transaction((transaction) => {
    transaction.put(connectionsCollection, 'other', { ...value, name: 'Other', origin: listener.url });
  });
  service.confirmAddress('other', listener.url);
  await service.sync(null);
  expect(listener.requests).toEqual([]);
  expect(service.listConnections().find(({ id }) => id === 'other')).toMatchObject({ health: 'key-refused' });
  expect(service.listConnections().find(({ id }) => id === mine.id)).toMatchObject({ health: 'ok' });
});

it('a stored address is read like a typed one each time', async () => {
  const service = on('here');
  const mine = await connect(service);
  for (const origin of [
    'http://augno.example',
    'file:///etc/passwd',
    'https://user:word@augno.example',
    'x y',
  ]) {
    vault.transaction((transaction) => {
      const record = transaction.get(connectionsCollection, mine.id)!;
      transaction.put(connectionsCollection, mine.id, { ...record, origin });
    });
    expect(() => service.confirmAddress(mine.id, origin)).toThrow();
    await expect(service.sync(mine.id)).rejects.toMatchObject({
      code: expect.stringMatching(/^(?:invalid-input|api-insecure-url)$/) as string,
    });
    expect(service.listConnections()).toMatchObject([{ health: 'asleep' }]);
  }
});

it('another service is asked nothing at an address that nobody confirmed', async () => {
  const options = { vault, fetch, userAgent: 'test', actor: 'app', computer: 'here' } as const;
  const service = createProviderService(options);
  const settings = {
    provider: 'generic',
    name: 'CI',
    header: 'X-Key',
    headerPrefix: '',
    mode: 'prod',
  } as const;
  const { id } = service.addConnection({ ...settings, url: `${listener.url}/mine` });
  const secret = SecretBytes.fromText('k'.repeat(40));
  const dates = { owner: null, expiresAt: null, rotateBy: null, scanPrefix: null };
  const { key, test } = await service.addKey({ ...dates, connectionId: id, name: 'One', secret });
  expect(test?.outcome).toBe('accepted');
  const before = listener.requests.length;
  vault.transaction((transaction) => {
    const record = transaction.get(providerConnectionsCollection, id)!;
    transaction.put(providerConnectionsCollection, id, { ...record, url: `${listener.url}/theirs` });
  });
  expect(service.list().connections).toMatchObject([{ id, asleep: true }]);
  expect(await service.keys.testKey(key.id)).toMatchObject({
    outcome: 'unreachable',
    message: saidContaining('/theirs'),
  });
  expect(listener.requests.length).toBe(before);
  service.confirmAddress(id, `${listener.url}/theirs`);
  expect(await service.keys.testKey(key.id)).toMatchObject({ outcome: 'accepted' });
  expect(createProviderService({ ...options, computer: 'there' }).addressQuestions()).toMatchObject([
    { connectionId: id, address: `${listener.url}/theirs` },
  ]);
});

it('a request to a place that nobody agreed to can’t be made at all', async () => {
  const request = { method: 'GET', headers: [], body: null, timeoutMs: 1000, maximumBytes: 1000 };
  const destination = Destination.given('https://api.augno.com');
  for (const url of [
    listener.url,
    `${listener.url}/https://api.augno.com`,
    'https://api.augno.com.example/',
  ]) {
    await expect(guardedFetch(fetch, { ...request, destination, url })).rejects.toThrow('nobody agreed');
  }
  expect(listener.requests).toEqual([]);
});

it('confirmations of another vault, another address or another account, by hand, confirm nothing', async () => {
  const here = on('here');
  const { id } = await connect(here);
  const [own] = vault.list(confirmedAddressesCollection);
  const origin = own!.value.address;
  const forged = [
    { ...own!.value, connectionId: 'other' },
    { ...own!.value, address: `${origin}/` },
    { ...own!.value, address: listener.url },
    { ...own!.value, computer: 'there' },
  ];
  for (const value of forged) {
    vault.transaction((transaction) => {
      // Under the id of the one that was confirmed, where alone it is looked for.
      transaction.put(confirmedAddressesCollection, own!.id, value);
    });
    await expect(on('here').sync(id)).rejects.toMatchObject({ code: 'address-unconfirmed' });
  }
  vault.transaction((transaction) => {
    transaction.put(confirmedAddressesCollection, own!.id, own!.value);
  });
  await on('here').sync(id);
  expect(listener.requests).toEqual([]);
});
