/** What differs between the contracts, and what only one kind of account or server has. */
import { afterEach, describe, expect, it } from 'vitest';
import { restoreVault } from '../../../../electron/vault/index.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import type { FetchLike } from '../../../../electron/http/fetch-like.ts';
import { CONTRACT_VERSIONS } from './support/run-sequences.ts';
import { CHEAP_KDF, password, works, World } from './support/world.ts';
import { DAY_MS } from '../../../../shared/times.ts';
import { saidContaining } from '../../../../test/fixtures/said-containing.ts';
import { inEnglish } from '../../../../shared/messages/words.ts';

let world: World;
afterEach(async () => {
  await world.close();
});

const REASON = { kind: 'policy', text: 'yearly' } as const;

async function connectedTo(service: AccountService, mode: 'test' | 'prod' = 'test') {
  const connection = await service.connect({
    url: world.sandbox.url,
    name: mode,
    adminKey: world.adminKey(mode),
  });
  const role = (await service.listRoles(connection.id)).find(({ name }) => name === 'Admin')!;
  const create = (name: string) =>
    service.createKey({ connectionId: connection.id, name, roleId: role.id, expiresAt: null });
  return { connection, create };
}

const reveal = (service: AccountService, keyId: string): Promise<string> =>
  service.useSecret(keyId, 'reveal', (held) => held.revealText());

describe('versions', () => {
  it('falls back to the older one where the server does not know the newer, and remembers it', async () => {
    world = await World.start();
    const versions: (string | null)[] = [];
    const old: FetchLike = (input, init) => {
      const version = new Headers(init.headers).get('augno-version');
      versions.push(version);
      if (version === CONTRACT_VERSIONS[1]) return fetch(input, init);
      const headers = new Headers(init.headers);
      headers.set('augno-version', '9.9.forge');
      return fetch(input, { ...init, headers });
    };
    const { service } = await world.open({ fetch: old });
    const { create } = await connectedTo(service);
    versions.length = 0;
    await create('Till');
    expect(new Set(versions)).toEqual(new Set([CONTRACT_VERSIONS[1]]));
  });

  it.each(CONTRACT_VERSIONS)('reads the requests made with a key, by %s', async (preferredVersion) => {
    world = await World.start({ tuning: { preferredVersion } });
    const { service } = await world.open();
    const { create } = await connectedTo(service);
    const { keyId } = await create('Till');
    await service.testKey(keyId);
    await expect
      .poll(async () => (await service.keyRequests(keyId)).requests, { timeout: 5_000 })
      .toMatchObject([
        {
          method: 'GET',
          path: '/v1/catalog/units',
          statusCode: 200,
          errorCode: null,
          userAgent: 'AugnoVault/0.0.0 (test)',
        },
      ]);
  });
});

describe('an overlap', () => {
  it.each(CONTRACT_VERSIONS)('ends on its day, also after a restart, by %s', async (preferredVersion) => {
    world = await World.start({ tuning: { preferredVersion } });
    const first = await world.open();
    const { create } = await connectedTo(first.service);
    const { keyId } = await create('Till');
    first.service.editKey({ keyId, places: ['till.env', 'ci'] });
    const old = await reveal(first.service, keyId);
    const { keyId: newId } = await first.service.rotateKey({
      keyId,
      overlapSeconds: 7 * 86_400,
      reason: REASON,
      confirmation: null,
    });
    const [rotation] = first.service.listRotations();
    expect(rotation).toMatchObject({ state: 'rolling-out', oldKeyId: keyId, newKeyId: newId });
    expect(rotation!.places.map(({ text }) => text)).toEqual(['till.env', 'ci']);
    expect(first.service.keyDetail(keyId)).toMatchObject({
      status: 'revoking',
      revokedAt: rotation!.oldWorksUntil,
    });
    for (const place of rotation!.places) first.service.tickPlace(rotation!.id, place.id, true);
    expect(first.service.listRotations()[0]!.state).toBe('waiting-for-revocation');
    await first.service.close();
    first.vault.close();

    const { vault, service } = await world.open();
    world.clock.advance(6 * DAY_MS);
    await service.sync(null);
    expect(await works(world, old)).toBe(true);
    world.clock.advance(2 * DAY_MS);
    expect(service.keyDetail(keyId).status, 'not revoked before it is').not.toBe('active');
    await service.sync(null);
    expect(await works(world, old)).toBe(false);
    expect(service.listRotations()[0]).toMatchObject({ state: 'done' });
    expect(vault.hasSecret(keyId)).toBe(false);
    expect(
      vault.auditLog({ limit: 50, subjectId: keyId }).find(({ action }) => action === 'key-rotated')!.reason,
    ).toBe('policy: yearly');
  });

  it('that is in a restored backup waits for a person where this program was to end it', async () => {
    world = await World.start({ tuning: { preferredVersion: CONTRACT_VERSIONS[1] } });
    const { vault, service } = await world.open();
    const { create } = await connectedTo(service);
    const { keyId } = await create('Till');
    const old = await reveal(service, keyId);
    await service.rotateKey({ keyId, overlapSeconds: 86_400, reason: REASON, confirmation: null });
    const file = `${world.folder}/backup`;
    await vault.backup(file, password());
    world.clock.advance(3_600_000);
    const { keyId: later } = await create('Made after the backup');
    await service.close();
    vault.close();
    await restoreVault({
      folder: world.vaultFolder,
      file,
      backupPassword: password(),
      replace: true,
      kdf: CHEAP_KDF,
      clock: world.clock.now,
    });

    const again = await world.open();
    world.clock.advance(2 * DAY_MS);
    await again.service.sync(null);
    expect(await works(world, old)).toBe(true);
    const held = again.service.listRotations()[0]!;
    expect(held.state).toBe('needs-attention');
    expect(() => again.service.extendOverlap(held.id, 86_400)).toThrow(
      expect.objectContaining({ code: 'conflict' }),
    );
    expect(inEnglish(again.service.keyDetail(keyId).repair!)).toContain('restored');
    expect(again.service.keyDetail(later)).toMatchObject({
      secretHeld: false,
      repair: saidContaining('newer copy'),
    });
    await again.service.revokeKey({ keyId, reason: REASON, confirmation: null });
    expect(await works(world, old)).toBe(false);
    expect(again.service.listRotations()[0]!.state).toBe('done');
  });
});

describe('an overlap under way', () => {
  it('can be put off where this vault ends it, and nowhere else', async () => {
    world = await World.start();
    const { vault, service } = await world.open();
    const { create } = await connectedTo(service);
    const { keyId } = await create('Till');
    const old = await reveal(service, keyId);
    const rotation = { overlapSeconds: 86_400, reason: REASON, confirmation: null };
    await service.rotateKey({ keyId, ...rotation, movable: true });
    const [begun] = service.listRotations();
    expect(begun).toMatchObject({ endedBy: 'us' });
    const longer = service.extendOverlap(begun!.id, 2 * 86_400);
    expect(Date.parse(longer.oldWorksUntil!)).toBe(Date.parse(begun!.oldWorksUntil!) + 2 * DAY_MS);
    expect(vault.auditLog({ limit: 1, subjectId: keyId })[0]).toMatchObject({ action: 'key-edited' });
    expect(() => service.extendOverlap(begun!.id, 30 * 86_400)).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
    world.clock.advance(2 * DAY_MS);
    await service.sync(null);
    expect(await works(world, old), 'beyond the day that was planned first').toBe(true);
    world.clock.advance(2 * DAY_MS);
    await service.sync(null);
    expect(await works(world, old)).toBe(false);
    expect(() => service.extendOverlap(begun!.id, 86_400)).toThrow(
      expect.objectContaining({ code: 'conflict' }),
    );

    const { keyId: other } = await create('Scale');
    await service.rotateKey({ keyId: other, ...rotation });
    const held = service.listRotations().find(({ oldKeyId }) => oldKeyId === other)!;
    expect(held.endedBy).toBe('server');
    expect(() => service.extendOverlap(held.id, 86_400)).toThrow(
      expect.objectContaining({ code: 'conflict' }),
    );
    expect(service.listRotations().find(({ id }) => id === held.id)).toEqual(held);
  });

  it('is checked in words, and ended before its day for the reason that it began for', async () => {
    world = await World.start();
    const { vault, service } = await world.open();
    const { create } = await connectedTo(service, 'prod');
    const { keyId } = await create('Till');
    const old = await reveal(service, keyId);
    await service.rotateKey({ keyId, overlapSeconds: 7 * 86_400, reason: REASON, confirmation: 'Till' });
    const { id, oldWorksUntil } = service.listRotations()[0]!;
    expect((await service.checkOldKey(id)).checked.outcome).toBe('accepted');
    expect(service.listRotations()[0]).toMatchObject({ state: 'waiting-for-revocation', oldRefusedAt: null });
    await expect(service.endOverlap(keyId, null)).rejects.toMatchObject({ field: 'confirmation' });
    expect(await works(world, old)).toBe(true);
    const ended = await service.endOverlap(keyId, 'Till');
    expect(await works(world, old)).toBe(false);
    expect(ended.state).toBe('done');
    expect(Date.parse(ended.oldWorksUntil!)).toBeLessThan(Date.parse(oldWorksUntil!));
    expect((await service.checkOldKey(id)).checked.outcome).toBe('refused');
    const revoked = vault
      .auditLog({ limit: 50, subjectId: keyId })
      .find(({ action }) => action === 'key-revoked');
    expect(revoked!.reason).toBe('policy: yearly');
  });

  it('puts down no reason where nobody gave one', async () => {
    world = await World.start();
    const { vault, service } = await world.open();
    const { create } = await connectedTo(service);
    const { keyId } = await create('Till');
    await service.rotateKey({
      keyId,
      overlapSeconds: 0,
      reason: { kind: 'other', text: '' },
      confirmation: null,
    });
    const rotated = vault
      .auditLog({ limit: 50, subjectId: keyId })
      .find(({ action }) => action === 'key-rotated');
    expect(rotated!.reason).toBeNull();
  });
});

describe('testing a key', () => {
  it('says which account, mode and role answered, and minds the account asked for', async () => {
    world = await World.start();
    const { service } = await world.open();
    const { create } = await connectedTo(service);
    const { keyId } = await create('Till');
    expect(inEnglish((await service.testKey(keyId)).message)).toBe(
      `Accepted by ${world.account().name} (test), role Admin.`,
    );
    expect(await service.testKey(keyId, { accountId: 'ac_000000000000' })).toMatchObject({
      outcome: 'refused',
    });
    const related = world.account().relatedAccounts[0];
    if (related !== undefined)
      expect((await service.testKey(keyId, { accountId: related.id })).outcome).toBe('accepted');
    await world.elsewhere('DELETE', `/v1/auth/api-keys/${keyId}`);
    expect(await service.testKey(keyId)).toMatchObject({
      outcome: 'refused',
      message: saidContaining('revoked'),
    });
    await world.sandbox.close();
    expect((await service.testKey(keyId)).outcome).toBe('unreachable');
  });

  it('takes an account that is behind with its payments for a key that works', async () => {
    world = await World.start();
    const { service } = await world.open();
    const { connection, create } = await connectedTo(service, 'prod');
    const { keyId } = await create('Till');
    await world.control(`accounts/${world.account('prod').id}`, { subscription: 'past_due' });
    expect((await service.testKey(keyId)).outcome).toBe('accepted');
    await expect(service.sync(connection.id)).rejects.toMatchObject({ code: 'api-payment-required' });
    expect(service.listConnections()[0]!.health).toBe('payment-required');
  });
});
