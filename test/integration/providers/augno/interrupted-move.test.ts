/** What comes between while an account is moved: other work, a death, a server that stops answering or is renamed. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FetchLike } from '../../../../electron/http/fetch-like.ts';
import { connectionsCollection, intentsCollection } from '../../../../electron/keys/registry/records.ts';
import { spelledAs } from '../../../../shared/key-format.ts';
import { AUGNO, OPENMRP, REASON, reveal, Vendor } from './support/vendor.ts';

let vendor: Vendor;
beforeEach(async () => {
  vendor = await Vendor.start();
});
afterEach(async () => {
  await vendor.close();
});

it('a move gives way to a rotation of the account’s own key that was quicker', async () => {
  const { vault, service, connectionId } = await vendor.filled();
  await service.close();
  const admin = service.listConnections()[0]!.adminKeyId!;
  let rotated: string | null = null;
  const network: FetchLike = async (input, init) => {
    const reply = await vendor.network(input, init);
    // The last thing that is asked of the new address has been answered with the key as it was.
    if (new URL(input).origin === OPENMRP && input.includes('/v1/identity/roles') && rotated === null) {
      rotated = '';
      const made = await elsewhere.rotateKey({
        keyId: admin,
        overlapSeconds: 3600,
        reason: REASON,
        confirmation: elsewhere.keyDetail(admin).name,
      });
      rotated = made.keyId;
    }
    return reply;
  };
  const elsewhere = vendor.world.serviceOn(vault, { fetch: vendor.network });
  const moving = vendor.world.serviceOn(vault, { fetch: network });
  const move = (): Promise<unknown> => moving.moveConnection(connectionId, { url: OPENMRP, adminKey: null });
  await expect(move()).rejects.toMatchObject({ code: 'conflict' });
  expect(moving.listConnections()[0]).toMatchObject({ url: AUGNO, adminKeyId: rotated });
  await move();
  expect(moving.listConnections()[0]).toMatchObject({ url: OPENMRP, adminKeyId: rotated, health: 'ok' });
});

it('a synchronisation that still waits for the old address is ended, and its failure is not the move’s', async () => {
  const { vault, service, connectionId } = await vendor.filled();
  await service.close();
  let waiting = 0;
  const network: FetchLike = (input, init) => {
    if (new URL(input).origin !== AUGNO) return vendor.network(input, init);
    waiting += 1;
    return new Promise((_resolve, reject) => {
      init.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error), { once: true });
    });
  };
  const moving = vendor.world.serviceOn(vault, { fetch: network });
  const old = moving.sync(null);
  await expect.poll(() => waiting).toBeGreaterThan(0);
  await vendor.rename();
  const moved = await moving.moveConnection(connectionId, { url: OPENMRP, adminKey: null });
  expect(moved).toMatchObject({ url: OPENMRP, health: 'ok' });
  // Who waited for it has what the new address says.
  expect(await old).toMatchObject([{ url: OPENMRP, health: 'ok' }]);
  expect(moving.listConnections()[0]).toMatchObject({ url: OPENMRP, health: 'ok' });
});

it('is done, and says so, also where the new address stops answering right after', async () => {
  const { vault, service, connectionId, secrets } = await vendor.filled();
  await service.close();
  await vendor.rename();
  let isThere = true;
  const network: FetchLike = async (input, init) => {
    if (!isThere) throw new TypeError('fetch failed');
    const reply = await vendor.network(input, init);
    // The last thing that a move asks.
    if (new URL(input).pathname === '/v1/identity/roles') isThere = false;
    return reply;
  };
  const moving = vendor.world.serviceOn(vault, { fetch: network });
  const moved = await moving.moveConnection(connectionId, { url: OPENMRP, adminKey: null });
  expect(moved).toMatchObject({ url: OPENMRP, brand: 'openmrp', health: 'offline' });
  isThere = true;
  await moving.sync(connectionId);
  for (const [id] of secrets) expect(await vendor.isAccepted(await reveal(moving, id)), id).toBe(true);
});

it('a server that is renamed where it is is followed by the next synchronisation', async () => {
  const { vault, service, connectionId, secrets } = await vendor.filled();
  await service.close();
  await vendor.rename();
  const network: FetchLike = (input, init) => vendor.network(input.replace(AUGNO, OPENMRP), init);
  const after = vendor.world.serviceOn(vault, { fetch: network });
  const [synced] = await after.sync(connectionId);
  expect(synced).toMatchObject({ url: AUGNO, brand: 'openmrp', health: 'ok' });
  expect(vault.auditLog({ limit: 20 }).map(({ detail }) => detail)).toContain(
    `Moved from ${AUGNO} (Augno) to ${AUGNO} (OpenMRP).`,
  );
  for (const [id] of secrets) expect(await vendor.isAccepted(await reveal(after, id)), id).toBe(true);
});

it('killed at any of its requests, an account is where it was or moved as a whole, with every secret', async () => {
  const { vault, service, connectionId, secrets } = await vendor.filled();
  await service.close();
  vault.close();
  await vendor.rename();
  let kills = 0;
  let origin = AUGNO;
  for (let requests = 0; origin === AUGNO; requests += 1) {
    const open = await vendor.world.openVault();
    let left = requests;
    let isKilled = false;
    const moving = vendor.world.serviceOn(open, {
      fetch: (input, init) => {
        left -= 1;
        if (left >= 0) return vendor.network(input, init);
        isKilled = true;
        open.close();
        return Promise.reject(new TypeError('fetch failed'));
      },
    });
    await moving.moveConnection(connectionId, { url: OPENMRP, adminKey: null }).catch(() => undefined);
    await moving.close();
    if (isKilled) kills += 1;
    else open.close();

    const again = await vendor.world.openVault();
    const record = again.get(connectionsCollection, connectionId)!;
    origin = record.origin;
    expect([origin, record.brand]).toEqual(origin === AUGNO ? [AUGNO, 'augno'] : [OPENMRP, 'openmrp']);
    for (const id of secrets.keys()) expect(again.hasSecret(id), id).toBe(true);
    again.close();
  }
  expect(kills).toBeGreaterThan(2);
  const last = vendor.world.serviceOn(await vendor.world.openVault(), { fetch: vendor.network });
  await last.sync(connectionId);
  for (const [id, secret] of secrets) {
    expect(await reveal(last, id)).toBe(spelledAs('openmrp', secret));
    expect(await vendor.isAccepted(await reveal(last, id)), id).toBe(true);
  }
});

it('what was under way is finished at the old address first, where that still answers', async () => {
  const { vault, service, connectionId, roleId } = await vendor.filled();
  await service.close();
  let lost = 0;
  const drop: FetchLike = async (input, init) => {
    if (lost > 0) throw new TypeError('fetch failed');
    const reply = await vendor.network(input, init);
    if (init.method === 'POST') lost += 1;
    if (lost > 0) throw new TypeError('fetch failed');
    return reply;
  };
  const interrupted = vendor.world.serviceOn(vault, { fetch: drop });
  await expect(
    interrupted.createKey({ connectionId, name: 'Lost', roleId, expiresAt: null }),
  ).rejects.toMatchObject({ code: 'outcome-unknown' });
  await interrupted.close();
  const again = vendor.world.serviceOn(vault, { fetch: vendor.network });
  vendor.asked.length = 0;
  await again.moveConnection(connectionId, { url: OPENMRP, adminKey: null });
  expect(vault.list(intentsCollection)).toEqual([]);
  const made = again.listKeys().filter(({ name }) => name === 'Lost');
  expect(made).toEqual([expect.objectContaining({ secretHeld: true })]);
  // Once the new address had proved itself, and nowhere else.
  const origins = vendor.asked.map(({ origin }) => origin);
  expect(origins[0]).toBe(OPENMRP);
  expect(origins).toContain(AUGNO);
  expect((await again.testKey(made[0]!.id)).outcome).toBe('accepted');
});
