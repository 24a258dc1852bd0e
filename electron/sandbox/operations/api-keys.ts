/** `/v1/auth/api-keys`: list, get, create, rotate, revoke. There is no delete and no rename. */
import { formatTimestamp, parseTimestamp } from '../state/clock.ts';
import { issueKey, type IssuedKey } from '../state/issue-key.ts';
import type { ApiKeyRecord, FieldChange, RoleRecord } from '../state/records.ts';
import { Problem, notFound } from '../http/problem.ts';
import { textOf, type BodySpec } from '../http/body.ts';
import { renderApiKey, renderCreatedKey } from '../http/objects.ts';
import { containsText, page, type Call, type Operation } from '../http/operation.ts';
import { PAGE_FIELDS } from '../http/query.ts';
import { renderContext, roleOf } from './shared.ts';
import { DAY_MS } from '../../../shared/times.ts';
import { certain } from '../../../shared/certain.ts';

const ROUTE = '/v1/auth/api-keys';
const LONGEST_OVERLAP_MS = 30 * DAY_MS;
const STATUSES = ['active', 'expired', 'revoked'] as const;

const includes = (): readonly string[] => ['role', 'role.permissions'];

const EXPIRES_AT = { kind: 'date-time' } as const;
const CREATE_BODY: BodySpec = {
  fields: {
    name: { kind: 'text', required: true, maximumLength: 255 },
    role_id: { kind: 'text', required: true },
    expires_at: EXPIRES_AT,
  },
};

/** The API's own three: revoked wins over expired, and a scheduled revocation does not end a key yet. */
function statusOf(key: ApiKeyRecord, now: number): (typeof STATUSES)[number] {
  if (key.revokedAt !== null && key.revokedAt <= now) return 'revoked';
  if (key.expiresAt !== null && key.expiresAt <= now) return 'expired';
  return 'active';
}

function ownKey(call: Call): ApiKeyRecord {
  const key = call.transaction.get('apiKeys', certain(call.parameters['id']));
  if (key === undefined || key.accountId !== call.account.id) throw notFound('API key');
  return key;
}

function optionalTime(time: number | null): string | null {
  return time === null ? null : formatTimestamp(time);
}

/** The tracked fields of a key that was just made, for the audit log. */
function creationChanges(key: ApiKeyRecord, role: RoleRecord | undefined): readonly FieldChange[] {
  const values: Readonly<Record<string, string | null>> = {
    name: key.name,
    role_id: key.roleId,
    role_name: role?.name ?? null,
    role_type_code: role?.type ?? null,
    redacted_value: key.redacted,
    expires_at: optionalTime(key.expiresAt),
    revoked_at: null,
  };
  return Object.entries(values)
    .filter(([, value]) => value !== null)
    .map(([field, newValue]) => ({ field, oldValue: null, newValue }));
}

function auditCreation(call: Call, key: ApiKeyRecord): void {
  call.audit({
    action: 'create',
    resourceType: 'api_key',
    resourceId: key.id,
    changes: creationChanges(key, call.transaction.get('roles', key.roleId)),
  });
}

/** Sets the end of a key, now or later. */
function endKey(call: Call, key: ApiKeyRecord, revokedAt: number): void {
  call.transaction.put('apiKeys', { ...key, revokedAt, updatedAt: call.now });
  call.audit({
    action: 'update',
    resourceType: 'api_key',
    resourceId: key.id,
    changes: [
      {
        field: 'revoked_at',
        oldValue: optionalTime(key.revokedAt),
        newValue: formatTimestamp(revokedAt),
      },
    ],
  });
}

function addKey(
  call: Call,
  input: { readonly name: string; readonly roleId: string; readonly expiresAt: number | null },
): IssuedKey {
  const issued = issueKey({
    brand: call.server.brand.id,
    pepper: call.server.pepper,
    accountId: call.account.id,
    // The caller's mode: a test key makes test keys.
    mode: call.key.mode,
    createdAt: call.now,
    sequence: call.transaction.nextSequence(),
    ...input,
  });
  call.transaction.put('apiKeys', issued.record);
  auditCreation(call, issued.record);
  return issued;
}

const list: Operation = {
  method: 'GET',
  route: ROUTE,
  requires: { kind: 'admin' },
  query: () => ({ ...PAGE_FIELDS, q: { kind: 'text' }, statuses: { kind: 'choices', values: STATUSES } }),
  includes,
  handle: (call) => {
    const q = call.query.text('q');
    const statuses = call.query.set('statuses');
    const context = renderContext(call);
    return page(
      call,
      ROUTE,
      call.server.store.table('apiKeys').ofAccount(call.account.id),
      (key) => containsText(key.name, q) && (statuses === null || statuses.has(statusOf(key, call.now))),
      (key) => renderApiKey(context, key),
    );
  },
};

const get: Operation = {
  method: 'GET',
  route: `${ROUTE}/{id}`,
  requires: { kind: 'admin' },
  includes,
  handle: (call) => ({ status: 200, body: renderApiKey(renderContext(call), ownKey(call)) }),
};

const create: Operation = {
  method: 'POST',
  route: ROUTE,
  requires: { kind: 'admin' },
  includes,
  body: () => CREATE_BODY,
  handle: (call) => {
    const role = roleOf(call, certain(textOf(call.body, 'role_id')));
    if (role === undefined) throw notFound('role');
    const expiresAt = textOf(call.body, 'expires_at');
    const issued = addKey(call, {
      name: certain(textOf(call.body, 'name')),
      roleId: role.id,
      expiresAt: expiresAt === undefined ? null : parseTimestamp(expiresAt),
    });
    return {
      status: 201,
      location: `${ROUTE}/${issued.record.id}`,
      body: renderCreatedKey(renderContext(call), issued.record, issued.secret),
    };
  },
};

const rotate: Operation = {
  method: 'POST',
  route: `${ROUTE}/{id}/actions/rotate`,
  requires: { kind: 'admin' },
  includes,
  body: (contract) => ({
    optional: true,
    fields:
      contract === 'v15'
        ? { expires_at: EXPIRES_AT }
        : { expires_at: EXPIRES_AT, revoke_at: { kind: 'date-time' } },
  }),
  handle: (call) => {
    const old = ownKey(call);
    if (statusOf(old, call.now) === 'revoked') {
      throw new Problem(401, 'api_key_revoked', 'This API Key has been revoked and can not be rotated.');
    }
    const revokeAt = textOf(call.body, 'revoke_at');
    const wanted = revokeAt === undefined ? call.now : certain(parseTimestamp(revokeAt));
    if (wanted - call.now > LONGEST_OVERLAP_MS) {
      throw new Problem(400, 'validation_failed', 'revoke_at must be within the next 30 days.', {
        param: 'revoke_at',
      });
    }
    endKey(call, old, Math.max(call.now, wanted));
    const expiresAt = textOf(call.body, 'expires_at');
    const issued = addKey(call, {
      name: old.name,
      roleId: old.roleId,
      expiresAt: expiresAt === undefined ? old.expiresAt : parseTimestamp(expiresAt),
    });
    const documentation = call.transaction.get('documentationKeys', call.account.id);
    if (documentation?.apiKeyId === old.id) {
      call.transaction.put('documentationKeys', { ...documentation, apiKeyId: issued.record.id });
      call.server.documentationSecrets.set(issued.record.id, issued.secret);
    }
    return {
      status: 201,
      location: `${ROUTE}/${issued.record.id}`,
      body: renderCreatedKey(renderContext(call), issued.record, issued.secret),
    };
  },
};

const revoke: Operation = {
  method: 'DELETE',
  route: `${ROUTE}/{id}`,
  requires: { kind: 'admin' },
  handle: (call) => {
    endKey(call, ownKey(call), call.now);
    return { status: 200, body: {} };
  },
};

/** For a signed-in person only, whom this server does not know: a key is always refused (see documentation-key.ts). */
const fetchDocumentationKey: Operation = {
  method: 'POST',
  route: `${ROUTE}/actions/fetch-doc-api-key`,
  requires: { kind: 'admin' },
  body: () => ({ optional: true, fields: {} }),
  handle: () => {
    throw new Problem(
      403,
      'insufficient_permissions',
      'This API Key may not fetch the documentation key: only a signed-in user may.',
    );
  },
};

export const apiKeyOperations: readonly Operation[] = [
  list,
  create,
  fetchDocumentationKey,
  get,
  rotate,
  revoke,
];
