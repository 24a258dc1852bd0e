import type { ReactElement } from 'react';
import type { KeySummary } from '../../shared/domain.ts';
import type { DialogRequest, ServiceRequest } from '../lib/navigation-store.ts';
import { AddSecretDialog } from '../features/keys/add-secret-dialog.tsx';
import { DeleteKeyDialog } from '../features/keys/delete-key-dialog.tsx';
import { useKeys } from '../features/keys/store.ts';
import { AddServiceKeyDialog } from '../features/keys/store-key-dialog.tsx';
import { EditServiceKeyDialog } from '../features/keys/edit-key-dialog.tsx';
import { ImportServiceKeysDialog } from '../features/providers/import-dialog.tsx';
import { RemoveServiceDialog } from '../features/providers/remove-service-dialog.tsx';
import { RevokeServiceKeyDialog } from '../features/keys/revoke-by-hand-dialog.tsx';
import { RotateServiceKeyDialog } from '../features/keys/rotate-by-hand-dialog.tsx';
import { ServiceDialog } from '../features/providers/service-dialog.tsx';

/** The dialogs that only other services have. */
export function ServiceDialogs({
  request,
  onClose,
}: {
  readonly request: ServiceRequest;
  readonly onClose: () => void;
}): ReactElement | null {
  const entry = useKeys((store) =>
    request.kind === 'edit-service-key' ? store.items.find((key) => key.id === request.keyId) : undefined,
  );
  switch (request.kind) {
    case 'add-service-key':
      return (
        <AddServiceKeyDialog
          key={request.serviceId ?? 'new'}
          serviceId={request.serviceId}
          onClose={onClose}
        />
      );
    case 'service':
      return <ServiceDialog serviceId={request.serviceId} onClose={onClose} />;
    case 'remove-service':
      return <RemoveServiceDialog serviceId={request.serviceId} onClose={onClose} />;
    case 'import-service-keys':
      return <ImportServiceKeysDialog serviceId={request.serviceId} onClose={onClose} />;
    case 'edit-service-key':
      return entry === undefined ? null : <EditServiceKeyDialog entry={entry} onClose={onClose} />;
  }
}

/** What is asked of any key, for a key of another service. */
export function ServiceKeyDialog({
  request,
  entry,
  onClose,
}: {
  readonly request: Extract<
    DialogRequest,
    { readonly kind: 'rotate-key' | 'revoke-key' | 'delete-key' | 'add-secret' }
  >;
  readonly entry: KeySummary;
  readonly onClose: () => void;
}): ReactElement {
  switch (request.kind) {
    case 'rotate-key':
      return (
        <RotateServiceKeyDialog entry={entry} initialReason={request.reason ?? 'policy'} onClose={onClose} />
      );
    case 'revoke-key':
      return <RevokeServiceKeyDialog entry={entry} onClose={onClose} />;
    case 'delete-key':
      return <DeleteKeyDialog entry={entry} onClose={onClose} />;
    case 'add-secret':
      return <AddSecretDialog entry={entry} onClose={onClose} />;
  }
}
