import { Ellipsis, FlaskConical, KeyRound, Pencil, RefreshCw, Trash2, Unplug, X } from 'lucide-react';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import type { KeyDetail } from '../../../shared/domain.ts';
import type { SerializedError } from '../../../shared/errors.ts';
import { statusWorks } from '../../../shared/key-status.ts';
import { call, onEvent } from '../../lib/bridge.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useText } from '../../lib/intl.tsx';
import { createLastAsked } from '../../lib/last-asked.ts';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ContextMenu } from '../../ui/context-menu.tsx';
import { KeyMenuItems } from './key-menu-items.tsx';
import { UnprovenNotice } from './unproven-notice.tsx';
import { useKeyShortcuts } from './use-key-shortcuts.ts';
import { LeakBadge, ModeMark, StatusBadge } from '../../ui/marks.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { ProviderMark } from '../providers/provider-mark.tsx';
import { LeakResponseButton } from '../guides/leak-response-button.tsx';
import { AuditSection } from './detail-audit.tsx';
import { CareSection } from './detail-care.tsx';
import { DocumentationKeyNotice } from './documentation-key-notice.tsx';
import { FactsSection } from './detail-facts.tsx';
import { NotesSection } from './detail-notes.tsx';
import { PlacesSection } from './detail-places.tsx';
import { RequestsSection } from './detail-requests.tsx';
import { RotationSection } from './detail-rotation.tsx';
import { SnippetsSection } from './detail-snippets.tsx';
import { isPossible } from './key-actions.tsx';
import { FlowMenuItems } from './flows/flow-menu-items.tsx';
import { InterruptedNotice } from './interrupted-notice.tsx';
import { SecretView } from './secret-view.tsx';
import styles from './key-detail.module.css';
import type { Said } from '../../../shared/messages/say.ts';

const c = classes(styles);

interface DetailState {
  readonly detail: KeyDetail | null;
  readonly error: SerializedError | null;
  readonly load: () => Promise<void>;
}

function useKeyDetail(keyId: string): DetailState {
  const [detail, setDetail] = useState<KeyDetail | null>(null);
  const [error, setError] = useState<SerializedError | null>(null);
  const [last] = useState(createLastAsked);
  const load = useCallback(async (): Promise<void> => {
    const reply = await last.answer(call('keys.detail', { keyId }));
    if (reply === null) return;
    if (reply.ok) setDetail(reply.value);
    setError(reply.ok ? null : reply.error);
  }, [keyId, last]);
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- it sets state after the reply, not in the effect
    void load();
    return onEvent('vault.changed', ({ collections }) => {
      if (collections.some((name) => name !== 'settings' && name !== 'roles')) void load();
    });
  }, [load]);
  return { detail, error, load };
}

export function KeyDetailPanel({ keyId }: { readonly keyId: string }): ReactElement {
  const t = useText();
  const { closeKey } = useNavigation();
  const { detail, error, load } = useKeyDetail(keyId);
  const onShortcut = useKeyShortcuts();
  const test = useKeyTest(keyId);
  if (detail === null) {
    return (
      <div className={c('padded')}>
        {error === null ? null : (
          <ErrorNotice
            error={error}
            actions={
              <>
                <Button onClick={() => void load()}>{t('common.try-again')}</Button>
                <Button onClick={closeKey}>{t('common.close')}</Button>
              </>
            }
          />
        )}
      </div>
    );
  }
  const { abilities } = detail.provider;
  return (
    <div className={c('panel')} tabIndex={-1} onKeyDown={(event) => onShortcut(event, detail)}>
      <DetailHeader detail={detail} test={test} />
      <div className={c('scroll')} tabIndex={-1}>
        <Notices detail={detail} />
        {detail.secretHeld ? (
          <ContextMenu onAsk={() => true} items={<KeyMenuItems entry={detail} />}>
            <section className={c('section')} aria-label={t('detail.secret')}>
              <SecretView keyId={detail.id} redacted={detail.redacted} />
            </section>
          </ContextMenu>
        ) : null}
        {detail.rotation === null ? null : <RotationSection detail={detail} rotation={detail.rotation} />}
        <FactsSection detail={detail} />
        <PlacesSection detail={detail} onChanged={load} />
        <CareSection key={JSON.stringify(detail.care ?? null)} detail={detail} onChanged={load} />
        <NotesSection detail={detail} onChanged={load} />
        <SnippetsSection detail={detail} />
        <AuditSection entries={detail.audit} />
        {/* Read later than all others, so nothing that can be pressed stands below. */}
        {abilities.logs ? <RequestsSection detail={detail} /> : null}
      </div>
      {test.outcome}
    </div>
  );
}

/** Its answer comes at the panel's end, where it pushes nothing away. */
function useKeyTest(keyId: string): {
  readonly pending: boolean;
  readonly run: () => Promise<void>;
  readonly outcome: ReactElement | null;
} {
  const sentence = useSentence();
  const test = useAction();
  const [result, setResult] = useState<{ readonly accepted: boolean; readonly message: Said } | null>(null);
  const run = async (): Promise<void> => {
    const done = await test.run(() => call('keys.test', { keyId }));
    if (done !== null)
      setResult({ accepted: done.value.outcome === 'accepted', message: done.value.message });
  };
  const outcome =
    result === null && test.error === null ? null : (
      <div className={c('outcome')}>
        {result === null ? null : (
          <Notice tone={result.accepted ? 'ok' : 'warn'} alert>
            <p>{sentence(result.message)}</p>
          </Notice>
        )}
        {test.error === null ? null : <ErrorNotice error={test.error} />}
      </div>
    );
  return { pending: test.pending, run, outcome };
}

function DetailHeader({
  detail,
  test,
}: {
  readonly detail: KeyDetail;
  readonly test: Pick<ReturnType<typeof useKeyTest>, 'pending' | 'run'>;
}): ReactElement {
  const t = useText();
  const { closeKey, openDialog } = useNavigation();
  const works = statusWorks(detail.status);
  const { abilities } = detail.provider;
  const byHand = abilities.rotate !== 'api';
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
        {abilities.lists ? null : <ProviderMark provider={detail.provider} />}
        <StatusBadge status={detail.status} isLeaked={detail.leakCount > 0} />
        {detail.leakCount > 0 ? <LeakBadge count={detail.leakCount} /> : null}
        <code className="muted selectable">{detail.redacted}</code>
      </div>
      <div className={c('actions')}>
        {works && (!byHand || detail.replacedBy === null) ? (
          <Button
            size="small"
            icon={<RefreshCw aria-hidden />}
            onClick={() => openDialog({ kind: 'rotate-key', keyId: detail.id })}
          >
            {t('detail.rotate')}
          </Button>
        ) : null}
        {isPossible('test', detail) ? (
          <Button
            size="small"
            icon={<FlaskConical aria-hidden />}
            pending={test.pending}
            onClick={() => void test.run()}
          >
            {t('detail.test')}
          </Button>
        ) : null}
        {!isPossible('add-secret', detail) ? null : (
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
          {byHand ? null : <FlowMenuItems detail={detail} />}
          {abilities.expires ? null : (
            <MenuItem
              icon={<Pencil aria-hidden />}
              onSelect={() => openDialog({ kind: 'edit-key', keyId: detail.id })}
            >
              {t('providers.edit')}
            </MenuItem>
          )}
          <MenuItem
            icon={<Unplug aria-hidden />}
            danger
            disabled={!isPossible('revoke', detail)}
            onSelect={() => openDialog({ kind: 'revoke-key', keyId: detail.id })}
          >
            {t(abilities.revoke === 'api' ? 'detail.revoke' : 'providers.revoke')}
          </MenuItem>
          <MenuSeparator />
          <MenuItem
            icon={<Trash2 aria-hidden />}
            danger
            disabled={!isPossible('delete', detail)}
            onSelect={() => openDialog({ kind: 'delete-key', keyId: detail.id })}
          >
            {t('detail.delete')}
          </MenuItem>
        </Menu>
      </div>
    </header>
  );
}

function Notices({ detail }: { readonly detail: KeyDetail }): ReactElement | null {
  const t = useText();
  const { go, openDialog } = useNavigation();
  const leaked = detail.leakCount > 0 && statusWorks(detail.status);
  const byHand = detail.provider.abilities.rotate !== 'api';
  if (detail.repair === null && !leaked && !detail.isDocumentationKey && !detail.isConnectionKey) return null;
  return (
    <div className={c('section')}>
      <InterruptedNotice detail={detail} />
      {detail.unproven === true ? <UnprovenNotice keyId={detail.id} /> : null}
      {leaked ? (
        <Notice
          tone="danger"
          title={t('detail.leaked-title')}
          actions={
            <>
              {detail.replacedBy !== null ? null : (
                <Button
                  size="small"
                  variant="primary"
                  onClick={() => openDialog({ kind: 'rotate-key', keyId: detail.id, reason: 'compromised' })}
                >
                  {t('findings.rotate-now')}
                </Button>
              )}
              {byHand ? null : <LeakResponseButton keyId={detail.id} />}
              <Button size="small" onClick={() => go('findings')}>
                {t('detail.see-findings')}
              </Button>
            </>
          }
        >
          <p>{t('detail.leaked-text', { count: detail.leakCount })}</p>
        </Notice>
      ) : null}
      {detail.isConnectionKey ? (
        <Notice tone="notice">
          <p>{t('detail.connection-key')}</p>
        </Notice>
      ) : null}
      {detail.isDocumentationKey ? <DocumentationKeyNotice detail={detail} /> : null}
    </div>
  );
}
