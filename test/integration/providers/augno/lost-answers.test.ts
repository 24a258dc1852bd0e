/** The answer to a creation is lost, and a key of that name is there: whose it is, is only said where it is known. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { intentsCollection, keysCollection } from '../../../../electron/keys/registry/records.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import type { ManagedVault } from '../../../../electron/vault/index.ts';
import { failureOf } from './support/failure.ts';
import { startLyingServer, type Json, type LyingServer } from './support/lying-server.ts';
import { World } from './support/world.ts';
import { inEnglish } from '../../../../shared/messages/words.ts';

let world: World;
let server: LyingServer;
let vault: ManagedVault;
let service: AccountService;
let hostileId: string;
let hostileRole: string;

beforeEach(async () => {
  world = await World.start();
  server = await startLyingServer(world.sandbox.url);
  ({ vault, service } = await world.open());
  const hostile = await service.connect({ url: server.url, name: 'Hostile', adminKey: world.adminKey() });
  hostileId = hostile.id;
  hostileRole = (await service.listRoles(hostile.id)).find(({ name }) => name === 'Admin')!.id;
});
afterEach(async () => {
  await server.close();
  await world.close();
});

describe('a key of the same name that appears while the answer is lost', () => {
  /** The server fails without doing anything; somebody else makes a key of that name and role; then this is listed. */
  async function loseCreation(spoil: (path: string, reply: { status: number; body: unknown }) => void) {
    const role = hostileRole;
    let others = '';
    server.twist = (request, reply) => {
      if (request.method === 'POST' && request.url.startsWith('/v1/auth/api-keys')) {
        // The key is made, but under an idempotency key that is not ours: as if by somebody else.
        others = String((reply.body as { api_key_info: Json }).api_key_info['id']);
        return { ...reply, status: 500, body: {} };
      }
      if (request.url.startsWith('/v1/core/audit-events')) {
        for (const event of (reply.body as { data: Json[] }).data)
          if (event['resource_id'] === others) event['idempotency_key'] = 'of-somebody-else';
      }
      spoil(request.url, reply);
      return reply;
    };
    const failure = await failureOf(
      service.createKey({ connectionId: hostileId, name: 'Theirs', roleId: role, expiresAt: null }),
    );
    return { failure, keyId: others };
  }
  const isOurs = (keyId: string): boolean =>
    vault.list(intentsCollection).some(({ value }) => value.orphanKeyId === keyId) ||
    vault.get(keysCollection, keyId)?.origin === 'here';

  it('is not taken for ours where the events say that it is theirs', async () => {
    const { keyId } = await loseCreation(() => undefined);
    expect(isOurs(keyId)).toBe(false);
  });

  it.each([
    [
      'their event can’t be read',
      (path: string, reply: { status: number; body: unknown }) => {
        if (!path.startsWith('/v1/core/audit-events')) return;
        for (const event of (reply.body as { data: Json[] }).data)
          if (event['idempotency_key'] === 'of-somebody-else') event['occurred_at'] = 7;
      },
    ],
    [
      'the events may not be read at all',
      (path: string, reply: { status: number; body: unknown }) => {
        if (path.startsWith('/v1/core/audit-events'))
          Object.assign(reply, { status: 403, body: { error: { code: 'forbidden', message: 'No.' } } });
      },
    ],
  ])('is not taken for ours where %s: a person is asked', async (_what, spoil) => {
    const { failure, keyId } = await loseCreation(spoil);
    expect(failure.code).toBe('outcome-unknown');
    // Longer than a request that was sent may still be at work.
    world.clock.advance(10 * 60_000);
    await service.sync(hostileId);
    expect(isOurs(keyId)).toBe(false);
    const pending = service.listKeys().find(({ id }) => id.startsWith('pending_'))!;
    expect(inEnglish(pending.repair!)).toContain('not known whether this took effect');
    expect(inEnglish(pending.repair!)).not.toContain('Revoke');
    await service.resolveIntent(pending.id, 'give-up');
    expect(vault.list(intentsCollection)).toEqual([]);
    expect(isOurs(keyId)).toBe(false);
    expect(vault.auditLog({ limit: 1 })[0]!.detail).toContain('whether it took effect is not known');
  });

  it('is not said not to be there where the list of keys can’t be read whole', async () => {
    const { failure, keyId } = await loseCreation((path, reply) => {
      const { data } = reply.body as { data?: Json[] };
      if (path.startsWith('/v1/auth/api-keys?') && path.includes('q='))
        for (const key of data ?? []) if (key['name'] === 'Theirs') key['created_at'] = 7;
      if (path.startsWith('/v1/core/audit-events')) data?.splice(0);
    });
    expect(failure.code).toBe('outcome-unknown');
    // Longer than a request that was sent may still be at work.
    world.clock.advance(10 * 60_000);
    await service.sync(hostileId);
    expect(isOurs(keyId)).toBe(false);
    expect(inEnglish(service.listKeys().find(({ id }) => id.startsWith('pending_'))!.repair!)).toContain(
      'not known whether this took effect',
    );
  });
});
