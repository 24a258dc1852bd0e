/** What the request logs tell. Asked for by the overview alone: each key is a request to the API. */
import { create } from 'zustand';
import type { UsageSign } from '../../../shared/usage-signs.ts';
import { call } from '../../app/bridge.ts';

export interface SignsStore {
  readonly signs: readonly UsageSign[];
  /** Keys whose logs could not be read. */
  readonly unread: number;
  /** Ids of what somebody has put away until the next unlock. */
  readonly dismissed: ReadonlySet<string>;
  readonly load: () => Promise<void>;
  readonly dismiss: (id: string) => void;
}

export const useSigns = create<SignsStore>((set) => ({
  signs: [],
  unread: 0,
  dismissed: new Set(),
  load: async () => {
    const reply = await call('attention.signs', undefined);
    if (reply.ok) set({ signs: reply.value.signs, unread: reply.value.unread });
  },
  dismiss: (id) => set(({ dismissed }) => ({ dismissed: new Set([...dismissed, id]) })),
}));
