/** Requests per day and key, as the vault's process counted them. */
import { create } from 'zustand';
import type { AccountUsage } from '../../../shared/ipc/attention-channels.ts';
import { dayStarts } from '../../../shared/day-starts.ts';
import type { SerializedError } from '../../../shared/errors.ts';
import { call } from '../../lib/bridge.ts';
import { USAGE_DAYS } from './usage.ts';

export interface UsageStore {
  /** Null before the first answer. */
  readonly accounts: readonly AccountUsage[] | null;
  readonly error: SerializedError | null;
  readonly pending: boolean;
  readonly load: (refresh: boolean) => Promise<void>;
}

export const useUsage = create<UsageStore>((set, get) => ({
  accounts: null,
  error: null,
  pending: false,
  load: async (refresh) => {
    if (get().pending) return;
    set({ pending: true });
    const days = dayStarts(new Date(), USAGE_DAYS).map((start) => new Date(start).toISOString());
    const reply = await call('attention.usage', { refresh, days });
    set(
      reply.ok
        ? { accounts: reply.value.accounts, error: null, pending: false }
        : { error: reply.error, pending: false },
    );
  },
}));
