import type { ReactElement, ReactNode } from 'react';
import type { KeyDetail } from '../../../shared/domain.ts';
import { useText } from '../../lib/intl.tsx';
import { classes } from '../../ui/classes.ts';
import { TimeText } from '../../ui/time-text.tsx';
import styles from './key-detail.module.css';
import { useService } from '../providers/store.ts';

const c = classes(styles);

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactElement {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** What is known of a key whose service does not tell: where it goes, what it is, and what a test said of it. */
export function ServiceFacts({ detail }: { readonly detail: KeyDetail }): ReactElement {
  const t = useText();
  const { service } = useService(detail.connectionId);
  const { provider } = detail;
  const kind = provider.kind;
  const rotateBy = detail.care?.rotateBy ?? null;
  return (
    <section className={c('section')} aria-label={t('detail.facts')}>
      <h3>{t('detail.facts')}</h3>
      <dl className={c('facts')}>
        <Fact label={t('providers.service')}>
          {provider.connectionName}
          {service?.url === undefined || service.url === null ? null : (
            <>
              {' · '}
              <code className="wrap">{service.url}</code>
            </>
          )}
        </Fact>
        <Fact label={t('providers.kind')}>
          {kind === 'user' || kind === 'team' ? t(`providers.kind-${kind}`) : provider.kindLabel}
        </Fact>
        <Fact label={t('providers.stored-at')}>
          <TimeText at={detail.createdAt} />
        </Fact>
        <Fact label={t('detail.expires')}>
          {detail.expiresAt === null ? t('providers.not-known') : <TimeText at={detail.expiresAt} />}
        </Fact>
        <Fact label={t('providers.rotate-by')}>{rotateBy === null ? '–' : <TimeText at={rotateBy} />}</Fact>
        <Fact label={t('providers.last-tested')}>
          {provider.lastTestedAt === null || provider.lastOutcome === null ? (
            t('keys.never')
          ) : (
            <>
              {t(`providers.outcome-${provider.lastOutcome}`)} <TimeText at={provider.lastTestedAt} />
            </>
          )}
        </Fact>
        {detail.revokedAt === null ? null : (
          <Fact label={t('providers.gone-since')}>
            <TimeText at={detail.revokedAt} />
          </Fact>
        )}
        <Fact label={t('detail.id')}>
          <code>{detail.id}</code>
        </Fact>
      </dl>
    </section>
  );
}
