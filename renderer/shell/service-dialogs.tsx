import type { ReactElement } from 'react';
import { ImportServiceKeysDialog } from '../features/providers/import-dialog.tsx';
import { RemoveServiceDialog } from '../features/providers/remove-service-dialog.tsx';
import { ServiceDialog } from '../features/providers/service-dialog.tsx';
import type { ServiceRequest } from '../lib/navigation-store.ts';

/** Loaded when the first of them is opened. */
export function ServiceDialogs({
  request,
  onClose,
}: {
  readonly request: ServiceRequest;
  readonly onClose: () => void;
}): ReactElement {
  switch (request.kind) {
    case 'service':
      return <ServiceDialog serviceId={request.serviceId} onClose={onClose} />;
    case 'remove-service':
      return <RemoveServiceDialog serviceId={request.serviceId} onClose={onClose} />;
    case 'import-service-keys':
      return <ImportServiceKeysDialog serviceId={request.serviceId} onClose={onClose} />;
  }
}
