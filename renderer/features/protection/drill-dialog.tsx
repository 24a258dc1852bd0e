import { useState, type ReactElement } from 'react';
import type { ChannelOutput } from '../../../shared/ipc-contract.ts';
import type { Protection } from '../../../shared/ipc/protection-channels.ts';
import type { Granted } from '../../../shared/ipc/grant-channels.ts';
import { call } from '../../lib/bridge.ts';
import { useSentence } from '../../lib/error-text.ts';
import { useLocale, useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Choices, Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { FileChoice } from './file-choice.tsx';
import { useProtection } from './use-protection.ts';

type Result = ChannelOutput<'vault.drill'>;

/** Proves that a backup and the printed recovery key are enough, before they are needed. */
export function DrillDialog({ onClose }: { readonly onClose: () => void }): ReactElement | null {
  const { protection } = useProtection();
  return protection === null ? null : <DrillForm protection={protection} onClose={onClose} />;
}

function DrillForm({
  protection,
  onClose,
}: {
  readonly protection: Protection;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const sentence = useSentence();
  const locale = useLocale();
  const action = useAction();
  const automatic = protection.automaticBackups;
  const [from, setFrom] = useState<'automatic' | 'file'>(automatic.length > 0 ? 'automatic' : 'file');
  const [name, setName] = useState(automatic[0]?.name ?? '');
  const [file, setFile] = useState<Granted | null>(null);
  const [missing, setMissing] = useState(false);
  const [result, setResult] = useState<Result | null>(null);
  const submit = async (): Promise<void> => {
    const isFile = from === 'file';
    setMissing(isFile && file === null);
    if (isFile && file === null) return;
    const done = await action.run(() =>
      call('vault.drill', {
        backup: isFile && file !== null ? { kind: 'file', grant: file.grant } : { kind: 'automatic', name },
      }),
    );
    if (done !== null) setResult(done.value);
  };
  if (result !== null) {
    return (
      <Dialog
        title={t('drill.title')}
        onClose={onClose}
        footer={<Button onClick={onClose}>{t('common.done')}</Button>}
      >
        {result.sound ? (
          <Notice tone="ok" title={t('drill.passed')} alert>
            <p>{t('drill.passed-text', { records: result.records, secrets: result.secrets })}</p>
          </Notice>
        ) : (
          <Notice tone="danger" title={t('drill.failed')} alert>
            <ul>
              {result.problems.map((one, index) => (
                <li key={index}>{sentence(one)}</li>
              ))}
            </ul>
          </Notice>
        )}
      </Dialog>
    );
  }
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <FormDialog
      title={t('drill.title')}
      description={t('drill.text')}
      submit={t('drill.submit')}
      action={action}
      onClose={onClose}
      onSubmit={submit}
    >
      {automatic.length === 0 ? null : (
        <Choices
          label={t('drill.backup')}
          value={from}
          options={[
            { value: 'automatic', label: t('drill.automatic') },
            { value: 'file', label: t('drill.file') },
          ]}
          onChange={setFrom}
        />
      )}
      {from === 'automatic' ? (
        <Field label={t('drill.which')}>
          {({ labelId }) => (
            <Select
              labelledBy={labelId}
              value={name}
              options={automatic.map((one) => ({ value: one.name, label: dates.format(new Date(one.at)) }))}
              onChange={setName}
            />
          )}
        </Field>
      ) : (
        <FileChoice
          label={t('protection.file')}
          purpose="open-backup"
          file={file}
          error={missing && file === null ? t('protection.file-missing') : null}
          onChange={setFile}
        />
      )}
      <p className="muted">{t('drill.asks')}</p>
    </FormDialog>
  );
}
