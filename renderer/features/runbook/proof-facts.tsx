import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { Finding } from '../../../shared/findings.ts';
import type { LeakProof, LeakRemainder } from '../../../shared/ipc/guide-channels.ts';
import { useLocale, useText } from '../../lib/intl.tsx';
import { classes } from '../../ui/classes.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { formatDay } from '../../ui/time.ts';
import { placeOf } from '../findings/sentence.ts';
import { useFindings } from '../findings/store.ts';
import styles from '../guides/guides.module.css';

const c = classes(styles);

/** What was measured, one line each: the old key, the scan, and every place that is left. */
export function ProofFacts({ proof }: { readonly proof: LeakProof }): ReactElement {
  const t = useText();
  const findings = useFindings((store) => store.items);
  const { oldKey, scannedAt, unscanned, remaining } = proof;
  const isRefused = oldKey.state === 'refused' || oldKey.state === 'listed';
  const left = remaining.flatMap((one) => {
    const finding = findings.find(({ id }) => id === one.findingId);
    return finding === undefined ? [] : [{ ...one, finding }];
  });
  return (
    <ul className={c('facts')} aria-label={t('proof.facts')}>
      <Fact state={isRefused ? 'ok' : 'open'}>
        {t(`proof.key-${oldKey.state}`)}
        {oldKey.at === null ? null : (
          <>
            {' '}
            <TimeText at={oldKey.at} />
          </>
        )}
      </Fact>
      <Fact state={scannedAt === null ? 'open' : 'ok'}>
        {scannedAt === null ? (
          unscanned.length === 0 ? (
            t('proof.not-scanned')
          ) : (
            <>
              {t('proof.unscanned')} <code className="wrap">{unscanned.join(', ')}</code>
            </>
          )
        ) : (
          <>
            {t('proof.scanned')} <TimeText at={scannedAt} />
          </>
        )}
      </Fact>
      {left.length === 0 ? (
        scannedAt === null ? null : (
          <Fact state="ok">{t('proof.nothing-left')}</Fact>
        )
      ) : (
        left.map((one) => <Remainder key={one.findingId} {...one} isRefused={isRefused} />)
      )}
    </ul>
  );
}

const ICONS = {
  ok: <CircleCheck aria-hidden />,
  open: <CircleDashed aria-hidden />,
  bad: <CircleAlert aria-hidden />,
};

function Fact({
  state,
  children,
}: {
  readonly state: keyof typeof ICONS;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <li className={c('fact', `fact-${state}`)}>
      {ICONS[state]}
      <div className="wrap">{children}</div>
    </li>
  );
}

function Remainder({
  which,
  harmless,
  finding,
  isRefused,
}: LeakRemainder & { readonly finding: Finding; readonly isRefused: boolean }): ReactElement {
  const t = useText();
  const { line, commit, source } = finding.finding;
  const inHistory = source === 'history' || source === 'message';
  const place = placeOf(finding) ?? commit?.id.slice(0, 10) ?? '';
  return (
    <Fact state={harmless && isRefused ? 'ok' : 'bad'}>
      {t(`proof.${which}-in-${inHistory ? 'history' : 'file'}`)}{' '}
      <code>
        {finding.root} › {place}
        {line === null || inHistory ? '' : `:${line}`}
      </code>
      {inHistory ? <HistoryHelp finding={finding} which={which} isRefused={isRefused} /> : null}
    </Fact>
  );
}

/** A history can't take back what was read: what can be done about it, beside it. */
function HistoryHelp({
  finding,
  which,
  isRefused,
}: {
  readonly finding: Finding;
  readonly which: LeakRemainder['which'];
  readonly isRefused: boolean;
}): ReactElement {
  const t = useText();
  const locale = useLocale();
  const { commit } = finding.finding;
  const date = commit === null ? NaN : Date.parse(commit.date);
  return (
    <>
      {commit === null ? null : (
        <p className="muted">
          {t('proof.commit', {
            commit: commit.id.slice(0, 10),
            author: commit.author,
            date: Number.isNaN(date) ? commit.date : formatDay(new Date(date), locale),
          })}
        </p>
      )}
      <p>{t(which === 'old' && isRefused ? 'proof.history-dead' : 'proof.history-living')}</p>
      <details>
        <summary>{t('proof.history-rewrite')}</summary>
        <p>{t('proof.history-how')}</p>
        <pre className={c('command')}>git filter-repo --replace-text keys.txt</pre>
        <p>{t('proof.history-host')}</p>
      </details>
    </>
  );
}
