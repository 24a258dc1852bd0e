import { History } from 'lucide-react';
import { memo, useEffect, useMemo, useState, type ReactElement } from 'react';
import type { AuditEntry } from '../../../shared/domain.ts';
import { call, onEvent } from '../../lib/bridge.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Field, TextField } from '../../ui/field.tsx';
import { EmptyState, ErrorNotice, Notice } from '../../ui/notice.tsx';
import { SaveMenu } from '../../ui/save-menu.tsx';
import { Select } from '../../ui/select.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { showToast } from '../../ui/toast.tsx';
import {
  ACTIVITY_KINDS,
  matchesActivity,
  useActivityLog,
  type ActivityKind,
  type ReadAudit,
} from './activity-log.ts';
import { OtherLogs } from './other-logs.tsx';
import shared from '../../ui/screen.module.css';
import styles from './activity.module.css';
import { EntryDetail } from './entry-detail.tsx';
import { EntryPanel } from './entry-panel.tsx';
import { say, type Said } from '../../../shared/messages/say.ts';

const c = classes(shared, styles);
const FORMATS = ['csv', 'json'] as const;
const PAGE = 100;
/** While something is searched for, more is read at once. */
const SEARCH_PAGE = 1000;
/** So many matches are enough to look at before more is asked for. */
const ENOUGH_MATCHES = 200;

const readAudit: ReadAudit = (query) => call('audit.list', query);
const followAudit = (listener: () => void): (() => void) =>
  onEvent('vault.changed', ({ collections }) => {
    if (collections.includes('audit')) listener();
  });

const EntryRow = memo(function EntryRow({
  entry,
  chosen,
  onChoose,
}: {
  readonly entry: AuditEntry;
  readonly chosen: boolean;
  readonly onChoose: (sequence: number) => void;
}): ReactElement {
  const sentence = useSentence();
  const openKey = useNavigation((store) => store.openKey);
  return (
    <tr className={c(chosen && 'chosen')}>
      <td className="muted">
        <TimeText at={entry.at} />
      </td>
      <td>
        <button
          type="button"
          className={c('what')}
          aria-pressed={chosen}
          onClick={() => onChoose(entry.sequence)}
        >
          {sentence(say(`action.${entry.action}`))}
        </button>
        <EntryDetail entry={entry} />
      </td>
      <td>
        {entry.subjectId?.startsWith('apke_') === true ? (
          <Button variant="link" onClick={() => openKey(entry.subjectId ?? '')}>
            <span className="wrap" style={{ whiteSpace: 'normal' }}>
              {entry.subjectName ?? entry.subjectId}
            </span>
          </Button>
        ) : (
          entry.subjectName
        )}
      </td>
      <td>{entry.reason}</td>
      <td className="muted">{sentence(say(`actor.${entry.actor}`))}</td>
    </tr>
  );
});

export function ActivityScreen(): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const verifying = useAction();
  const saving = useAction();
  const [kind, setKind] = useState<ActivityKind>('all');
  const [words, setWords] = useState('');
  const [verdict, setVerdict] = useState<{ sound: boolean; problems: readonly Said[] } | null>(null);
  const { entries: all, more, pending, error, readOlder } = useActivityLog(readAudit, followAudit, PAGE);
  const [chosen, setChosen] = useState<number | null>(null);
  const filtered = kind !== 'all' || words.trim() !== '';
  const entries = useMemo(
    () =>
      all === null || !filtered ? all : all.filter((entry) => matchesActivity(entry, kind, words, sentence)),
    [all, filtered, kind, words, sentence],
  );
  // What is searched for may be older than what was read so far.
  const tooFew = filtered && more && !pending && error === null && (entries?.length ?? 0) < ENOUGH_MATCHES;
  useEffect(() => {
    if (tooFew) readOlder(SEARCH_PAGE);
  }, [tooFew, readOlder]);

  const verify = async (): Promise<void> => {
    setVerdict(null);
    const done = await verifying.run(() => call('vault.verify', undefined));
    if (done !== null) setVerdict(done.value);
  };
  const save = async (format: (typeof FORMATS)[number]): Promise<void> => {
    const done = await saving.run(() => call('audit.export', { format }));
    if (done !== null && done.value.path !== null) showToast(t('activity.exported'));
  };
  const showAll = (): void => {
    setKind('all');
    setWords('');
  };

  const entry = entries?.find(({ sequence }) => sequence === chosen);
  return (
    <div className={c('beside')}>
      <div className={c('log')}>
        <div className={c('tools')}>
          <TextField
            label={t('activity.search')}
            value={words}
            maxLength={200}
            onChange={(event) => setWords(event.target.value)}
          />
          <Field label={t('activity.kind')}>
            {({ id, labelId }) => (
              <Select
                id={id}
                labelledBy={labelId}
                value={kind}
                options={ACTIVITY_KINDS.map((value) => ({ value, label: t(`activity.kind-${value}`) }))}
                onChange={setKind}
              />
            )}
          </Field>
          <div className={c('buttons')}>
            <Button pending={verifying.pending} onClick={() => void verify()}>
              {t('activity.verify')}
            </Button>
            <SaveMenu
              label={t('activity.export')}
              action={saving}
              formats={FORMATS.map((value) => ({ value, label: t(`activity.export-${value}`) }))}
              onSave={(format) => void save(format)}
            />
          </div>
        </div>
        {verdict === null ? null : (
          <Notice
            tone={verdict.sound ? 'ok' : 'danger'}
            title={t(verdict.sound ? 'activity.verified' : 'activity.not-verified')}
            alert
          >
            {verdict.problems.map((problem, index) => (
              <p key={index}>{sentence(problem)}</p>
            ))}
          </Notice>
        )}
        {[error, verifying.error, saving.error].map((problem, index) =>
          problem === null ? null : <ErrorNotice key={index} error={problem} />,
        )}
        {entries === null || (entries.length === 0 && pending) ? null : entries.length === 0 ? (
          filtered ? (
            <EmptyState
              icon={<History aria-hidden />}
              title={t('activity.none-match')}
              action={<Button onClick={showAll}>{t('activity.show-all')}</Button>}
            >
              {t('activity.none-match-text')}
            </EmptyState>
          ) : (
            <EmptyState icon={<History aria-hidden />} title={t('activity.none')} />
          )
        ) : (
          <table className={c('table')} aria-label={t('nav.activity')}>
            <thead>
              <tr>
                <th scope="col" className={c('when')}>
                  {t('activity.when')}
                </th>
                <th scope="col">{t('activity.what')}</th>
                <th scope="col">{t('activity.subject')}</th>
                <th scope="col">{t('activity.reason')}</th>
                <th scope="col" className={c('actor')}>
                  {t('activity.actor')}
                </th>
              </tr>
            </thead>
            <tbody>
              {entries.map((row) => (
                <EntryRow
                  key={row.sequence}
                  entry={row}
                  chosen={row.sequence === chosen}
                  onChoose={setChosen}
                />
              ))}
            </tbody>
          </table>
        )}
        {more ? (
          <div className={c('more')}>
            <Button pending={pending} onClick={() => readOlder(filtered ? SEARCH_PAGE : PAGE)}>
              {t('activity.older')}
            </Button>
          </div>
        ) : null}
        <OtherLogs />
      </div>
      {entry === undefined ? null : <EntryPanel entry={entry} onClose={() => setChosen(null)} />}
    </div>
  );
}
