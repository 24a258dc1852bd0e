import { useMemo } from 'react';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useNow } from '../../ui/use-now.ts';
import { useConnections } from '../connections/store.ts';
import { useFindings } from '../findings/store.ts';
import { useKeys, useRotations } from '../keys/store.ts';
import { useFollowed, useKeptReplies, useReviews } from '../keys/upkeep-store.ts';
import { attentionOf } from './attention.ts';
import type { Attention } from './attention-types.ts';
import { useAttentionStore } from './attention-store.ts';

const NOTHING: Attention = { items: [], putOff: [] };

export function useAttention(): Attention {
  const keys = useKeys((store) => store.items);
  const connections = useConnections((store) => store.items);
  const findings = useFindings((store) => store.items);
  const rotations = useRotations((store) => store.items);
  const { items: reviews, load: loadReviews } = useReviews();
  useFollowed(loadReviews);
  const { items: keptReplies, load: loadKeptReplies } = useKeptReplies();
  useFollowed(loadKeptReplies);
  const extras = useAttentionStore();
  const connectionId = useNavigation((store) => store.connectionId);
  const now = useNow(60_000);
  return useMemo(() => {
    if (!extras.ready) return NOTHING;
    const mine = (id: string | null): boolean => connectionId === null || id === connectionId;
    return attentionOf(
      {
        ...extras,
        keys: keys.filter((key) => mine(key.connectionId)),
        connections: connections.filter((connection) => mine(connection.id)),
        findings,
        rotations,
        reviews,
        keptReplies: keptReplies.filter((reply) => mine(reply.connectionId)),
      },
      now,
    );
  }, [keys, connections, findings, rotations, reviews, keptReplies, extras, connectionId, now]);
}
