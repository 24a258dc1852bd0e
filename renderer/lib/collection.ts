/** A list that main owns and the renderer shows: read once, read again when main says that it changed. */
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { SerializedError } from '../../shared/errors.ts';
import type { IpcReply, ChannelName, EventPayload } from '../../shared/ipc-contract.ts';
import { onEvent } from './bridge.ts';
import { createLastAsked } from './last-asked.ts';

export interface Collection<Item> {
  readonly items: readonly Item[];
  /** `idle` before the first reply. */
  readonly status: 'idle' | 'ready' | 'error';
  readonly error: SerializedError | null;
  readonly load: () => Promise<void>;
}

export type CollectionName = EventPayload<'vault.changed'>['collections'][number];

export function createCollection<Item, Name extends ChannelName>(
  read: () => Promise<IpcReply<Name>>,
  pick: (value: Extract<IpcReply<Name>, { readonly ok: true }>['value']) => readonly Item[],
): UseBoundStore<StoreApi<Collection<Item>>> {
  const last = createLastAsked();
  return create<Collection<Item>>((set) => ({
    items: [],
    status: 'idle',
    error: null,
    load: async () => {
      const reply = await last.answer(read());
      if (reply === null) return;
      if (reply.ok) set({ items: pick(reply.value), status: 'ready', error: null });
      else set((before) => ({ status: before.status === 'ready' ? 'ready' : 'error', error: reply.error }));
    },
  }));
}

export type Load = () => Promise<void>;

/**
 * Keeps what is shown current as long as the shell is there; returns the way to stop it. `loads` says of each collection
 * what is read again when it changed. What stands there twice is read once, however much changed together.
 */
export function followChanges(loads: Readonly<Partial<Record<CollectionName, readonly Load[]>>>): () => void {
  const loadAll = (changed: readonly (readonly Load[] | undefined)[]): void => {
    for (const load of new Set(changed.flatMap((some) => some ?? []))) void load();
  };
  loadAll(Object.values(loads));
  return onEvent('vault.changed', ({ collections }) => loadAll(collections.map((name) => loads[name])));
}
