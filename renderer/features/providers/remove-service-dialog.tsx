import type { ReactElement } from 'react';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ModeMark } from '../../ui/marks.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { loadServices, useService } from './store.ts';

export function RemoveServiceDialog({
  serviceId,
  onClose,
}: {
  readonly serviceId: string;
  readonly onClose: () => void;
}): ReactElement | null {
  const t = useText();
  const action = useAction();
  const { service } = useService(serviceId);
  if (service === null) return null;
  const submit = async (): Promise<void> => {
    const done = await action.run(() => call('providers.remove-connection', { connectionId: service.id }));
    if (done === null) return;
    onClose();
    await loadServices();
  };
  return (
    <Dialog
      title={t('providers.remove-title', { name: service.name })}
      description={t('providers.remove-text')}
      mark={<ModeMark mode={service.mode} />}
      busy={action.pending}
      onClose={onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose} disabled={action.pending}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" variant="danger" pending={action.pending}>
            {t('providers.remove-named', { name: service.name })}
          </Button>
        </>
      }
    >
      {action.error === null ? null : <ErrorNotice error={action.error} />}
    </Dialog>
  );
}
