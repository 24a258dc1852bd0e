import { Ellipsis, FlaskConical, KeyRound, Pencil, RefreshCw, Trash2, Unplug, X } from 'lucide-react';
import { useState, type ReactElement, type ReactNode } from 'react';
import type { KeyDetail, KeyTestResult } from '../../../shared/domain.ts';
import type { KeyProvider } from '../../../shared/providers.ts';
import { statusWorks } from '../../../shared/key-status.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { LeakBadge, ModeMark, StatusBadge } from '../../ui/marks.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { AuditSection } from '../keys/detail-audit.tsx';
import { NotesSection } from '../keys/detail-notes.tsx';
import { PlacesSection } from '../keys/detail-places.tsx';
import { RotationSection } from '../keys/detail-rotation.tsx';
import styles from '../keys/key-detail.module.css';
import { SecretView } from '../keys/secret-view.tsx';
import { ProviderMark } from './provider-mark.tsx';
import { ServiceSnippets } from './service-snippets.tsx';
import { useService } from './store.ts';

const c = classes(styles);

/** The panel of a key of another service: what it has in common with Augno's keys, and what only it has. */
export function ServiceKeyPanel({
  detail,
  provider,
  onChanged,
}: {
  readonly detail: KeyDetail;
  readonly provider: KeyProvider;
  readonly onChanged: () => Promise<void>;
}): ReactElement {
  const t = useText();
  return (
    <div className={c('panel')}>
      <Header detail={detail} provider={provider} />
      <div className={c('scroll')} tabIndex={-1}>
        <Notices detail={detail} />
        {detail.secretHeld ? (
          <section className={c('section')} aria-label={t('detail.secret')}>
            <SecretView keyId={detail.id} redacted={detail.redacted} />
          </section>
        ) : null}
        {detail.rotation === null ? null : <RotationSection detail={detail} rotation={detail.rotation} />}
        <Facts detail={detail} provider={provider} />
        <PlacesSection detail={detail} onChanged={onChanged} />
        <NotesSection detail={detail} onChanged={onChanged} />
        <ServiceSnippets detail={detail} />
        <AuditSection entries={detail.audit} />
      </div>
    </div>
  );
}

function Header({
  detail,
  provider,
}: {
  readonly detail: KeyDetail;
  readonly provider: KeyProvider;
}): ReactElement {
  const t = useText();
  const { closeKey, openDialog } = useNavigation();
  const test = useAction();
  const [result, setResult] = useState<KeyTestResult | null>(null);
  const works = statusWorks(detail.status);
  const runTest = async (): Promise<void> => {
    const done = await test.run(() => call('keys.test', { keyId: detail.id }));
    setResult(done?.value ?? null);
  };
  return (
    <header className={c('header')}>
      <div className={c('title-row')}>
        <h2 className={c('title')} title={detail.name}>
          {detail.name}
        </h2>
        <IconButton label={t('detail.close')} onClick={closeKey}>
          <X aria-hidden />
        </IconButton>
      </div>
      <div className={c('badges')}>
        <ModeMark mode={detail.mode} />
        <ProviderMark provider={provider} />
        <StatusBadge status={detail.status} />
        {detail.leakCount > 0 ? <LeakBadge count={detail.leakCount} /> : null}
        <code className="muted selectable">{detail.redacted}</code>
      </div>
      <div className={c('actions')}>
        {works && detail.replacedBy === null ? (
          <Button
            size="small"
            icon={<RefreshCw aria-hidden />}
            onClick={() => openDialog({ kind: 'rotate-key', keyId: detail.id })}
          >
            {t('detail.rotate')}
          </Button>
        ) : null}
        {detail.secretHeld && provider.abilities.test === 'api' ? (
          <Button
            size="small"
            icon={<FlaskConical aria-hidden />}
            pending={test.pending}
            onClick={() => void runTest()}
          >
            {t('detail.test')}
          </Button>
        ) : null}
        {detail.secretHeld || !works ? null : (
          <Button
            size="small"
            icon={<KeyRound aria-hidden />}
            onClick={() => openDialog({ kind: 'add-secret', keyId: detail.id })}
          >
            {t('detail.add-secret')}
          </Button>
        )}
        <Menu
          align="end"
          trigger={
            <Button size="small" aria-label={t('detail.more')}>
              <Ellipsis aria-hidden />
            </Button>
          }
        >
          <MenuItem
            icon={<Pencil aria-hidden />}
            onSelect={() => openDialog({ kind: 'edit-service-key', keyId: detail.id })}
          >
            {t('providers.edit')}
          </MenuItem>
          <MenuSeparator />
          <MenuItem
            icon={<Unplug aria-hidden />}
            danger
            disabled={detail.status === 'revoked'}
            onSelect={() => openDialog({ kind: 'revoke-key', keyId: detail.id })}
          >
            {t('providers.revoke')}
          </MenuItem>
          <MenuItem
            icon={<Trash2 aria-hidden />}
            danger
            disabled={works}
            onSelect={() => openDialog({ kind: 'delete-key', keyId: detail.id })}
          >
            {t('detail.delete')}
          </MenuItem>
        </Menu>
      </div>
      {result === null ? null : (
        <Notice tone={result.outcome === 'accepted' ? 'ok' : 'warn'} alert>
          <p>{result.message}</p>
        </Notice>
      )}
      {test.error === null ? null : <ErrorNotice error={test.error} />}
    </header>
  );
}

function Notices({ detail }: { readonly detail: KeyDetail }): ReactElement | null {
  const t = useText();
  const { go, openDialog } = useNavigation();
  const leaked = detail.leakCount > 0 && statusWorks(detail.status);
  if (detail.repair === null && !leaked) return null;
  return (
    <div className={c('section')}>
      {detail.repair === null ? null : (
        <Notice tone="warn" alert>
          <p>{detail.repair}</p>
        </Notice>
      )}
      {leaked ? (
        <Notice
          tone="danger"
          title={t('detail.leaked-title')}
          actions={
            <>
              {detail.replacedBy === null ? (
                <Button
                  size="small"
                  variant="primary"
                  onClick={() => openDialog({ kind: 'rotate-key', keyId: detail.id, reason: 'compromised' })}
                >
                  {t('findings.rotate-now')}
                </Button>
              ) : null}
              <Button size="small" onClick={() => go('findings')}>
                {t('detail.see-findings')}
              </Button>
            </>
          }
        >
          <p>{t('detail.leaked-text', { count: detail.leakCount })}</p>
        </Notice>
      ) : null}
    </div>
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

function Facts({
  detail,
  provider,
}: {
  readonly detail: KeyDetail;
  readonly provider: KeyProvider;
}): ReactElement {
  const t = useText();
  const { service } = useService(detail.connectionId);
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
        <Fact label={t(kind === 'team' ? 'providers.owner-team' : 'providers.owner')}>
          {detail.care?.owner ?? '–'}
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
