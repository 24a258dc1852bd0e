/** The roles of every account that is shown, as its server lists them. */
import { useEffect, useState } from 'react';
import type { Connection, Role } from '../../../shared/domain.ts';
import type { SerializedError } from '../../../shared/errors.ts';
import { call, onEvent } from '../../lib/bridge.ts';

export interface RolesOfAccount {
  readonly connection: Connection;
  /** Null until they are read. */
  readonly roles: readonly Role[] | null;
  readonly error: SerializedError | null;
}

export function useRoles(connections: readonly Connection[]): readonly RolesOfAccount[] {
  const [read, setRead] = useState<ReadonlyMap<string, Omit<RolesOfAccount, 'connection'>>>(new Map());
  const ids = connections.map(({ id }) => id).join(' ');
  useEffect(() => {
    let current = true;
    const load = async (connectionId: string): Promise<void> => {
      const reply = await call('roles.list', { connectionId });
      if (!current) return;
      setRead((before) =>
        new Map(before).set(
          connectionId,
          reply.ok
            ? { roles: reply.value.roles, error: null }
            : { roles: before.get(connectionId)?.roles ?? null, error: reply.error },
        ),
      );
    };
    const loadAll = (): void => {
      for (const id of ids.split(' ')) if (id !== '') void load(id);
    };
    loadAll();
    const stop = onEvent('vault.changed', ({ collections }) => {
      if (collections.includes('roles')) loadAll();
    });
    return () => {
      current = false;
      stop();
    };
  }, [ids]);
  return connections.map((connection) => ({
    connection,
    ...(read.get(connection.id) ?? { roles: null, error: null }),
  }));
}
