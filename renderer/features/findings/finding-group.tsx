import { BadgeCheck, EyeOff, FlaskConical, Globe, MonitorX, RotateCcw } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import type { Finding } from '../../../shared/findings.ts';
import { misplacedIn } from '../../../shared/misplaced.ts';
import { isReplaced } from '../../../shared/key-care.ts';
import { statusWorks, type KeyStatus } from '../../../shared/key-status.ts';
import { standsForKey } from '../../../shared/leaks.ts';
import { call } from '../../lib/bridge.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useLocale, useRichText, useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ContextMenu, notOnField } from '../../ui/context-menu.tsx';
import { Badge, ModeMark, StatusBadge } from '../../ui/marks.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import { formatDay } from '../../ui/time.ts';
import { useKeys } from '../keys/store.ts';
import { LeakResponseButton } from '../guides/leak-response-button.tsx';
import { FindingMenuItems } from './finding-menu.tsx';
import { OpenMenu } from './open-menu.tsx';
import { groupElementId, placeOf, type FindingGroup } from './sentence.ts';
import styles from './findings.module.css';

const c = classes(styles);
const FINDINGS_AT_ONCE = 10;

/** Nothing burns any more: drawn so that the others are seen first. */
const isOver = (status: KeyStatus): boolean => !statusWorks(status) && status !== 'unresolved';

export function FindingGroupCard({ group }: { readonly group: FindingGroup }): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const { openKey, openDialog } = useNavigation();
  const [most, setMost] = useState(FINDINGS_AT_ONCE);
  const key = useKeys((store) => store.items.find((item) => item.id === group.keyId));
  const first = group.findings[0];
  const check = useAction();
  const ask = async (keyId: string): Promise<void> => {
    const done = await check.run(() => call('findings.check', { keyId }));
    if (done !== null) showToast(t(`findings.check-${done.value.outcome}`), sentence(done.value.message));
  };
  const malformed = group.findings.every((finding) => !standsForKey(finding.finding));
  const isDead = group.findings.every(({ keyStatus, finding }) =>
    keyStatus === null ? finding.verified === 'refused' : isOver(keyStatus),
  );
  return (
    <section
      id={groupElementId(group)}
      className={c('group', malformed ? false : isDead ? 'dead' : 'living')}
      aria-label={group.root ?? group.name ?? group.redacted}
      data-testid="finding-group"
    >
      <header className={c('group-head')}>
        {first === undefined ? null : <ModeMark mode={first.finding.mode} />}
        <h2 className={c('group-title')}>{group.root ?? group.name ?? t('findings.unknown-key')}</h2>
        {group.root === null ? <code className="muted">{group.redacted}</code> : null}
        {key === undefined ? null : <StatusBadge status={key.status} isLeaked={!malformed} />}
        {first?.finding.class === 'likely' ? <Badge tone="quiet">{t('providers.likely')}</Badge> : null}
        {malformed ? <Badge tone="quiet">{t('findings.malformed')}</Badge> : null}
        {first?.finding.repairable === true ? <Badge tone="quiet">{t('findings.repairable')}</Badge> : null}
        <span className={c('spring')} />
        {key === undefined ? null : (
          <div className={c('group-actions')}>
            {statusWorks(key.status) && !isReplaced(key) ? (
              <Button
                size="small"
                variant="primary"
                icon={<RotateCcw aria-hidden />}
                onClick={() => openDialog({ kind: 'rotate-key', keyId: key.id, reason: 'compromised' })}
              >
                {t('findings.rotate-now')}
              </Button>
            ) : null}
            {malformed || key.provider.abilities.rotate !== 'api' ? null : (
              <LeakResponseButton keyId={key.id} />
            )}
            {key.secretHeld && statusWorks(key.status) ? (
              <Button
                size="small"
                icon={<BadgeCheck aria-hidden />}
                pending={check.pending}
                onClick={() => void ask(key.id)}
              >
                {t('findings.check')}
              </Button>
            ) : null}
            <Button size="small" onClick={() => openKey(key.id)}>
              {t('findings.show-key')}
            </Button>
          </div>
        )}
      </header>
      {check.error === null ? null : <ErrorNotice error={check.error} />}
      {group.findings.slice(0, most).map((finding) => (
        <FindingRow key={finding.id} finding={finding} />
      ))}
      {group.findings.length <= most ? null : (
        <div className={c('finding')}>
          <Button variant="link" onClick={() => setMost(most + 100)}>
            {t('findings.more-places', { count: group.findings.length - most })}
          </Button>
        </div>
      )}
    </section>
  );
}

function FindingSentence({ finding }: { readonly finding: Finding }): ReactElement {
  const t = useText();
  const rich = useRichText();
  const locale = useLocale();
  const { finding: found } = finding;
  const place = placeOf(finding);
  const state =
    finding.keyStatus === null
      ? found.verified === 'works'
        ? 'works'
        : found.verified === 'refused'
          ? 'dead'
          : 'unknown'
      : statusWorks(finding.keyStatus)
        ? 'works'
        : finding.keyStatus === 'unresolved'
          ? 'unknown'
          : 'dead';
  return (
    <p className={c('sentence')}>
      {rich('findings.sentence', {
        name: finding.keyName ?? found.redacted,
        mode: found.mode,
        state,
        source: place === null ? 'message' : found.source === 'history' ? 'history' : 'file',
        place: place ?? '',
        line: found.line ?? 0,
      })}
      {found.commit === null ? null : (
        <>
          {' '}
          {rich('findings.commit', {
            commit: found.commit.id.slice(0, 7),
            author: found.commit.author,
            date: Number.isNaN(Date.parse(found.commit.date))
              ? found.commit.date
              : formatDay(new Date(found.commit.date), locale),
          })}
        </>
      )}
      {found.encoding.length === 0
        ? null
        : ` ${t('findings.encoded', { encoding: found.encoding.join(', ') })}`}
    </p>
  );
}

function FindingRow({ finding }: { readonly finding: Finding }): ReactElement {
  const t = useText();
  const action = useAction();
  const openDialog = useNavigation((store) => store.openDialog);
  const { finding: found } = finding;
  const misplaced = misplacedIn(found);
  return (
    <ContextMenu onAsk={notOnField} items={<FindingMenuItems finding={finding} action={action} />}>
      <div className={c('finding')} data-testid="finding">
        <FindingSentence finding={finding} />
        <p className="muted small wrap">{finding.root}</p>
        {misplaced === null ? null : (
          <p className={c('misplaced', 'wrap')}>
            <FlaskConical aria-hidden />{' '}
            {t(`findings.misplaced-${found.mode}-${misplaced.by}`, { name: misplaced.name })}
          </p>
        )}
        {found.clientSide || found.unreachable || found.ignoredByGit ? (
          <div className={c('marks')}>
            {found.clientSide ? (
              <Badge tone="danger" icon={<Globe aria-hidden />}>
                {t('findings.client-side')}
              </Badge>
            ) : null}
            {found.unreachable ? (
              <Badge tone="quiet" icon={<MonitorX aria-hidden />}>
                {t('findings.unreachable')}
              </Badge>
            ) : null}
            {found.ignoredByGit ? (
              <Badge tone="quiet" icon={<EyeOff aria-hidden />}>
                {t('findings.ignored-by-git')}
              </Badge>
            ) : null}
          </div>
        ) : null}
        {finding.ignoredReason === null || finding.state !== 'ignored' ? null : (
          <p className="muted">{t('findings.ignored-because', { reason: finding.ignoredReason })}</p>
        )}
        <div className={c('actions')}>
          {found.source === 'worktree' || found.source === 'staged' ? (
            <OpenMenu finding={finding} action={action} />
          ) : null}
          {finding.state === 'open' ? (
            <Button
              size="small"
              onClick={() => openDialog({ kind: 'ignore-finding', findingId: finding.id })}
            >
              {t('findings.ignore')}
            </Button>
          ) : null}
          {finding.state === 'ignored' ? (
            <Button
              size="small"
              pending={action.pending}
              onClick={() => void action.run(() => call('findings.reopen', { findingId: finding.id }))}
            >
              {t('findings.reopen')}
            </Button>
          ) : null}
        </div>
        {action.error === null ? null : <ErrorNotice error={action.error} />}
      </div>
    </ContextMenu>
  );
}
