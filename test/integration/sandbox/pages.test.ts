import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ContractName } from './support/contract.ts';
import { startTestServer, type Body, type Item, type TestServer } from './support/server.ts';

const KEYS = '/v1/auth/api-keys';
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ seedKeys: 57 });
});
afterAll(async () => {
  await server.close();
});

/** The path of the next or previous page, whichever form the contract has. */
function follow(
  contract: ContractName,
  first: string,
  info: Body['page_info'],
  direction: 'next' | 'previous',
): string | null {
  if (contract === 'v50') return direction === 'next' ? info.next_page_url : info.previous_page_url;
  const cursor: string | null = direction === 'next' ? info.next_cursor : info.prev_cursor;
  return cursor === null ? null : `${first}&cursor=${encodeURIComponent(cursor)}`;
}

const idsOf = (body: Body): string[] => body.data.map((key: Item) => key.id);

it.each(['v15', 'v50'] as const)(
  'walks forward and back without gap or repetition (%s)',
  async (contract) => {
    const everything = idsOf((await server.call('GET', `${KEYS}?limit=1000`)).body);
    expect(everything).toHaveLength(57);
    const first = `${KEYS}?limit=10&include[]=role`;
    const forward: string[][] = [];
    let path: string | null = first;
    let last: Body | null = null;
    while (path !== null) {
      last = (await server.call('GET', path, { contract })).body;
      forward.push(idsOf(last));
      expect(last.page_info.has_prev_page).toBe(forward.length > 1);
      path = follow(contract, first, last.page_info, 'next');
      expect(last.page_info.has_next_page).toBe(path !== null);
      expect(last.data[0].role).not.toBeNull();
    }
    expect(forward.flat()).toEqual(everything);
    const backward: string[][] = [forward[forward.length - 1]!];
    path = follow(contract, first, last!.page_info, 'previous');
    while (path !== null) {
      const { body } = await server.call('GET', path, { contract });
      backward.unshift(idsOf(body));
      path = follow(contract, first, body.page_info, 'previous');
    }
    expect(backward).toEqual(forward);
  },
);

it('repeats the original query in the newer form, with only the cursor exchanged', async () => {
  const { body } = await server.call('GET', `${KEYS}?limit=3&statuses[]=active&q=e`, { contract: 'v50' });
  const next = new URL(body.page_info.next_page_url, server.url);
  expect(body.page_info.next_page_url).toMatch(/^\/v1\/auth\/api-keys\?/);
  expect(Object.fromEntries(next.searchParams)).toMatchObject({ limit: '3', 'statuses[]': 'active', q: 'e' });
  const following = await server.call('GET', body.page_info.next_page_url, { contract: 'v50' });
  expect(
    new URL(following.body.page_info.next_page_url, server.url).searchParams.getAll('cursor'),
  ).toHaveLength(1);
});

it('signs cursors: an altered one, or one of another list or account, is refused', async () => {
  const { body } = await server.call('GET', `${KEYS}?limit=2`);
  const cursor: string = body.page_info.next_cursor;
  const [payload, signature] = cursor.split('.');
  const moved = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as { i: number };
  expect(Object.keys(moved)).toEqual(['c', 'i', 'd']);
  expect(Buffer.from(signature!, 'base64url')).toHaveLength(32);
  moved.i += 1;
  const altered = `${Buffer.from(JSON.stringify(moved)).toString('base64url')}.${signature!}`;
  for (const [path, key] of [
    [`${KEYS}?cursor=${altered}`, server.test.adminKey],
    [`/v1/identity/roles?cursor=${cursor}`, server.test.adminKey],
    [`${KEYS}?cursor=${cursor}`, server.production.adminKey],
  ] as const) {
    const answer = await server.call('GET', path, { key });
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code: 'validation_failed', param: 'cursor' } },
    });
  }
});

it('is stable while keys are added', async () => {
  const first = await server.call('GET', `${KEYS}?limit=20`);
  const expected = idsOf((await server.call('GET', `${KEYS}?limit=40`)).body).slice(20);
  await server.createKey();
  const second = await server.call('GET', `${KEYS}?limit=20&cursor=${first.body.page_info.next_cursor}`);
  expect(idsOf(second.body)).toEqual(expected);
});

it('gives a page of 100 by default and says when nothing matches', async () => {
  const big = await startTestServer({ seed: 'empty', seedKeys: 130 });
  expect((await big.call('GET', KEYS)).body.data).toHaveLength(100);
  const none = await big.call('GET', `${KEYS}?q=nothing-like-this`);
  expect(none.body).toEqual({
    object: 'list',
    page_info: { next_cursor: null, prev_cursor: null, has_next_page: false, has_prev_page: false },
    data: [],
  });
  await big.close();
});

it('lists 10,000 keys in ten requests', async () => {
  const big = await startTestServer({ seed: 'demo', seedKeys: 10_000, rateLimit: true });
  const ids = new Set<string>();
  let requests = 0;
  let path: string | null = `${KEYS}?limit=1000&include[]=role`;
  while (path !== null) {
    const response = await fetch(`${big.url}${path}`, {
      headers: { Authorization: `Bearer ${big.test.adminKey}`, 'Augno-Version': '1.0.forge-preview.3' },
    });
    const answer = (await response.json()) as Body;
    requests += 1;
    for (const key of answer.data) ids.add(key.id);
    path = answer.page_info.next_page_url;
  }
  expect({ requests, keys: ids.size }).toEqual({ requests: 10, keys: 10_000 });
  await big.close();
});
