import { useState, type ReactElement } from 'react';
import type { KeySummary } from '../../../shared/domain.ts';
import { call } from '../../app/bridge.ts';
import { useText } from '../../app/intl.tsx';
import { useNavigation } from '../../app/navigation-store.ts';
import { useAction } from '../../app/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';

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
    <Dialog
      title={t('delete.title', { name: entry.name })}
      description={<code>{entry.redacted}</code>}
      mark={<ModeMark mode={entry.mode} />}
      busy={action.pending}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose} disabled={action.pending}>
            {t('common.cancel')}
          </Button>
          <Button variant="danger-solid" pending={action.pending} onClick={() => void remove()}>
            {t('delete.delete-named', { name: entry.name })}
          </Button>
        </>
      }
    >
      <p>{t('delete.text')}</p>
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </Dialog>
  );
}
