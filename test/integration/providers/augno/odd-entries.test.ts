/** One odd role or key in a list is left out and named; the account works. */
import { afterEach, describe, expect, it } from 'vitest';
import type { FetchLike } from '../../../../electron/http/fetch-like.ts';
import { API_VERSIONS } from '../../../../shared/api-version.ts';
import { PERMISSION_DOMAINS } from '../../../../shared/permissions.ts';
import { World } from './support/world.ts';
import { inEnglish } from '../../../../shared/messages/words.ts';

let world: World;
afterEach(async () => {
  await world.close();
});

type Entry = Record<string, unknown>;

/** The sandbox's own replies, with one more entry at the head of a list. */
function withOdd(list: 'roles' | 'api-keys', change: (entry: Entry) => Entry): FetchLike {
  return async (input, init) => {
    const response = await fetch(input, init);
    const url = new URL(input);
    if (!url.pathname.endsWith(`/${list}`) || init.method !== 'GET' || !response.ok) return response;
    const body = (await response.json()) as { data: Entry[] };
    body.data.unshift(change(structuredClone(body.data[0]!)));
    const headers = new Headers(response.headers);
    headers.delete('content-length');
    return new Response(JSON.stringify(body), { status: response.status, headers });
  };
}

const ODD: readonly (readonly [string, (entry: Entry) => Entry])[] = [
  ['an id of another form', (entry) => ({ ...entry, id: '0192B7D3-8c4f', name: 'Odd one' })],
  ['a name that is null', (entry) => ({ ...entry, id: 'rl_oddoddoddodd', name: null })],
  ['a type that is null', (entry) => ({ ...entry, id: 'rl_oddoddoddodd', name: 'Odd one', type: null })],
  [
    'permissions as a list object',
    (entry) => ({
      ...entry,
      id: 'rl_oddoddoddodd',
      name: 'Odd one',
      permissions: { object: 'list', data: ['units:read'] },
    }),
  ],
];

describe('a role with', () => {
  it.each(ODD)('%s is left out and named', async (_name, change) => {
    world = await World.start();
    const { service } = await world.open({ fetch: withOdd('roles', change) });
    const connection = await service.connect({
      url: world.sandbox.url,
      name: 'Acme',
      adminKey: world.adminKey(),
    });
    expect(inEnglish(connection.healthMessage!)).toMatch(/Odd one|rl_oddoddoddodd/);
    const roles = await service.listRoles(connection.id);
    expect(roles.some(({ name }) => name === 'Odd one')).toBe(false);
    const roleId = roles.find(({ name }) => name === 'Admin')!.id;
    const { keyId } = await service.createKey({
      connectionId: connection.id,
      name: 'Till',
      roleId,
      expiresAt: null,
    });
    const [synced] = await service.sync(connection.id);
    expect(synced).toMatchObject({ health: 'ok' });
    expect(inEnglish(synced!.healthMessage!)).toMatch(/Odd one|rl_oddoddoddodd/);
    expect((await service.testKey(keyId)).outcome).toBe('accepted');
  });
});

it.each([
  ['an id of another form', (entry: Entry) => ({ ...entry, id: 'KEY-1', name: 'Odd key' })],
  ['a name that is null', (entry: Entry) => ({ ...entry, id: 'apke_oddoddoddodd', name: null })],
] as const)('a key with %s is left out and named, and no other key is lost', async (_name, change) => {
  world = await World.start();
  const plain = await world.open();
  const connection = await plain.service.connect({
    url: world.sandbox.url,
    name: 'Acme',
    adminKey: world.adminKey(),
  });
  const count = plain.service.listKeys().length;
  await plain.service.close();
  const odd = world.serviceOn(plain.vault, { fetch: withOdd('api-keys', change) });
  const [synced] = await odd.sync(connection.id);
  expect(inEnglish(synced!.healthMessage!)).toMatch(/Odd key|apke_oddoddoddodd/);
  expect(odd.listKeys()).toHaveLength(count);
});

it('a server that speaks no version known here is quoted as it first refused, and nothing is stored', async () => {
  world = await World.start();
  const asked: string[] = [];
  const unknown: FetchLike = (_input, init) => {
    const version = new Headers(init.headers).get('augno-version')!;
    asked.push(version);
    const error = {
      code: 'api_version_invalid',
      type: 'invalid_request_error',
      message: `No ${version} here.`,
      param: null,
      doc_url: null,
      is_transient: false,
      quota: null,
      request_log_url: null,
    };
    return Promise.resolve(
      new Response(JSON.stringify({ error }), {
        status: 400,
        headers: { 'content-type': 'application/json' },
      }),
    );
  };
  const { service } = await world.open({ fetch: unknown });
  const connecting = service.connect({
    url: world.sandbox.url,
    name: 'Acme',
    adminKey: world.adminKey(),
  });
  await expect(connecting).rejects.toMatchObject({
    code: 'unsupported',
    hint: expect.stringContaining(`No ${API_VERSIONS[0]} here.`) as string,
  });
  expect(asked).toEqual(API_VERSIONS);
  expect(service.listConnections()).toEqual([]);
});

it('a permission that the server does not know is named, and no role is made', async () => {
  world = await World.start();
  const { service } = await world.open();
  const { id } = await service.connect({
    url: world.sandbox.url,
    name: 'Acme',
    adminKey: world.adminKey(),
  });
  const count = (await service.listRoles(id)).length;
  const creating = service.createRole(id, {
    name: 'New',
    permissions: ['units:read', 'no_such_domain:read'],
  });
  await expect(creating).rejects.toMatchObject({
    code: 'api-rejected',
    field: 'permissions',
    message: 'The server does not know “no_such_domain:read”.',
    hint: expect.stringMatching(/^Nothing was changed\. The server says: /) as string,
  });
  expect(await service.listRoles(id)).toHaveLength(count);
});

it.each(API_VERSIONS)(
  'areas of permissions are the server’s, or this product’s own: %s',
  async (preferredVersion) => {
    world = await World.start({ tuning: { preferredVersion } });
    let served = 0;
    const { service } = await world.open({
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        if (new URL(input).pathname.endsWith('/permission-groups') && response.ok) served += 1;
        return response;
      },
    });
    const { id } = await service.connect({
      url: world.sandbox.url,
      name: 'Acme',
      adminKey: world.adminKey(),
    });
    const { groups } = await service.listPermissionGroups(id);
    expect(groups.flatMap(({ domains }) => domains.map(({ code }) => code)).toSorted()).toEqual(
      PERMISSION_DOMAINS,
    );
    expect(groups.find(({ code }) => code === 'admin')!.domains.map(({ code }) => code)).toContain(
      'accounts',
    );
    expect(served).toBe(preferredVersion === '1.0.forge-preview.1' ? 0 : 1);
  },
);
