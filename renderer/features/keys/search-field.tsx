import { ListFilter, Search } from 'lucide-react';
import {
  useDeferredValue,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
} from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import { useText } from '../../lib/intl.tsx';
import { classes } from '../../ui/classes.ts';
import { countHits, filterKeys } from './key-list.ts';
import { completionsOf, type Completion } from './search-completion.ts';
import { useKeyView } from './store.ts';
import styles from './search-field.module.css';

const c = classes(styles);

/** The search above the list; under it unfolds what can be typed next, with how many keys that would find. */
export function SearchField({
  sorted,
  now,
  names,
  onOpen,
}: {
  /** All keys of the chosen account and service. */
  readonly sorted: readonly KeySummary[];
  readonly now: number;
  readonly names: ReadonlyMap<string, string>;
  readonly onOpen: (keyId: string) => void;
}): ReactElement {
  const t = useText();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const { tab, search, setSearch } = useKeyView();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  // The field never waits for what unfolds under it. Both are deferred: with the text of before, a first letter would
  // unfold every operator.
  const asked = useDeferredValue(open ? search : null);
  const offered = useMemo(() => {
    if (asked === null) return [];
    const completions = completionsOf(asked, sorted, names);
    const hits = countHits(completions, sorted, tab, now, names);
    return completions.map((completion, index) => ({ ...completion, hits: hits[index] ?? null }));
  }, [asked, sorted, names, tab, now]);
  const unfolded = open && offered.length > 0;
  const close = (): void => {
    setOpen(false);
    setActive(-1);
  };
  const take = ({ query, whole }: Completion): void => {
    setSearch(query);
    setActive(-1);
    setOpen(!whole);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // By what stands in the field now; what is drawn may be a moment behind.
    const choices = !open ? [] : asked === search ? offered : completionsOf(search, sorted, names);
    const chosen = choices[active];
    const unfolds = choices.length > 0;
    if (unfolds && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive(
        active < 0 && step < 0 ? choices.length - 1 : (active + step + choices.length) % choices.length,
      );
    } else if (event.key === 'Enter' && chosen !== undefined) {
      take(chosen);
    } else if (unfolds && event.key === 'Escape') {
      close();
    } else if (event.key === 'ArrowDown' && event.altKey) {
      setOpen(true);
    } else if (event.key === 'ArrowDown') {
      document.getElementById('key-table')?.focus();
    } else if (event.key === 'Enter') {
      const [only, ...others] = filterKeys(sorted, { tab, search }, now, names);
      if (only !== undefined && others.length === 0) onOpen(only.id);
    } else if (event.key === 'Escape' && search !== '') {
      setSearch('');
    } else return;
    event.preventDefault();
  };
  return (
    <div className={c('search')}>
      <Search aria-hidden />
      <input
        ref={field}
        type="search"
        id="key-search"
        aria-label={t('keys.search')}
        aria-haspopup="listbox"
        aria-controls={unfolded ? `${id}-list` : undefined}
        aria-autocomplete="list"
        aria-activedescendant={unfolded && active >= 0 ? `${id}-${String(active)}` : undefined}
        placeholder={t('keys.search-placeholder')}
        title={t('keys.search-operators')}
        spellCheck={false}
        value={search}
        onChange={(event) => {
          setSearch(event.target.value);
          setActive(-1);
          // What is pasted is whole, and nothing covers the list for it; nor where a word was ended.
          const { nativeEvent } = event;
          const letter = nativeEvent instanceof InputEvent && (nativeEvent.data ?? '').length === 1;
          setOpen(letter && /\S$/u.test(event.target.value));
        }}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      <button
        type="button"
        className={c('unfold')}
        aria-label={t('keys.search-unfold')}
        title={t('keys.search-unfold')}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => {
          field.current?.focus();
          if (!unfolded && /\S$/u.test(search)) setSearch(`${search} `);
          setOpen(!unfolded);
        }}
      >
        <ListFilter aria-hidden />
      </button>
      <span className="visually-hidden" role="status">
        {unfolded ? t('keys.search-offered', { count: offered.length }) : ''}
      </span>
      {unfolded ? (
        <ul id={`${id}-list`} role="listbox" aria-label={t('keys.search-unfold')} className={c('list')}>
          {offered.map((completion, index) => (
            <li
              key={completion.text}
              id={`${id}-${String(index)}`}
              role="option"
              aria-selected={index === active}
              className={c('option')}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(completion)}
            >
              <code className="truncate">{completion.text}</code>
              <span className={c('hits', 'figures')}>
                {completion.hits === null
                  ? t(`keys.operator-${completion.operator}`)
                  : t('keys.hits', { count: completion.hits })}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
