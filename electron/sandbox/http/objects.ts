/** Records as the API shows them. */
import { formatTimestamp } from '../state/clock.ts';
import type {
  AccountRecord,
  ActorSnapshot,
  ApiKeyRecord,
  AuditEventRecord,
  RequestBodyRecord,
  RequestLogRecord,
  RoleRecord,
  SandboxRecord,
  UnitRecord,
} from '../state/records.ts';
import type { Store } from '../state/store.ts';
import type { Contract } from './versions.ts';

export interface RenderContext {
  readonly store: Store;
  readonly contract: Contract;
  readonly includes: ReadonlySet<string>;
}

function at(time: number | null): string | null {
  return time === null ? null : formatTimestamp(time);
}

function scoped(includes: ReadonlySet<string>, prefix: string): Set<string> {
  return new Set(
    [...includes]
      .filter((name) => name.startsWith(`${prefix}.`))
      .map((name) => name.slice(prefix.length + 1)),
  );
}

function renderAccount(account: AccountRecord): unknown {
  return {
    id: account.id,
    object: 'account',
    name: account.name,
    default_billing_address: null,
    default_shipping_address: null,
    branding: null,
    portal: null,
    created_at: at(account.createdAt),
    updated_at: at(account.updatedAt),
  };
}

function renderAccountById(store: Store, id: string | null): unknown {
  const account = id === null ? undefined : store.table('accounts').get(id);
  return account === undefined ? null : renderAccount(account);
}

function renderOwner({ store, includes }: RenderContext, accountId: string | null): unknown {
  if (!includes.has('owner')) return null;
  return {
    object: 'owner',
    type: accountId === null ? 'system' : 'account',
    account: includes.has('owner.account') ? renderAccountById(store, accountId) : null,
  };
}

export function renderRole(context: RenderContext, role: RoleRecord): unknown {
  return {
    id: role.id,
    object: 'role',
    name: role.name,
    type: role.type,
    owner: renderOwner(context, role.accountId),
    permissions: context.includes.has('permissions') ? role.permissions : null,
    created_at: at(role.createdAt),
    updated_at: at(role.updatedAt),
  };
}

function renderRoleById(context: RenderContext, roleId: string | null): unknown {
  const role = roleId === null ? undefined : context.store.table('roles').get(roleId);
  if (role === undefined || !context.includes.has('role')) return null;
  return renderRole({ ...context, includes: scoped(context.includes, 'role') }, role);
}

export function renderApiKey(context: RenderContext, key: ApiKeyRecord): unknown {
  return {
    id: key.id,
    object: 'api_key',
    name: key.name,
    redacted_value: key.redacted,
    role: renderRoleById(context, key.roleId),
    created_at: at(key.createdAt),
    updated_at: at(key.updatedAt),
    last_used_at: at(key.lastUsedAt),
    expires_at: at(key.expiresAt),
    revoked_at: at(key.revokedAt),
  };
}

/** SECURITY: the only rendering that holds a secret. */
export function renderCreatedKey(context: RenderContext, key: ApiKeyRecord, secret: string): unknown {
  return {
    ...(context.contract === 'v50' ? { object: 'created_api_key' } : {}),
    api_key_secret: secret,
    api_key_info: renderApiKey(context, key),
  };
}

export function renderUnit(context: RenderContext, unit: UnitRecord): unknown {
  return {
    id: unit.id,
    object: 'unit',
    name: unit.name,
    abbreviation: unit.abbreviation,
    type: unit.type,
    ratio_numerator: unit.ratioNumerator,
    ratio_denominator: unit.ratioDenominator,
    offset_numerator: unit.offsetNumerator,
    offset_denominator: unit.offsetDenominator,
    is_base_unit: unit.isBaseUnit,
    owner: renderOwner(context, unit.accountId),
    created_at: at(unit.createdAt),
    updated_at: at(unit.updatedAt),
  };
}

export function renderSandbox({ store, includes }: RenderContext, sandbox: SandboxRecord): unknown {
  return {
    id: sandbox.id,
    object: 'sandbox',
    name: sandbox.name,
    owner_account: includes.has('owner_account') ? renderAccountById(store, sandbox.accountId) : null,
    created_at: at(sandbox.createdAt),
    updated_at: at(sandbox.updatedAt),
  };
}

function renderActor(context: RenderContext, actor: ActorSnapshot | null): unknown {
  if (actor === null || !context.includes.has('actor')) return null;
  return {
    id: actor.id,
    object: 'actor',
    type: actor.type,
    name: actor.name,
    handle: actor.handle,
    role: renderRoleById({ ...context, includes: scoped(context.includes, 'actor') }, actor.roleId),
    ...(context.contract === 'v50' ? { avatar_url: null } : {}),
  };
}

function parsed(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}

/** `bodies` only where they were asked for and are still kept. */
export function renderRequestLog(
  context: RenderContext,
  log: RequestLogRecord,
  bodies: RequestBodyRecord | undefined,
): unknown {
  const { store, contract, includes } = context;
  const query = log.query === null ? null : JSON.stringify(log.query);
  const expanded = (name: string, text: string | null): string | null => (includes.has(name) ? text : null);
  return {
    id: log.id,
    object: 'request_log',
    method: log.method,
    host: log.host,
    path: log.path,
    normalized_route: log.route,
    ...(contract === 'v15'
      ? { query_json: expanded('query_json', query) }
      : { query_params: parsed(expanded('query_params', query)) }),
    status_code: log.statusCode,
    latency_us: log.latencyMicroseconds,
    api_version: log.apiVersion,
    ...(contract === 'v15' ? { identity_type: log.actor?.type ?? null } : {}),
    client_ip: log.clientIp,
    user_agent: log.userAgent,
    referrer: log.referrer,
    error_code: log.errorCode,
    error_message: log.errorMessage,
    occurred_at: at(log.createdAt),
    created_at: at(log.createdAt),
    // The account that the actor belongs to, whichever it named.
    account: includes.has('account') ? renderAccountById(store, log.actor?.accountId ?? log.accountId) : null,
    actor: renderActor(context, log.actor),
    idempotency_key: log.idempotencyKey,
    ...(contract === 'v15'
      ? {
          request_body_json: expanded('request_body_json', bodies?.request ?? null),
          response_body_json: expanded('response_body_json', bodies?.response ?? null),
        }
      : {
          request_body: parsed(expanded('request_body', bodies?.request ?? null)),
          response_body: parsed(expanded('response_body', bodies?.response ?? null)),
        }),
  };
}

export function renderAuditEvent(context: RenderContext, event: AuditEventRecord): unknown {
  const { store, contract, includes } = context;
  const request = event.requestId === null ? undefined : store.table('requestLogs').get(event.requestId);
  return {
    id: event.id,
    object: 'audit_event',
    action: event.action,
    resource_type: event.resourceType,
    resource_id: event.resourceId,
    actor: renderActor(context, event.actor),
    changes: includes.has('changes') ? renderChanges(contract, event) : null,
    // The published schema of the older contract allows no null here.
    metadata: contract === 'v15' || includes.has('metadata') ? {} : null,
    ...(contract === 'v15'
      ? { request_id: event.requestId }
      : {
          request:
            includes.has('request') && request !== undefined
              ? renderRequestLog({ ...context, includes: new Set() }, request, undefined)
              : null,
          account: includes.has('account') ? renderAccountById(store, event.accountId) : null,
        }),
    idempotency_key: event.idempotencyKey,
    source_ip: event.sourceIp,
    occurred_at: at(event.createdAt),
    created_at: at(event.createdAt),
  };
}

function renderChanges(contract: Contract, event: AuditEventRecord): unknown {
  return {
    object: 'list',
    page_info: {
      ...(contract === 'v15'
        ? { next_cursor: null, prev_cursor: null }
        : { next_page_url: null, previous_page_url: null }),
      has_next_page: false,
      has_prev_page: false,
    },
    data: event.changes.map((change) => ({
      ...(contract === 'v50' ? { object: 'audit_field_change' } : {}),
      field: change.field,
      old_value: change.oldValue,
      new_value: change.newValue,
    })),
  };
}
