import { useMemo } from 'react';
import type { Connection, KeySummary } from '../../../shared/domain.ts';
import type { Matter } from '../../../shared/matters.ts';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useConnections } from '../connections/store.ts';
import { useKeys } from '../keys/store.ts';
import { useAttentionStore } from './attention-store.ts';
import { groupMatters, type MatterGroup } from './groups.ts';

/** A matter with what it is about, as the page's lists have it; null while they do not. */
export interface ShownMatter extends Matter {
  readonly key: KeySummary | null;
  readonly connection: Connection | null;
}

export interface ShownMatters {
  readonly items: readonly ShownMatter[];
  /** The same, with alike ones as one. */
  readonly groups: readonly MatterGroup[];
  readonly putOff: readonly { readonly item: ShownMatter; readonly until: string | null }[];
}

/** Of the account that is chosen, or of all; what concerns the vault as a whole is always among them. */
export function useAttention(): ShownMatters {
  const { items, putOff } = useAttentionStore();
  const keys = useKeys((store) => store.items);
  const connections = useConnections((store) => store.items);
  const connectionId = useNavigation((store) => store.connectionId);
  return useMemo(() => {
    const keyById = new Map(keys.map((key) => [key.id, key]));
    const connectionById = new Map(connections.map((connection) => [connection.id, connection]));
    const isMine = (matter: Matter): boolean =>
      connectionId === null || matter.connectionId === null || matter.connectionId === connectionId;
    const shown = (matter: Matter): ShownMatter => ({
      ...matter,
      key: keyById.get(matter.keyId ?? '') ?? null,
      connection:
        matter.kind === 'connection' ? (connectionById.get(matter.connectionId ?? '') ?? null) : null,
    });
    const mine = items.filter(isMine).map(shown);
    return {
      items: mine,
      groups: groupMatters(mine),
      putOff: putOff
        .filter(({ matter }) => isMine(matter))
        .map(({ matter, until }) => ({ item: shown(matter), until })),
    };
  }, [items, putOff, keys, connections, connectionId]);
}
