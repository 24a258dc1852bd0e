import { useState, type ReactElement } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import { call } from '../../lib/bridge.ts';
import { buttonName } from '../../lib/button-name.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { showToast } from '../../ui/toast.tsx';
import { KeyDialog } from './key-dialog.tsx';

export function DeleteKeyDialog({
  entry: given,
  onClose,
}: {
  readonly entry: KeySummary;
  readonly onClose: () => void;
}): ReactElement {
  const t = useText();
  const action = useAction();
  const closeKey = useNavigation((store) => store.closeKey);
  const [entry] = useState(given);
  const remove = async (): Promise<void> => {
    const done = await action.run(() => call('keys.delete', { keyId: entry.id }));
    if (done === null) return;
    closeKey();
    showToast(t('delete.done', { name: entry.name }));
    onClose();
  };
  return (
    <KeyDialog
      entry={entry}
      title={t('delete.title', { name: entry.name })}
      action={action}
      submit={t('delete.delete-named', buttonName(entry.name))}
      danger
      onClose={onClose}
      onSubmit={remove}
    >
      <p>{t('delete.text')}</p>
      {entry.provider.abilities.lists ? (
        <p>{t('delete.text-there', { service: entry.provider.name })}</p>
      ) : null}
    </KeyDialog>
  );
}
