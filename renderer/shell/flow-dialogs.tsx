import type { ReactElement } from 'react';
import type { KeySummary } from '../../shared/domain.ts';
import type { FlowRequest } from '../lib/navigation-store.ts';
import { OpenSealedDialog } from '../features/pass-on/open-sealed-dialog.tsx';
import { PassOnDialog } from '../features/pass-on/pass-on-dialog.tsx';
import { CreateRoleDialog } from '../features/roles/create-role-dialog.tsx';
import { EditRunbookDialog } from '../features/runbook/edit-runbook-dialog.tsx';
import { useKeys } from '../features/keys/store.ts';
import { SandboxesDialog } from '../features/keys/flows/sandboxes-dialog.tsx';
import { TestAccountDialog } from '../features/keys/flows/test-account-dialog.tsx';
import { ReplacePlacesDialog } from '../features/keys/flows/replace-places-dialog.tsx';

/** Loaded when the first of them is opened. */
export function FlowDialogs({
  request,
  onClose,
}: {
  readonly request: FlowRequest;
  readonly onClose: () => void;
}): ReactElement | null {
  switch (request.kind) {
    case 'replace-places':
      return (
        <ReplacePlacesDialog oldKeyId={request.oldKeyId} newKeyId={request.newKeyId} onClose={onClose} />
      );
    case 'pass-on':
      return (
        <OfKey keyId={request.subjectId}>{(entry) => <PassOnDialog entry={entry} onClose={onClose} />}</OfKey>
      );
    case 'open-sealed':
      return <OpenSealedDialog onClose={onClose} />;
    case 'sandboxes':
      return <SandboxesDialog connectionId={request.accountConnectionId} onClose={onClose} />;
    case 'test-account':
      return (
        <OfKey keyId={request.subjectId}>
          {(entry) => <TestAccountDialog entry={entry} onClose={onClose} />}
        </OfKey>
      );
    case 'create-role':
      return <CreateRoleDialog onClose={onClose} />;
    case 'edit-runbook':
      return <EditRunbookDialog onClose={onClose} />;
  }
}

/** A dialog about a key, as long as the key is there. */
function OfKey({
  keyId,
  children,
}: {
  readonly keyId: string;
  readonly children: (entry: KeySummary) => ReactElement;
}): ReactElement | null {
  const entry = useKeys((store) => store.items.find((key) => key.id === keyId));
  return entry === undefined ? null : children(entry);
}
