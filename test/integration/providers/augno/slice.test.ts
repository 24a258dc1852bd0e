import { afterEach, describe, expect, it } from 'vitest';
import { resolveKey } from '../../../../electron/keys/resolve-key.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import { works, World } from './support/world.ts';

let world: World;
afterEach(async () => {
  await world.close();
});

const REASON = { kind: 'policy', text: '' } as const;
const secretOf = (service: AccountService, keyId: string): Promise<string> =>
  service.useSecret(keyId, 'reveal', (secret) => secret.revealText());

describe.each([
  ['augno', '1.0.forge-preview.8'],
  ['augno', '1.0.forge-preview.3'],
  ['augno', '1.0.forge-preview.1'],
  ['openmrp', '1.0.forge-preview.8'],
] as const)('the main job, by the name of %s and %s', (brand, preferredVersion) => {
  it('connects, creates, tests, rotates, revokes, and keeps every secret', async () => {
    world = await World.start({ sandbox: { brand }, tuning: { preferredVersion } });
    const { vault, service } = await world.open();
    const connection = await service.connect({
      url: world.sandbox.url,
      name: '',
      adminKey: world.adminKey(),
    });
    expect(connection).toMatchObject({
      health: 'ok',
      mode: 'test',
      secretCount: 1,
      name: world.account().name,
    });
    const role = (await service.listRoles(connection.id)).find(({ name }) => name === 'Admin')!;

    const created = await service.createKey({
      connectionId: connection.id,
      name: 'Till 7',
      roleId: role.id,
      expiresAt: null,
    });
    const first = await secretOf(service, created.keyId);
    expect(await works(world, first)).toBe(true);
    expect(await service.testKey(created.keyId)).toMatchObject({ outcome: 'accepted' });

    const rotated = await service.rotateKey({
      keyId: created.keyId,
      overlapSeconds: 0,
      reason: REASON,
      confirmation: null,
    });
    const second = await secretOf(service, rotated.keyId);
    expect([await works(world, first), await works(world, second)]).toEqual([false, true]);
    expect(service.listRotations()[0]).toMatchObject({ state: 'done', oldKeyId: created.keyId });
    expect(vault.hasSecret(created.keyId)).toBe(false);

    const overlapped = await service.rotateKey({
      keyId: rotated.keyId,
      overlapSeconds: 86_400,
      reason: REASON,
      confirmation: null,
    });
    const third = await secretOf(service, overlapped.keyId);
    expect([await works(world, second), await works(world, third)]).toEqual([true, true]);
    expect(service.keyDetail(rotated.keyId).status).toBe('revoking');
    expect(resolveKey(service, 'Till 7').id).toBe(overlapped.keyId);
    world.clock.advance(86_400_000 + 1_000);
    await service.sync(null);
    expect([await works(world, second), await works(world, third)]).toEqual([false, true]);
    expect(service.keyDetail(rotated.keyId).status).toBe('revoked');
    expect(vault.hasSecret(rotated.keyId)).toBe(false);
    expect(service.listRotations().map(({ state }) => state)).toEqual(['done', 'done']);

    const revoked = await service.revokeKey({ keyId: overlapped.keyId, reason: REASON, confirmation: null });
    expect(revoked).toMatchObject({ status: 'revoked', secretHeld: false });
    expect(await works(world, third)).toBe(false);
  });

  it("rotates the connection's own key and goes on working", async () => {
    world = await World.start({ sandbox: { brand }, tuning: { preferredVersion } });
    const { service } = await world.open();
    const connection = await service.connect({
      url: world.sandbox.url,
      name: 'Own',
      adminKey: world.adminKey(),
    });
    const old = world.account().adminKey;
    const created = await service.rotateKey({
      keyId: connection.adminKeyId!,
      overlapSeconds: 0,
      reason: REASON,
      confirmation: null,
    });
    expect(service.listConnections()[0]).toMatchObject({ adminKeyId: created.keyId });
    expect(await works(world, old)).toBe(false);
    expect((await service.sync(connection.id))[0]!.health).toBe('ok');
  });
});
