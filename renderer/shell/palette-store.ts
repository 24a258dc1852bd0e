/** What was typed into the palette: kept apart from its window, which may not be there yet when somebody types. */
import { create } from 'zustand';
import { useNavigation } from '../lib/navigation-store.ts';

export interface PaletteStore {
  readonly search: string;
  /** Enter was pressed before there was anything to choose from. */
  readonly entered: boolean;
  /** Ids of what was done last, the newest first; until the vault is locked. */
  readonly recent: readonly string[];
  readonly setSearch: (search: string) => void;
  readonly setEntered: (entered: boolean) => void;
  readonly done: (id: string) => void;
}

const MOST_RECENT = 20;

export const usePalette = create<PaletteStore>((set) => ({
  search: '',
  entered: false,
  recent: [],
  setSearch: (search) => set({ search }),
  setEntered: (entered) => set({ entered }),
  done: (id) =>
    set(({ recent }) => ({ recent: [id, ...recent.filter((other) => other !== id)].slice(0, MOST_RECENT) })),
}));

export function openPalette(): void {
  usePalette.setState({ search: '', entered: false });
  useNavigation.getState().setPaletteOpen(true);
}

const isPaletteKey = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k';

/**
 * Hears the palette's shortcut from the moment in which a password was sent, and takes what is typed after it until the
 * palette's own field has the focus, so that nothing is lost however fast somebody types. Returns the way to stop it.
 *
 * SECURITY: only after the shortcut; a password that is being typed never comes this way.
 */
export function followTyping(mayOpen: () => boolean): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    const { paletteOpen, dialog } = useNavigation.getState();
    if (isPaletteKey(event)) {
      if (!mayOpen() || dialog !== null) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.repeat) return;
      if (paletteOpen) useNavigation.getState().setPaletteOpen(false);
      else openPalette();
      return;
    }
    if (!paletteOpen || !mayOpen()) return;
    if (event.target instanceof HTMLElement && event.target.dataset['palette'] === 'search') return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const { search, setSearch, setEntered } = usePalette.getState();
    if (event.key === 'Escape') useNavigation.getState().setPaletteOpen(false);
    else if (event.key === 'Enter') setEntered(true);
    else if (event.key === 'Backspace') setSearch(search.slice(0, -1));
    else if ([...event.key].length === 1) setSearch(search + event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener('keydown', onKeyDown, { capture: true });
  return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
}
