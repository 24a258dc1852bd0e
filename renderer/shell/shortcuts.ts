import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { useGuides } from '../features/runbook/store.ts';
import { changeTextSize } from '../features/settings/text-size.ts';
import { call } from '../lib/bridge.ts';
import type { MessageId } from '../lib/messages/en.ts';
import { useNavigation, type NavigationStore } from '../lib/navigation-store.ts';

export interface Shortcut {
  /** In tinykeys' notation; `$mod` is ⌘ on macOS and Ctrl elsewhere. */
  readonly keys: string;
  /** Where the notation says it badly. */
  readonly shown?: string;
  readonly label: MessageId;
  readonly run: () => void;
  /** Works while a text field has the focus. */
  readonly whileTyping?: boolean;
}

const navigation = useNavigation.getState;

export const SHORTCUTS: readonly Shortcut[] = [
  {
    keys: '$mod+k',
    label: 'palette.open',
    whileTyping: true,
    run: () => navigation().setPaletteOpen(!navigation().paletteOpen),
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
  {
    keys: '/',
    label: 'keys.search',
    run: () => {
      navigation().go('keys');
      setTimeout(() => document.getElementById('key-search')?.focus(), 0);
    },
  },
  { keys: 'g o', label: 'nav.overview', run: () => navigation().go('overview') },
  { keys: 'g k', label: 'nav.keys', run: () => navigation().go('keys') },
  { keys: 'g r', label: 'nav.review', run: () => navigation().go('review') },
  { keys: 'g f', label: 'nav.findings', run: () => navigation().go('findings') },
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

/** Single letters must not fire while somebody types, nor anything behind a dialog. */
export function useShortcuts(): void {
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
