/** Keys that were revoked from here, and whether the server takes them still. */
import { afterEach, expect, it } from 'vitest';
import { keysCollection } from '../../../../electron/keys/registry/records.ts';
import { World } from './support/world.ts';
import { inEnglish } from '../../../../shared/messages/words.ts';

const REASON = { kind: 'policy', text: '' } as const;

let world: World;
afterEach(async () => {
  await world.close();
});

it('a revoked key that cannot be asked about is named, and keeps no other from being asked', async () => {
  world = await World.start({ sandbox: { seed: 'empty' } });
  let unreachable: readonly string[] = [];
  const { vault, service } = await world.open({
    fetch: (input, init) => {
      const sent = new Headers(init?.headers).get('authorization') ?? '';
      return unreachable.some((secret) => sent.endsWith(secret))
        ? Promise.reject(new TypeError('fetch failed'))
        : fetch(input, init);
    },
    tuning: { retryBaseMs: 1 },
  });
  const { id: connectionId } = await service.connect({
    url: world.sandbox.url,
    name: 'ACME',
    adminKey: world.adminKey(),
  });
  const role = (await service.listRoles(connectionId))[0]!;
  const create = async (name: string): Promise<string> =>
    (await service.createKey({ connectionId, name, roleId: role.id, expiresAt: null })).keyId;
  const ids = [await create('Till'), await create('Gate')];
  // Whichever is asked about first: the other has to be reached after it.
  const inOrder = vault.list(keysCollection).flatMap(({ id }) => (ids.includes(id) ? [id] : []));
  const [first, second] = [inOrder[0]!, inOrder[1]!];
  const secretOf = (keyId: string): Promise<string> =>
    service.useSecret(keyId, 'reveal', (held) => held.revealText());
  const secret = await secretOf(first);
  unreachable = [secret, await secretOf(second)];
  for (const keyId of inOrder) await service.revokeKey({ keyId, reason: REASON, confirmation: null });
  expect(inOrder.map((keyId) => vault.hasSecret(keyId))).toEqual([true, true]);
  unreachable = [secret];
  await service.sync(connectionId);
  expect([vault.hasSecret(first), vault.hasSecret(second)]).toEqual([true, false]);
  const { name } = service.keyDetail(first);
  const said = service.listConnections()[0]!;
  expect(said).toMatchObject({ health: 'ok' });
  expect(inEnglish(said.healthMessage!)).toContain(`these secrets are kept: “${name}”.`);
  unreachable = [];
  await service.sync(connectionId);
  expect(vault.hasSecret(first)).toBe(false);
  expect(service.listConnections()[0]!.healthMessage).toBeNull();
});
