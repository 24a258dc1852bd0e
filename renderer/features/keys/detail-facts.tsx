import type { ReactElement, ReactNode } from 'react';
import type { KeyDetail } from '../../../shared/domain.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { useService } from '../providers/store.ts';
import { groupPermissions } from './permissions.ts';
import { redactedTail } from './redacted-tail.ts';
import { useKeys } from './store.ts';
import styles from './key-detail.module.css';

const c = classes(styles);

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactElement {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function KeyLink({ keyId }: { readonly keyId: string }): ReactElement {
  const entry = useKeys((store) => store.items.find((key) => key.id === keyId));
  const openKey = useNavigation((store) => store.openKey);
  if (entry === undefined) return <code>{keyId}</code>;
  return (
    <Button variant="link" onClick={() => openKey(keyId)}>
      {entry.name} <code>{redactedTail(entry.redacted)}</code>
    </Button>
  );
}

/** What the service tells of the key, or what the vault knows where it tells nothing. */
export function FactsSection({ detail }: { readonly detail: KeyDetail }): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const openDialog = useNavigation((store) => store.openDialog);
  const { provider } = detail;
  const { abilities } = provider;
  const connection = useService(detail.connectionId);
  const kind = connection.provider?.kinds.find(({ id }) => id === provider.kind);
  const rotateBy = detail.care?.rotateBy ?? null;
  const permissions = detail.permissions === null ? [] : groupPermissions(detail.permissions);
  return (
    <section className={c('section')} aria-label={t('detail.facts')}>
      <h3>{t('detail.facts')}</h3>
      <dl className={c('facts')}>
        <Fact label={t(abilities.lists ? 'detail.connection' : 'providers.service')}>
          {provider.connectionName || '–'}
          {connection.service?.url === undefined || connection.service.url === null ? null : (
            <>
              {' · '}
              <code className="wrap">{connection.service.url}</code>
            </>
          )}
        </Fact>
        {abilities.roles ? (
          <Fact label={t('detail.role')}>{detail.roleName ?? t('detail.role-unknown')}</Fact>
        ) : (
          <Fact label={t('providers.kind')}>
            {kind === undefined || kind.owner === 'anyone'
              ? sentence(provider.kindLabel)
              : t(`providers.kind-${kind.owner}`)}
          </Fact>
        )}
        <Fact label={t(abilities.lists ? 'detail.created' : 'providers.stored-at')}>
          <TimeText at={detail.createdAt} aheadMs={detail.clockAheadMs} />
          {detail.origin !== 'elsewhere' || !abilities.lists ? null : (
            <>
              {` · ${t('detail.elsewhere')} `}
              <Button variant="link" onClick={() => openDialog({ kind: 'who-was-it', subjectId: detail.id })}>
                {t('elsewhere.open-made')}
              </Button>
            </>
          )}
        </Fact>
        {abilities.logs ? (
          <Fact label={t('keys.last-used')}>
            {detail.lastUsedAt === null ? (
              t('keys.never')
            ) : (
              <TimeText at={detail.lastUsedAt} aheadMs={detail.clockAheadMs} />
            )}
          </Fact>
        ) : (
          <Fact label={t('providers.last-tested')}>
            {provider.lastTestedAt === null || provider.lastOutcome === null ? (
              t('keys.never')
            ) : (
              <>
                {t(`providers.outcome-${provider.lastOutcome}`)} <TimeText at={provider.lastTestedAt} />
              </>
            )}
          </Fact>
        )}
        <Fact label={t('detail.expires')}>
          {detail.expiresAt === null ? (
            t(abilities.expires ? 'keys.no-expiry-long' : 'providers.not-known')
          ) : (
            <TimeText at={detail.expiresAt} aheadMs={detail.clockAheadMs} />
          )}
        </Fact>
        {rotateBy === null ? null : (
          <Fact label={t('providers.rotate-by')}>
            <TimeText at={rotateBy} />
          </Fact>
        )}
        {detail.revokedAt === null ? null : (
          <Fact
            label={t(
              detail.status === 'revoking'
                ? 'detail.works-until'
                : abilities.revoke === 'api'
                  ? 'detail.revoked'
                  : 'providers.gone-since',
            )}
          >
            <TimeText at={detail.revokedAt} aheadMs={detail.clockAheadMs} />
          </Fact>
        )}
        <Fact label={t('detail.secret')}>
          {t(detail.secretHeld ? 'keys.secret-held' : 'keys.secret-not-held')}
        </Fact>
        {detail.apiName === detail.name || !abilities.lists ? null : (
          <Fact label={t('detail.api-name')}>{detail.apiName}</Fact>
        )}
        {detail.replaces === null ? null : (
          <Fact label={t('detail.replaces')}>
            <KeyLink keyId={detail.replaces} />
          </Fact>
        )}
        {detail.replacedBy === null ? null : (
          <Fact label={t('detail.replaced-by')}>
            <KeyLink keyId={detail.replacedBy} />
          </Fact>
        )}
        <Fact label={t('detail.id')}>
          <code>{detail.id}</code>
        </Fact>
      </dl>
      {permissions.length === 0 ? null : (
        <details>
          <summary>{t('detail.permissions', { count: detail.permissions?.length ?? 0 })}</summary>
          <ul className={c('permissions')}>
            {permissions.map((group) => (
              <li key={group.domain}>
                {group.domain} <span className="muted">{group.actions.join(', ')}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
