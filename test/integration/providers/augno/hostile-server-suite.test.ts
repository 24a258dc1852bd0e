/**
 * A server that answers every operation with lies, drawn from a seed. After each run: what belongs to others is byte for
 * byte the same, no request went to an address that nobody confirmed, nothing that is not a key is usable, and the run ended.
 */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AppError } from '../../../../shared/errors.ts';
import { parseKey } from '../../../../shared/key-format.ts';
import { PORTABLE_COLLECTIONS } from '../../../../electron/inventory/collections.ts';
import { ApiClient } from '../../../../electron/providers/augno/api/client.ts';
import { LogReader } from '../../../../electron/providers/augno/api/log-reader.ts';
import { keptRepliesCollection } from '../../../../electron/keys/kept/records.ts';
import { intentsCollection, keysCollection } from '../../../../electron/keys/registry/records.ts';
import { trashCollection } from '../../../../electron/keys/trash/trash.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import { createProviderService, type ProviderService } from '../../../../electron/providers/index.ts';
import { providerConnectionsCollection } from '../../../../electron/keys/registry/other-records.ts';
import type { ManagedVault } from '../../../../electron/vault/index.ts';
import { SecretBytes } from '../../../../electron/vault/secret-bytes.ts';
import { Liar } from './support/lies.ts';
import { startLyingServer, type LyingServer } from './support/lying-server.ts';
import { startRawServer, type RawServer } from './support/raw-server.ts';
import { World } from './support/world.ts';

const RUNS = 20;
const REASON = { kind: 'policy', text: '' } as const;
const VAULTS_OWN = 'sharing-identity';

let world: World;
let server: LyingServer;
/** Nobody confirmed it. */
let elsewhere: RawServer;
let vault: ManagedVault;
let honest: AccountService;
let providers: ProviderService;
let victimId: string;
/** Of the honest connection, the trash, another service and the vault itself. */
let foreignIds: readonly string[];
/** Those of them under which a secret lies. */
let foreignSecrets: readonly string[];
const asked = new Set<string>();

beforeAll(async () => {
  world = await World.start();
  server = await startLyingServer(world.sandbox.url);
  elsewhere = await startRawServer((_request, response) => void response.end('{}'));
  vault = await world.openVault();
  honest = world.serviceOn(vault);
  const victim = await honest.connect({
    url: world.sandbox.url,
    name: 'Victim',
    adminKey: world.adminKey('prod'),
  });
  victimId = victim.id;
  const role = (await honest.listRoles(victim.id)).find(({ name }) => name === 'Admin')!;
  const make = (name: string) =>
    honest.createKey({ connectionId: victim.id, name, roleId: role.id, expiresAt: null });
  const { keyId } = await make('Till');
  const trashed = (await make('Trashed')).keyId;
  // In the trash with its secret, as it is while nobody saw it refused.
  const kept = await vault.withSecret(trashed, (secret) => secret.clone());
  await honest.revokeKey({ keyId: trashed, reason: REASON, confirmation: 'Trashed' });
  vault.transaction((transaction) => {
    transaction.putSecret(trashed, kept);
  });
  honest.deleteKey(trashed);
  providers = createProviderService({
    vault,
    fetch: () => Promise.reject(new Error('not asked')),
    userAgent: 'test',
    actor: 'app',
  });
  const other = providers.addConnection({
    provider: 'auxot',
    name: 'Auxot',
    url: 'https://auxot.example',
    header: null,
    headerPrefix: null,
    mode: 'prod',
  });
  const added = await providers.addKey({
    connectionId: other.id,
    name: 'Agent',
    owner: null,
    expiresAt: null,
    rotateBy: null,
    scanPrefix: null,
    secret: SecretBytes.fromText(`user.${'k'.repeat(30)}`),
  });
  vault.transaction((transaction) => {
    transaction.putSecret(VAULTS_OWN, SecretBytes.adopt(Buffer.alloc(32, 7)));
  });
  // Asked by every account of the vault in the runs below: what the honest one says is here before.
  await honest.keyCreators();
  foreignIds = [keyId, trashed, added.key.id, VAULTS_OWN, victim.adminKeyId!, role.id, victim.id];
  foreignSecrets = foreignIds.filter((id) => vault.hasSecret(id));
  expect(foreignSecrets).toHaveLength(5);
}, 60_000);

afterAll(async () => {
  providers.close();
  await server.close();
  await elsewhere.close();
  await world.close();
});

/** Everything of others, secrets as digests. */
async function ofOthers(): Promise<string> {
  const records = [...PORTABLE_COLLECTIONS, trashCollection, providerConnectionsCollection, keysCollection]
    .filter(({ name }) => name !== keptRepliesCollection.name)
    .flatMap((collection) =>
      vault
        .list<unknown>(collection)
        .filter(
          ({ id, value }) =>
            id === victimId ||
            (value as { connectionId?: string }).connectionId === victimId ||
            id.startsWith('pv'),
        )
        .map(({ id, value }) => [collection.name, id, value]),
    );
  const secrets: string[] = [];
  for (const id of foreignSecrets) {
    const digest = await vault.withSecret(id, (secret) =>
      createHash('sha256').update(secret.bytes()).digest('hex'),
    );
    secrets.push(`${id} ${digest}`);
  }
  return JSON.stringify({ records, secrets });
}

/** Refusals are what a lying server earns; only a broken program is a failure. */
async function attempt<Result>(work: () => Result | Promise<Result>): Promise<Result | null> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code === 'internal' || thrown.code === 'vault-damaged')
      throw thrown;
    expect(thrown.requestLogUrl).toBeUndefined();
    return null;
  }
}

/** One for each run, since a run rotates and revokes it. */
async function adminKeyFor(seed: number): Promise<SecretBytes> {
  const roles = await world.elsewhere('GET', '/v1/identity/roles?limit=100');
  const admin = (roles.body['data'] as { id: string; name: string }[]).find(({ name }) => name === 'Admin')!;
  const made = await world.elsewhere('POST', '/v1/auth/api-keys', {
    name: `Admin ${String(seed)}`,
    role_id: admin.id,
  });
  return SecretBytes.fromText(made.body['api_key_secret'] as string);
}

async function liveWith(service: AccountService, seed: number): Promise<void> {
  const adminKey = await adminKeyFor(seed);
  const connection = await service.connect({
    url: server.url,
    name: `Hostile ${String(seed)}`,
    adminKey,
  });
  const role = (await service.listRoles(connection.id)).find(({ name }) => name === 'Admin')!;
  const roleId = role.id;
  const create = (name: string) =>
    service.createKey({ connectionId: connection.id, name, roleId, expiresAt: null });
  const first = await create(`First ${String(seed)}`);
  server.twist = new Liar(seed, { foreignIds, elsewhere: elsewhere.url }).twist;
  try {
    await attempt(() => create(`Second ${String(seed)}`));
    await attempt(() => service.sync(connection.id));
    await attempt(() =>
      service.rotateKey({ keyId: first.keyId, overlapSeconds: 0, reason: REASON, confirmation: null }),
    );
    await attempt(() => service.sync(connection.id));
    await attempt(() =>
      service.rotateKey({
        keyId: connection.adminKeyId!,
        overlapSeconds: 0,
        reason: REASON,
        confirmation: service.keyDetail(connection.adminKeyId!).name,
      }),
    );
    await attempt(() => service.listRoles(connection.id));
    await attempt(() =>
      service.createRole(connection.id, { name: `R ${String(seed)}`, permissions: ['units:read'] }),
    );
    await attempt(() => service.listSandboxes(connection.id));
    await attempt(() => service.listPermissionGroups(connection.id));
    await attempt(() => service.keyCreators());
    await attempt(() => service.accountRequests(connection.id, new Date(0)));
    const own = service
      .listKeys()
      .filter(({ connectionId, id }) => connectionId === connection.id && !id.startsWith('pending_'));
    for (const { id } of own.slice(0, 3)) {
      await attempt(() => service.keyRequests(id));
      await attempt(() => service.keyHistory(id));
      await attempt(() => service.keyUsage(id));
      if (vault.hasSecret(id)) await attempt(() => service.testKey(id));
    }
    await attempt(() => service.revokeKey({ keyId: first.keyId, reason: REASON, confirmation: null }));
    for (const { id, repair } of service.listKeys()) {
      if (repair !== null)
        await attempt(() => service.resolveIntent(id, seed % 2 === 0 ? 'send-again' : 'give-up'));
    }
    for (const { id } of service.keptReplies()) {
      await attempt(() => service.testKeptReply(id));
      await attempt(() => service.takeInKeptReply(id));
    }
    await attempt(() => service.repairConnection(connection.id, adminKey));
    await attempt(() => service.connect({ url: server.url, name: 'Twice', adminKey }));
    await attempt(() => service.sync(connection.id));
  } finally {
    server.twist = undefined;
  }
}

it(`leaves what is not its own alone, over ${String(RUNS)} seeds`, async () => {
  const before = await ofOthers();
  const atStart = process.memoryUsage().heapUsed;
  for (let seed = 1; seed <= RUNS; seed += 1) {
    const service = world.serviceOn(vault, {
      fetch: (input, init) => {
        asked.add(new URL(input).origin);
        return fetch(input, init);
      },
      tuning: {
        bounds: { pages: 12, bytes: 8 * 1024 * 1024, milliseconds: 10_000 },
        timeoutMs: 5_000,
        settleMs: 0,
      },
    });
    await liveWith(service, seed);
    expect(await ofOthers(), `seed ${String(seed)}`).toBe(before);
    const connections = service.listConnections().filter(({ id }) => id !== victimId);
    for (const { id, value } of vault.list(keysCollection)) {
      const isOfService = value.evidence !== null;
      if (isOfService || value.connectionId === victimId || !vault.hasSecret(id)) continue;
      const parsed = await vault.withSecret(id, (secret) => {
        const text = secret.revealText();
        return text === text.trim() ? parseKey(text) : null;
      });
      // What is held of it is a key of the connection's brand and mode.
      expect(parsed, `seed ${String(seed)}`).toMatchObject({
        ok: true,
        key: { brand: 'augno', mode: 'test' },
      });
    }
    for (const { id } of connections) {
      // What is open would stand in the way of removing it; a person gives it up.
      vault.transaction((transaction) => {
        for (const intent of transaction.list(intentsCollection)) {
          if (intent.value.connectionId === id) transaction.delete(intentsCollection, intent.id);
        }
      });
      service.removeConnection(id);
    }
    await service.close();
  }
  expect(await ofOthers()).toBe(before);
  // The address that was confirmed, and no other: not for a redirect, not for a page's link.
  expect([...asked].sort()).toEqual([new URL(server.url).origin, world.sandbox.url].sort());
  expect(elsewhere.seen).toEqual([]);
  // And nothing that is not its own went to the liar.
  const sent = new Set(server.seen.map(({ headers }) => headers.authorization ?? ''));
  for (const id of foreignSecrets) {
    const went = await vault.withSecret(id, (secret) => sent.has(`Bearer ${secret.revealText()}`));
    expect(went, id).toBe(false);
  }
  // The lies were heard.
  expect(vault.list(keptRepliesCollection).length).toBeGreaterThan(3);
  expect(vault.verify().sound).toBe(true);
  expect(process.memoryUsage().heapUsed - atStart).toBeLessThan(512 * 1024 * 1024);
}, 120_000);

it('asks every operation that the client has', () => {
  // A new one has to be added to what the suite does; these are the names it goes through above.
  const operations = [ApiClient, LogReader].flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype));
  expect([...new Set(operations)].sort()).toEqual([
    'constructor',
    'createKey',
    'createRole',
    'getKey',
    'keyCreations',
    'keyEvents',
    'keyHistory',
    'keysByName',
    'listKeys',
    'listRoles',
    'listSandboxes',
    'permissionGroups',
    'probe',
    'recentKeys',
    'requestLog',
    'requestsOfAccount',
    'requestsOfKey',
    'revokeKey',
    'rotateKey',
    'version',
  ]);
});
