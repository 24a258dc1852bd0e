import { Dialog as Base } from '@base-ui/react/dialog';
import {
  ArrowRight,
  Bookmark,
  FolderSearch,
  KeyRound,
  KeySquare,
  Keyboard,
  Lock,
  PackageX,
  Plug,
  Plus,
  RefreshCw,
  ShieldCheck,
  Trash2,
  UserMinus,
} from 'lucide-react';
import { useId, useMemo, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useArticles } from '../features/help/use-articles.ts';
import { redactedTail } from '../features/keys/redacted-tail.ts';
import { matchesSearch, parseSearch } from '../features/keys/search.ts';
import { applyView } from '../features/keys/saved-view.ts';
import { useKeys } from '../features/keys/store.ts';
import { useFollowed, useViews } from '../features/keys/upkeep-store.ts';
import { classes } from '../ui/classes.ts';
import { ModeMark, StatusBadge } from '../ui/marks.tsx';
import { useNow } from '../ui/use-now.ts';
import { call } from '../lib/bridge.ts';
import { flowCommands, helpCommands } from './palette-flows.tsx';
import { useText, type TextFunction } from '../lib/intl.tsx';
import { useNavigation, type Route } from '../lib/navigation-store.ts';
import styles from './command-palette.module.css';
import { MINUTE_MS } from '../../shared/times.ts';

const c = classes(styles);
/** More than fits on the screen is not read; typing narrows it. */
const MOST_KEYS = 12;
const ROUTES: readonly Route[] = ['overview', 'keys', 'review', 'findings', 'activity', 'settings'];

interface Command {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  readonly icon: ReactElement;
  readonly aside?: ReactElement;
  readonly run: () => void;
}

function fixedCommands(t: TextFunction): readonly Command[] {
  const { go, openDialog } = useNavigation.getState();
  const act = t('palette.actions');
  const sync = (): void => void call('connections.sync', { connectionId: null });
  return [
    {
      id: 'new',
      group: act,
      label: t('keys.new'),
      icon: <Plus aria-hidden />,
      run: () => openDialog({ kind: 'create-key' }),
    },
    {
      id: 'service-key',
      group: act,
      label: t('providers.add-key'),
      icon: <KeySquare aria-hidden />,
      run: () => openDialog({ kind: 'add-service-key', serviceId: null }),
    },
    {
      id: 'scan',
      group: act,
      label: t('palette.scan'),
      icon: <FolderSearch aria-hidden />,
      run: () => go('findings'),
    },
    { id: 'sync', group: act, label: t('status-line.sync-now'), icon: <RefreshCw aria-hidden />, run: sync },
    {
      id: 'connect',
      group: act,
      label: t('connect.title'),
      icon: <Plug aria-hidden />,
      run: () => openDialog({ kind: 'connect' }),
    },
    {
      id: 'password',
      group: act,
      label: t('settings.change-password'),
      icon: <ShieldCheck aria-hidden />,
      run: () => openDialog({ kind: 'change-password' }),
    },
    {
      id: 'lock',
      group: act,
      label: t('shell.lock-vault'),
      icon: <Lock aria-hidden />,
      run: () => void call('vault.lock', undefined),
    },
    {
      id: 'shortcuts',
      group: act,
      label: t('shortcuts.title'),
      icon: <Keyboard aria-hidden />,
      run: () => openDialog({ kind: 'shortcuts' }),
    },
    ...flowCommands(t),
    {
      id: 'someone-left',
      group: act,
      label: t('people.open'),
      icon: <UserMinus aria-hidden />,
      run: () => openDialog({ kind: 'someone-left' }),
    },
    {
      id: 'trash',
      group: act,
      label: t('trash.open'),
      icon: <Trash2 aria-hidden />,
      run: () => openDialog({ kind: 'trash' }),
    },
    {
      id: 'kept-replies',
      group: act,
      label: t('kept.open'),
      icon: <PackageX aria-hidden />,
      run: () => openDialog({ kind: 'kept-replies' }),
    },
    ...ROUTES.map((route) => ({
      id: `go-${route}`,
      group: t('palette.go-to'),
      label: t(`nav.${route}`),
      icon: <ArrowRight aria-hidden />,
      run: () => go(route),
    })),
  ];
}

export function CommandPalette(): ReactElement {
  const t = useText();
  const id = useId();
  const { setPaletteOpen, openKey } = useNavigation();
  const keys = useKeys((store) => store.items);
  const [search, setSearch] = useState('');
  const [position, setPosition] = useState(0);
  const now = useNow(MINUTE_MS);
  const articles = useArticles();
  const { items: views, load } = useViews();
  useFollowed(load);

  const commands = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    const fixed = [
      ...views.map((view): Command => ({
        id: `view-${view.id}`,
        group: t('views.title'),
        label: view.name,
        icon: <Bookmark aria-hidden />,
        run: () => applyView(view),
      })),
      ...fixedCommands(t),
    ].filter((command) => command.label.toLowerCase().includes(wanted));
    if (wanted === '') return fixed;
    const query = parseSearch(search);
    const found: Command[] = [];
    for (const key of keys) {
      if (found.length === MOST_KEYS) break;
      if (!matchesSearch(key, query, now)) continue;
      found.push({
        id: key.id,
        group: t('nav.keys'),
        label: key.name,
        icon: <KeyRound aria-hidden />,
        aside: (
          <>
            <code className="muted">{redactedTail(key.redacted)}</code>
            <StatusBadge status={key.status} />
            <ModeMark mode={key.mode} />
          </>
        ),
        run: () => openKey(key.id),
      });
    }
    return [...found, ...fixed, ...helpCommands(t, articles, search)];
  }, [search, keys, views, t, openKey, now, articles]);

  const current = Math.min(position, commands.length - 1);
  const run = (command: Command | undefined): void => {
    if (command === undefined) return;
    setPaletteOpen(false);
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && commands.length > 0) {
      event.preventDefault();
      const next = (current + step + commands.length) % commands.length;
      setPosition(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(commands[current]);
    }
  };

  return (
    <Base.Root open onOpenChange={(open) => setPaletteOpen(open)}>
      <Base.Portal>
        <Base.Backdrop className={c('backdrop')} />
        <Base.Popup className={c('popup')} aria-label={t('palette.open')}>
          <input
            role="combobox"
            aria-expanded
            aria-controls={`${id}-list`}
            aria-activedescendant={commands.length === 0 ? undefined : `${id}-${current}`}
            aria-label={t('palette.open')}
            placeholder={t('palette.placeholder')}
            className={c('input')}
            value={search}
            spellCheck={false}
            onChange={(event) => {
              setSearch(event.target.value);
              setPosition(0);
            }}
            onKeyDown={onKeyDown}
          />
          <div role="listbox" id={`${id}-list`} aria-label={t('palette.results')} className={c('list')}>
            {commands.length === 0 ? <p className={c('none')}>{t('palette.none')}</p> : null}
            {commands.map((command, index) => (
              <div key={command.id} role="presentation">
                {commands[index - 1]?.group === command.group ? null : (
                  <div className={c('group')} role="presentation">
                    {command.group}
                  </div>
                )}
                <div
                  role="option"
                  id={`${id}-${index}`}
                  aria-selected={index === current}
                  className={c('item', index === current && 'current')}
                  onClick={() => run(command)}
                  onPointerMove={() => setPosition(index)}
                >
                  {command.icon}
                  <span className={c('label', 'truncate')}>{command.label}</span>
                  {command.aside}
                </div>
              </div>
            ))}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
