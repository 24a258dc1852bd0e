/** An account that the vendor serves under its other name now: everything of it is carried over. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FetchLike } from '../../../../electron/http/fetch-like.ts';
import { intentsCollection } from '../../../../electron/keys/registry/records.ts';
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
