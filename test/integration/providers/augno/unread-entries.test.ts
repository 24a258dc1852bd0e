/** Each list that a server sends says of the entries that it could not read how many there are, and what they are called. */
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UnreadEntries } from '../../../../shared/unread-entries.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import { createVault } from '../../../../electron/vault/index.ts';
import { KDF_CEILING, KDF_FLOOR } from '../../../../electron/vault/crypto/kdf.ts';
import { RequestLogBook } from '../../../../electron/providers/augno/attention/request-log-book.ts';
import { usageOfAccount } from '../../../../electron/providers/augno/attention/daily-usage.ts';
import { runCommand } from './support/command.ts';
import { startLyingServer, type Json, type LyingServer } from './support/lying-server.ts';
import { PASSWORD, password, World } from './support/world.ts';
import { inEnglish } from '../../../../shared/messages/words.ts';

const FLOOR_KDF = { choose: () => Promise.resolve(KDF_FLOOR), floor: KDF_FLOOR, ceiling: KDF_CEILING };

let world: World;
let server: LyingServer;
let service: AccountService;

beforeEach(async () => {
  world = await World.start();
  server = await startLyingServer(world.sandbox.url);
  ({ service } = await world.open());
});
afterEach(async () => {
  await server.close();
  await world.close();
});

/** Adds two entries that no reader understands to what is listed below `path`. */
function spoil(path: string): void {
  server.twist = (request, reply) => {
    const { data } = reply.body as { data?: Json[] };
    if (request.url.startsWith(`${path}?`))
      data?.push({ id: 'entry_odd', occurred_at: 7, created_at: 7 }, [] as unknown as Json);
    return reply;
  };
}
const ODD: UnreadEntries = { count: 2, names: ['entry_odd', 'without a name'] };

async function connected(mode: 'test' | 'prod' = 'test'): Promise<{ id: string; keyId: string }> {
  const { id } = await service.connect({ url: server.url, name: 'Acme', adminKey: world.adminKey(mode) });
  const role = (await service.listRoles(id)).find(({ name }) => name === 'Admin')!;
  const key = { connectionId: id, name: 'Till', roleId: role.id, expiresAt: null };
  return { id, keyId: (await service.createKey(key)).keyId };
}

describe('entries that cannot be read are counted and named', () => {
  it.each(['/v1/auth/api-keys', '/v1/identity/roles'])('at connecting, of %s', async (path) => {
    spoil(path);
    const { healthMessage } = await service.connect({
      url: server.url,
      name: 'Acme',
      adminKey: world.adminKey(),
    });
    expect(inEnglish(healthMessage!)).toContain('2 entries of its lists');
    expect(inEnglish(healthMessage!)).toContain('“entry_odd”, “without a name”');
  });

  it('among the requests of a key, and of an account', async () => {
    const { id, keyId } = await connected();
    spoil('/v1/core/request-logs');
    expect((await service.keyRequests(keyId)).unread).toEqual(ODD);
    expect((await service.keyUsage(keyId)).unread).toEqual(ODD);
    const book = new RequestLogBook(service);
    expect((await book.read()).map((log) => usageOfAccount(log, [0]).unread)).toEqual([ODD]);
    expect((await service.accountRequests(id, new Date(0))).unread).toHaveLength(2);
  });

  it('but keys that somebody put into an address or a name of a program are masked', async () => {
    const { id, keyId } = await connected();
    const key = world.account('prod').adminKey;
    server.twist = (request, reply) => {
      const { data } = reply.body as { data?: Json[] };
      if (request.url.startsWith('/v1/core/request-logs?'))
        for (const entry of data ?? [])
          Object.assign(entry, { path: `/v1/of/${key}`, user_agent: `till ${key}` });
      return reply;
    };
    const { requests } = await service.accountRequests(id, new Date(0));
    expect(requests[0]?.path).toMatch(/^\/v1\/of\/aug_sk_prod_/);
    expect(requests[0]?.userAgent).toMatch(/^till aug_sk_prod_/);
    expect(JSON.stringify([requests, await service.keyRequests(keyId)])).not.toContain(key);
  });

  it('in the history of a key, and where it is asked who made keys', async () => {
    const { keyId } = await connected();
    spoil('/v1/core/audit-events');
    expect((await service.keyHistory(keyId)).unread).toEqual(ODD);
    const { unread, unreadEvents } = await service.keyCreators();
    expect({ unread, unreadEvents }).toEqual({ unread: [], unreadEvents: ODD });
  });

  it('among sandboxes', async () => {
    const { id } = await connected('prod');
    spoil('/v1/core/sandboxes');
    expect((await service.listSandboxes(id)).unread).toEqual(ODD);
  });

  it('among the groups of permissions, and the permissions of a group', async () => {
    const { id } = await connected();
    server.twist = (request, reply) => {
      const { data } = reply.body as { data?: Json[] };
      if (!request.url.startsWith('/v1/identity/permission-groups?')) return reply;
      const [group] = data as unknown as { permissions: Json[] | { data: Json[] } }[];
      const permissions = Array.isArray(group!.permissions) ? group!.permissions : group!.permissions.data;
      permissions.push({ id: 'permission_odd', code: 'No Such Form!' });
      data!.push({ id: 'entry_odd', code: 7 });
      return reply;
    };
    const { groups, unread } = await service.listPermissionGroups(id);
    expect(groups.length).toBeGreaterThan(3);
    expect(unread).toEqual({ count: 2, names: ['entry_odd', 'permission_odd'] });
  });

  it('in what the command prints of a sync and of sandboxes', async () => {
    const folder = path.join(world.folder, 'command-vault');
    const made = await createVault({
      folder,
      name: 'Acme keys',
      password: password(),
      withRecoveryKey: false,
      kdf: FLOOR_KDF,
    });
    made.vault.close();
    const run = (...words: string[]) => runCommand(folder, words, [PASSWORD, world.account('prod').adminKey]);
    expect((await run('connect', '--url', server.url, '--name', 'Acme')).code).toBe(0);
    const said =
      '2 entries of its lists are in a form that is not known and were left out: “entry_odd”, “without a name”.';
    spoil('/v1/auth/api-keys');
    const synced = await run('sync');
    expect(synced.out + synced.err).toContain(said);
    spoil('/v1/core/sandboxes');
    const listed = await run('connections', 'sandboxes', 'Acme');
    expect(listed.err).toContain(said);
    expect((await run('connections', 'sandboxes', 'Acme', '--json')).json()['unread']).toEqual(ODD);
  });
});
