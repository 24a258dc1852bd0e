import type { ReactElement } from 'react';
import { call } from '../../lib/bridge.ts';
import { buttonName } from '../../lib/button-name.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ModeMark } from '../../ui/marks.tsx';
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
    <FormDialog
      title={t('providers.remove-title', { name: service.name })}
      description={t('providers.remove-text')}
      mark={<ModeMark mode={service.mode} />}
      action={action}
      submit={t('providers.remove-named', buttonName(service.name))}
      danger
      onClose={onClose}
      onSubmit={submit}
    >
      {null}
    </FormDialog>
  );
}
