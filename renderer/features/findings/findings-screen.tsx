import { ScanSearch, ShieldCheck } from 'lucide-react';
import { useMemo, useState, type ReactElement } from 'react';
import { useText } from '../../lib/intl.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { EmptyState, ErrorNotice } from '../../ui/notice.tsx';
import { ExportMenu } from './export-menu.tsx';
import { FindingGroupCard } from './finding-group.tsx';
import { FindingsIndex } from './findings-index.tsx';
import { ScanPanel } from './scan-panel.tsx';
import { SourcesSection, useSources } from './sources-section.tsx';
import { groupFindings } from './sentence.ts';
import { useSteadyFindings } from './steady-findings.ts';
import { useFindings } from './store.ts';
import shared from '../../ui/screen.module.css';
import styles from './findings.module.css';

const c = classes(shared, styles);
const STATES = ['open', 'ignored', 'resolved'] as const;
/** Groups that are drawn at once; a leak in thousands of places is not read line by line. */
const GROUPS_AT_ONCE = 50;

export function FindingsScreen(): ReactElement {
  const t = useText();
  const { status, error, load } = useFindings();
  const { items, waiting, showAll } = useSteadyFindings();
  // What stands above is read first: its rows would push the others down.
  const isDrawn = useSources((store) => store.status !== 'idle');
  const [state, setState] = useState<(typeof STATES)[number]>('open');
  const [by, setBy] = useState<'key' | 'root'>('key');
  const [most, setMost] = useState(GROUPS_AT_ONCE);
  const groups = useMemo(
    () =>
      groupFindings(
        items.filter((finding) => finding.state === state),
        by,
      ),
    [items, state, by],
  );
  return (
    <div className={c('screen')}>
      <ScanPanel />
      <SourcesSection />
      {error === null ? null : (
        <ErrorNotice
          error={error}
          actions={<Button onClick={() => void load()}>{t('common.try-again')}</Button>}
        />
      )}
      {items.length === 0 || !isDrawn ? null : (
        <div className={c('filter')} role="group" aria-label={t('findings.filter')}>
          {STATES.map((name) => (
            <button
              key={name}
              type="button"
              className={c('filter-button')}
              aria-pressed={state === name}
              onClick={() => setState(name)}
            >
              {t(`findings.state-${name}`)}{' '}
              <span className="figures">{items.filter((finding) => finding.state === name).length}</span>
            </button>
          ))}
          <span className={c('spring')} />
          {waiting === 0 ? null : (
            <Button size="small" onClick={showAll}>
              {t('findings.waiting', { count: waiting })}
            </Button>
          )}
          {(['key', 'root'] as const).map((name) => (
            <button
              key={name}
              type="button"
              className={c('filter-button')}
              aria-pressed={by === name}
              onClick={() => setBy(name)}
            >
              {t(`findings.by-${name}`)}
            </button>
          ))}
          <ExportMenu />
        </div>
      )}
      {groups.length === 0 || !isDrawn ? null : (
        <div className={c('with-index')}>
          {groups.length === 1 ? null : <FindingsIndex groups={groups.slice(0, most)} />}
          <div className={c('cards')}>
            {groups.slice(0, most).map((group) => (
              <FindingGroupCard key={group.id} group={group} />
            ))}
            {groups.length <= most ? null : (
              <Button onClick={() => setMost(most + GROUPS_AT_ONCE)}>
                {t('findings.more', { count: groups.length - most })}
              </Button>
            )}
          </div>
        </div>
      )}
      {groups.length > 0 || status !== 'ready' ? null : (
        <div className={c('fill')}>
          {items.length === 0 ? (
            <EmptyState icon={<ScanSearch aria-hidden />} title={t('findings.none-title')}>
              {t('findings.none-text')}
            </EmptyState>
          ) : (
            <EmptyState icon={<ShieldCheck aria-hidden />} title={t(`findings.no-${state}`)} />
          )}
        </div>
      )}
    </div>
  );
}
