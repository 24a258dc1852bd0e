/** Wakes what sleeps since nobody on this computer agreed to its address: main asks, about accounts and other services alike. */
import type { ReactElement } from 'react';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';

export function ConfirmAddressButton(): ReactElement {
  const t = useText();
  const action = useAction();
  const confirm = async (): Promise<void> => {
    const done = await action.run(() => call('connections.confirm-addresses', { connectionIds: null }));
    if (done?.value.confirmed === true)
      await action.run(() => call('connections.sync', { connectionId: null }));
  };
  return (
    <Button size="small" pending={action.pending} onClick={() => void confirm()}>
      {t('connection.confirm-address')}
    </Button>
  );
}
