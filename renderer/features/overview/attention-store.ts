/** What the overview shows besides the lists: signs of the request logs, what is put off, what others did. */
import { create } from 'zustand';
import type { Elsewhere, PutOff, PutOffDate } from '../../../shared/ipc/attention-channels.ts';
import type { UsageSign } from '../../../shared/usage-signs.ts';
import { call } from '../../lib/bridge.ts';

export interface AttentionStore {
  readonly signs: readonly UsageSign[];
  /** Keys whose logs could not be read. */
  readonly unread: number;
  readonly putOffs: readonly PutOff[];
  readonly dates: readonly PutOffDate[];
  readonly elsewhere: readonly Elsewhere[];
  readonly knownElsewhere: ReadonlySet<string>;
  /** Whether it is known what is put off: before, nothing may be shown that could be. */
  readonly ready: boolean;
  /** What the vault holds. */
  readonly load: () => Promise<void>;
  /** What the API says; the overview alone asks for it. */
  readonly loadSigns: () => Promise<void>;
}

export const useAttentionStore = create<AttentionStore>((set) => {
  let latest = 0;
  return {
    signs: [],
    unread: 0,
    putOffs: [],
    dates: [],
    elsewhere: [],
    knownElsewhere: new Set(),
    ready: false,
    load: async () => {
      // Two reads can overtake each other; only the later one counts.
      latest += 1;
      const mine = latest;
      const [putOff, elsewhere] = await Promise.all([
        call('attention.put-offs', undefined),
        call('attention.elsewhere', undefined),
      ]);
      if (mine !== latest) return;
      set({
        ready: true,
        ...(putOff.ok ? { putOffs: putOff.value.items, dates: putOff.value.dates } : {}),
        ...(elsewhere.ok
          ? { elsewhere: elsewhere.value.events, knownElsewhere: new Set(elsewhere.value.known) }
          : {}),
      });
    },
    loadSigns: async () => {
      const reply = await call('attention.signs', undefined);
      if (reply.ok) set({ signs: reply.value.signs, unread: reply.value.unread });
    },
  };
});
