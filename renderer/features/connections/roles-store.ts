/** The roles of accounts, as their servers list them. */
import { useEffect, useState } from 'react';
import type { Role } from '../../../shared/domain.ts';
import type { SerializedError } from '../../../shared/errors.ts';
import type { RoleListing } from '../../../shared/ipc/connection-channels.ts';
import { call, onEvent } from '../../lib/bridge.ts';
import { createLastAsked, type LastAsked } from '../../lib/last-asked.ts';

export interface RoleList {
  /** Null until they are read; what was read before where they cannot be read now. */
  readonly roles: readonly Role[] | null;
  readonly error: SerializedError | null;
  /** Why what is given is not what the server lists now, and when it was read. */
  readonly unread: RoleListing['unread'];
}

const UNREAD: RoleList = { roles: null, error: null, unread: null };

/** @returns the list of an account, by the id of its connection */
export function useRoles(connectionIds: readonly string[]): (connectionId: string | null) => RoleList {
  const [read, setRead] = useState<ReadonlyMap<string, RoleList>>(new Map());
  const ids = connectionIds.join(' ');
  useEffect(() => {
    const asked = new Map<string, LastAsked>();
    const failing = new Set<string>();
    const load = async (connectionId: string): Promise<void> => {
      const last = asked.get(connectionId) ?? createLastAsked();
      asked.set(connectionId, last);
      const reply = await last.answer(call('roles.list', { connectionId }));
      if (reply === null) return;
      if (reply.ok && reply.value.unread === null) failing.delete(connectionId);
      else failing.add(connectionId);
      setRead((before) =>
        new Map(before).set(
          connectionId,
          reply.ok
            ? { ...reply.value, error: null }
            : { roles: before.get(connectionId)?.roles ?? [], error: reply.error, unread: null },
        ),
      );
    };
    const loadAll = (): void => {
      for (const id of ids.split(' ')) if (id !== '') void load(id);
    };
    loadAll();
    const stop = onEvent('vault.changed', ({ collections }) => {
      if (collections.includes('roles')) loadAll();
      // The account answers again, perhaps.
      else if (collections.includes('connections')) for (const id of failing) void load(id);
    });
    return () => {
      for (const last of asked.values()) last.end();
      stop();
    };
  }, [ids]);
  return (connectionId) => (connectionId === null ? UNREAD : (read.get(connectionId) ?? UNREAD));
}

/** Of one account; nothing of another's. */
export function useRolesOf(connectionId: string | null): RoleList {
  return useRoles(connectionId === null ? [] : [connectionId])(connectionId);
}
