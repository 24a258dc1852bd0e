import { FlaskConical } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { call } from '../../lib/bridge.ts';
import { useText } from '../../lib/intl.tsx';
import { useNavigation } from '../../lib/navigation-store.ts';
import { RestoredNotice } from '../../lib/restored-notice.tsx';
import { useAction } from '../../lib/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { showToast } from '../../ui/toast.tsx';
import { ConnectForm, useConnectFields } from './connect-form.tsx';
import { useConnections } from './store.ts';

export function ConnectDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useText();
  const sandbox = useAction();
  const fields = useConnectFields();
  const [busy, setBusy] = useState(false);
  const giveUp = (): void => {
    fields.draft.discard();
    onClose();
  };
  const hasSandbox = useConnections((store) => store.items.some((item) => item.embeddedSandbox));
  const chooseConnection = useNavigation((store) => store.chooseConnection);
  const startSandbox = async (): Promise<void> => {
    setBusy(true);
    const done = await sandbox.run(() => call('connections.connect-sandbox', undefined));
    setBusy(false);
    if (done === null) return;
    showToast(t('connect.sandbox-done'));
    giveUp();
  };
  return (
    <Dialog
      title={t('connect.title')}
      description={t('connect.text')}
      busy={busy || fields.action.pending}
      onClose={giveUp}
      footer={
        <>
          <Button onClick={giveUp} disabled={busy || fields.action.pending}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" form="connect" variant="primary" pending={fields.action.pending}>
            {t('connect.connect')}
          </Button>
        </>
      }
    >
      <RestoredNotice restored={fields.draft.restored} />
      <ConnectForm
        id="connect"
        className="form-column"
        fields={fields}
        onConnected={(connection) => {
          chooseConnection(connection.id);
          showToast(t('connect.done', { name: connection.name }));
          onClose();
        }}
      >
        {hasSandbox ? null : (
          <div>
            <Button icon={<FlaskConical aria-hidden />} pending={busy} onClick={() => void startSandbox()}>
              {t('connect.sandbox')}
            </Button>
          </div>
        )}
      </ConnectForm>
      {sandbox.error === null ? null : <ErrorNotice error={sandbox.error} />}
    </Dialog>
  );
}
