import { useState, type ReactElement } from 'react';
import type { KeySummary, Reason } from '../../../shared/domain.ts';
import type { Batch } from '../../../shared/ipc/upkeep-channels.ts';
import { whyLeftOut } from '../../../shared/left-out.ts';
import { statusWorks } from '../../../shared/key-status.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import type { BulkRequest } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { classes } from '../../ui/classes.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import { Notice } from '../../ui/notice.tsx';
import { BatchProgress } from './batch-progress.tsx';
import { LeftOut, NothingPossible } from './bulk-left-out.tsx';
import { NO_REASON, ReasonFields } from './confirm-fields.tsx';
import { OverlapFields, overlapInput, type OverlapChoice } from './overlap-fields.tsx';
import { LastUse } from './last-use.tsx';
import { useTypedCount } from './typed-count.tsx';
import { useKeys } from './store.ts';
import styles from './key-dialogs.module.css';

const c = classes(styles);

/** Keys of other services have no revocation of their own kind, so they are done one at a time. */
export function canBeDone(key: KeySummary): boolean {
  return (statusWorks(key.status) || key.status === 'unresolved') && whyLeftOut(key, 'rotate') === null;
}

function ChosenKeys({ keys }: { readonly keys: readonly KeySummary[] }): ReactElement {
  const t = useText();
  return (
    <ul className={c('batch')} aria-label={t('bulk.chosen')} tabIndex={0}>
      {keys.map((key) => (
        <li key={key.id} className={c('batch-item')}>
          <div className={c('batch-text')}>
            <span className={c('batch-name')}>
              <span className="truncate" title={key.name}>
                {key.name}
              </span>
              <code className="muted">{key.redacted}</code>
            </span>
            <span className="muted">
              <LastUse at={key.lastUsedAt} logs={key.provider.abilities.logs} aheadMs={key.clockAheadMs} />
            </span>
          </div>
          <ModeMark mode={key.mode} />
        </li>
      ))}
    </ul>
  );
}

export function BulkDialog({
  request,
  onClose,
}: {
  readonly request: BulkRequest;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const action = useAction();
  const [keys] = useState(() => {
    const wanted = new Set(request.keyIds);
    return useKeys
      .getState()
      .items.filter((key) => wanted.has(key.id))
      .toSorted((left, right) => left.name.localeCompare(right.name));
  });
  const rotates = request.action === 'rotate';
  const possible = keys.filter(
    (key) => canBeDone(key) && (rotates ? !key.isDocumentationKey : !key.isConnectionKey),
  );
  const production = possible.filter(({ mode }) => mode === 'prod').length;
  const [choice, setChoice] = useState<OverlapChoice>({ way: 'overlap', overlap: '86400', movable: false });
  const [reason, setReason] = useState<Reason>({
    kind: request.cause === 'someone-left' ? 'someone-left' : NO_REASON.kind,
    text: request.person ?? '',
  });
  const [batch, setBatch] = useState<Batch | null>(null);
  const count = useTypedCount(production, action);
  const submit = async (): Promise<void> => {
    if (!count.isConfirmed()) return;
    const done = await action.run(() =>
      call('batches.start', {
        kind: request.action,
        cause: request.cause,
        person: request.person,
        keyIds: possible.map(({ id }) => id),
        ...(rotates ? overlapInput(choice) : { overlapSeconds: 0 }),
        reason,
        confirmation: count.confirmation,
      }),
    );
    if (done !== null) setBatch(done.value);
  };
  if (batch !== null) return <BatchProgress batch={batch} start onClose={onClose} />;
  if (possible.length === 0) return <NothingPossible request={request} keys={keys} onClose={onClose} />;
  return (
    <FormDialog
      title={t(rotates ? 'bulk.rotate-title' : 'bulk.revoke-title', { count: possible.length })}
      mark={production === 0 ? undefined : <ModeMark mode="prod" />}
      action={action}
      fields={['confirmation']}
      submit={t(rotates ? 'bulk.rotate-count' : 'bulk.revoke-count', { count: possible.length })}
      danger={!rotates}
      wide
      onClose={onClose}
      onSubmit={submit}
    >
      {rotates ? (
        <OverlapFields choice={choice} onChange={setChoice} />
      ) : (
        <Notice tone="warn" title={t('bulk.revoke-warning')}>
          <p>{t('revoke.warning-text')}</p>
        </Notice>
      )}
      <ChosenKeys keys={possible} />
      <LeftOut action={request.action} keys={keys.filter((key) => !possible.includes(key))} />
      <ReasonFields reason={reason} onChange={setReason} />
      {count.field}
    </FormDialog>
  );
}
