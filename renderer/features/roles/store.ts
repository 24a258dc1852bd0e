/** What permissions there are, by area: as an account's server groups them, and what is known here until it has said so. */
import { useEffect, useState } from 'react';
import type { PermissionGroups } from '../../../shared/ipc/guide-channels.ts';
import { builtInPermissionGroups } from '../../../shared/permissions.ts';
import { call } from '../../lib/bridge.ts';

const BUILT_IN: PermissionGroups = { groups: builtInPermissionGroups(), unread: { count: 0, names: [] } };

export function usePermissionGroups(connectionId: string): PermissionGroups {
  const [listed, setListed] = useState(BUILT_IN);
  useEffect(() => {
    let current = true;
    void call('roles.permission-groups', { connectionId }).then((reply) => {
      if (!current || !reply.ok) return;
      const { groups, unread } = reply.value;
      setListed({ groups: groups.length === 0 ? BUILT_IN.groups : groups, unread });
    });
    return () => {
      current = false;
    };
  }, [connectionId]);
  return listed;
}
