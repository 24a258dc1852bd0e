/** Roles and sandboxes of a connected account. */
import { randomUUID } from 'node:crypto';
import type { Role } from '../../../shared/domain.ts';
import type { RoleListing } from '../../../shared/ipc/connection-channels.ts';
import { unreadOf } from './api/schemas.ts';
import { reconcileRoles, rolesOf, writeRoles } from './connections/listed-roles.ts';
import { storeRoles } from './connections/store-account.ts';
import type { HealthMonitor } from './connections/health.ts';
import type { ServiceContext } from './context.ts';
import { AppError } from '../../../shared/errors.ts';
import { ApiError } from '../../http/api-error.ts';
import { requireName } from './input.ts';
import { listPermissionGroups } from './permission-groups.ts';
import { connectionsCollection, rolesCollection } from '../../keys/registry/records.ts';
import type { VaultReader } from '../../vault/types.ts';
import { summarizeRole } from '../../keys/registry/connection-summaries.ts';
import type { SandboxListings } from '../../keys/types.ts';
import { PERMISSION_ACTIONS } from '../../../shared/permissions.ts';
import { quotedNames, unreadEntries } from '../../../shared/unread-entries.ts';
import { say } from '../../../shared/messages/say.ts';
import { certain } from '../../../shared/certain.ts';

/** As the server has them now; as they were read last where it can't be reached. */
export async function readRoles(
  context: ServiceContext,
  health: HealthMonitor,
  connectionId: string,
  signal?: AbortSignal,
): Promise<RoleListing> {
  context.connection(connectionId);
  let unread: RoleListing['unread'] = null;
  try {
    const before = rolesOf(context.vault, connectionId);
    const listed = await context.client(connectionId).listRoles(signal);
    const plan = (reader: VaultReader) => reconcileRoles(reader, connectionId, before, listed);
    const { changed, gone } = plan(context.vault);
    if (changed.length > 0 || gone.length > 0) {
      context.transaction((transaction) => {
        writeRoles(transaction, connectionId, plan(transaction));
      });
    }
    health.rolesRead(connectionId, context.timestamp());
  } catch (thrown) {
    // Offline, what was read last is still worth showing.
    if (
      !(thrown instanceof AppError) ||
      !(thrown instanceof ApiError || thrown.code === 'address-unconfirmed') ||
      thrown.code === 'cancelled' ||
      cachedRoles(context, connectionId).length === 0
    ) {
      throw thrown;
    }
    const { record } = context.connection(connectionId);
    unread = { error: thrown.serialize(), readAt: health.lastReadRolesAt(connectionId, record) };
  }
  return { roles: [...cachedRoles(context, connectionId)], unread };
}

export async function createRole(
  context: ServiceContext,
  connectionId: string,
  input: { readonly name: string; readonly permissions: readonly string[] },
  signal?: AbortSignal,
): Promise<Role> {
  const name = requireName(input.name, 'role');
  const role = await context
    .client(connectionId)
    .createRole({ name, permissions: input.permissions }, randomUUID(), signal)
    .catch(async (thrown: unknown) => {
      throw await namingUnknown(context, connectionId, input.permissions, thrown, signal);
    });
  context.transaction((transaction) => {
    storeRoles(transaction, connectionId, [role]);
    transaction.audit({
      action: 'role-created',
      subjectId: role.id,
      subjectName: role.name,
      detail: say('account.length-permissions', { length: input.permissions.length }),
    });
  });
  return certain(cachedRoles(context, connectionId).find((candidate) => candidate.id === role.id));
}

/** The server says that it knows one of them not, and seldom which: those that it does not list itself are named. */
async function namingUnknown(
  context: ServiceContext,
  connectionId: string,
  permissions: readonly string[],
  thrown: unknown,
  signal?: AbortSignal,
): Promise<unknown> {
  if (!(thrown instanceof ApiError && thrown.code === 'api-rejected' && thrown.field === 'permissions'))
    return thrown;
  const { groups } = await listPermissionGroups(context, connectionId, signal);
  const listed = new Set(
    groups.flatMap(({ domains }) =>
      domains.flatMap(({ code }) => PERMISSION_ACTIONS.map((action) => `${code}:${action}`)),
    ),
  );
  const unknown = permissions.filter((permission) => !listed.has(permission));
  if (unknown.length === 0) return thrown;
  return thrown.restate({
    message: say('account.the-server-does-not-know-permissions', {
      permissions: quotedNames(unreadEntries(unknown)),
    }),
  });
}

/** Sandboxes of a production account, and which are connected. */
export async function listSandboxes(
  context: ServiceContext,
  connectionId: string,
  signal?: AbortSignal,
): Promise<SandboxListings> {
  const { record } = context.connection(connectionId);
  const { items: listed, skipped } = await context.client(connectionId).listSandboxes(signal);
  // The API gives a sandbox's own id, not that of its account, so the name is what tells which is connected.
  const connections = context.vault.list(connectionsCollection);
  const sandboxes = listed.map((sandbox) => ({
    id: sandbox.id,
    name: sandbox.name,
    createdAt: sandbox.created_at,
    connectionId:
      connections.find(
        ({ value }) =>
          value.mode === 'test' &&
          value.origin === record.origin &&
          (value.accountName ?? value.name).toLowerCase() === sandbox.name.toLowerCase(),
      )?.id ?? null,
  }));
  return { sandboxes, unread: unreadOf(skipped) };
}

function cachedRoles(context: ServiceContext, connectionId: string): readonly Role[] {
  return context.vault
    .list(rolesCollection)
    .filter(({ value }) => value.connectionId === connectionId)
    .map(({ value }) => summarizeRole(value))
    .sort((left, right) => left.name.localeCompare(right.name));
}
