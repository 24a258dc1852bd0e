/** What main says about the app: phase, settings, clipboard. Holds nothing of the vault's content. */
import { create } from 'zustand';
import type { SerializedError } from '../../shared/errors.ts';
import type { AppState, EventPayload } from '../../shared/ipc-contract.ts';
import { call, onEvent } from './bridge.ts';

export interface AppStore {
  readonly state: AppState | null;
  readonly error: SerializedError | null;
  readonly clipboard: EventPayload<'clipboard.state'>;
  /** When the vault locks unless somebody is there; null: it does not. */
  readonly locksAt: string | null;
  /** The first run goes on after the vault was made: recovery key, connection, first scan. */
  readonly onboarding: boolean;
  /** The dialog that restores a backup is open; it outlives the change from the first screen to the unlock screen. */
  readonly restoring: boolean;
  readonly load: () => Promise<void>;
  /** A password was sent, and its answer is not here yet. */
  readonly unlocking: boolean;
  readonly setOnboarding: (onboarding: boolean) => void;
  readonly setRestoring: (restoring: boolean) => void;
}

export const useAppStore = create<AppStore>((set) => ({
  state: null,
  error: null,
  clipboard: { label: null, clearsAt: null },
  locksAt: null,
  onboarding: false,
  restoring: false,
  unlocking: false,
  load: async () => {
    const reply = await call('app.state', undefined);
    if (reply.ok) set({ state: reply.value, error: null });
    else set({ error: reply.error });
  },
  setOnboarding: (onboarding) => set({ onboarding }),
  setRestoring: (restoring) => set({ restoring }),
}));

export function startAppStore(): void {
  onEvent('app.state-changed', (state) => useAppStore.setState({ state, error: null }));
  onEvent('clipboard.state', (clipboard) => useAppStore.setState({ clipboard }));
  onEvent('lock.warning', ({ locksAt }) => useAppStore.setState({ locksAt }));
  void useAppStore.getState().load();
}
