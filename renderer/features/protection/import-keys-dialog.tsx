import { useEffect, useState, type ReactElement } from 'react';
import type { ImportPreviewEntry } from '../../../shared/ipc/protection-channels.ts';
import type { Granted } from '../../../shared/ipc/grant-channels.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { showToast } from '../../ui/toast.tsx';
import { FileChoice } from './file-choice.tsx';
import { ImportPreview, NOTHING_CHOSEN, type ImportChoices } from './import-preview.tsx';

/** Secrets of listed keys from `.env`, CSV or plain text: first what would be stored, then storing it. */
export function ImportKeysDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const action = useAction();
  const [file, setFile] = useState<Granted | null>(null);
  const [entries, setEntries] = useState<readonly ImportPreviewEntry[] | null>(null);
  const [choices, setChoices] = useState<ImportChoices>(NOTHING_CHOSEN);
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
    setChoices(NOTHING_CHOSEN);
    const done = await action.run(() => call('import.plan', { grant: chosen.grant }));
    if (done !== null) setEntries(done.value.entries);
  };
  const { confirmed, added } = choices;
  const storable = (entries?.filter(({ outcome }) => outcome === 'store').length ?? 0) + added.size;
  const submit = async (): Promise<void> => {
    if (storable === 0) return;
    const done = await action.run(() =>
      call('import.apply', {
        confirmed: [...confirmed],
        added: [...added].map(([entry, connectionId]) => ({ entry, connectionId })),
      }),
    );
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
      {entries === null ? null : <ImportPreview entries={entries} choices={choices} onChoices={setChoices} />}
    </FormDialog>
  );
}
