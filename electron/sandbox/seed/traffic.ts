/** The demo's past: request logs of the last weeks, with quiet weekends, a few errors and old secrets still being tried. */
import { newIdentifier } from '../state/identifiers.ts';
import type { ApiKeyRecord, RequestLogRecord } from '../state/records.ts';
import { actorOf } from '../http/request-log.ts';
import type { DemoTraffic } from './demo-company.ts';
import type { SeededRandom } from './random.ts';
import { DAY_MS } from '../../../shared/times.ts';

const PAST_DAYS = 28;
const WEEKEND_SHARE = 0.25;

interface Answer {
  readonly status: number;
  readonly code: string | null;
  readonly message: string | null;
}

const OK = { code: null, message: null };

function answerTo(key: ApiKeyRecord, method: string, at: number, random: SeededRandom): Answer {
  if (key.expiresAt !== null && key.expiresAt <= at) {
    return { status: 401, code: 'api_key_expired', message: 'This API Key has expired.' };
  }
  if (key.revokedAt !== null && key.revokedAt <= at) {
    return { status: 401, code: 'api_key_revoked', message: 'This API Key has been revoked.' };
  }
  const chance = random.next();
  if (chance < 0.012) {
    return { status: 400, code: 'validation_failed', message: 'The request was invalid.' };
  }
  if (chance < 0.018) {
    return { status: 429, code: 'rate_limit_exceeded', message: 'Too many requests. Please slow down.' };
  }
  if (chance < 0.021) {
    return {
      status: 500,
      code: 'internal_error',
      message: 'An internal error occurred. Please try again later.',
    };
  }
  return { status: method === 'POST' ? 201 : 200, ...OK };
}

/** How many of them fall on that day: fewer on weekends, never exactly the same number. */
function countOn(day: number, perDay: number, random: SeededRandom): number {
  const weekday = new Date(day).getUTCDay();
  const share = weekday === 0 || weekday === 6 ? WEEKEND_SHARE : 1;
  return Math.round(perDay * share * random.between(0.7, 1.25));
}

export function trafficOf(
  key: ApiKeyRecord,
  traffic: DemoTraffic,
  host: string,
  now: number,
  random: SeededRandom,
  nextSequence: () => number,
): readonly RequestLogRecord[] {
  const end = Math.min(key.expiresAt ?? Infinity, key.revokedAt ?? Infinity);
  const logs: RequestLogRecord[] = [];
  for (let day = -PAST_DAYS; day < 0; day += 1) {
    const start = now + day * DAY_MS;
    const perDay = start >= end ? (traffic.refusedPerDay ?? 0) : traffic.perDay;
    for (let count = countOn(start, perDay, random); count > 0; count -= 1) {
      const at = Math.floor(start + random.next() * DAY_MS);
      if (at < key.createdAt || at >= now) continue;
      const [method, route] = random.pick(traffic.routes);
      const answer = answerTo(key, method, at, random);
      logs.push({
        id: newIdentifier('rq'),
        accountId: key.accountId,
        createdAt: at,
        sequence: nextSequence(),
        method,
        host,
        path: route.replace('{id}', newIdentifier('us').replace('us_', 'so_')),
        route,
        query: null,
        statusCode: answer.status,
        latencyMicroseconds: Math.round(random.between(9_000, 140_000)),
        apiVersion: '1.0.forge-preview.1',
        clientIp: traffic.clientIp,
        userAgent: traffic.userAgent,
        referrer: null,
        errorCode: answer.code,
        errorMessage: answer.message,
        actor: actorOf(key),
        idempotencyKey: null,
      });
    }
  }
  return logs;
}
