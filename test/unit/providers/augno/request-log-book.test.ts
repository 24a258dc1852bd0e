/** Reading the logs of a busy account: what is kept, and what is said to be unknown. */
import { describe, expect, it } from 'vitest';
import {
  coversSince,
  RequestLogBook,
} from '../../../../electron/providers/augno/attention/request-log-book.ts';
import { countDays, usageOfAccount } from '../../../../electron/providers/augno/attention/daily-usage.ts';
import type { AccountRequest, AccountRequests } from '../../../../electron/keys/types.ts';
import type { Connection } from '../../../../shared/domain.ts';

const START = new Date('2026-11-21T12:00:00Z').getTime();
const MINUTE = 60_000;

function request(id: number, minutesAgo: number, changes: Partial<AccountRequest> = {}): AccountRequest {
  return {
    id: `rq_${String(id)}`,
    at: new Date(START - minutesAgo * MINUTE).toISOString(),
    method: 'GET',
    path: '/v1/catalog/units',
    route: '/v1/catalog/units',
    statusCode: 200,
    errorCode: null,
    clientIp: '203.0.113.9',
    userAgent: 'shop/2.1',
    latencyMs: 4,
    keyId: 'apke_1',
    errorMessage: null,
    referrer: null,
    ...changes,
  };
}

/** Answers reading after reading with what is given, and notes since when was asked. */
function bookOf(replies: readonly AccountRequests[], mostKept?: number) {
  let at = START;
  const asked: Date[] = [];
  const accounts = {
    listConnections: () => [{ id: 'c1' } as Connection],
    accountRequests: (_id: string, since: Date) => {
      asked.push(since);
      return Promise.resolve(replies[asked.length - 1]!);
    },
  };
  return {
    asked,
    book: new RequestLogBook(accounts, () => new Date(at), mostKept),
    later: (minutes: number) => {
      at += minutes * MINUTE;
    },
  };
}

describe('a busy account', () => {
  it('is known as far back as it was read, and no further', async () => {
    const { book } = bookOf([{ requests: [request(2, 1), request(1, 90)], unread: [], complete: false }]);
    const [log] = await book.read();
    expect(log).toMatchObject({ complete: false, readBackTo: new Date(START - 90 * MINUTE) });
    expect(coversSince(log!, new Date(START - 80 * MINUTE))).toBe(true);
    expect(coversSince(log!, new Date(START - 91 * MINUTE))).toBe(false);
  });

  it('adds what is new to what is known, late entries included, once each', async () => {
    const { book, asked, later } = bookOf([
      { requests: [request(2, 1), request(1, 90)], unread: [], complete: false },
      { requests: [request(4, -10), request(3, 2), request(2, 1)], unread: [], complete: true },
    ]);
    await book.read();
    later(11);
    const [log] = await book.read();
    expect(asked[1]).toEqual(new Date(START - 6 * MINUTE));
    expect(log?.requests.map(({ id }) => id)).toEqual(['rq_4', 'rq_2', 'rq_3', 'rq_1']);
    expect(log).toMatchObject({ complete: false, readBackTo: new Date(START - 90 * MINUTE) });
  });

  it('forgets what lies behind a gap', async () => {
    const { book, later } = bookOf([
      { requests: [request(1, 90)], unread: [], complete: true },
      { requests: [request(9, -10), request(8, -9)], unread: [], complete: false },
    ]);
    await book.read();
    later(11);
    const [log] = await book.read();
    expect(log?.requests.map(({ id }) => id)).toEqual(['rq_9', 'rq_8']);
    expect(log).toMatchObject({ complete: false, readBackTo: new Date(START + 9 * MINUTE) });
  });

  it('counts what could not be read once, however often it is read', async () => {
    const { book, later } = bookOf([
      { requests: [request(1, 90)], unread: ['rq_a', 'without a name', 'without a name'], complete: true },
      { requests: [request(2, -10)], unread: ['rq_b', 'without a name'], complete: true },
    ]);
    await book.read();
    later(11);
    const [log] = await book.read();
    expect(log?.unread.toSorted()).toEqual(['rq_a', 'rq_b', 'without a name', 'without a name']);
  });

  it('is not kept without end', async () => {
    const { book } = bookOf(
      [{ requests: [request(3, 1), request(2, 2), request(1, 3)], unread: [], complete: true }],
      2,
    );
    const [log] = await book.read();
    expect(log?.requests).toHaveLength(2);
    expect(log).toMatchObject({ complete: false, readBackTo: new Date(START - 2 * MINUTE) });
  });
});

describe('requests by day', () => {
  const DAY = 24 * 60 * MINUTE;
  /** Midnights in a zone of UTC+14, whatever the zone of this process. */
  const starts = [-3, -2, -1, 0].map((day) => START - 2 * 60 * MINUTE + day * DAY);
  const day = (index: number): string => new Date(starts[index]!).toISOString();

  it('are of the days that the page asks about, without our own and what is older', () => {
    const counted = countDays(
      [
        request(1, 0, { statusCode: 204 }),
        request(2, 60, { statusCode: 404 }),
        request(3, 119, { statusCode: 503 }),
        request(4, 0, { userAgent: 'AugnoVault/1.0' }),
        request(5, 121),
        request(6, 3 * 24 * 60),
        request(7, 3 * 24 * 60 + 121),
      ],
      starts,
      0,
    );
    expect(counted).toEqual([
      { keyId: 'apke_1', day: day(3), ok: 1, refused: 1, failed: 1 },
      { keyId: 'apke_1', day: day(2), ok: 1, refused: 0, failed: 0 },
      { keyId: 'apke_1', day: day(0), ok: 1, refused: 0, failed: 0 },
    ]);
  });

  it.each([-26, -5, 0, 5, 26])('fall on this computer’s day with a server %i hours ahead', (hours) => {
    const there = (id: number, minutesAgo: number): AccountRequest => request(id, minutesAgo - hours * 60);
    expect(countDays([there(1, 0), there(2, 119), there(3, 121)], starts, hours * 60 * MINUTE)).toEqual([
      { keyId: 'apke_1', day: day(3), ok: 2, refused: 0, failed: 0 },
      { keyId: 'apke_1', day: day(2), ok: 1, refused: 0, failed: 0 },
    ]);
  });

  it('are read back to where the first of thirty days begins by the server’s clock', async () => {
    const asked: number[] = [];
    const aheadMs = -26 * 60 * MINUTE;
    const accounts = {
      listConnections: () => [{ id: 'c1', clockAheadMs: aheadMs } as Connection],
      accountRequests: (_id: string, since: Date) => {
        asked.push(since.getTime());
        return Promise.resolve({ requests: [], unread: [], complete: true });
      },
    };
    const [log] = await new RequestLogBook(accounts, () => new Date(START)).read();
    expect(asked[0]).toBeLessThan(START + Math.max(aheadMs, -DAY) - 30 * DAY - 60 * MINUTE);
    const { readBackTo } = usageOfAccount(log!, starts);
    expect(Date.parse(readBackTo!)).toBeLessThan(START - 30 * DAY - 60 * MINUTE);
  });
});
