/** What wants a person, as the vault's process works it out; the page only shows it. */
import { create } from 'zustand';
import type { Elsewhere } from '../../../shared/ipc/attention-channels.ts';
import type { SerializedError } from '../../../shared/errors.ts';
import type { Matters } from '../../../shared/matters.ts';
import { call } from '../../lib/bridge.ts';

export interface AttentionStore extends Matters {
  /** Keys whose logs could not be read. */
  readonly unread: number;
  readonly elsewhere: readonly Elsewhere[];
  /** `idle` before the first answer: nothing may look like calm then. */
  readonly status: 'idle' | 'ready' | 'error';
  readonly error: SerializedError | null;
  /** What the vault holds. */
  readonly load: () => Promise<void>;
  /** What the API says; the overview alone asks for it. */
  readonly readLogs: () => Promise<void>;
}

export const useAttentionStore = create<AttentionStore>((set) => {
  let latest = 0;
  return {
    items: [],
    putOff: [],
    unread: 0,
    elsewhere: [],
    status: 'idle',
    error: null,
    load: async () => {
      // Two reads can overtake each other, and one change of several lists asks several times: the last one counts.
      latest += 1;
      const mine = latest;
      await Promise.resolve();
      if (mine !== latest) return;
      const [matters, elsewhere] = await Promise.all([
        call('matters.list', undefined),
        call('attention.elsewhere', undefined),
      ]);
      if (mine !== latest) return;
      set((before) => ({
        ...(matters.ok
          ? { ...matters.value, status: 'ready', error: null }
          : { status: before.status === 'ready' ? 'ready' : 'error', error: matters.error }),
        ...(elsewhere.ok ? { elsewhere: elsewhere.value.events } : {}),
      }));
    },
    readLogs: async () => {
      const reply = await call('matters.read-logs', undefined);
      if (reply.ok) set({ unread: reply.value.unread });
    },
  };
});
