import { create } from 'zustand';
import { call } from '../../lib/bridge.ts';

export interface EditorStore {
  readonly editors: readonly { readonly id: string; readonly name: string }[] | null;
  readonly load: () => Promise<void>;
  /** The user named another program: read again when it is needed. */
  readonly forget: () => void;
}

/** Which editors are installed does not change while somebody looks at findings. */
export const useEditors = create<EditorStore>((set, get) => ({
  editors: null,
  load: async () => {
    if (get().editors !== null) return;
    set({ editors: [] });
    const reply = await call('findings.editors', undefined);
    if (reply.ok) set({ editors: reply.value.editors });
  },
  forget: () => set({ editors: null }),
}));
