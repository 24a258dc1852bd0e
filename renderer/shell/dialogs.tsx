import { lazy, useState, type ReactElement } from 'react';
import { ConnectDialog } from '../features/connections/connect-dialog.tsx';
import {
  RemoveConnectionDialog,
  RenameConnectionDialog,
  RepairConnectionDialog,
} from '../features/connections/connection-dialogs.tsx';
import { MoveConnectionDialog } from '../features/connections/move-connection-dialog.tsx';
import { useConnections } from '../features/connections/store.ts';
import { ElsewhereDialog } from '../features/overview/elsewhere-dialog.tsx';
import { IgnoreFindingDialog } from '../features/findings/ignore-finding-dialog.tsx';
import { AddSecretDialog } from '../features/keys/add-secret-dialog.tsx';
import { CreateKeyDialog } from '../features/keys/create-key-dialog.tsx';
import { DeleteKeyDialog } from '../features/keys/delete-key-dialog.tsx';
import { EndOverlapDialog } from '../features/keys/end-overlap-dialog.tsx';
import { EditKeyDialog } from '../features/keys/edit-key-dialog.tsx';
import { RevokeKeyDialog } from '../features/keys/revoke-key-dialog.tsx';
import { RotateKeyDialog } from '../features/keys/rotate-key-dialog.tsx';
import { useKeys } from '../features/keys/store.ts';
import { useNavigation, type DialogRequest, type KeyRequest } from '../lib/navigation-store.ts';

const ChangePasswordDialog = lazy(() =>
  import('../features/settings/change-password-dialog.tsx').then((m) => ({
    default: m.ChangePasswordDialog,
  })),
);
const ProtectionDialog = lazy(() =>
  import('../features/protection/protection-dialogs.tsx').then((m) => ({ default: m.ProtectionDialog })),
);
const FlowDialogs = lazy(() => import('./flow-dialogs.tsx').then((m) => ({ default: m.FlowDialogs })));
const UpkeepDialogs = lazy(() => import('./upkeep-dialogs.tsx').then((m) => ({ default: m.UpkeepDialogs })));
const ServiceDialogs = lazy(() =>
  import('./service-dialogs.tsx').then((m) => ({ default: m.ServiceDialogs })),
);
const ShortcutsDialog = lazy(() =>
  import('./shortcuts-dialog.tsx').then((m) => ({ default: m.ShortcutsDialog })),
);

function KeyDialog({
  request,
  onClose,
}: {
  readonly request: KeyRequest;
  readonly onClose: () => void;
}): ReactElement | null {
  // A key that disappears while its dialog is open must not take the outcome with it: the dialog keeps its own copy.
  const listed = useKeys((store) => store.items.find((key) => key.id === request.keyId));
  const [first] = useState(listed);
  const entry = listed ?? first;
  if (entry === undefined) return null;
  switch (request.kind) {
    case 'rotate-key':
      return <RotateKeyDialog entry={entry} initialReason={request.reason ?? null} onClose={onClose} />;
    case 'revoke-key':
      return <RevokeKeyDialog entry={entry} onClose={onClose} />;
    case 'end-overlap':
      return <EndOverlapDialog entry={entry} onClose={onClose} />;
    case 'delete-key':
      return <DeleteKeyDialog entry={entry} onClose={onClose} />;
    case 'add-secret':
      return <AddSecretDialog entry={entry} onClose={onClose} />;
    case 'edit-key':
      return <EditKeyDialog entry={entry} onClose={onClose} />;
  }
}

function ConnectionDialog({
  request,
  onClose,
}: {
  readonly request: Extract<DialogRequest, { readonly connectionId: string }>;
  readonly onClose: () => void;
}): ReactElement | null {
  const connection = useConnections((store) => store.items.find((item) => item.id === request.connectionId));
  if (connection === undefined) return null;
  switch (request.kind) {
    case 'repair-connection':
      return <RepairConnectionDialog connection={connection} onClose={onClose} />;
    case 'rename-connection':
      return <RenameConnectionDialog connection={connection} onClose={onClose} />;
    case 'move-connection':
      return <MoveConnectionDialog connection={connection} onClose={onClose} />;
    case 'remove-connection':
      return <RemoveConnectionDialog connection={connection} onClose={onClose} />;
  }
}

export function Dialogs({ request }: { readonly request: DialogRequest }): ReactElement {
  const onClose = useNavigation((store) => store.closeDialog);
  switch (request.kind) {
    case 'connect':
      return <ConnectDialog onClose={onClose} />;
    case 'create-key':
      return (
        <CreateKeyDialog
          key={request.connectionId ?? 'new'}
          connectionId={request.connectionId}
          name={request.name}
          onClose={onClose}
        />
      );
    case 'change-password':
      return <ChangePasswordDialog onClose={onClose} />;
    case 'backup':
    case 'export-keys':
    case 'differences':
    case 'import-export':
    case 'import-keys':
    case 'merge-copy':
    case 'new-recovery-key':
    case 'remove-recovery-key':
    case 'restore-drill':
    case 'rotate-vault-key':
      return <ProtectionDialog kind={request.kind} onClose={onClose} />;
    case 'shortcuts':
      return <ShortcutsDialog onClose={onClose} />;
    case 'who-was-it':
      return <ElsewhereDialog keyId={request.subjectId} onClose={onClose} />;
    case 'ignore-finding':
      return <IgnoreFindingDialog findingId={request.findingId} onClose={onClose} />;
    case 'rotate-key':
    case 'revoke-key':
    case 'end-overlap':
    case 'delete-key':
    case 'add-secret':
    case 'edit-key':
      return <KeyDialog key={request.keyId} request={request} onClose={onClose} />;
    case 'replace-places':
    case 'pass-on':
    case 'open-sealed':
    case 'create-role':
    case 'sandboxes':
    case 'test-account':
    case 'edit-runbook':
      return <FlowDialogs request={request} onClose={onClose} />;
    case 'bulk':
    case 'bulk-tag':
    case 'overlaps':
    case 'batch':
    case 'views':
    case 'trash':
    case 'kept-replies':
    case 'someone-left':
      return <UpkeepDialogs request={request} onClose={onClose} />;
    case 'service':
    case 'remove-service':
    case 'import-service-keys':
      return <ServiceDialogs request={request} onClose={onClose} />;
    case 'repair-connection':
    case 'rename-connection':
    case 'move-connection':
    case 'remove-connection':
      return <ConnectionDialog request={request} onClose={onClose} />;
  }
}
