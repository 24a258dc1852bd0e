import { useEffect, useState, type ReactElement, type RefObject } from 'react';
import { useText } from '../../lib/intl.tsx';
import { classes } from '../../ui/classes.ts';
import styles from '../../ui/settings.module.css';
import { SETTINGS_SECTIONS } from './sections.ts';

const c = classes(styles);

function sectionOf(id: string): HTMLElement | null {
  return document.getElementById(`settings-${id}`);
}

/** By the words that stand in a section: labels, hints, names of what is in it. */
function holds(section: HTMLElement, words: readonly string[]): boolean {
  const text = section.textContent.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The names of all sections beside them, and a search that leaves those out in which nothing of it stands. */
export function SettingsIndex({
  screen,
}: {
  /** What scrolls the sections. */
  readonly screen: RefObject<HTMLElement | null>;
}): ReactElement {
  const t = useText();
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<ReadonlySet<string> | null>(null);
  const [current, setCurrent] = useState('appearance');

  useEffect(() => {
    const words = query.toLowerCase().split(/\s+/u).filter(Boolean);
    const matches = new Set<string>();
    for (const [id] of SETTINGS_SECTIONS) {
      const section = sectionOf(id);
      if (section === null) continue;
      const shown = words.length === 0 || holds(section, words);
      section.hidden = !shown;
      if (shown) matches.add(id);
    }
    // oxlint-disable-next-line react/set-state-in-effect -- what stands in a section is known once it is drawn
    setFound(words.length === 0 ? null : matches);
  }, [query]);

  useEffect(() => {
    const scroller = screen.current;
    if (scroller === null) return;
    const look = (): void => {
      const top = scroller.getBoundingClientRect().top + 80;
      const passed = SETTINGS_SECTIONS.filter(([id]) => {
        const section = sectionOf(id);
        return section !== null && !section.hidden && section.getBoundingClientRect().top <= top;
      });
      setCurrent(passed.at(-1)?.[0] ?? SETTINGS_SECTIONS[0]?.[0] ?? '');
    };
    scroller.addEventListener('scroll', look, { passive: true });
    return () => scroller.removeEventListener('scroll', look);
  }, [screen]);

  return (
    <aside className={c('index')} aria-label={t('settings.index')}>
      <input
        type="search"
        className={c('index-search')}
        aria-label={t('settings.search')}
        placeholder={t('settings.search')}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <span className="visually-hidden" role="status">
        {found === null ? '' : t('settings.search-found', { count: found.size })}
      </span>
      {found?.size === 0 ? <p className="muted">{t('settings.search-none')}</p> : null}
      <ul>
        {SETTINGS_SECTIONS.filter(([id]) => found === null || found.has(id)).map(([id, title]) => (
          <li key={id}>
            <button
              type="button"
              className={c('index-item')}
              aria-current={current === id ? 'true' : undefined}
              onClick={() => {
                setCurrent(id);
                sectionOf(id)?.scrollIntoView({ block: 'start' });
              }}
            >
              {t(title)}
            </button>
          </li>
        ))}
      </ul>
    </aside>
  );
}
