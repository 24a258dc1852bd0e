/** What was measured of a leak response; measured anew whenever what it rests on changes. */
import { useEffect, useState } from 'react';
import type { LeakProof } from '../../../shared/ipc/guide-channels.ts';
import { call, onEvent } from '../../lib/bridge.ts';
import { createLastAsked } from '../../lib/last-asked.ts';

const RESTS_ON: readonly string[] = ['findings', 'guides', 'keys', 'rotations', 'replacements'];

export function useProof(guideId: string): LeakProof | null {
  const [proof, setProof] = useState<LeakProof | null>(null);
  useEffect(() => {
    const last = createLastAsked();
    const load = async (): Promise<void> => {
      const reply = await last.answer(call('guides.proof', { guideId }));
      if (reply?.ok === true) setProof(reply.value);
    };
    void load();
    const stop = onEvent('vault.changed', ({ collections }) => {
      if (collections.some((name) => RESTS_ON.includes(name))) void load();
    });
    return () => {
      last.end();
      stop();
    };
  }, [guideId]);
  return proof;
}
