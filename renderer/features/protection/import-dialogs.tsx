import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { ChannelOutput } from '../../../shared/ipc-contract.ts';
import type { ImportPreviewEntry } from '../../../shared/ipc/protection-channels.ts';
import type { Granted } from '../../../shared/ipc/grant-channels.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { classes } from '../../ui/classes.ts';
import { SecretField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import { FileChoice } from './file-choice.tsx';
import styles from './protection.module.css';

const c = classes(styles);

/** Secrets of listed keys from `.env`, CSV or plain text: first what would be stored, then storing it. */
export function ImportKeysDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const action = useAction();
  const [file, setFile] = useState<Granted | null>(null);
  const [entries, setEntries] = useState<readonly ImportPreviewEntry[] | null>(null);
  useEffect(
    () => () => {
      // SECURITY: what the file held is not kept open longer than it is looked at.
      void call('import.discard', undefined);
    },
    [],
  );
  const choose = async (chosen: Granted): Promise<void> => {
    setFile(chosen);
    setEntries(null);
    const done = await action.run(() => call('import.plan', { grant: chosen.grant }));
    if (done !== null) setEntries(done.value.entries);
  };
  const storable = entries?.filter(({ outcome }) => outcome === 'store').length ?? 0;
  const submit = async (): Promise<void> => {
    if (storable === 0) return;
    const done = await action.run(() => call('import.apply', undefined));
    if (done === null) return;
    showToast(t('import.done', { count: done.value.stored }));
    onClose();
  };
  return (
    <FormDialog
      title={t('import.title')}
      description={t('import.text')}
      submit={t('import.submit', { count: storable })}
      submitDisabled={storable === 0}
      action={action}
      wide
      onClose={onClose}
      onSubmit={submit}
    >
      <FileChoice
        label={t('protection.file')}
        purpose="open-import"
        file={file}
        error={null}
        disabled={action.pending}
        onChange={(chosen) => void choose(chosen)}
      />
      {entries === null ? null : <Preview entries={entries} />}
    </FormDialog>
  );
}

function Preview({ entries }: { readonly entries: readonly ImportPreviewEntry[] }): ReactElement {
  const t = useText();
  return (
    <div className={c('entries')} tabIndex={0} role="region" aria-label={t('import.preview')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('import.line')}</th>
            <th scope="col">{t('import.in-file')}</th>
            <th scope="col">{t('import.key')}</th>
            <th scope="col">{t('import.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, index) => (
            // Several keys may stand in one line.
            <tr key={`${String(entry.line)}-${String(index)}`}>
              <td className="figures">{entry.line}</td>
              <td>
                {entry.label ?? ''} {entry.redacted === null ? null : <code>{entry.redacted}</code>}
              </td>
              <td>{entry.keyName ?? '–'}</td>
              <td className={entry.outcome === 'store' ? undefined : 'muted'}>
                {t(`import.outcome-${entry.outcome}`)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** An encrypted export of another vault: counted first, then added. */
export function ImportExportDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const action = useAction();
  const [file, setFile] = useState<Granted | null>(null);
  const [problem, setProblem] = useState<'file' | 'password' | null>(null);
  const [preview, setPreview] = useState<ChannelOutput<'vault.import'> | null>(null);
  const password = useRef<HTMLInputElement>(null);
  const submit = async (): Promise<void> => {
    const typed = password.current?.value ?? '';
    const found = file === null ? 'file' : typed === '' ? 'password' : null;
    setProblem(found);
    if (found === 'password') password.current?.focus();
    if (found !== null || file === null) return;
    const dryRun = preview === null;
    const done = await action.run(() => call('vault.import', { grant: file.grant, password: typed, dryRun }));
    if (done === null) return;
    if (dryRun) {
      setPreview(done.value);
      return;
    }
    if (password.current !== null) password.current.value = '';
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
        error={problem === 'file' && file === null ? t('protection.file-missing') : null}
        disabled={action.pending}
        onChange={(chosen) => {
          setFile(chosen);
          setPreview(null);
        }}
      />
      <SecretField
        ref={password}
        label={t('export.password')}
        error={problem === 'password' ? t('restore.password-empty') : null}
        onInput={() => setPreview(null)}
      />
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
                  ? t('import-export.service', { name, service })
                  : t('import-export.account', { name, address })}
            </p>
          ))}
          {preview.views.length === 0 ? null : (
            <p>{t('import-export.views', { names: preview.views.join(', ') })}</p>
          )}
          {preview.keys.length === 0 ? null : (
            <ul>
              {preview.keys.map(({ name, redacted, account, trash }, index) => (
                <li key={`${redacted}-${String(index)}`}>
                  {name} <code>{redacted}</code> ({account}
                  {trash ? `, ${t('import-export.trash')}` : ''})
                </li>
              ))}
            </ul>
          )}
          {preview.refused.length === 0 ? null : (
            <p>
              {t('import-export.refused', {
                names: preview.refused
                  .map(({ kind, name }) => (name === null ? kind : `${kind} ${name}`))
                  .join(', '),
              })}
            </p>
          )}
          {preview.skipped === 0 ? null : <p>{t('import-export.skipped', { count: preview.skipped })}</p>}
        </Notice>
      )}
    </FormDialog>
  );
}
