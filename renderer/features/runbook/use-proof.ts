/** What was measured of a leak response; measured anew whenever what it rests on changes. */
import { useCallback, useEffect, useState } from 'react';
import type { LeakProof } from '../../../shared/ipc/guide-channels.ts';
import { call, onEvent } from '../../lib/bridge.ts';

const RESTS_ON: readonly string[] = ['findings', 'guides', 'keys', 'rotations', 'replacements'];

export function useProof(guideId: string): LeakProof | null {
  const [proof, setProof] = useState<LeakProof | null>(null);
  const load = useCallback(async (): Promise<void> => {
    const reply = await call('guides.proof', { guideId });
    if (reply.ok) setProof(reply.value);
  }, [guideId]);
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- it sets state after the reply, not in the effect
    void load();
    return onEvent('vault.changed', ({ collections }) => {
      if (collections.some((name) => RESTS_ON.includes(name))) void load();
    });
  }, [load]);
  return proof;
}
