import { useEffect, useState, type ReactElement } from 'react';
import type { ExportProposal } from '../../../shared/export-proposal.ts';
import type { ChannelOutput } from '../../../shared/ipc-contract.ts';
import type { Granted } from '../../../shared/ipc/grant-channels.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import { FileChoice } from './file-choice.tsx';
import { LeftOutList } from './left-out-list.tsx';

/** An encrypted export of another vault: counted first, then added. */
export function ImportExportDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const action = useAction();
  const [file, setFile] = useState<Granted | null>(null);
  const [missing, setMissing] = useState(false);
  const [preview, setPreview] = useState<ChannelOutput<'vault.import'> | null>(null);
  useEffect(
    () => () => {
      // SECURITY: the file's password is kept no longer than the file is looked at.
      void call('import.discard', undefined);
    },
    [],
  );
  const submit = async (): Promise<void> => {
    setMissing(file === null);
    if (file === null) return;
    const dryRun = preview === null;
    const done = await action.run(() => call('vault.import', { grant: file.grant, dryRun }));
    if (done === null) return;
    if (dryRun) {
      setPreview(done.value);
      return;
    }
    showToast(t('import-export.done', { count: done.value.secrets }));
    const added = done.value.accounts.flatMap(({ connectionId }) => connectionId ?? []);
    onClose();
    // Asleep until somebody looked at their addresses: main asks, in a dialog of its own.
    if (added.length > 0)
      await action.run(() => call('connections.confirm-addresses', { connectionIds: added }));
  };
  const nothingNew = preview !== null && preview.records === 0 && preview.secrets === 0;
  return (
    <FormDialog
      title={t('import-export.title')}
      description={t('import-export.text')}
      submit={preview === null ? t('import-export.look') : t('import-export.submit')}
      submitDisabled={nothingNew}
      action={action}
      onClose={onClose}
      onSubmit={submit}
    >
      <FileChoice
        label={t('protection.file')}
        purpose="open-export"
        file={file}
        error={missing && file === null ? t('protection.file-missing') : null}
        disabled={action.pending}
        onChange={(chosen) => {
          setFile(chosen);
          setPreview(null);
        }}
      />
      <p className="muted">{t('import-export.asks')}</p>
      {preview === null ? null : (
        <Notice tone="notice" alert>
          <p>
            {nothingNew
              ? t('import-export.nothing-new')
              : t('import-export.preview', { records: preview.records, secrets: preview.secrets })}
          </p>
          {preview.accounts.map(({ name, address, here }) => (
            <p key={`${name} ${address}`}>
              {here === null
                ? t('import-export.account', { name, address })
                : t('import-export.account-here', { name: here, address })}
            </p>
          ))}
          {preview.services.map(({ name, service, address, here }) => (
            <p key={`${service} ${name}`}>
              {here !== null
                ? t('import-export.account-here', { name: here, address: address ?? service })
                : address === null
                  ? service === name
                    ? name
                    : t('import-export.service', { name, service })
                  : t('import-export.account', { name, address })}
            </p>
          ))}
          {preview.views.length === 0 ? null : (
            <p>{t('import-export.views', { names: preview.views.join(', ') })}</p>
          )}
          {preview.keys.length === 0 ? null : (
            <ul>
              {preview.keys.map(({ name, redacted, account, trash, second }, index) => (
                <li key={`${redacted}-${String(index)}`}>
                  {name} <code>{redacted}</code> ({account}
                  {second ? `, ${t('import-export.second')}` : ''}
                  {trash ? `, ${t('import-export.trash')}` : ''})
                </li>
              ))}
            </ul>
          )}
          {preview.keptReplies.length === 0 ? null : (
            <p>
              {t('import-export.kept', {
                names: preview.keptReplies.map(({ name, account }) => `${name} (${account})`).join(', '),
              })}
            </p>
          )}
          {preview.refused.length === 0 ? null : <RefusedList refused={preview.refused} />}
          <LeftOutList title={t('import-export.left-out')} items={preview.leftOut} />
          {preview.skipped === 0 ? null : <p>{t('import-export.skipped', { count: preview.skipped })}</p>}
        </Notice>
      )}
    </FormDialog>
  );
}

/** What is not taken, each with its reason. */
function RefusedList({ refused }: { readonly refused: ExportProposal['refused'] }): ReactElement {
  const t = useText();
  return (
    <>
      <p>{t('import-export.refused')}</p>
      <ul>
        {refused.map(({ kind, name, why }, index) => (
          <li key={`${kind}-${String(index)}`}>
            {name === null ? kind : `${kind} ${name}`}: {t(`import-export.refused-${why}`)}
          </li>
        ))}
      </ul>
    </>
  );
}
