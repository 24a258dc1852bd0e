import { useState, type ReactElement } from 'react';
import { useNavigation } from '../../lib/navigation-store.ts';
import { useConnections } from '../connections/store.ts';
import { ServiceDialog } from '../providers/service-dialog.tsx';
import { useService, useServices } from '../providers/store.ts';
import { IssueKeyForm } from './issue-key-form.tsx';
import { StoreKeyForm } from './store-key-form.tsx';
import { ANOTHER_SERVICE } from './where-field.tsx';

/**
 * A new key: made over the API where the service has one for it, else made there and pasted here.
 * @param connectionId where it is made, to begin with; null: at a service that is no account
 */
export function CreateKeyDialog({
  connectionId: asked,
  name,
  onClose,
}: {
  readonly connectionId: string | null | undefined;
  /** What it may be called, where somebody only tries. */
  readonly name: string | undefined;
  readonly onClose: () => void;
}): ReactElement | null {
  const accounts = useConnections((store) => store.items);
  const services = useServices((store) => store.items);
  const shown = useNavigation((store) => store.connectionId);
  const [chosen, setChosen] = useState<string | null>(asked ?? null);
  // Where nothing is chosen a test account comes first: a mistake there costs nothing.
  const first = accounts.find((item) => item.mode === 'test') ?? accounts[0];
  const id = chosen ?? (asked === null ? (services[0]?.id ?? ANOTHER_SERVICE) : (shown ?? first?.id ?? null));
  const { service, provider } = useService(id);
  const isRead = useServices((store) => store.status !== 'idle');
  if (asked === null && !isRead) return null;
  if (id === ANOTHER_SERVICE) return <ServiceDialog serviceId={null} onClose={onClose} />;
  if (service !== null && provider !== null && provider.abilities.create !== 'api') {
    const props = { service, provider, onChoose: setChosen, onClose };
    return <StoreKeyForm key={service.id} {...props} />;
  }
  return <IssueKeyForm connectionId={id} suggested={name ?? ''} onChoose={setChosen} onClose={onClose} />;
}
