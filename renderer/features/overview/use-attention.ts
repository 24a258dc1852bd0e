import { useMemo } from 'react';
import { useNavigation } from '../../app/navigation-store.ts';
import { useNow } from '../../ui/use-now.ts';
import { useConnections } from '../connections/store.ts';
import { useFindings } from '../findings/store.ts';
import { useKeys, useRotations } from '../keys/store.ts';
import { useSigns } from './signs-store.ts';
import { attentionList, type AttentionItem } from './attention.ts';

export function useAttention(): readonly AttentionItem[] {
  const keys = useKeys((store) => store.items);
  const connections = useConnections((store) => store.items);
  const findings = useFindings((store) => store.items);
  const rotations = useRotations((store) => store.items);
  const signs = useSigns((store) => store.signs);
  const dismissed = useSigns((store) => store.dismissed);
  const connectionId = useNavigation((store) => store.connectionId);
  const now = useNow(60_000);
  return useMemo(() => {
    const mine = (id: string | null): boolean => connectionId === null || id === connectionId;
    return attentionList(
      {
        keys: keys.filter((key) => mine(key.connectionId)),
        connections: connections.filter((connection) => mine(connection.id)),
        findings,
        rotations,
        signs,
      },
      now,
    ).filter(({ id }) => !dismissed.has(id));
  }, [keys, connections, findings, rotations, signs, dismissed, connectionId, now]);
}
