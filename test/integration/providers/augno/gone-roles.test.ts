/** A role that was deleted at the server goes from the list here, by a synchronisation too, once the whole list was read. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FetchLike } from '../../../../electron/http/fetch-like.ts';
import { rolesCollection } from '../../../../electron/keys/registry/records.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import type { ManagedVault } from '../../../../electron/vault/index.ts';
import { HOUR_MS } from '../../../../shared/times.ts';
import { World } from './support/world.ts';

type Change = (response: Response) => Response | Promise<Response>;

let world: World;
let service: AccountService;
let vault: ManagedVault;
let connectionId: string;
/** What becomes of the server's list of roles. */
let change: Change | null;
/** Once the server has answered it. */
let after: (() => Promise<unknown>) | null;

const fetching: FetchLike = async (input, init) => {
  const isList = new URL(input).pathname.endsWith('/roles') && init.method === 'GET';
  const response = await fetch(input, init);
  if (!isList) return response;
  await after?.();
  return change === null ? response : await change(response);
};

function names(): readonly string[] {
  return vault
    .list(rolesCollection)
    .map(({ value }) => value.name)
    .toSorted();
}

async function changed(response: Response, by: (body: { data: unknown[] }) => unknown): Promise<Response> {
  const body = (await response.json()) as { data: { name: string }[] };
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  return new Response(JSON.stringify(by(body)), { status: 200, headers });
}

const withoutIt = (body: { data: unknown[] }): { data: unknown[] } => ({
  ...body,
  data: body.data.filter((role) => (role as { name: string }).name !== 'Passing'),
});

const refused = (status: number): Change => {
  const error = {
    code: status === 403 ? 'forbidden' : 'internal_error',
    type: status === 403 ? 'permission_error' : 'api_error',
    message: 'No.',
    param: null,
    doc_url: null,
    is_transient: false,
    quota: null,
    request_log_url: null,
  };
  return () =>
    new Response(JSON.stringify({ error }), { status, headers: { 'content-type': 'application/json' } });
};

const cut: Change = async (response) => {
  const text = await response.text();
  return new Response(text.slice(0, text.length / 2), {
    status: 200,
    headers: { 'content-type': 'application/json' },
  });
};

beforeEach(async () => {
  world = await World.start();
  [change, after] = [null, null];
  ({ service, vault } = await world.open({ fetch: fetching }));
  ({ id: connectionId } = await service.connect({
    url: world.sandbox.url,
    name: 'Acme',
    adminKey: world.adminKey(),
  }));
  await service.createRole(connectionId, { name: 'Passing', permissions: ['units:read'] });
  await service.sync(connectionId);
});
afterEach(async () => {
  await world.close();
});

describe('a synchronisation', () => {
  it('takes a role that is gone from the list, and no other', async () => {
    const all = names();
    expect(all).toContain('Passing');
    change = (response) => changed(response, withoutIt);
    await service.sync(connectionId);
    expect(names()).toEqual(all.filter((name) => name !== 'Passing'));
    change = null;
    await service.sync(connectionId);
    expect(names()).toEqual(all);
  });

  it.each([
    [
      'has an entry that cannot be read',
      (response: Response) =>
        changed(response, (body) => {
          const { data, ...rest } = withoutIt(body);
          return { ...rest, data: [...data, { id: 'rl_oddoddoddodd', name: null }] };
        }),
    ],
    [
      'says that it goes on, for ever',
      (response: Response) =>
        changed(response, (body) => ({
          ...withoutIt(body),
          page_info: { has_next_page: true, next_page_url: '/roles?cursor=again', next_cursor: 'again' },
        })),
    ],
    ['is refused', refused(403)],
    ['is an error', refused(500)],
    ['is cut', cut],
  ] as const)('keeps all where the list %s', async (_name, by) => {
    const all = names();
    change = by;
    await service.sync(connectionId).catch(() => undefined);
    expect(names()).toEqual(all);
  });
});

it.each([
  ['a synchronisation', () => service.sync(connectionId)],
  ['a look at the roles', () => service.listRoles(connectionId)],
] as const)('%s keeps a role that is made here while the server is being asked', async (_name, ask) => {
  after = async () => {
    after = null;
    await service.createRole(connectionId, { name: 'Made meanwhile', permissions: ['units:read'] });
  };
  await ask();
  expect(names()).toContain('Made meanwhile');
});

it.each([
  ['is refused', refused(403), 'api-forbidden'],
  ['is an error', refused(500), 'api-server-error'],
  ['is cut', cut, 'api-unexpected-reply'],
] as const)(
  'where the list %s that is told, with what is known and from when it is',
  async (_name, by, code) => {
    const all = names();
    world.clock.advance(HOUR_MS);
    const asked = world.clock.now().toISOString();
    const read = await service.readRoles(connectionId);
    expect(read.unread).toBeNull();
    const readAt = world.clock.now().toISOString();
    world.clock.advance(HOUR_MS);
    change = by;
    const unread = await service.readRoles(connectionId);
    expect(unread.roles.map(({ name }) => name).toSorted()).toEqual(all);
    expect(unread.unread!.error.code).toBe(code);
    expect(unread.unread!.readAt! >= asked).toBe(true);
    expect(unread.unread!.readAt! <= readAt).toBe(true);
    change = null;
    await service.sync(connectionId);
    const { lastSyncedAt } = service.listConnections()[0]!;
    change = by;
    expect((await service.readRoles(connectionId)).unread!.readAt).toBe(lastSyncedAt);
  },
);
