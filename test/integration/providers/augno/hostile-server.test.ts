/**
 * The adversary is the server of one connection. What it answers may cost that connection's own keys; it must not reach
 * another connection's, nor be used for what it is not.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateKey } from '../../../../shared/key-format.ts';
import { keysCollection } from '../../../../electron/keys/registry/records.ts';
import type { AccountServiceTuning } from '../../../../electron/providers/augno/index.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import type { ManagedVault } from '../../../../electron/vault/index.ts';
import { SecretBytes } from '../../../../electron/vault/secret-bytes.ts';
import { failureOf } from './support/failure.ts';
import { infoOf, isCreated, startLyingServer, type Json, type LyingServer } from './support/lying-server.ts';
import { World } from './support/world.ts';
import { inEnglish } from '../../../../shared/messages/words.ts';

const REASON = { kind: 'policy', text: '' } as const;

let world: World;
let server: LyingServer;
let vault: ManagedVault;
let service: AccountService;
/** A key of the honest connection. */

let victimKey: string;
let hostileId: string;
let hostileRole: string;

beforeEach(async () => {
  world = await World.start();
  server = await startLyingServer(world.sandbox.url);
  ({ vault, service } = await world.open());
  const victim = await service.connect({
    url: world.sandbox.url,
    name: 'Victim',
    adminKey: world.adminKey('prod'),
  });

  victimKey = await createAt(victim.id, 'Till');
  const hostile = await service.connect({ url: server.url, name: 'Hostile', adminKey: world.adminKey() });
  hostileId = hostile.id;
  hostileRole = (await service.listRoles(hostile.id)).find(({ name }) => name === 'Admin')!.id;
});

afterEach(async () => {
  await server.close();
  await world.close();
});

async function createAt(connectionId: string, name: string): Promise<string> {
  const role = (await service.listRoles(connectionId)).find((one) => one.name === 'Admin')!;
  return (await service.createKey({ connectionId, name, roleId: role.id, expiresAt: null })).keyId;
}

const createHostile = (name: string) =>
  service.createKey({ connectionId: hostileId, name, roleId: hostileRole, expiresAt: null });

const reveal = (keyId: string): Promise<string> => vault.withSecret(keyId, (held) => held.revealText());

function neverAnswered(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });
}

describe('an id of another connection', () => {
  it('in the reply of a creation changes neither that record nor its secret', async () => {
    const record = vault.get(keysCollection, victimKey);
    const secret = await reveal(victimKey);
    server.twist = (_request, reply) => {
      if (isCreated(reply)) infoOf(reply)['id'] = victimKey;
      return reply;
    };
    await failureOf(createHostile('mine'));
    expect(vault.get(keysCollection, victimKey)).toEqual(record);
    expect((await reveal(victimKey)) === secret).toBe(true);
  });

  it('in the trash is not taken by a list that names it, and its secret goes nowhere', async () => {
    await service.revokeKey({ keyId: victimKey, reason: REASON, confirmation: 'Till' });
    // Its secret stays where it could not be seen refused; the worst case is a key that is still accepted.
    const kept = SecretBytes.fromText(generateKey('prod'));
    vault.transaction((transaction) => {
      transaction.putSecret(victimKey, kept);
    });
    service.deleteKey(victimKey);
    server.twist = (request, reply) => {
      const body = reply.body as { data?: Json[] };
      if (request.url.startsWith('/v1/auth/api-keys?') && body.data !== undefined) {
        const first = body.data[0]!;
        body.data.push({ ...first, id: victimKey, name: 'stolen', revoked_at: null, expires_at: null });
      }
      return reply;
    };
    await service.sync(hostileId);
    expect(vault.get(keysCollection, victimKey)).toBeUndefined();
    expect(service.listKeys().some(({ id }) => id === victimKey)).toBe(false);
  });

  it('in an audit event with our idempotency key does not make a key of theirs ours', async () => {
    const record = vault.get(keysCollection, victimKey);
    let idempotencyKey = '';
    server.twist = (request, reply) => {
      if (request.method === 'POST' && request.url.startsWith('/v1/auth/api-keys')) {
        idempotencyKey = String(request.headers['idempotency-key']);
        return { ...reply, status: 500, body: {} };
      }
      if (request.url.startsWith('/v1/core/audit-events')) {
        (reply.body as { data: Json[] }).data = [
          {
            action: 'create',
            resource_type: 'api_key',
            resource_id: victimKey,
            idempotency_key: idempotencyKey,
            occurred_at: new Date().toISOString(),
          },
        ];
      }
      return reply;
    };
    await failureOf(createHostile('lost'));
    expect(vault.get(keysCollection, victimKey)).toEqual(record);
    expect(service.listKeys().find(({ id }) => id === victimKey)).toMatchObject({
      status: 'active',
      repair: null,
    });
  });
});

describe('what is not a key', () => {
  it.each([
    ['a shell command', () => 'x$(touch /tmp/owned)\nLD_PRELOAD=/tmp/x.so'],
    ['a key with a line end', () => `${generateKey('test')}\n`],
    ['a key with a wrong checksum', () => `${generateKey('test').slice(0, -1)}!`],
    ['a key of the other mode', () => generateKey('prod')],
    ['a key of the other brand', () => generateKey('test', { brand: 'openmrp' })],
  ])('is not held: %s', async (_what, secret) => {
    const old = (await createHostile('rotated')).keyId;
    const before = await reveal(old);
    const sent = secret();
    server.twist = (_request, reply) => {
      if (isCreated(reply)) (reply.body as Json)['api_key_secret'] = sent;
      return reply;
    };
    await failureOf(service.rotateKey({ keyId: old, overlapSeconds: 0, reason: REASON, confirmation: null }));
    for (const { id, secretHeld } of service.listKeys()) {
      if (secretHeld && id !== old) expect((await reveal(id)) === sent).toBe(false);
    }
    expect((await reveal(old)) === before).toBe(true);
  });
});

describe('a list', () => {
  it('without an end is ended', async () => {
    let page = 0;
    server.twist = (request, reply) => {
      if (!request.url.startsWith('/v1/auth/api-keys?')) return reply;
      page += 1;
      return {
        ...reply,
        status: 200,
        body: { data: [], page_info: { has_next_page: true, next_cursor: `c${String(page)}` } },
      };
    };
    const error = await failureOf(service.sync(hostileId));
    expect(error.code).toBe('api-unexpected-reply');
    expect(error.message).toContain('no end');
    expect(page).toBeLessThan(1_000);
  }, 20_000);

  it('that brings more than a list can hold, or never ends to come, is ended too', async () => {
    const bounds = { pages: 50, bytes: 100_000, milliseconds: 60_000 };
    const small = world.serviceOn(vault, { tuning: { bounds } });
    let page = 0;
    server.twist = (request, reply) => {
      if (!request.url.startsWith('/v1/auth/api-keys?')) return reply;
      page += 1;
      const next = { has_next_page: true, next_cursor: `c${String(page)}` };
      return { ...reply, status: 200, body: { data: ['x'.repeat(30_000)], page_info: next } };
    };
    expect((await failureOf(small.sync(hostileId))).message).toContain('MB of entries');
    expect(page).toBeLessThan(6);

    // The second page never comes; the only thing that ends the waiting is the bound.
    const hanging = (tuning: AccountServiceTuning): AccountService =>
      world.serviceOn(vault, {
        tuning,
        fetch: (input, init) =>
          input.includes('cursor=') ? neverAnswered(init.signal ?? undefined) : fetch(input, init),
      });
    const late = hanging({ bounds: { ...bounds, bytes: 1e9, milliseconds: 300 } });
    expect((await failureOf(late.sync(hostileId))).message).toContain('had not sent the whole list');
    const whole = hanging({ longestSyncMs: 300 });
    expect((await failureOf(whole.sync(hostileId))).message).toContain('Synchronising was ended');
    expect(inEnglish(whole.listConnections().find(({ id }) => id === hostileId)!.healthMessage!)).toContain(
      'too slowly',
    );
  });

  it('with malformed entries is read but for those, which are named and not taken for gone', async () => {
    const { keyId } = await createHostile('odd one');
    server.twist = (request, reply) => {
      const body = reply.body as { data?: Json[] };
      if (request.url.startsWith('/v1/auth/api-keys?'))
        body.data!.find(({ id }) => id === keyId)!['expires_at'] = 'next week';
      return reply;
    };
    await service.sync(hostileId);
    const connection = service.listConnections().find(({ id }) => id === hostileId)!;
    expect(connection.health).toBe('ok');
    expect(inEnglish(connection.healthMessage!)).toContain('An entry of its lists');
    expect(inEnglish(connection.healthMessage!)).toContain('“odd one”');
    expect(service.keyDetail(keyId)).toMatchObject({ repair: null, secretHeld: true, expiresAt: null });
  });

  it('with a malformed role is read all the same', async () => {
    server.twist = (request, reply) => {
      const body = reply.body as { data?: Json[] };
      if (request.url.startsWith('/v1/identity/roles')) body.data!.push({ ...body.data![0], id: 'role-7/x' });
      if (request.url.startsWith('/v1/auth/api-keys?')) (body.data![0]!['role'] as Json)['id'] = 'role-7/x';
      return reply;
    };
    await service.sync(hostileId);
    expect(service.listConnections().find(({ id }) => id === hostileId)).toMatchObject({ health: 'ok' });
  });
});

describe('what a server says', () => {
  it('of its log is a link only at its own address', async () => {
    server.twist = (request, reply) => {
      if (!request.url.startsWith('/v1/auth/api-keys')) return reply;
      const error = { code: 'insufficient_permissions', message: 'no', type: 'x' };
      return {
        ...reply,
        status: 403,
        body: { error: { ...error, request_log_url: 'https://evil.example/x' } },
      };
    };
    const error = await failureOf(service.sync(hostileId));
    expect(error.requestLogUrl).toBeUndefined();
  });

  it('as a redacted value is one, or the entry is left out', async () => {
    const secret = generateKey('test');
    server.twist = (request, reply) => {
      if (!request.url.startsWith('/v1/auth/api-keys?')) return reply;
      const [first] = (reply.body as { data: Json[] }).data;
      const odd = ['<img src=http://x>', secret, '\u001B[2J', 'x'.repeat(150)];
      (reply.body as { data: Json[] }).data.push(
        ...odd.map((redacted, index) => ({
          ...first,
          id: `apke_odd${String(index)}`,
          redacted_value: redacted,
        })),
      );
      return reply;
    };
    await service.sync(hostileId);
    expect(service.listKeys().filter(({ id }) => id.startsWith('apke_odd'))).toEqual([]);
  });

  it('of one key when another was asked for is refused', async () => {
    const first = (await createHostile('first')).keyId;
    const second = (await createHostile('second')).keyId;
    server.twist = (request, reply) => {
      if (request.method === 'GET' && request.url.startsWith(`/v1/auth/api-keys/${first}`))
        (reply.body as Json)['id'] = second;
      return reply;
    };
    await failureOf(service.revokeKey({ keyId: first, reason: REASON, confirmation: null }));
    expect(service.keyDetail(first).status).toBe('active');
  });
});
