import { KeyRound, Plus, SearchX } from 'lucide-react';
import {
  lazy,
  memo,
  Suspense,
  useDeferredValue,
  useEffect,
  useMemo,
  type KeyboardEvent,
  type ReactElement,
} from 'react';
import { MINUTE_MS } from '../../../shared/times.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { Button, Spinner } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { EmptyState, ErrorNotice } from '../../ui/notice.tsx';
import { Patience } from '../../ui/patience.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useConnections } from '../connections/store.ts';
import { AddServiceKeyMenu, ProviderFilter } from './add-menu.tsx';
import { countTabs, filterKeys, keysInScope, sortKeys, TABS, type Tab } from './key-list.ts';
import { SearchField } from './search-field.tsx';
import { BatchBar } from './batch-bar.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { KeyTable } from './key-table.tsx';
import { KeysMenu } from './keys-menu.tsx';
import { useSpokenRoles } from './role-words.ts';
import { prepareSearch } from './search-answers.ts';
import { useKeys, useKeyView } from './store.ts';
import { useWhatItBecame } from './use-what-it-became.ts';
import styles from './keys-screen.module.css';

const c = classes(styles);
/** A letter in the search field is no reason to draw these again. */
const Menu = memo(KeysMenu);
const AddMenu = memo(AddServiceKeyMenu);
const Provider = memo(ProviderFilter);
const Bulk = memo(BulkBar);
const Batch = memo(BatchBar);
const KeyDetailPanel = lazy(() => import('./key-detail.tsx').then((m) => ({ default: m.KeyDetailPanel })));

const Tabs = memo(function Tabs({
  counts,
}: {
  readonly counts: Readonly<Record<Tab, number>>;
}): ReactElement {
  const t = useText();
  const tab = useKeyView((view) => view.tab);
  const setTab = useKeyView((view) => view.setTab);
  const move = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length] ?? 'active';
    setTab(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  };
  return (
    <div role="tablist" aria-label={t('keys.status-filter')} className={c('tabs')} onKeyDown={move}>
      {TABS.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          data-tab={name}
          aria-selected={tab === name}
          aria-controls="key-table"
          tabIndex={tab === name ? 0 : -1}
          className={c('tab')}
          onClick={() => setTab(name)}
        >
          {t(`keys.tab-${name}`)}
          <span className={c('count', 'figures')}>{counts[name]}</span>
        </button>
      ))}
    </div>
  );
});

export function KeysScreen(): ReactElement {
  const t = useText();
  const { items: stored, status, error, load } = useKeys();
  const items = useSpokenRoles(stored);
  const { tab, search, sort, provider, setSearch, setTab, setProvider } = useKeyView();
  const { keyId, connectionId, openKey, openDialog } = useNavigation();
  useWhatItBecame(stored);
  const connections = useConnections((store) => store.items);
  const now = useNow(MINUTE_MS);
  const deferredSearch = useDeferredValue(search);
  const connectionNames = useMemo(
    () => new Map(connections.map(({ id, name }) => [id, name])),
    [connections],
  );

  const inScope = useMemo(() => keysInScope(items, connectionId, provider), [items, connectionId, provider]);
  const counts = useMemo(() => countTabs(inScope), [inScope]);
  const sorted = useMemo(() => sortKeys(inScope, sort), [inScope, sort]);
  const shown = useMemo(
    () => filterKeys(sorted, { tab, search: deferredSearch }, now, connectionNames),
    [sorted, tab, deferredSearch, now, connectionNames],
  );

  const isSearching = search !== '';
  useEffect(() => {
    const pieces = prepareSearch(sorted, now, connectionNames, isSearching);
    let idle = 0;
    const goOn = (deadline: IdleDeadline): void => {
      do if (pieces.next().done === true) return;
      while (deadline.timeRemaining() > 1);
      idle = requestIdleCallback(goOn);
    };
    idle = requestIdleCallback(goOn);
    return () => cancelIdleCallback(idle);
  }, [sorted, now, connectionNames, isSearching]);

  const empty = (): ReactElement => {
    if (connections.length === 0 && items.length === 0) {
      return (
        <EmptyState
          icon={<KeyRound aria-hidden />}
          title={t('keys.no-connection-title')}
          action={
            <Button variant="primary" onClick={() => openDialog({ kind: 'connect' })}>
              {t('connect.title')}
            </Button>
          }
        >
          {t('keys.no-connection-text')}
        </EmptyState>
      );
    }
    if (inScope.length === 0 && provider === null) {
      return (
        <EmptyState
          icon={<KeyRound aria-hidden />}
          title={t('keys.none-title')}
          action={
            <Button variant="primary" onClick={() => openDialog({ kind: 'create-key' })}>
              {t('keys.new')}
            </Button>
          }
        >
          {t('keys.none-text')}
        </EmptyState>
      );
    }
    return (
      <EmptyState
        icon={<SearchX aria-hidden />}
        title={t('keys.no-match-title')}
        action={
          <Button
            onClick={() => {
              setSearch('');
              setTab('all');
              setProvider(null);
            }}
          >
            {t('keys.show-all')}
          </Button>
        }
      >
        {t('keys.no-match-text')}
      </EmptyState>
    );
  };

  return (
    <div className={c('screen')}>
      <section className={c('list')} aria-label={t('nav.keys')}>
        <div className={c('bar')}>
          <Tabs counts={counts} />
          <span className={c('spring')} />
          {keyId === null || provider !== null ? <Provider /> : null}
          <SearchField sorted={sorted} now={now} names={connectionNames} onOpen={openKey} />
          <Button
            variant="primary"
            icon={<Plus aria-hidden />}
            disabled={connections.length === 0}
            onClick={() => openDialog({ kind: 'create-key' })}
          >
            {t('keys.new')}
          </Button>
          <AddMenu />
          <Menu shown={shown} />
        </div>
        {error === null ? null : (
          <div style={{ padding: 16 }}>
            <ErrorNotice
              error={error}
              actions={<Button onClick={() => void load()}>{t('common.try-again')}</Button>}
            />
          </div>
        )}
        {status === 'idle' ? (
          <Patience>
            <EmptyState icon={<Spinner />} title={t('keys.loading')} />
          </Patience>
        ) : shown.length === 0 && status === 'ready' ? (
          empty()
        ) : (
          <KeyTable keys={shown} />
        )}
        {/* Below the rows: none moves under the pointer that has just selected it. */}
        <Batch />
        <Bulk shown={shown} />
      </section>
      {keyId === null ? null : (
        <aside className={c('detail')} aria-label={t('keys.detail')}>
          <Suspense fallback={null}>
            <KeyDetailPanel key={keyId} keyId={keyId} />
          </Suspense>
        </aside>
      )}
    </div>
  );
}
