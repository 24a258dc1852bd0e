/** The one thing that helps a connection that is refused: another admin key, or, where the bill is open, asking again. */
import type { ReactElement } from 'react';
import type { Connection } from '../../../shared/domain.ts';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmAddressButton } from './confirm-address-button.tsx';

export function RemedyButton({ connection }: { readonly connection: Connection }): ReactElement {
  const t = useText();
  const action = useAction();
  const openDialog = useNavigation((store) => store.openDialog);
  // Another key of an account whose subscription has ended is refused just the same.
  if (connection.health === 'payment-required') {
    return (
      <Button
        size="small"
        pending={action.pending}
        onClick={() => void action.run(() => call('connections.sync', { connectionId: connection.id }))}
      >
        {t('connection.check-again')}
      </Button>
    );
  }
  if (connection.health === 'asleep') return <ConfirmAddressButton />;
  return (
    <Button
      size="small"
      onClick={() => openDialog({ kind: 'repair-connection', connectionId: connection.id })}
    >
      {t('connection.repair')}
    </Button>
  );
}
