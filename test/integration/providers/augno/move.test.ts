/** An account that the vendor serves under its other name now: everything of it is carried over. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FetchLike } from '../../../../electron/http/fetch-like.ts';
import { connectionsCollection, intentsCollection } from '../../../../electron/keys/registry/records.ts';
import { startSandbox } from '../../../../electron/sandbox/index.ts';
import { SecretBytes } from '../../../../electron/vault/secret-bytes.ts';
import { isSameRedacted, spelledAs } from '../../../../shared/key-format.ts';
import { DAY_MS } from '../../../../shared/times.ts';
import { AUGNO, OPENMRP, REASON, reveal, Vendor, type Filled } from './support/vendor.ts';

let vendor: Vendor;
beforeEach(async () => {
  vendor = await Vendor.start();
});
afterEach(async () => {
  await vendor.close();
});

describe('a moved account', () => {
  it('keeps every key, secret and plan, and goes on at the new address', async () => {
    const { vault, service, connectionId, secrets, roleId } = await vendor.filled();
    const keysBefore = service
      .listKeys()
      .map(({ id, name }) => ({ id, name, notes: service.keyDetail(id).notes }));
    const auditBefore = vault.auditLog({ limit: 1_000 });
    await vendor.rename();
    await expect(service.sync(connectionId)).rejects.toMatchObject({ code: 'api-unreachable' });
    vendor.asked.length = 0;
    const moved = await service.moveConnection(connectionId, { url: OPENMRP, adminKey: null });
    expect(moved).toMatchObject({ url: OPENMRP, brand: 'openmrp', name: 'Acme', health: 'ok' });
    expect(new Set(vendor.asked.map(({ origin }) => origin))).toEqual(new Set([OPENMRP]));
    for (const { key, version } of vendor.asked) {
      expect(key.startsWith('mrp_sk_prod_')).toBe(true);
      expect(version).toBe('1.0.forge-preview.8');
    }
    expect(
      service.listKeys().map(({ id, name }) => ({ id, name, notes: service.keyDetail(id).notes })),
    ).toEqual(expect.arrayContaining(keysBefore));
    for (const [id, secret] of secrets) {
      const now = await reveal(service, id);
      expect(now).toBe(spelledAs('openmrp', secret));
      expect(await vendor.isAccepted(now), id).toBe(true);
      expect(
        isSameRedacted(service.keyDetail(id).redacted, now.replace(/_\w{22}_\w+(\w{4})$/, '_****$1')),
      ).toBe(true);
    }
    // Earlier entries are what they were; the move is one more.
    const auditAfter = vault.auditLog({ limit: 1_000 });
    expect(auditAfter.slice(-auditBefore.length)).toEqual(auditBefore);
    expect(auditAfter.find(({ action }) => action === 'connection-changed')!.detail).toBe(
      `Moved from ${AUGNO} (Augno) to ${OPENMRP} (OpenMRP).`,
    );

    const { keyId: created } = await service.createKey({
      connectionId,
      name: 'New',
      roleId,
      expiresAt: null,
    });
    expect((await reveal(service, created)).startsWith('mrp_sk_')).toBe(true);
    const { keyId: overlapping } = await service.rotateKey({
      keyId: created,
      overlapSeconds: 86_400,
      reason: REASON,
      confirmation: 'New',
    });
    const admin = service.listConnections()[0]!.adminKeyId!;
    const { keyId: ownKey } = await service.rotateKey({
      keyId: admin,
      overlapSeconds: 0,
      reason: REASON,
      confirmation: service.keyDetail(admin).name,
    });
    expect(service.listConnections()[0]!.adminKeyId).toBe(ownKey);
    const [till] = [...secrets.keys()];
    const tillSecret = await reveal(service, till!);
    await service.revokeKey({ keyId: till!, reason: REASON, confirmation: 'Till' });
    expect(await vendor.isAccepted(tillSecret)).toBe(false);
    // The overlap from before the move ends on its day.
    vendor.world.clock.advance(4 * DAY_MS);
    await service.sync(connectionId);
    const old = [...secrets.keys()][1]!;
    expect(service.keyDetail(old).status).toBe('revoked');
    expect(await vendor.isAccepted(await reveal(service, overlapping))).toBe(true);
    expect(await vendor.isAccepted(await reveal(service, [...secrets.keys()][3]!))).toBe(true);
  });

  it('takes in afterwards what was kept apart before', async () => {
    const { vault, service, connectionId, roleId } = await vendor.filled();
    await service.close();
    const lies: FetchLike = async (input, init) => {
      const reply = await vendor.network(input, init);
      if (init.method !== 'POST') return reply;
      const body = (await reply.json()) as { api_key_info: { redacted_value: string } };
      body.api_key_info.redacted_value = body.api_key_info.redacted_value.replace(/.{4}$/, 'zzzz');
      return new Response(JSON.stringify(body), { status: reply.status, headers: reply.headers });
    };
    const before = vendor.world.serviceOn(vault, { fetch: lies });
    await expect(
      before.createKey({ connectionId, name: 'Kept', roleId, expiresAt: null }),
    ).rejects.toMatchObject({ code: 'api-unexpected-reply' });
    await before.close();
    await vendor.rename();
    const after = vendor.world.serviceOn(vault, { fetch: vendor.network });
    await after.moveConnection(connectionId, { url: OPENMRP, adminKey: null });
    const [kept] = after.keptReplies();
    const { keyId } = await after.takeInKeptReply(kept!.id);
    expect(after.keptReplies()).toEqual([]);
    expect(await vendor.isAccepted(await reveal(after, keyId))).toBe(true);
  });

  it('leaves what was under way for a person where the old address does not answer', async () => {
    const { vault, service, connectionId, roleId } = await vendor.filled();
    let dropped = false;
    const drop: FetchLike = async (input, init) => {
      // The request takes effect, its reply is lost, and from then on nothing answers.
      if (dropped) throw new TypeError('fetch failed');
      const reply = await vendor.network(input, init);
      dropped = init.method === 'POST';
      if (dropped) throw new TypeError('fetch failed');
      return reply;
    };
    await service.close();
    const interrupted = vendor.world.serviceOn(vault, { fetch: drop });
    await interrupted
      .createKey({ connectionId, name: 'Lost', roleId, expiresAt: null })
      .catch(() => undefined);
    const open = () => vault.list(intentsCollection).filter(({ value }) => value.state === 'open');
    expect(open()).toHaveLength(1);
    await interrupted.close();
    await vendor.rename();
    const again = vendor.world.serviceOn(vault, { fetch: vendor.network });
    await again.moveConnection(connectionId, { url: OPENMRP, adminKey: null });
    const intents = vault.list(intentsCollection).map(({ value }) => [value.state, value.question]);
    expect(intents).toEqual([['ask', 'moved']]);
    expect(vendor.asked.filter(({ origin }) => origin === OPENMRP).length).toBeGreaterThan(0);
  });
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

describe('is refused, with nothing changed', () => {
  const unchanged = async (
    { vault, service, connectionId }: Filled,
    input: { url: string; adminKey: SecretBytes | null },
    expected: Record<string, unknown>,
    mayAsk = false,
  ): Promise<void> => {
    const connection = service.listConnections()[0];
    const count = vault.auditLog({ limit: 1_000 }).length;
    vendor.asked.length = 0;
    await expect(service.moveConnection(connectionId, input)).rejects.toMatchObject(expected);
    expect(service.listConnections()[0]).toEqual(connection);
    expect(vault.auditLog({ limit: 1_000 })).toHaveLength(count);
    if (!mayAsk) expect(vendor.asked).toEqual([]);
  };

  it('where nothing may be sent', async () => {
    const state = await vendor.filled();
    await unchanged(state, { url: AUGNO, adminKey: null }, { code: 'conflict', field: 'url' });
    await unchanged(state, { url: 'http://api.openmrp.ai', adminKey: null }, { code: 'api-insecure-url' });
    await unchanged(
      state,
      { url: 'https://mrp.example.com', adminKey: null },
      { code: 'invalid-input', field: 'adminKey' },
    );
    const test = SecretBytes.fromText(vendor.before.accounts.find(({ mode }) => mode === 'test')!.adminKey);
    await unchanged(state, { url: OPENMRP, adminKey: test }, { code: 'invalid-input', field: 'adminKey' });
  });

  it('where another account answers', async () => {
    const state = await vendor.filled();
    vendor.other = await startSandbox({ brand: 'openmrp' });
    const { adminKey } = vendor.other.accounts.find(({ mode }) => mode === 'prod')!;
    await unchanged(
      state,
      { url: vendor.other.url, adminKey: SecretBytes.fromText(adminKey) },
      { code: 'conflict' },
      true,
    );
  });

  it('where the server does not know the key, in its own spelling either', async () => {
    const state = await vendor.filled();
    vendor.other = await startSandbox({ brand: 'openmrp' });
    const held = SecretBytes.fromText([...state.secrets.values()][0]!);
    await unchanged(
      state,
      { url: vendor.other.url, adminKey: held },
      {
        code: 'api-invalid-key',
        message: expect.stringContaining('speaks OpenMRP, whose keys begin with mrp_sk_') as string,
      },
      true,
    );
  });
});

it('connecting an account that is here already names the move', async () => {
  const { service, secrets } = await vendor.filled();
  await vendor.rename();
  const adminKey = SecretBytes.fromText(spelledAs('openmrp', [...secrets.values()].at(-1)!));
  await expect(service.connect({ url: OPENMRP, name: '', adminKey })).rejects.toMatchObject({
    code: 'conflict',
    hint: expect.stringContaining('move the connection there') as string,
  });
});
