/** Forms that were left half filled, as the vault keeps them. Holds no secret: forms keep secrets out of their drafts. */
import { create } from 'zustand';
import type { Draft } from '../../shared/ipc/desktop-channels.ts';
import { call } from './bridge.ts';

export type DraftValues = Draft['values'];

export interface DraftsStore {
  readonly drafts: readonly Draft[];
  /** Whether they were read since the vault was unlocked. */
  readonly isRead: boolean;
  /** Read once, when the vault was unlocked. */
  readonly load: () => Promise<readonly Draft[]>;
  readonly save: (formId: string, values: DraftValues) => Promise<void>;
  readonly remove: (formId: string) => Promise<void>;
}

let loaded: Promise<readonly Draft[]> | null = null;

export const useDrafts = create<DraftsStore>((set) => ({
  drafts: [],
  isRead: false,
  load: () => {
    loaded ??= call('drafts.list', undefined).then((reply) => {
      if (!reply.ok) loaded = null;
      const drafts = reply.ok ? reply.value.drafts : [];
      set({ drafts, isRead: reply.ok });
      return drafts;
    });
    return loaded;
  },
  save: async (formId, values) => {
    const draft: Draft = { formId, values, savedAt: new Date().toISOString() };
    set((before) => ({ drafts: [...before.drafts.filter((other) => other.formId !== formId), draft] }));
    // What can't be kept now is kept with the next letter; a form is not the place for an error about its draft.
    await call('drafts.save', { formId, values });
  },
  remove: async (formId) => {
    set((before) => ({ drafts: before.drafts.filter((draft) => draft.formId !== formId) }));
    await call('drafts.remove', { formId });
  },
}));
