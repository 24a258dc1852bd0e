/** `/v1/core/audit-events`: what was changed, by whom. */
import type { AuditEventRecord } from '../state/records.ts';
import { renderAuditEvent } from '../http/objects.ts';
import { page, type Call, type Operation } from '../http/operation.ts';
import { renderWhole } from '../http/pages.ts';
import { notFound } from '../http/problem.ts';
import { PAGE_FIELDS, type QueryField } from '../http/query.ts';
import type { Contract } from '../http/versions.ts';
import { isSeenBy, renderContext, seenBy, startOf } from './shared.ts';
import { certain } from '../../../shared/certain.ts';

const ROUTE = '/v1/core/audit-events';
/** What this server writes events about. The real one knows some two hundred more. */
const RESOURCE_TYPES = ['account', 'api_key', 'role', 'sandbox', 'unit'] as const;

const TEXTS: QueryField = { kind: 'texts' };
const DATE: QueryField = { kind: 'date' };

function includes(contract: Contract): readonly string[] {
  return contract === 'v15'
    ? ['actor', 'changes', 'metadata']
    : ['account', 'actor', 'changes', 'metadata', 'request'];
}

function filters(contract: Contract): Readonly<Record<string, QueryField>> {
  const actions = ['create', 'update', 'delete', 'restore', 'archive'];
  const common = {
    ...PAGE_FIELDS,
    q: { kind: 'text' },
    resource_types: TEXTS,
    resource_ids: TEXTS,
    actor_ids: TEXTS,
  } as const;
  return contract === 'v15'
    ? { ...common, start_date: DATE, end_date: DATE, actions: { kind: 'choices', values: actions } }
    : {
        ...common,
        starts_at: DATE,
        ends_at: DATE,
        actions: { kind: 'choices', values: [...actions, 'upsert', 'approve', 'deny'] },
        actor_types: { kind: 'choices', values: ['user', 'api_key', 'agent', 'group'] },
        actor_account_ids: TEXTS,
        target_account_ids: TEXTS,
        root_resource_type: { kind: 'text' },
        root_resource_id: { kind: 'text' },
      };
}

type Test = (event: AuditEventRecord) => boolean;

function inSet(
  set: ReadonlySet<string> | null,
  value: (event: AuditEventRecord) => string | null,
): Test | null {
  if (set === null) return null;
  return (event) => {
    const found = value(event);
    return found !== null && set.has(found);
  };
}

function tests(call: Call): readonly Test[] {
  const { query, contract } = call;
  const to = query.date(contract === 'v15' ? 'end_date' : 'ends_at');
  const from = startOf(call, query.date(contract === 'v15' ? 'start_date' : 'starts_at'), to);
  const rootType = query.set('root_resource_type');
  const q = query.text('q')?.toLowerCase();
  const all: readonly (Test | null)[] = [
    from === null ? null : (event) => event.createdAt >= from,
    to === null ? null : (event) => event.createdAt <= to,
    q === undefined
      ? null
      : (event) =>
          [event.id, event.resourceType, event.resourceId, event.actor?.name].some(
            (text) => text?.toLowerCase().includes(q) === true,
          ),
    inSet(query.set('resource_types'), (event) => event.resourceType),
    inSet(query.set('resource_ids'), (event) => event.resourceId),
    inSet(rootType, (event) => event.resourceType),
    // Without its type an id filters nothing.
    rootType === null ? null : inSet(query.set('root_resource_id'), (event) => event.resourceId),
    inSet(query.set('actor_ids'), (event) => event.actor?.id ?? null),
    inSet(query.set('actor_types'), (event) => event.actor?.type ?? null),
    inSet(query.set('actor_account_ids'), (event) => event.actor?.accountId ?? null),
    inSet(query.set('target_account_ids'), (event) => event.accountId),
    inSet(query.set('actions'), (event) => event.action),
  ];
  return all.filter((test) => test !== null);
}

const list: Operation = {
  method: 'GET',
  route: ROUTE,
  requires: { kind: 'permission', permission: 'audit_events:read' },
  query: filters,
  includes,
  handle: (call) => {
    const wanted = tests(call);
    const context = renderContext(call);
    return page(
      call,
      ROUTE,
      seenBy(call, call.server.store.table('auditEvents')),
      (event) => wanted.every((test) => test(event)),
      (event) => renderAuditEvent(context, event),
    );
  },
};

const resourceTypes: Operation = {
  method: 'GET',
  route: `${ROUTE}/resource-types`,
  requires: { kind: 'permission', permission: 'audit_events:read' },
  handle: (call) => ({ status: 200, body: renderWhole(call.contract, RESOURCE_TYPES) }),
};

const get: Operation = {
  method: 'GET',
  route: `${ROUTE}/{id}`,
  requires: { kind: 'permission', permission: 'audit_events:read' },
  includes,
  handle: (call) => {
    const event = call.server.store.table('auditEvents').get(certain(call.parameters['id']));
    if (event === undefined || !isSeenBy(call, event)) throw notFound('audit event');
    return { status: 200, body: renderAuditEvent(renderContext(call), event) };
  },
};

export const auditEventOperations: readonly Operation[] = [list, resourceTypes, get];
