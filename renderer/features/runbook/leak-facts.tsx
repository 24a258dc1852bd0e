import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { statusWorks } from '../../../shared/key-status.ts';
import type { Finding } from '../../../shared/findings.ts';
import type { Guide } from '../../../shared/ipc/guide-channels.ts';
import { standsForKey } from '../../../shared/leaks.ts';
import { call } from '../../lib/bridge.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useLocale, useText } from '../../lib/intl.tsx';
import { classes } from '../../ui/classes.ts';
import { ModeMark } from '../../ui/marks.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { formatDay } from '../../ui/time.ts';
import { placeOf } from '../findings/sentence.ts';
import { useFindings } from '../findings/store.ts';
import { roleWords } from '../keys/role-words.ts';
import { useKeys } from '../keys/store.ts';
import { callersOf, type Caller } from './callers.ts';
import { useProof } from './use-proof.ts';
import styles from '../guides/guides.module.css';

const c = classes(styles);
const PLACES_AT_ONCE = 4;
/** Each a line, and one for the rest, with room for them before they are known: what is read moves nothing below it. */
const CALLERS_AT_ONCE = 2;

/** What is known at first sight: what leaked, where, since when, whether it still works, who used it lately. */
export function LeakFacts({ guide }: { readonly guide: Guide }): ReactElement | null {
  const t = useText();
  const sentence = useSentence();
  const key = useKeys((store) => store.items.find(({ id }) => id === guide.keyId));
  const items = useFindings((store) => store.items);
  const proof = useProof(guide.id);
  if (key === undefined) return null;
  const role = roleWords(key, sentence);
  const findings = items.filter(({ keyId, finding }) => keyId === guide.keyId && standsForKey(finding));
  return (
    <dl className={c('leak-facts')} aria-label={t('leak-facts.title')}>
      <Fact label={t('leak-facts.what')}>
        {key.name} <code>{key.redacted}</code> <ModeMark mode={key.mode} />
        {role === null ? null : <span className="muted"> {t('leak-facts.role', { role })}</span>}
      </Fact>
      <Fact label={t('leak-facts.where')}>
        <Places findings={findings} />
      </Fact>
      <Fact label={t('leak-facts.since')}>
        <Since findings={findings} />
      </Fact>
      <Fact label={t('leak-facts.works')}>
        {proof === null ? null : (
          <span className={c(proof.oldKey.state === 'works' && 'alarm')}>
            {t(proof.oldKey.state === 'works' ? 'leak-facts.still-works' : `proof.key-${proof.oldKey.state}`)}
            {proof.oldKey.at === null ? null : (
              <>
                {' '}
                <TimeText at={proof.oldKey.at} />
              </>
            )}
          </span>
        )}
      </Fact>
      {key.provider.abilities.logs ? (
        <Fact label={t('leak-facts.who')}>
          {/* Asked anew when the key was used, and when it stopped. */}
          <LastCallers
            key={`${String(key.lastUsedAt)} ${String(statusWorks(key.status))}`}
            keyId={key.id}
            aheadMs={key.clockAheadMs}
          />
        </Fact>
      ) : null}
    </dl>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactElement {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Places({ findings }: { readonly findings: readonly Finding[] }): ReactElement {
  const t = useText();
  if (findings.length === 0) return <span className="muted">{t('leak-facts.nowhere')}</span>;
  return (
    <ul>
      {findings.slice(0, PLACES_AT_ONCE).map((one) => {
        const { source, line, commit } = one.finding;
        const inHistory = source === 'history' || source === 'message';
        return (
          <li key={one.id}>
            <code className="wrap">
              {one.root} › {placeOf(one) ?? commit?.id.slice(0, 10) ?? ''}
              {line === null || inHistory ? '' : `:${String(line)}`}
            </code>
            {inHistory ? ` ${t('leak-facts.in-history')}` : null}
            {one.state === 'resolved' ? ` ${t('leak-facts.not-there')}` : null}
          </li>
        );
      })}
      {findings.length <= PLACES_AT_ONCE ? null : (
        <li className="muted">{t('leak-facts.more', { count: findings.length - PLACES_AT_ONCE })}</li>
      )}
    </ul>
  );
}

/** The earliest commit that is known to have brought it in; else when it was first seen here. */
function Since({ findings }: { readonly findings: readonly Finding[] }): ReactElement {
  const t = useText();
  const locale = useLocale();
  const commits = findings
    .flatMap(({ finding: { commit } }) => (commit === null ? [] : [commit]))
    .filter(({ date }) => !Number.isNaN(Date.parse(date)))
    .toSorted((left, right) => Date.parse(left.date) - Date.parse(right.date));
  const first = commits[0];
  if (first !== undefined) {
    return (
      <>
        {t('proof.commit', {
          commit: first.id.slice(0, 10),
          author: first.author,
          date: formatDay(new Date(first.date), locale),
        })}
      </>
    );
  }
  const seen = findings.map(({ firstSeenAt }) => firstSeenAt).toSorted()[0];
  return seen === undefined ? (
    <span className="muted">{t('leak-facts.unknown')}</span>
  ) : (
    <>
      {t('leak-facts.first-seen')} <TimeText at={seen} />
    </>
  );
}

function LastCallers({
  keyId,
  aheadMs,
}: {
  readonly keyId: string;
  readonly aheadMs: number | undefined;
}): ReactElement {
  const t = useText();
  const [callers, setCallers] = useState<readonly Caller[] | 'unreadable' | null>(null);
  useEffect(() => {
    let current = true;
    void call('keys.requests', { keyId }).then((reply) => {
      if (!current) return;
      setCallers(reply.ok ? callersOf(reply.value.requests) : 'unreadable');
    });
    return () => {
      current = false;
    };
  }, [keyId]);
  return (
    <div className={c('callers')}>
      {callers === null ? null : callers === 'unreadable' ? (
        <span className="muted">{t('leak-facts.unreadable')}</span>
      ) : callers.length === 0 ? (
        <span className="muted">{t('guide.no-requests')}</span>
      ) : (
        <ul>
          {callers.slice(0, CALLERS_AT_ONCE).map((caller) => (
            <li
              key={`${caller.address} ${caller.client}`}
              className="truncate"
              title={`${caller.address} ${caller.client}, ${caller.last}`}
            >
              <code>{caller.address}</code> <span className="muted">{caller.client}</span>,{' '}
              <TimeText at={caller.lastAt} aheadMs={aheadMs} /> · <code>{caller.last}</code>
            </li>
          ))}
          {callers.length <= CALLERS_AT_ONCE ? null : (
            <li className="muted">
              {t('leak-facts.more-callers', { count: callers.length - CALLERS_AT_ONCE })}
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
