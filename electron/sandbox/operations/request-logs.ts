/** `/v1/core/request-logs`: every request to the account, by whom, and how it ended. */
import type { RequestLogRecord } from '../state/records.ts';
import { renderRequestLog } from '../http/objects.ts';
import { page, type Call, type Operation } from '../http/operation.ts';
import { notFound } from '../http/problem.ts';
import { PAGE_FIELDS, type QueryField } from '../http/query.ts';
import { BUSY_ROUTES } from '../http/request-log.ts';
import type { Contract } from '../http/versions.ts';
import { listsOneDay } from '../../../shared/api-version.ts';
import { isSeenBy, renderContext, seenBy, startOf } from './shared.ts';
import { certain } from '../../../shared/certain.ts';

const ROUTE = '/v1/core/request-logs';
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

const TEXTS: QueryField = { kind: 'texts' };
const DATE: QueryField = { kind: 'date' };

function filters(contract: Contract): Readonly<Record<string, QueryField>> {
  const common = {
    ...PAGE_FIELDS,
    q: { kind: 'text' },
    methods: { kind: 'choices', values: METHODS },
    status_codes: { kind: 'integers', minimum: 100, maximum: 599 },
    error_codes: TEXTS,
    actor_ids: TEXTS,
    normalized_routes: TEXTS,
    hosts: TEXTS,
    min_latency_us: { kind: 'integer', minimum: 0 },
  } as const;
  return contract === 'v15'
    ? {
        ...common,
        start_date: DATE,
        end_date: DATE,
        account_ids: TEXTS,
        actor_types: { kind: 'choices', values: ['user', 'api_key', 'agent'] },
      }
    : {
        ...common,
        starts_at: DATE,
        ends_at: DATE,
        actor_account_ids: TEXTS,
        target_account_ids: TEXTS,
        actor_types: { kind: 'choices', values: ['user', 'api_key', 'agent', 'group'] },
        status_code_classes: { kind: 'integers', minimum: 1, maximum: 5 },
        idempotency_key: { kind: 'text' },
        exclude_error_codes: TEXTS,
      };
}

type Test = (log: RequestLogRecord) => boolean;

function inSet(
  set: ReadonlySet<string> | null,
  value: (log: RequestLogRecord) => string | null,
): Test | null {
  if (set === null) return null;
  return (log) => {
    const found = value(log);
    return found !== null && set.has(found);
  };
}

/** What a parameter is called makes no other route. */
function withoutName(route: string): string {
  return route.replaceAll(/\{\w*\}/g, '{}');
}

function withoutNames(routes: ReadonlySet<string> | null): ReadonlySet<string> | null {
  return routes === null ? null : new Set([...routes].map(withoutName));
}

function statusTest(call: Call): Test | null {
  const codes = call.query.set('status_codes');
  const classes = call.query.set('status_code_classes');
  if (codes === null && classes === null) return null;
  return (log) =>
    codes?.has(String(log.statusCode)) === true ||
    classes?.has(String(Math.floor(log.statusCode / 100))) === true;
}

function searchTest(call: Call): Test | null {
  const q = call.query.text('q')?.toLowerCase();
  if (q === undefined) return null;
  return (log) =>
    log.id === q ||
    [log.path, log.route, log.errorMessage].some((text) => text?.toLowerCase().includes(q) === true);
}

/** All filters that were given; a log must pass each. */
function tests(call: Call): readonly Test[] {
  const { query, contract } = call;
  const to = query.date(contract === 'v15' ? 'end_date' : 'ends_at');
  const from = startOf(call, query.date(contract === 'v15' ? 'start_date' : 'starts_at'), to);
  const slowest = query.integer('min_latency_us');
  const excluded = query.set('exclude_error_codes');
  const idempotencyKey = query.text('idempotency_key');
  const all: readonly (Test | null)[] = [
    from === null ? null : (log) => log.createdAt >= from,
    to === null ? null : (log) => log.createdAt <= to,
    slowest === null ? null : (log) => log.latencyMicroseconds >= slowest,
    excluded === null ? null : (log) => log.errorCode === null || !excluded.has(log.errorCode),
    idempotencyKey === null ? null : (log) => log.idempotencyKey === idempotencyKey,
    inSet(query.set('methods'), (log) => log.method),
    inSet(query.set('error_codes'), (log) => log.errorCode),
    inSet(query.set('actor_ids'), (log) => log.actor?.id ?? null),
    inSet(query.set('actor_types'), (log) => log.actor?.type ?? null),
    inSet(query.set('actor_account_ids'), (log) => log.actor?.accountId ?? null),
    inSet(query.set('account_ids') ?? query.set('target_account_ids'), (log) => log.accountId),
    inSet(withoutNames(query.set('normalized_routes')), (log) => withoutName(log.route)),
    inSet(query.set('hosts'), (log) => log.host),
    statusTest(call),
    searchTest(call),
    contract === 'v15' ? null : (log) => !BUSY_ROUTES.has(log.route),
  ];
  return all.filter((test) => test !== null);
}

const list: Operation = {
  method: 'GET',
  route: ROUTE,
  requires: { kind: 'permission', permission: 'request_logs:read' },
  query: filters,
  includes: () => ['account', 'actor', 'actor.role'],
  handle: (call) => {
    const wanted = tests(call);
    const context = renderContext(call);
    return page(
      call,
      ROUTE,
      seenBy(call, call.server.store.table('requestLogs')),
      (log) => wanted.every((test) => test(log)),
      (log) => renderRequestLog(context, log, undefined),
    );
  },
};

const get: Operation = {
  method: 'GET',
  route: `${ROUTE}/{id}`,
  requires: { kind: 'permission', permission: 'request_logs:read' },
  ignoresUnknown: (version) => !listsOneDay(version),
  includes: (contract) => [
    'account',
    'actor',
    'actor.role',
    'actor.role.permissions',
    ...(contract === 'v15'
      ? ['query_json', 'request_body_json', 'response_body_json']
      : ['query_params', 'request_body', 'response_body']),
  ],
  handle: (call) => {
    const { store } = call.server;
    const log = store.table('requestLogs').get(certain(call.parameters['id']));
    if (log === undefined || !isSeenBy(call, log)) throw notFound('request log');
    const bodies = store.table('requestBodies').get(log.id);
    return { status: 200, body: renderRequestLog(renderContext(call), log, bodies) };
  },
};

export const requestLogOperations: readonly Operation[] = [list, get];
