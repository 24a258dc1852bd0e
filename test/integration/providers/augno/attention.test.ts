/** What the overview draws from the API's logs, against the real sandbox and a real vault. */
import { afterEach, describe, expect, it } from 'vitest';
import { usageOfAccount } from '../../../../electron/providers/augno/attention/daily-usage.ts';
import { dayStarts } from '../../../../shared/day-starts.ts';
import { RequestLogBook } from '../../../../electron/providers/augno/attention/request-log-book.ts';
import { SignReader } from '../../../../electron/providers/augno/attention/sign-reader.ts';
import { API_VERSIONS, type ApiVersion } from '../../../../shared/api-version.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import type { FetchLike } from '../../../../electron/http/fetch-like.ts';
import { acknowledgeElsewhere, listElsewhere } from '../../../../electron/keys/matters/elsewhere.ts';
import { readNotices, rememberNotices } from '../../../../electron/keys/matters/notice-memory.ts';
import { NOTICES_ID, noticesCollection } from '../../../../electron/keys/matters/notices-record.ts';
import { bringBackMatter, putOffMatters } from '../../../../electron/keys/matters/put-offs.ts';
import {
  readMatters,
  subjectDates,
  type MatterSources,
} from '../../../../electron/keys/matters/read-matters.ts';
import { createFindingsStore } from '../../../../electron/keys/findings/index.ts';
import type { Matters } from '../../../../shared/matters.ts';
import type { ManagedVault } from '../../../../electron/vault/index.ts';
import { World } from './support/world.ts';

let world: World;
afterEach(async () => {
  await world.close();
});

interface Setting {
  readonly vault: ManagedVault;
  readonly service: AccountService;
  readonly connectionId: string;
  /** Requests to the request logs so far. */
  readonly reads: () => number;
}

async function setting(
  seed: 'demo' | 'empty',
  mode: 'test' | 'prod' = 'test',
  version: ApiVersion = API_VERSIONS[0],
): Promise<Setting> {
  world = await World.start({ sandbox: { seed }, tuning: { preferredVersion: version } });
  let reads = 0;
  const counted: FetchLike = (input, init) => {
    if (input.includes('/v1/core/request-logs?')) reads += 1;
    return fetch(input, init);
  };
  const { vault, service } = await world.open({ fetch: counted });
  const { id } = await service.connect({
    url: world.sandbox.url,
    name: 'ACME',
    adminKey: world.adminKey(mode),
  });
  await service.sync(id);
  return { vault, service, connectionId: id, reads: () => reads };
}

async function makeKey({ service, connectionId }: Setting, name: string) {
  const role = (await service.listRoles(connectionId)).find((one) => one.name === 'Admin')!;
  const { keyId } = await service.createKey({ connectionId, name, roleId: role.id, expiresAt: null });
  const secret = await service.useSecret(keyId, 'inject', (bytes) => bytes.revealText());
  return { keyId, secret };
}

/** As an integration would ask; `Augno-Account` where one is named. */
async function ask(
  secret: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<number> {
  const response = await fetch(`${world.sandbox.url}${path}`, {
    headers: {
      Authorization: `Bearer ${secret}`,
      'Augno-Version': '1.0.forge-preview.1',
      'User-Agent': 'shop/2.1',
      ...headers,
    },
  });
  await response.text();
  return response.status;
}

describe('the request logs, read once for everybody', () => {
  it.each(API_VERSIONS)(
    'count requests by key and day in version %s, as the server has them',
    async (version) => {
      const all = await setting('demo', 'test', version);
      const book = new RequestLogBook(all.service, world.clock.now);
      const [log] = await book.read();
      expect(log).toMatchObject({ complete: true, error: null });
      const usage = usageOfAccount(log!, dayStarts(world.clock.now(), 32));
      // The same, asked of the server key by key.
      const busiest = all.service.listKeys().find(({ name }) => name === 'Integration tests')!;
      const theirs = await all.service.keyUsage(busiest.id);
      const mine = usage.days.filter(({ keyId }) => keyId === busiest.id);
      const sum = (name: 'ok' | 'refused' | 'failed'): number =>
        mine.reduce((total, day) => total + day[name], 0);
      expect(sum('ok')).toBeGreaterThan(100);
      expect(sum('ok') + sum('refused') + sum('failed')).toBe(theirs.requests);
      // A dead key's refused attempts are there too.
      const dead = all.service.listKeys().find(({ name }) => name === 'Intern laptop')!;
      const tried = usage.days.filter(({ keyId }) => keyId === dead.id);
      expect(tried.some(({ refused }) => refused > 0)).toBe(true);
    },
  );

  it('cost one request for all keys, then none, then only what is new', async () => {
    const all = await setting('demo');
    const { keyId, secret } = await makeKey(all, 'Shop');
    const book = new RequestLogBook(all.service, world.clock.now);
    const signs = new SignReader(all.service, book, world.clock.now);
    const before = all.reads();
    await Promise.all([book.read(), book.read(), signs.read()]);
    await book.read({ refresh: true });
    expect(all.reads() - before).toBe(1);
    expect(await ask(secret, '/v1/catalog/units?limit=1')).toBe(200);
    world.clock.advance(11 * 60_000);
    const [log] = await book.read();
    expect(all.reads() - before).toBe(2);
    expect(log?.complete).toBe(true);
    expect(log?.requests.filter((request) => request.keyId === keyId)).toHaveLength(1);
    expect(new Set(log?.requests.map(({ id }) => id)).size).toBe(log?.requests.length);
  });

  it('keep what was read when the API is down, and say why', async () => {
    const all = await setting('demo');
    const book = new RequestLogBook(all.service, world.clock.now);
    const [before] = await book.read();
    await world.control('faults', { path: '.*', status: 503 });
    world.clock.advance(11 * 60_000);
    const [after] = await book.read();
    expect(after?.requests).toEqual(before?.requests);
    expect(after?.error).toMatchObject({ code: 'api-server-error' });
    expect(usageOfAccount(after!, [0])).toMatchObject({ readAt: before?.readAt?.toISOString() });
    const { unread } = await new SignReader(all.service, book, world.clock.now).read();
    expect(unread).toBeGreaterThan(0);
  });
});

describe('a key of the wrong mode', () => {
  it('shows where a sandbox key was tried on what only production has', async () => {
    const all = await setting('empty');
    const { keyId, secret } = await makeKey(all, 'Shop');
    const production = world.sandbox.accounts.find(({ mode }) => mode === 'prod')!;
    expect(await ask(secret, '/v1/catalog/units', { 'Augno-Account': production.id })).toBe(403);
    expect(await ask(secret, '/v1/core/sandboxes')).toBe(403);
    expect(await ask(secret, '/v1/catalog/units')).toBe(200);
    const book = new RequestLogBook(all.service, world.clock.now);
    const { signs } = await new SignReader(all.service, book, world.clock.now).read();
    expect(signs).toEqual([
      expect.objectContaining({ keyId, kind: 'wrong-account', count: 2, from: ['127.0.0.1, shop/2.1'] }),
    ]);
  });

  it('shows where a production key was used by what calls itself a test, or named a sandbox', async () => {
    const all = await setting('empty', 'prod');
    const { keyId, secret } = await makeKey(all, 'ERP');
    const sandbox = world.sandbox.accounts.find(({ mode }) => mode === 'test')!;
    expect(await ask(secret, '/v1/catalog/units', { 'User-Agent': 'erp-staging/4.2' })).toBe(200);
    expect(await ask(secret, '/v1/catalog/units', { 'Augno-Account': sandbox.id })).toBe(403);
    // A missing permission is another matter, and the same code.
    const limited = (await all.service.listRoles(all.connectionId)).find(({ name }) => name === 'Agent')!;
    const weak = await all.service.createKey({
      connectionId: all.connectionId,
      name: 'Weak',
      roleId: limited.id,
      expiresAt: null,
    });
    const weakSecret = await all.service.useSecret(weak.keyId, 'inject', (bytes) => bytes.revealText());
    expect(await ask(weakSecret, '/v1/catalog/units')).toBe(403);
    const book = new RequestLogBook(all.service, world.clock.now);
    const { signs } = await new SignReader(all.service, book, world.clock.now).read();
    expect(signs.map((sign) => [sign.keyId, sign.kind, sign.count]).sort()).toEqual([
      [keyId, 'wrong-account', 1],
      [keyId, 'wrong-use', 1],
    ]);
  });
});

describe('what others did', () => {
  it.each(API_VERSIONS)('is told with who, when and from where, by version %s', async (version) => {
    const all = await setting('empty', 'test', version);
    const made = await world.elsewhere('POST', '/v1/auth/api-keys', {
      name: 'Curl',
      role_id: (await all.service.listRoles(all.connectionId)).find(({ name }) => name === 'Admin')!.id,
    });
    const keyId = (made.body['api_key_info'] as { id: string }).id;
    await all.service.sync(all.connectionId);
    await world.elsewhere('DELETE', `/v1/auth/api-keys/${keyId}`);
    await all.service.sync(all.connectionId);

    const now = (): Date => world.clock.now();
    expect(listElsewhere(all.vault, now()).events).toEqual([
      expect.objectContaining({ keyId, kind: 'revoked' }),
    ]);
    const { events, unread } = await all.service.keyHistory(keyId);
    expect(unread.count).toBe(0);
    const adminKey = all.service.listKeys().find(({ isConnectionKey }) => isConnectionKey)!;
    expect(events).toHaveLength(2);
    expect(events[0]).toMatchObject({
      action: 'update',
      actor: { id: adminKey.id, type: 'api_key', handle: adminKey.redacted },
      address: '127.0.0.1',
    });
    expect(events[0]?.changes.find(({ field }) => field === 'revoked_at')?.to).toMatch(/^\d{4}-/);
    expect(events[1]).toMatchObject({ action: 'create' });
    expect(events[1]?.program).toMatch(/node|undici/i);

    acknowledgeElsewhere(all.vault, keyId, 'Ann, by hand', now());
    expect(listElsewhere(all.vault, now())).toEqual({ events: [], known: [keyId] });
    expect(all.vault.auditLog({ limit: 1 })[0]).toMatchObject({
      action: 'elsewhere-known',
      subjectId: keyId,
      reason: 'Ann, by hand',
    });
  });
});

describe('what is put off', () => {
  const sources = (vault: ManagedVault, accounts: AccountService): MatterSources => ({
    vault,
    accounts,
    findings: createFindingsStore({ vault, actor: 'app' }),
    reviews: { list: () => [] },
  });
  const ids = ({ items, putOff }: Matters): readonly (readonly string[])[] => [
    items.map(({ id }) => id).filter((id) => /^(expiring|never-used|stale|over-privileged):/.test(id)),
    putOff.map(({ matter }) => matter.id),
  ];

  it('is kept in the vault over a restart, until its time or until it is brought back', async () => {
    const { vault, service } = await setting('demo');
    const now = world.clock.now();
    const before = readMatters(sources(vault, service), now);
    const [first, second] = before.items.filter(({ kind }) => kind === 'never-used' || kind === 'stale');
    putOffMatters(vault, before, { ids: [first!.id], span: 'day' }, now);
    putOffMatters(vault, before, { ids: [second!.id], span: 'change' }, now);
    await service.close();
    vault.close();
    const again = await world.openVault();
    const accounts = world.serviceOn(again);
    expect(ids(readMatters(sources(again, accounts), now))[1]!.toSorted()).toEqual(
      [first!.id, second!.id].toSorted(),
    );
    const later = new Date(now.getTime() + 2 * 86_400_000);
    expect(ids(readMatters(sources(again, accounts), later))[1]).toEqual([second!.id]);
    bringBackMatter(again, second!.id, []);
    expect(ids(readMatters(sources(again, accounts), later))[1]).toEqual([]);
    const said = again.auditLog({ limit: 10 }).filter(({ action }) => action === 'attention-put-off');
    expect(said).toMatchObject([
      { detail: `${second!.kind}, no longer`, subjectId: second!.keyId },
      { detail: `${second!.kind}, until it changes` },
      { subjectId: first!.keyId },
    ]);
    expect(() => putOffMatters(again, before, { ids: ['stale:nobody'], span: 'day' }, now)).toThrow(
      /settled/,
    );
    // Several at once; what was settled meanwhile is no reason against the others.
    putOffMatters(again, before, { ids: [first!.id, second!.id, 'stale:nobody'], span: 'week' }, now);
    expect(ids(readMatters(sources(again, accounts), now))[1]!.toSorted()).toEqual(
      [first!.id, second!.id].toSorted(),
    );
  });

  it('is one memory with the notices where it is a date, earlier versions’ own included', async () => {
    const { vault, service } = await setting('demo');
    const now = world.clock.now();
    const all = sources(vault, service);
    const dates = subjectDates(service.listKeys(), [], now);
    const matter = readMatters(all, now).items.find(({ kind }) => kind === 'expiring')!;
    const dateId = matter.date!.id;
    const snoozed = (): string | undefined => readNotices(all, now).memory.snoozed[dateId];
    const isPutOff = (): boolean => readMatters(all, now).putOff.some((one) => one.matter.id === matter.id);
    expect([isPutOff(), snoozed()]).toEqual([false, undefined]);
    const until = new Date(now.getTime() + 3_600_000).toISOString();
    // As the tray's "remind me tomorrow" does.
    rememberNotices(all, { shown: [], snoozed: { [dateId]: until }, eventsUntil: null }, now);
    expect([isPutOff(), snoozed()]).toEqual([true, until]);
    rememberNotices(all, { shown: [], snoozed: { [dateId]: '' }, eventsUntil: null }, now);
    expect([isPutOff(), snoozed()]).toEqual([false, undefined]);
    // On the overview: the notices hear of it.
    putOffMatters(vault, readMatters(all, now), { ids: [matter.id], span: 'change' }, now);
    expect([isPutOff(), snoozed()]).toEqual([true, matter.date!.at]);
    bringBackMatter(vault, matter.id, dates);
    expect([isPutOff(), snoozed()]).toEqual([false, undefined]);
    // As a version before kept it.
    vault.transaction((transaction) => {
      const record = transaction.get(noticesCollection, NOTICES_ID)!;
      transaction.put(noticesCollection, NOTICES_ID, { ...record, snoozed: { [dateId]: until } });
    }, 'app');
    expect([isPutOff(), snoozed()]).toEqual([true, until]);
    bringBackMatter(vault, matter.id, dates);
    expect([isPutOff(), snoozed()]).toEqual([false, undefined]);
  });
});
