/** `/v1/identity/roles` */
import { newIdentifier } from '../state/identifiers.ts';
import type { RoleRecord } from '../state/records.ts';
import { textOf, textsOf, type BodyField } from '../http/body.ts';
import { renderRole } from '../http/objects.ts';
import { containsText, page, type Call, type Operation } from '../http/operation.ts';
import { Problem, gone, notFound } from '../http/problem.ts';
import { PAGE_FIELDS } from '../http/query.ts';
import { isKnownPermission } from '../../../shared/permissions.ts';
import { changedFields, ownAndSystem, renderContext, roleOf } from './shared.ts';
import { certain } from '../../../shared/certain.ts';

const ROUTE = '/v1/identity/roles';
const includes = (): readonly string[] => ['owner', 'owner.account', 'permissions'];

const PERMISSIONS: BodyField = {
  kind: 'texts',
  item: {
    matches: isKnownPermission,
    description:
      'permissions in the form <domain>:<action>, with a known domain and one of create, read, update, delete',
  },
};

function ownRole(call: Call): RoleRecord {
  const id = certain(call.parameters['id']);
  const role = call.transaction.get('roles', id);
  if (role !== undefined && role.accountId === call.account.id && role.deletedAt !== null) throw gone('role');
  const visible = roleOf(call, id);
  if (visible === undefined) throw notFound('role');
  if (visible.accountId === null) {
    throw new Problem(400, 'validation_failed', 'System roles can not be changed.');
  }
  return visible;
}

/** @throws Problem `resource_conflict` where another role has that name */
function assertNameFree(call: Call, name: string, exceptId: string | null): void {
  const taken = ownAndSystem(call, call.server.store.table('roles')).some(
    (role) => role.id !== exceptId && role.name.toLowerCase() === name.toLowerCase(),
  );
  if (taken) {
    throw new Problem(409, 'resource_conflict', 'A role with this name exists already.', { param: 'name' });
  }
}

function tracked(role: RoleRecord): Readonly<Record<string, string | readonly string[]>> {
  return { name: role.name, type: role.type, permissions: role.permissions };
}

const list: Operation = {
  method: 'GET',
  route: ROUTE,
  requires: { kind: 'permission', permission: 'roles:read' },
  query: (contract) => ({
    ...PAGE_FIELDS,
    q: { kind: 'text' },
    [contract === 'v15' ? 'role_types' : 'types']: { kind: 'texts' },
  }),
  includes,
  handle: (call) => {
    const q = call.query.text('q');
    const types = call.query.set(call.contract === 'v15' ? 'role_types' : 'types');
    return page(
      call,
      ROUTE,
      ownAndSystem(call, call.server.store.table('roles')),
      (role) => containsText(role.name, q) && (types === null || types.has(role.type)),
      (role) => renderRole(renderContext(call), role),
    );
  },
};

const create: Operation = {
  method: 'POST',
  route: ROUTE,
  requires: { kind: 'permission', permission: 'roles:create' },
  includes,
  body: (contract) => ({
    fields: {
      name: { kind: 'text', required: true, maximumLength: 255 },
      permissions: { ...PERMISSIONS, required: contract === 'v15' },
    },
  }),
  handle: (call) => {
    const name = certain(textOf(call.body, 'name'));
    assertNameFree(call, name, null);
    const role: RoleRecord = {
      id: newIdentifier('rl'),
      accountId: call.account.id,
      createdAt: call.now,
      sequence: call.transaction.nextSequence(),
      name,
      // Roles made through the API are always of this type, so no key can mint an admin.
      type: 'user',
      permissions: [...new Set(textsOf(call.body, 'permissions') ?? [])],
      updatedAt: call.now,
      deletedAt: null,
    };
    call.transaction.put('roles', role);
    call.audit({
      action: 'create',
      resourceType: 'role',
      resourceId: role.id,
      changes: changedFields(null, tracked(role)),
    });
    return { status: 201, location: `${ROUTE}/${role.id}`, body: renderRole(renderContext(call), role) };
  },
};

const get: Operation = {
  method: 'GET',
  route: `${ROUTE}/{id}`,
  requires: { kind: 'permission', permission: 'roles:read' },
  includes,
  handle: (call) => {
    const role = roleOf(call, certain(call.parameters['id']));
    if (role === undefined) throw notFound('role');
    return { status: 200, body: renderRole(renderContext(call), role) };
  },
};

const update: Operation = {
  method: 'PATCH',
  route: `${ROUTE}/{id}`,
  requires: { kind: 'permission', permission: 'roles:update' },
  includes,
  body: () => ({
    atLeastOne: true,
    fields: { name: { kind: 'text', maximumLength: 255 }, permissions: PERMISSIONS },
  }),
  handle: (call) => {
    const before = ownRole(call);
    const name = textOf(call.body, 'name') ?? before.name;
    if (name.trim() === '') {
      throw new Problem(400, 'missing_field', 'name must not be empty.', { param: 'name' });
    }
    assertNameFree(call, name, before.id);
    const permissions = [...new Set(textsOf(call.body, 'permissions') ?? before.permissions)];
    const after: RoleRecord = { ...before, name, permissions, updatedAt: call.now };
    call.transaction.put('roles', after);
    call.audit({
      action: 'update',
      resourceType: 'role',
      resourceId: after.id,
      changes: changedFields(tracked(before), tracked(after)),
    });
    return { status: 200, body: renderRole(renderContext(call), after) };
  },
};

const remove: Operation = {
  method: 'DELETE',
  route: `${ROUTE}/{id}`,
  requires: { kind: 'permission', permission: 'roles:delete' },
  handle: (call) => {
    const role = ownRole(call);
    call.transaction.put('roles', { ...role, deletedAt: call.now, updatedAt: call.now });
    call.audit({
      action: 'delete',
      resourceType: 'role',
      resourceId: role.id,
      changes: changedFields(tracked(role), null),
    });
    return { status: 200, body: {} };
  },
};

export const roleOperations: readonly Operation[] = [list, create, get, update, remove];
