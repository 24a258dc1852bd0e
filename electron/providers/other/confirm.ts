/** A person's word on where a service's keys go, given on this computer. */
import { addressChanged } from '../../http/confirmed-addresses.ts';
import { confirmAddress } from '../../http/confirmed-addresses.ts';
import type { AddressQuestion } from '../../../shared/account-address.ts';
import { serviceName } from '../../keys/provider.ts';
import type { ProviderContext } from './context.ts';
import { providerConnectionsCollection } from '../../keys/registry/other-records.ts';
import { say } from '../../../shared/messages/say.ts';

/** Services that have an address which nobody looked at on this computer. */
export function addressQuestions(context: ProviderContext): readonly AddressQuestion[] {
  return context.vault
    .list(providerConnectionsCollection)
    .flatMap(({ id, value }): readonly AddressQuestion[] => {
      const provider = context.providers.get(value.provider);
      if (value.url === null || provider === undefined || context.isAwake(id, value)) return [];
      const service = serviceName(provider.description, value.name);
      return [
        { connectionId: id, name: value.name, address: value.url, mode: value.mode, service, key: null },
      ];
    });
}

/** @throws AppError `conflict` where the address is another one than was shown, or as `parseServiceAddress` does */
export function confirmService(context: ProviderContext, connectionId: string, address: string): void {
  const { record } = context.connection(connectionId);
  if (context.addressOf(record) !== address) throw addressChanged(record.name);
  context.transaction((transaction) => {
    if (transaction.get(providerConnectionsCollection, connectionId)?.url !== record.url) {
      throw addressChanged(record.name);
    }
    confirmAddress(transaction, connectionId, address, context.now(), context.computer);
    transaction.audit({
      action: 'connection-changed',
      subjectId: connectionId,
      subjectName: record.name,
      detail: say('service.address-was-confirmed', { address }),
    });
  });
}
