import type { ReactElement } from 'react';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useAppStore } from '../lib/app-store.ts';
import { useText } from '../lib/intl.tsx';
import { KEY_ACTION_IDS, KEY_SHORTCUTS } from '../features/keys/key-actions.tsx';
import { shortcutText } from '../lib/shortcut-text.ts';
import { SHORTCUTS } from './shortcuts.ts';
import styles from './command-palette.module.css';

const c = classes(styles);

export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const mac = useAppStore((store) => store.state?.platform === 'darwin');
  const lists: readonly (readonly [string, string])[] = [
    ...SHORTCUTS.filter(({ hidden }) => hidden !== true).map(
      (shortcut) => [shortcutText(shortcut.shown ?? shortcut.keys, mac), t(shortcut.label)] as const,
    ),
    ...KEY_ACTION_IDS.flatMap((id) => {
      const keys = KEY_SHORTCUTS[id];
      return keys === undefined ? [] : [[shortcutText(keys, mac), t(`action.${id}`)] as const];
    }),
    ['↑ ↓', t('shortcuts.move')],
    [t('shortcuts.letters-keys'), t('shortcuts.letters')],
    [t('shortcuts.space'), t('shortcuts.mark')],
    ['Shift+↑ ↓', t('shortcuts.mark-range')],
    [mac ? '⌘A' : 'Ctrl+A', t('shortcuts.mark-all')],
    ['Esc', t('shortcuts.close')],
  ];
  return (
    <Dialog
      wide
      title={t('shortcuts.title')}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('common.close')}</Button>}
    >
      {/* In a small window it scrolls, and nothing else in it takes the keyboard. */}
      <div role="group" aria-label={t('shortcuts.title')} tabIndex={0}>
        <dl className={c('cheats')}>
          {lists.map(([keys, label]) => (
            <div key={keys} className={c('cheat')}>
              <dt>{label}</dt>
              <dd>
                <kbd className={c('kbd')}>{keys}</kbd>
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </Dialog>
  );
}
