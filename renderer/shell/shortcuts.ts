import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { useGuides } from '../features/guides/store.ts';
import { changeTextSize } from '../features/settings/text-size.ts';
import { call } from '../lib/bridge.ts';
import type { MessageId } from '../lib/messages/en.ts';
import { useNavigation, type NavigationStore } from '../lib/navigation-store.ts';
import { focusField } from '../lib/when-there.ts';
import { openPalette } from './palette-store.ts';

export interface Shortcut {
  /** In tinykeys' notation; `$mod` is ⌘ on macOS and Ctrl elsewhere. */
  readonly keys: string;
  /** Where the notation says it badly. */
  readonly shown?: string;
  /** Another way to type the same, which is not listed. */
  readonly hidden?: boolean;
  readonly label: MessageId;
  readonly run: () => void;
  /** Works while a text field has the focus. */
  readonly whileTyping?: boolean;
}

const navigation = useNavigation.getState;

function searchKeys(): void {
  if (navigation().route !== 'keys') navigation().go('keys');
  focusField('#key-search');
}

export const SHORTCUTS: readonly Shortcut[] = [
  {
    keys: '$mod+k',
    label: 'palette.open',
    whileTyping: true,
    // It is heard before all others, also while the shell is still on its way: `followTyping`.
    run: openPalette,
  },
  {
    keys: '$mod+l',
    label: 'shell.lock-vault',
    whileTyping: true,
    run: () => void call('vault.lock', undefined),
  },
  {
    keys: '$mod+n',
    label: 'keys.new',
    whileTyping: true,
    run: () => navigation().openDialog({ kind: 'create-key' }),
  },
  { keys: '$mod+f', label: 'keys.search', whileTyping: true, run: searchKeys },
  // Heard by its character: on a German keyboard it is with Shift.
  { keys: 'Shift+/', hidden: true, label: 'keys.search', run: searchKeys },
  { keys: '/', label: 'keys.search', run: searchKeys },
  { keys: 'g o', label: 'nav.overview', run: () => navigation().go('overview') },
  { keys: 'g k', label: 'nav.keys', run: () => navigation().go('keys') },
  { keys: 'g r', label: 'nav.review', run: () => navigation().go('review') },
  { keys: 'g l', label: 'nav.roles', run: () => navigation().go('roles') },
  { keys: 'g f', label: 'nav.findings', run: () => navigation().go('findings') },
  { keys: 'g p', label: 'nav.programs', run: () => navigation().go('programs') },
  { keys: 'g a', label: 'nav.activity', run: () => navigation().go('activity') },
  { keys: 'g s', label: 'nav.settings', run: () => navigation().go('settings') },
  {
    keys: 'F1',
    label: 'nav.help',
    whileTyping: true,
    run: () => navigation().openHelp(helpFor(navigation())),
  },
  { keys: 'Shift+?', label: 'shortcuts.title', run: () => navigation().openDialog({ kind: 'shortcuts' }) },
  {
    // Not the character: plus is with Shift on one keyboard and without on another.
    keys: '$mod+([=+])',
    shown: '$mod++',
    label: 'shortcuts.larger',
    whileTyping: true,
    run: () => changeTextSize(1),
  },
  {
    keys: '$mod+-',
    label: 'shortcuts.smaller',
    whileTyping: true,
    run: () => changeTextSize(-1),
  },
  {
    keys: '$mod+0',
    label: 'shortcuts.normal-size',
    whileTyping: true,
    run: () => changeTextSize('reset'),
  },
  { keys: '$mod+b', label: 'nav.toggle', whileTyping: true, run: () => navigation().toggleSidebar() },
];

/** In tinykeys' notation, as it is listed; null where the keyboard has none for it. */
export function shortcutFor(label: MessageId): string | null {
  const found = SHORTCUTS.find((shortcut) => shortcut.label === label && shortcut.hidden !== true);
  return found === undefined ? null : (found.shown ?? found.keys);
}

/** The page about what is on the screen. */
function helpFor({ route, guideId }: NavigationStore): string | null {
  if (route === 'findings') return 'scanning';
  if (route !== 'guide') return null;
  const kind = useGuides.getState().items.find(({ id }) => id === guideId)?.kind ?? 'leak';
  return { leak: 'leak', narrow: 'least-privilege', drill: 'rotation' }[kind];
}

function isTyping(event: KeyboardEvent): boolean {
  return (
    event.target instanceof Element && event.target.closest('input, textarea, [role="combobox"]') !== null
  );
}

/** Something was typed there that a step back would take away from sight. */
function holdsTypedText({ target }: KeyboardEvent): boolean {
  return (
    (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) &&
    /^(?:text|search|password|textarea|number|url|email)$/.test(target.type) &&
    target.value !== ''
  );
}

/** Goes back a step, unless something nearer to the pressed key has taken it: a menu, a dialog, marks, a search. */
function onEscape(event: KeyboardEvent): void {
  const { dialog, paletteOpen, back } = navigation();
  if (event.key !== 'Escape' || event.defaultPrevented || dialog !== null || paletteOpen) return;
  if (holdsTypedText(event) || document.querySelector('[role="menu"], [role="listbox"]') !== null) return;
  if (back()) event.preventDefault();
}

/** Single letters must not fire while somebody types, nor anything behind a dialog. */
export function useShortcuts(): void {
  useEffect(() => {
    window.addEventListener('keydown', onEscape);
    return () => window.removeEventListener('keydown', onEscape);
  }, []);
  useEffect(
    () =>
      tinykeys(
        window,
        Object.fromEntries(
          SHORTCUTS.map((shortcut) => [
            shortcut.keys,
            (event: KeyboardEvent) => {
              if (shortcut.whileTyping !== true && isTyping(event)) return;
              if (navigation().dialog !== null && shortcut.keys !== '$mod+l') return;
              event.preventDefault();
              shortcut.run();
            },
          ]),
        ),
      ),
    [],
  );
}
