/** This computer's clock and the server's, hours and days apart: what is sent, what is said, what a lie can do. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeyMaker } from '../../../../electron/cli/agent/new-key.ts';
import { BatchKeeper } from '../../../../electron/keys/batches/batch-keeper.ts';
import { upkeepHandlers } from '../../../../electron/processes/handlers/upkeep.ts';
import type { OpenParts } from '../../../../electron/processes/handlers/open-parts.ts';
import { RequestLogBook } from '../../../../electron/providers/augno/attention/request-log-book.ts';
import { SignReader } from '../../../../electron/providers/augno/attention/sign-reader.ts';
import { readSkew } from '../../../../electron/http/read-skew.ts';
import { scheduleOf } from '../../../../electron/keys/matters/schedule.ts';
import { createAccountService } from '../../../../electron/providers/index.ts';
import type { AccountService } from '../../../../electron/keys/types.ts';
import type { FetchLike } from '../../../../electron/http/fetch-like.ts';
import { isClockSaid } from '../../../../shared/server-clock.ts';
import { RequestLimiter } from '../../../../electron/http/request-limiter.ts';
import { SecretBytes } from '../../../../electron/vault/secret-bytes.ts';
import { World } from './support/world.ts';
import { inEnglish } from '../../../../shared/messages/words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const AGREED = { clockAgreed: true };

let world: World;
let aheadMs = 0;
/** What this computer's clock is set to, against the real one. */
let localMs = 0;
let version: '1.0.forge-preview.1' | null = null;
beforeEach(async () => {
  aheadMs = 0;
  localMs = 0;
  version = null;
  // The server's clock; this computer's is the real one.
  world = await World.start({ sandbox: { now: () => new Date(Date.now() + aheadMs) } });
});
afterEach(async () => {
  await world.close();
});

/** @param rewrite of what the server says of the time */
async function serviceWith(
  rewrite: (date: string | null) => string | null = (date) => date,
): Promise<AccountService> {
  const vault = await world.openVault();
  const fetched: FetchLike = async (input, init) => {
    const response = await fetch(input, init);
    const headers = new Headers(response.headers);
    const date = rewrite(headers.get('date'));
    headers.delete('date');
    if (date !== null) headers.set('date', date);
    return new Response(await response.text(), { status: response.status, headers });
  };
  return createAccountService(
    {
      vault,
      fetch: fetched,
      userAgent: 'AugnoVault/test',
      actor: 'app',
      now: () => new Date(Date.now() + localMs),
    },
    {
      limiter: new RequestLimiter(1_000_000),
      retryBaseMs: 1,
      ...(version === null ? {} : { preferredVersion: version }),
    },
  );
}

interface Started {
  readonly service: AccountService;
  readonly connectionId: string;
  readonly roleId: string;
}

async function start(rewrite?: (date: string | null) => string | null): Promise<Started> {
  const service = await serviceWith(rewrite);
  const { id: connectionId } = await service.connect({
    url: world.sandbox.url,
    name: 'Acme',
    adminKey: world.adminKey('test'),
  });
  const roleId = (await service.listRoles(connectionId)).find(({ name }) => name === 'Admin')!.id;
  return { service, connectionId, roleId };
}

const make = ({ service, connectionId, roleId }: Started, expiresAt: string | null = null): Promise<string> =>
  service.createKey({ connectionId, roleId, name: 'Scale', expiresAt }, AGREED).then(({ keyId }) => keyId);

const rotate = (service: AccountService, keyId: string, agreed?: typeof AGREED): Promise<unknown> =>
  service.rotateKey(
    {
      keyId,
      overlapSeconds: 4 * 3600,
      expiresAt: undefined,
      reason: { kind: 'policy', text: '' },
      confirmation: 'Scale',
    },
    agreed,
  );

describe.each([5 * HOUR, -5 * HOUR, 3 * DAY, -3 * DAY])('a server %i ms ahead', (ahead) => {
  beforeEach(() => {
    aheadMs = ahead;
  });

  it('an overlap of four hours is four hours there, after a person agreed; before that nothing is done', async () => {
    const started = await start();
    const keyId = await make(started);
    await expect(rotate(started.service, keyId)).rejects.toMatchObject({
      code: 'clock-differs',
      message: expect.stringMatching(
        ahead > 0 ? /clock is \d+ h 0 min behind/ : /clock is \d+ h 0 min ahead/,
      ) as string,
    });
    expect(started.service.listKeys().filter(({ name }) => name === 'Scale')).toHaveLength(1);

    await rotate(started.service, keyId, AGREED);
    const ends = Date.parse(started.service.keyDetail(keyId).revokedAt!);
    expect(Math.abs(ends - (Date.now() + ahead + 4 * HOUR))).toBeLessThan(60_000);
    await started.service.sync(null);
    // A server that is days behind may put off what is said by one.
    expect(started.service.keyDetail(keyId).status).toBe(ahead < -DAY ? 'revoked' : 'revoking');
    expect((await started.service.testKey(keyId)).outcome).toBe('accepted');
  });

  it('it is said, and statuses and notices go by it', async () => {
    const started = await start();
    const there = new Date(Date.now() + ahead + 2 * HOUR).toISOString();
    const keyId = await make(started, there);
    const [connection] = await started.service.sync(null);
    expect(connection).toMatchObject({ health: 'ok' });
    expect(inEnglish(connection!.healthMessage!)).toMatch(
      /^This computer’s clock is .* Times are reckoned by the server’s/,
    );
    expect(isClockSaid(connection!.clockAheadMs ?? null)).toBe(true);
    const key = started.service.keyDetail(keyId);
    expect(key.status).toBe(ahead < -DAY ? 'expired' : 'expiring');
    const [date] = scheduleOf([key], new Date());
    const left = Date.parse(date!.at) - Date.now();
    const expected = ahead < -DAY ? ahead + DAY + 2 * HOUR : 2 * HOUR;
    expect(Math.abs(left - expected)).toBeLessThan(60_000);
    aheadMs = ahead + 3 * HOUR;
    expect((await started.service.testKey(keyId)).outcome).toBe('refused');
  });
});

it.each([40 * MINUTE, -40 * MINUTE])(
  'a program’s session replaces a key until the moment it named, which is the server’s, %i ms apart',
  async (ahead) => {
    aheadMs = ahead;
    const started = await start();
    const by = started.service.keyDetail(await make(started));
    const old = await make(started);
    const until = new Date(Date.now() + ahead + 4 * HOUR).toISOString();
    const maker = createKeyMaker(started.service, by);
    await maker(
      { kind: 'rotate', keyId: old, expiresAt: undefined, oldWorksUntil: until, idempotencyKey: null },
      new AbortController().signal,
    );
    const ends = Date.parse(started.service.keyDetail(old).revokedAt!);
    expect(Math.abs(ends - Date.parse(until))).toBeLessThan(60_000);
  },
);

describe('several keys at once', () => {
  const overlapping = (keyIds: string[]) =>
    ({
      kind: 'rotate',
      cause: 'selection',
      person: null,
      keyIds,
      overlapSeconds: 4 * 3600,
      reason: { kind: 'policy', text: '' },
      confirmation: null,
    }) as const;

  it.each([5 * HOUR, -5 * HOUR])('are asked about once, %i ms apart', async (ahead) => {
    aheadMs = ahead;
    const started = await start();
    const { service } = started;
    const keyIds = [await make(started), await make(started), await make(started)];
    const batches = new BatchKeeper(await world.openVault(), service);
    const asked: unknown[] = [];
    let answer = false;
    const handlers = upkeepHandlers(
      () => ({ batches, accounts: service }) as unknown as OpenParts,
      (difference) => {
        asked.push(difference);
        return Promise.resolve(answer);
      },
    );
    const { id: batchId } = batches.start(overlapping(keyIds));
    const step = () => handlers['batches.step']({ batchId, confirmation: null });
    await expect(step()).rejects.toMatchObject({
      code: 'clock-differs',
      hint: expect.stringContaining('This key and those after it wait as they are') as string,
    });
    expect(batches.list()[0]!.items.map(({ state, tried }) => [state, tried])).toEqual([
      ['waiting', false],
      ['waiting', false],
      ['waiting', false],
    ]);
    expect(service.listKeys().filter(({ name }) => name === 'Scale')).toHaveLength(3);

    answer = true;
    for (let turn = 0; turn < 3; turn += 1) await step();
    expect(asked).toHaveLength(2);
    expect(batches.list()[0]).toMatchObject({ endedAt: expect.any(String) as string });
    for (const keyId of keyIds) {
      const ends = Date.parse(service.keyDetail(keyId).revokedAt!);
      expect(Math.abs(ends - (Date.now() + ahead + 4 * HOUR))).toBeLessThan(60_000);
    }
    // Another list is another question.
    const { id: another } = batches.start(overlapping([service.keyDetail(keyIds[0]!).replacedBy!]));
    await handlers['batches.step']({ batchId: another, confirmation: null });
    expect(asked).toHaveLength(3);
  });
});

it('a difference of a few minutes is said, not asked about', async () => {
  aheadMs = 20 * 60_000;
  const started = await start();
  const keyId = await make(started);
  await rotate(started.service, keyId);
  const ends = Date.parse(started.service.keyDetail(keyId).revokedAt!);
  expect(Math.abs(ends - (Date.now() + aheadMs + 4 * HOUR))).toBeLessThan(60_000);
  expect(inEnglish((await started.service.sync(null))[0]!.healthMessage!)).toContain('20 min behind');
});

it.each([
  ['missing', null],
  ['no date', 'yesterday'],
  ['before all of this', 'Thu, 01 Jan 1970 00:00:00 GMT'],
  ['a number', '1893456000'],
])('where the server’s Date is %s the old key outlives the rotation all the same', async (_name, date) => {
  aheadMs = 5 * HOUR;
  const started = await start(() => date);
  expect(await started.service.askClock(started.connectionId)).toBeNull();
  const keyId = await make(started);
  await rotate(started.service, keyId);
  // Ended by this vault when it is time, not by a moment that has passed there already.
  expect((await started.service.testKey(keyId)).outcome).toBe('accepted');
  expect(started.service.keyDetail(keyId).rotation).toMatchObject({ state: 'waiting-for-revocation' });
});

it('a server that lies about the time puts off what is said by a day at most, and brings it on without a limit', async () => {
  let lie = -3650 * DAY;
  const started = await start(() => new Date(Date.now() + lie).toUTCString());
  // What was true before the lie: it ends in two days.
  const keyId = await make(started, new Date(Date.now() + 2 * DAY).toISOString());
  lie = -300 * DAY;
  await started.service.sync(null);
  const [date] = scheduleOf([started.service.keyDetail(keyId)], new Date());
  expect(Date.parse(date!.at) - Date.now()).toBeLessThanOrEqual(3 * DAY);
  const id = date!.id;
  lie = 300 * DAY;
  await started.service.sync(null);
  const key = started.service.keyDetail(keyId);
  expect(key.status).toBe('expired');
  lie = 0;
  await started.service.sync(null);
  // The same notice, not a new one for each clock.
  expect(scheduleOf([started.service.keyDetail(keyId)], new Date())[0]!.id).toBe(id);
});

it.each([5 * HOUR, -5 * HOUR])(
  'of a rotated key only what was asked after the rotation is a sign, with a server %i ms ahead',
  async (ahead) => {
    aheadMs = ahead;
    const started = await start();
    const { service } = started;
    const keyId = await make(started);
    await service.sync(null);
    const secret = await service.useSecret(keyId, 'inject', (bytes) => bytes.revealText());
    const ask = async (): Promise<number> =>
      (
        await fetch(`${world.sandbox.url}/v1/catalog/units`, {
          headers: { Authorization: `Bearer ${secret}`, 'Augno-Version': '1.0.forge-preview.1' },
        })
      ).status;
    // Clocks are compared to half a second; both go on by more between one thing and the next.
    const pass = (): void => {
      aheadMs += 10_000;
      localMs += 10_000;
    };
    expect(await ask()).toBe(200);
    pass();
    await service.rotateKey(
      {
        keyId,
        overlapSeconds: 0,
        expiresAt: undefined,
        reason: { kind: 'policy', text: '' },
        confirmation: 'Scale',
      },
      AGREED,
    );
    pass();
    expect(await ask()).toBe(401);
    const signs = new SignReader(service, new RequestLogBook(service));
    expect((await signs.read()).signs).toEqual([
      expect.objectContaining({ keyId, kind: 'old-secret', count: 1 }),
    ]);
  },
);

describe('an overlap that this vault ends itself', () => {
  beforeEach(() => {
    version = '1.0.forge-preview.1';
  });

  const works = async (started: Started, keyId: string): Promise<boolean> => {
    await started.service.sync(null);
    // Once it is seen refused its secret is destroyed.
    if (!started.service.keyDetail(keyId).secretHeld) return false;
    return (await started.service.testKey(keyId)).outcome === 'accepted';
  };

  it.each([5 * HOUR, -5 * HOUR, -3 * DAY])('lasts four hours with the clock %i ms ahead', async (local) => {
    localMs = local;
    const started = await start();
    const keyId = await make(started);
    await rotate(started.service, keyId, AGREED);
    expect(await works(started, keyId)).toBe(true);
    // Three hours later, and this computer's clock was set right meanwhile.
    aheadMs = 3 * HOUR;
    localMs = 3 * HOUR;
    expect(await works(started, keyId)).toBe(true);
    aheadMs = 5 * HOUR;
    localMs = 5 * HOUR;
    expect(await works(started, keyId)).toBe(false);
  });

  it('ends also where the server says that it never gets later', async () => {
    let lie = 0;
    const started = await start(() => new Date(Date.now() + localMs + lie).toUTCString());
    const keyId = await make(started);
    await rotate(started.service, keyId);
    lie = -300 * DAY;
    localMs = 6 * DAY;
    expect(await works(started, keyId)).toBe(true);
    localMs = 8 * DAY;
    expect(await works(started, keyId)).toBe(false);
  });
});

it('a Date is read only where it can be one', () => {
  const at = Date.UTC(2026, 10, 29, 12);
  const header = new Date(at + 5 * HOUR).toUTCString();
  expect(readSkew(header, at, at + 1_000)).toBe(5 * HOUR);
  expect(readSkew(header, at + 5 * HOUR, at + 5 * HOUR + 40)).toBe(0);
  // A slow answer explains as much as it took.
  expect(readSkew(new Date(at + 14_000).toUTCString(), at, at + 30_000)).toBe(0);
  for (const nonsense of [
    null,
    '',
    'now',
    '2026-11-29T12:00:00Z',
    'Sun, 99 Nov 2026 12:00:00 GMT',
    header.repeat(2),
  ])
    expect(readSkew(nonsense, at, at)).toBeNull();
  // This computer's clock was set back in between.
  expect(readSkew(header, at, at - 1)).toBeNull();
});

it.each([5 * HOUR, -5 * HOUR])(
  'a key that ends in four hours connects by the server’s clock, also where no log says whose it is, %i ms apart',
  async (ahead) => {
    aheadMs = ahead;
    const roles = await world.elsewhere('GET', '/v1/identity/roles?limit=100');
    const role = (roles.body['data'] as { id: string; name: string }[]).find(({ name }) => name === 'Admin')!;
    const made = await world.elsewhere('POST', '/v1/auth/api-keys', { name: 'Ends', role_id: role.id });
    const { id } = made.body['api_key_info'] as { id: string };
    const revoked = await fetch(`${world.sandbox.url}/v1/auth/api-keys/${id}/actions/rotate`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${world.account().adminKey}`,
        'Augno-Version': '1.0.forge-preview.8',
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ revoke_at: new Date(Date.now() + ahead + 4 * HOUR).toISOString() }),
    });
    expect(revoked.status).toBe(201);
    const service = createAccountService(
      {
        vault: await world.openVault(),
        fetch: (input, init) =>
          input.includes('/v1/core/request-logs')
            ? Promise.resolve(
                new Response('{}', {
                  status: 403,
                  headers: { date: new Date(Date.now() + ahead).toUTCString() },
                }),
              )
            : fetch(input, init),
        userAgent: 'AugnoVault/test',
        actor: 'app',
      },
      { limiter: new RequestLimiter(1_000_000), retryBaseMs: 1 },
    );
    const adminKey = SecretBytes.fromText(made.body['api_key_secret'] as string);
    const connection = await service.connect({ url: world.sandbox.url, name: 'Acme', adminKey });
    expect(connection).toMatchObject({ adminKeyId: id });
    await service.close();
  },
);
