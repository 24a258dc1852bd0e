import { Cpu } from 'lucide-react';
import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import type {
  ProgramAccess,
  ProgramGrant,
  ProgramOffer,
  ProgramRequest,
  ProgramSession,
} from '../../../shared/ipc/program-channels.ts';
import type { SerializedError } from '../../../shared/errors.ts';
import { scopeWords } from '../../../shared/program-scope.ts';
import { outcomeWords } from '../../../shared/request-outcome.ts';
import { call, onEvent } from '../../lib/bridge.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { createLastAsked } from '../../lib/last-asked.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { EmptyState, ErrorNotice, Notice } from '../../ui/notice.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import shared from '../../ui/screen.module.css';
import styles from './programs.module.css';

const c = classes(shared, styles);
/** Nearest first; what started the desktop tells nobody anything. */
const MOST_ANCESTORS = 3;

/** As the vault's process has it, now and whenever it says that something is other than before. */
function useAccess(): { readonly access: ProgramAccess | null; readonly error: SerializedError | null } {
  const [access, setAccess] = useState<ProgramAccess | null>(null);
  const [error, setError] = useState<SerializedError | null>(null);
  useEffect(() => {
    const last = createLastAsked();
    const read = async (): Promise<void> => {
      const reply = await last.answer(call('programs.access', undefined));
      if (reply === null) return;
      if (reply.ok) setAccess(reply.value);
      setError(reply.ok ? null : reply.error);
    };
    void read();
    const stop = onEvent('vault.changed', ({ collections }) => {
      if (collections.includes('programs')) void read();
    });
    return () => {
      last.end();
      stop();
    };
  }, []);
  return { access, error };
}

function EndButton({
  id,
  label,
  about,
}: {
  readonly id: string;
  readonly label: string;
  readonly about: string;
}) {
  const { run, pending, error } = useAction();
  return (
    <>
      <Button
        size="small"
        pending={pending}
        aria-label={`${label}: ${about}`}
        onClick={() => void run(() => call('programs.end', { id }))}
      >
        {label}
      </Button>
      {error === null ? null : <ErrorNotice error={error} />}
    </>
  );
}

function Session({ session }: { readonly session: ProgramSession }): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const { id, key, program, reason, scope, until, requests } = session;
  return (
    <li className={c('row')}>
      <div className={c('what')}>
        <strong className="wrap">{key}</strong>
        <span className="wrap">{program}</span>
        {reason === null ? null : <span className="wrap">{t('programs.reason', { reason })}</span>}
        <span className="muted small wrap">
          {t('programs.session-facts', { scope: sentence(scopeWords(scope)), count: requests })} ·{' '}
          {t('programs.until')} <TimeText at={until} />
        </span>
      </div>
      <EndButton id={id} label={t('programs.stop')} about={`${key}, ${program}`} />
    </li>
  );
}

function Grant({ grant }: { readonly grant: ProgramGrant }): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const { id, program, startedBy, purpose, keys, scope, until, uses } = grant;
  const what = t(`programs.purpose-${purpose}`);
  return (
    <li className={c('row')}>
      <div className={c('what')}>
        <strong className="wrap">
          {what}
          {keys === null ? null : `: ${keys.join(', ')}`}
          {scope === null ? null : ` (${sentence(scopeWords(scope))})`}
        </strong>
        <span className="wrap">{program}</span>
        <StartedBy programs={startedBy} />
        <span className="muted small">
          {t('programs.uses', { count: uses })} · {t('programs.until')} <TimeText at={until} />
        </span>
      </div>
      <EndButton id={id} label={t('programs.revoke')} about={`${what}, ${program}`} />
    </li>
  );
}

/** Main asks about it, in its own dialog. */
function Offer({
  offer: { code, program, startedBy, purpose },
}: {
  readonly offer: ProgramOffer;
}): ReactElement {
  const t = useText();
  const { run, pending, error } = useAction();
  const what = t(`programs.purpose-${purpose}`);
  return (
    <li className={c('row')}>
      <div className={c('what')}>
        <strong className="wrap">{what}</strong>
        <span className="wrap">{program}</span>
        <StartedBy programs={startedBy} />
      </div>
      <Button
        size="small"
        pending={pending}
        aria-label={`${t('programs.allow')}: ${what}, ${program}`}
        onClick={() => void run(() => call('programs.ask', { code }))}
      >
        {t('programs.allow')}
      </Button>
      {error === null ? null : <ErrorNotice error={error} />}
    </li>
  );
}

function StartedBy({ programs }: { readonly programs: readonly string[] }): ReactElement | null {
  const t = useText();
  if (programs.length === 0) return null;
  return (
    <span className="muted small wrap">
      {t('programs.started-by', { programs: programs.slice(0, MOST_ANCESTORS).join(' ← ') })}
    </span>
  );
}

function Requests({ requests }: { readonly requests: readonly ProgramRequest[] }): ReactElement {
  const t = useText();
  const sentence = useSentence();
  return (
    <table className={c('table')} aria-label={t('programs.requests')}>
      <thead>
        <tr>
          {(['when', 'request', 'outcome', 'key', 'program'] as const).map((name) => (
            <th key={name} scope="col" className={c(name)}>
              {t(`programs.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {requests.map(({ at, session, keyName, program, method, route, outcome, durationMs }, index) => (
          <tr key={`${at} ${session} ${String(index)}`}>
            <td className="muted">
              <TimeText at={at} />
            </td>
            <td>
              <code className="wrap">
                {method} {route}
              </code>
            </td>
            <td>
              {sentence(outcomeWords(outcome))}
              {durationMs === null ? null : (
                <span className="muted figures"> {t('programs.took', { milliseconds: durationMs })}</span>
              )}
            </td>
            <td className="wrap">{keyName}</td>
            <td className="muted small wrap">{program}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Section({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <section className={c('section')} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Nothing where there are none. */
function Rows({
  title,
  children,
}: {
  readonly title: string;
  readonly children: readonly ReactElement[];
}): ReactElement | null {
  if (children.length === 0) return null;
  return (
    <Section title={title}>
      <ul className={c('rows')}>{children}</ul>
    </Section>
  );
}

/** What programs may with the open vault, what they do with it, and its end. What is allowed, a dialog of main's asks. */
export function ProgramsScreen(): ReactElement {
  const t = useText();
  const { access, error } = useAccess();
  return (
    <div className={c('screen')} tabIndex={0} role="region" aria-label={t('nav.programs')}>
      {error === null ? null : <ErrorNotice error={error} />}
      {access === null ? null : (
        <>
          {access.problem === null ? null : <ErrorNotice error={access.problem} />}
          {access.waiting === 0 ? null : (
            <Notice tone="warn" title={t('programs.waiting', { count: access.waiting })}>
              <p>{t('programs.waiting-text')}</p>
            </Notice>
          )}
          <Rows title={t('programs.sessions')}>
            {access.sessions.map((session) => (
              <Session key={session.id} session={session} />
            ))}
          </Rows>
          <Rows title={t('programs.offers')}>
            {access.offers.map((offer) => (
              <Offer key={offer.code} offer={offer} />
            ))}
          </Rows>
          <Rows title={t('programs.grants')}>
            {access.grants.map((grant) => (
              <Grant key={grant.id} grant={grant} />
            ))}
          </Rows>
          {access.sessions.length > 0 || access.grants.length > 0 || access.problem !== null ? null : (
            <EmptyState icon={<Cpu aria-hidden />} title={t('programs.none')}>
              {t('programs.none-text')} <code>augno-vault agent run --key NAME -- COMMAND</code>
            </EmptyState>
          )}
          {access.requests.length === 0 ? null : (
            <Section title={t('programs.requests')}>
              <Requests requests={access.requests} />
            </Section>
          )}
        </>
      )}
    </div>
  );
}
