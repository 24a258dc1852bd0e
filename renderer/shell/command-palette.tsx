import { Dialog as Base } from '@base-ui/react/dialog';
import { KeyRound } from 'lucide-react';
import {
  useEffect,
  useId,
  useMemo,
  useCallback,
  useState,
  type KeyboardEvent,
  type ReactElement,
} from 'react';
import type { KeySummary } from '../../shared/domain.ts';
import { MINUTE_MS } from '../../shared/times.ts';
import { useArticles } from '../features/help/use-articles.ts';
import { KEY_ACTION_IDS, useKeyActions, type KeyActionId } from '../features/keys/key-actions.tsx';
import { redactedTail } from '../features/keys/redacted-tail.ts';
import { useSpokenRoles } from '../features/keys/role-words.ts';
import { matchesSearch, parseSearch } from '../features/keys/search.ts';
import { useKeys, useKeyView } from '../features/keys/store.ts';
import { useFollowed, useViews } from '../features/keys/upkeep-store.ts';
import { useAppStore } from '../lib/app-store.ts';
import { useErrorText } from '../lib/error-text.ts';
import { useText, type TextFunction } from '../lib/intl.tsx';
import { useNavigation } from '../lib/navigation-store.ts';
import { classes } from '../ui/classes.ts';
import { ModeMark, StatusBadge } from '../ui/marks.tsx';
import { useNow } from '../ui/use-now.ts';
import { fixedCommands, viewCommands, type Command } from './palette-commands.tsx';
import { helpCommands } from './palette-flows.tsx';
import { matchesLabel, readVerbs, recentFirst, type Verb } from './palette-search.ts';
import { usePalette } from './palette-store.ts';
import { shortcutText } from '../lib/shortcut-text.ts';
import styles from './command-palette.module.css';

const c = classes(styles);
/** More than fits on the screen is not read; typing narrows it. */
const MOST_KEYS = 12;
/** Keys that one verb is offered for. */
const MOST_FOR_VERB = 6;

function About({ entry }: { readonly entry: KeySummary }): ReactElement {
  return (
    <>
      <code className="muted">{redactedTail(entry.redacted)}</code>
      <StatusBadge status={entry.status} isLeaked={entry.leakCount > 0} />
      <ModeMark mode={entry.mode} />
    </>
  );
}

function verbsOf(t: TextFunction): readonly Verb<KeyActionId>[] {
  // The English name works in every language: it is what the command calls it, and what documents say.
  return KEY_ACTION_IDS.map((id) => ({ id, words: [id.replace('-', ' '), t(`action.words-${id}`)] }));
}

/** The key that is at hand: the one that is marked, or else the one that is open. */
function useKeyAtHand(keys: readonly KeySummary[]): KeySummary | null {
  const openId = useNavigation((store) => store.keyId);
  const marked = useKeyView((store) => store.marked);
  const [only] = marked.size === 1 ? marked : [openId];
  return keys.find(({ id }) => id === only) ?? null;
}

function useCommands(search: string): readonly Command[] {
  const t = useText();
  const errorText = useErrorText();
  const now = useNow(MINUTE_MS);
  const keys = useSpokenRoles(useKeys((store) => store.items));
  const articles = useArticles();
  const { items: views, load } = useViews();
  useFollowed(load);
  const recent = usePalette((store) => store.recent);
  const actionsOf = useKeyActions();
  const atHand = useKeyAtHand(keys);
  return useMemo(() => {
    const commandsOf = (key: KeySummary, only: KeyActionId | null): Command[] =>
      actionsOf(key)
        .filter(({ id }) => only === null || id === only)
        .map((action) => ({
          id: `${action.id} ${key.id}`,
          group: only === null ? key.name : t(`action.${action.id}`),
          label: t('palette.act', { action: t(`action.${action.id}`), name: key.name }),
          icon: action.icon,
          shortcut: action.shortcut,
          aside: <About entry={key} />,
          run: action.run,
        }));
    const fixed = [...viewCommands(t, views), ...fixedCommands(t, errorText)];
    if (search.trim() === '') {
      const known = [...(atHand === null ? [] : commandsOf(atHand, null)), ...fixed];
      const before = keys.flatMap((key) => (recent.some((id) => id.endsWith(` ${key.id}`)) ? [key] : []));
      const all = new Map(
        [...known, ...before.flatMap((key) => [...commandsOf(key, null), openKeyCommand(key)])].map(
          (command) => [command.id, command],
        ),
      );
      const last = recent.flatMap((id) => all.get(id) ?? []).slice(0, 5);
      const shown = new Set(last.map(({ id }) => id));
      return [
        ...last.map((command) => ({ ...command, group: t('palette.recent') })),
        ...known.filter(({ id }) => !shown.has(id)),
      ];
    }
    const matching = (text: string, most: number): KeySummary[] => {
      const query = parseSearch(text);
      const found: KeySummary[] = [];
      for (const key of keys) {
        if (found.length === most) break;
        if (matchesSearch(key, query, now)) found.push(key);
      }
      return found;
    };
    const spoken = readVerbs(search, verbsOf(t)).flatMap(({ verb, rest }) => {
      const about = rest === '' ? (atHand === null ? [] : [atHand]) : matching(rest, MOST_FOR_VERB);
      return recentFirst(
        about.flatMap((key) => commandsOf(key, verb)),
        recent,
      );
    });
    const opened = recentFirst(matching(search, MOST_KEYS).map(openKeyCommand), recent);
    return [
      ...spoken,
      ...opened,
      ...recentFirst(
        fixed.filter(({ label, words = '' }) => matchesLabel(`${label} ${words}`, search)),
        recent,
      ),
      ...helpCommands(t, articles, search),
    ];

    function openKeyCommand(key: KeySummary): Command {
      return {
        id: `key ${key.id}`,
        group: t('nav.keys'),
        label: key.name,
        icon: <KeyRound aria-hidden />,
        aside: <About entry={key} />,
        run: () => useNavigation.getState().openKey(key.id),
      };
    }
  }, [search, keys, views, t, errorText, now, articles, recent, actionsOf, atHand]);
}

export function CommandPalette(): ReactElement {
  const t = useText();
  const id = useId();
  const setPaletteOpen = useNavigation((store) => store.setPaletteOpen);
  const mac = useAppStore((store) => store.state?.platform === 'darwin');
  const ready = useKeys((store) => store.status !== 'idle');
  const { search, entered, setSearch, setEntered, done } = usePalette();
  const [position, setPosition] = useState(0);
  const commands = useCommands(search);
  // As soon as it is there, and not when the dialog has come in: until then keys go another way.
  const takeFocus = useCallback((field: HTMLInputElement | null) => field?.focus(), []);

  const current = Math.min(position, commands.length - 1);
  const run = (command: Command | undefined): void => {
    if (command === undefined) return;
    setPaletteOpen(false);
    done(command.id);
    command.run();
  };
  // Enter came before the keys did.
  useEffect(() => {
    if (!entered || !ready) return;
    setEntered(false);
    run(commands[0]);
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && commands.length > 0) {
      event.preventDefault();
      const next = (current + step + commands.length) % commands.length;
      setPosition(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (ready) run(commands[current]);
      else setEntered(true);
    }
  };

  return (
    <Base.Root open onOpenChange={(open) => setPaletteOpen(open)}>
      <Base.Portal>
        <Base.Backdrop className={c('backdrop')} />
        <Base.Popup className={c('popup')} aria-label={t('palette.open')}>
          <input
            ref={takeFocus}
            role="combobox"
            data-palette="search"
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
                  <div className={c('group', 'truncate')} role="presentation">
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
                  {(command.shortcut ?? null) === null ? null : (
                    <kbd className={c('kbd')}>{shortcutText(command.shortcut ?? '', mac)}</kbd>
                  )}
                </div>
              </div>
            ))}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
