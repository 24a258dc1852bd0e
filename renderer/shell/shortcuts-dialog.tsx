import type { ReactElement } from 'react';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useAppStore } from '../lib/app-store.ts';
import { useText } from '../lib/intl.tsx';
import { SHORTCUTS } from './shortcuts.ts';
import styles from './command-palette.module.css';

const c = classes(styles);

function shownKeys(keys: string, mac: boolean): string {
  if (keys === 'Shift+?') return '?';
  return keys
    .split(' ')
    .map((part) =>
      part
        .split('+')
        .map((key) => (key === '$mod' ? (mac ? '⌘' : 'Ctrl') : key.toUpperCase()))
        .join(mac ? '' : '+'),
    )
    .join(' ');
}

export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const mac = useAppStore((store) => store.state?.platform === 'darwin');
  const lists: readonly (readonly [string, string])[] = [
    ...SHORTCUTS.map(
      (shortcut) => [shownKeys(shortcut.shown ?? shortcut.keys, mac), t(shortcut.label)] as const,
    ),
    ['↑ ↓', t('shortcuts.move')],
    ['Enter', t('shortcuts.open')],
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
    </Dialog>
  );
}
