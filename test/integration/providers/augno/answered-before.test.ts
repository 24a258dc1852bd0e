/** What a server answered before something newer was done here undoes none of it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FetchLike } from '../../../../electron/http/fetch-like.ts';
import { connectionsCollection, rolesCollection } from '../../../../electron/keys/registry/records.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import { SecretBytes } from '../../../../electron/vault/secret-bytes.ts';
import type { ManagedVault } from '../../../../electron/vault/index.ts';
import { certain } from '../../../../shared/certain.ts';
import { DAY_MS } from '../../../../shared/times.ts';
import { AUGNO, OPENMRP, reveal, Vendor } from './support/vendor.ts';
import { works, World } from './support/world.ts';

const REASON = { kind: 'policy', text: '' } as const;
const KEYS = '/v1/auth/api-keys';

type Moment = 'asked' | 'answered';
let world: World;
let service: AccountService;
let vault: ManagedVault;
let connectionId: string;
/** Of requests that read this path, once. */
let meanwhile: { readonly path: string; readonly at: Moment; readonly work: () => Promise<unknown> } | null;
let isOffline = false;

function watching(send: FetchLike): FetchLike {
  return async (input, init) => {
    if (isOffline) throw new TypeError('fetch failed');
    const now = new URL(input).pathname === meanwhile?.path && init.method === 'GET' ? meanwhile : null;
    if (now !== null) meanwhile = null;
    if (now?.at === 'asked') await now.work();
    const response = await send(input, init);
    if (now?.at === 'answered') await now.work();
    return response;
  };
}

/** @param at before the request has gone out, or once its answer is there */
function during(path: string, at: Moment, work: () => Promise<unknown>): void {
  meanwhile = { path, at, work };
}

const key = (id: string) => certain(service.listKeys().find((one) => one.id === id));
const connection = () => certain(service.listConnections().find(({ id }) => id === connectionId));
const entries = (id: string) => vault.auditLog({ limit: 50, subjectId: id }).map(({ action }) => action);

async function roleIdOf(wanted: string): Promise<string> {
  return certain((await service.listRoles(connectionId)).find(({ name }) => name === wanted)).id;
}

async function made(name: string, role = 'Order integration'): Promise<string> {
  const roleId = await roleIdOf(role);
  return (await service.createKey({ connectionId, name, roleId, expiresAt: null })).keyId;
}

beforeEach(() => {
  [meanwhile, isOffline] = [null, false];
});

describe('of an account', () => {
  beforeEach(async () => {
    world = await World.start();
    ({ service, vault } = await world.open({ fetch: watching(fetch) }));
    ({ id: connectionId } = await service.connect({
      url: world.sandbox.url,
      name: 'Acme',
      adminKey: world.adminKey(),
    }));
  });
  afterEach(async () => {
    await world.close();
  });

  it('an old key whose end was put off while the server was asked about it goes on working', async () => {
    const keyId = await made('Loom');
    const secret = await reveal(service, keyId);
    const overlapSeconds = DAY_MS / 1000;
    await service.rotateKey({ keyId, overlapSeconds, movable: true, reason: REASON, confirmation: null });
    world.clock.advance(DAY_MS + 1000);
    const [rotation] = service.listRotations();
    during(`${KEYS}/${keyId}`, 'answered', () =>
      Promise.resolve(service.extendOverlap(certain(rotation).id, overlapSeconds)),
    );
    await service.sync(connectionId);
    expect(meanwhile).toBeNull();
    expect(key(keyId).status).not.toBe('revoked');
    expect(await works(world, secret)).toBe(true);
    world.clock.advance(DAY_MS + 1000);
    await service.sync(connectionId);
    expect(await works(world, secret)).toBe(false);
  });

  it('a key that the connection came to work with while it was asked about is not ended', async () => {
    for (const end of ['revoke', 'rotate'] as const) {
      const keyId = await made(`Admin to ${end}`, 'Admin');
      const secret = await reveal(service, keyId);
      during(`${KEYS}/${keyId}`, 'answered', () =>
        service.repairConnection(connectionId, SecretBytes.fromText(secret)),
      );
      const ended =
        end === 'revoke'
          ? service.revokeKey({ keyId, reason: REASON, confirmation: null })
          : service.rotateKey({ keyId, overlapSeconds: 0, reason: REASON, confirmation: null });
      await expect(ended, end).rejects.toMatchObject({ code: 'conflict' });
      expect(await works(world, secret), end).toBe(true);
      expect(connection(), end).toMatchObject({ adminKeyId: keyId, health: 'ok' });
    }
  });

  it('a key that was revoked while it was read stays revoked', async () => {
    const { body } = await world.elsewhere('POST', KEYS, { name: 'Far', role_id: await roleIdOf('Admin') });
    await service.sync(connectionId);
    const { id: keyId } = certain(service.listKeys().find(({ name }) => name === 'Far'));
    await service.rotateKey({
      ...{ keyId, overlapSeconds: DAY_MS / 1000, movable: true, reason: REASON, confirmation: null },
    });
    // So that the answer says something else than what is known.
    expect(await works(world, String(body['api_key_secret']))).toBe(true);
    during(`${KEYS}/${keyId}`, 'answered', () =>
      service.revokeKey({ keyId, reason: REASON, confirmation: null }),
    );
    await service.checkOldKey(certain(service.listRotations()[0]).id);
    expect(meanwhile).toBeNull();
    expect(key(keyId).status).toBe('revoked');
  });

  it('a synchronisation whose admin key was rotated meanwhile goes on with the new one', async () => {
    const own = certain(connection().adminKeyId);
    during(KEYS, 'asked', () =>
      service.rotateKey({ keyId: own, overlapSeconds: 0, reason: REASON, confirmation: key(own).name }),
    );
    await service.sync(connectionId);
    expect(meanwhile).toBeNull();
    expect(connection()).toMatchObject({ health: 'ok' });
    expect(vault.get(connectionsCollection, connectionId)?.problem).toBeNull();
  });

  it('a role that went while an older list was on its way does not come back', async () => {
    const { id } = await service.createRole(connectionId, { name: 'Passing', permissions: ['units:read'] });
    during('/v1/identity/roles', 'answered', async () => {
      expect((await world.elsewhere('DELETE', `/v1/identity/roles/${id}`)).status).toBeLessThan(300);
      await service.sync(connectionId);
    });
    const shown = await service.listRoles(connectionId);
    expect(meanwhile).toBeNull();
    expect(shown.map(({ name }) => name)).not.toContain('Passing');
    expect(vault.list(rolesCollection).map(({ value }) => value.name)).not.toContain('Passing');
  });

  it('the late answer to a creation says nothing of what became of the key since', async () => {
    const roleId = await roleIdOf('Admin');
    const lost: FetchLike = async (input, init) => {
      const response = await watching(fetch)(input, init);
      if (init.method !== 'POST') return response;
      isOffline = true;
      throw new TypeError('fetch failed');
    };
    const losing = world.serviceOn(vault, { fetch: lost });
    const creation = losing.createKey({ connectionId, name: 'Late', roleId, expiresAt: null });
    await expect(creation).rejects.toMatchObject({ code: 'outcome-unknown' });
    await losing.close();
    isOffline = false;
    const { body } = await world.elsewhere('GET', KEYS);
    const { id } = certain(
      (body['data'] as { id: string; name: string }[]).find(({ name }) => name === 'Late'),
    );
    await world.elsewhere('DELETE', `${KEYS}/${id}`);
    await service.sync(connectionId);
    expect(key(id)).toMatchObject({ status: 'revoked' });
    await service.sync(connectionId);
    expect(entries(id)).not.toContain('key-changed-elsewhere');
  });
});

it('a repair that was asked at the former address does not take an account back from where it has moved to', async () => {
  const vendor = await Vendor.start();
  try {
    const filled = await vendor.filled();
    ({ vault, connectionId } = filled);
    service = vendor.world.serviceOn(vault, { fetch: watching(vendor.network) });
    const own = await reveal(service, certain(connection().adminKeyId));
    during(KEYS, 'answered', () => service.moveConnection(connectionId, { url: OPENMRP, adminKey: null }));
    const repair = service.repairConnection(connectionId, SecretBytes.fromText(own));
    await expect(repair).rejects.toMatchObject({ code: 'conflict' });
    expect(connection()).toMatchObject({ url: OPENMRP });
    vendor.asked = [];
    await service.sync(connectionId);
    expect(vendor.asked.map(({ origin }) => origin)).not.toContain(AUGNO);
  } finally {
    await vendor.close();
  }
});
