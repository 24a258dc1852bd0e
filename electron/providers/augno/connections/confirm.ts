/** A person's word on where a connection's keys go, given on this computer. */
import { BRANDS } from '../../../../shared/brands.ts';
import type { ServiceContext } from '../context.ts';
import { parseApiAddress } from '../../../http/address.ts';
import { addressChanged, confirmAddress } from '../../../http/confirmed-addresses.ts';
import {
  connectionsCollection,
  keysCollection,
  type ConnectionRecord,
} from '../../../keys/registry/records.ts';
import type { VaultReader } from '../../../vault/types.ts';
import type { AddressQuestion } from '../../../../shared/account-address.ts';
import { say } from '../../../../shared/messages/say.ts';

/** Of this connection's own keys: the one it works with, or the one that its file says it worked with. */
function workingKey(reader: VaultReader, id: string, record: ConnectionRecord): string | null {
  const keyId = record.adminKeyId ?? record.proposedAdminKeyId ?? null;
  if (keyId === null || reader.get(keysCollection, keyId)?.connectionId !== id) return null;
  return reader.hasSecret(keyId) ? keyId : null;
}

/** Accounts to which nothing is sent until somebody looked at their address. The embedded sandbox is none of them. */
export function addressQuestions(context: ServiceContext): readonly AddressQuestion[] {
  return context.vault.list(connectionsCollection).flatMap(({ id, value }): readonly AddressQuestion[] => {
    if (value.sandboxAccountId !== null || context.isAwake(id, value)) return [];
    const keyId = workingKey(context.vault, id, value);
    return [
      {
        connectionId: id,
        name: value.name,
        address: value.origin,
        mode: value.mode,
        service: BRANDS[value.brand].productName,
        key: keyId === null ? null : (context.vault.get(keysCollection, keyId)?.redacted ?? null),
      },
    ];
  });
}

/**
 * @param address as it was shown
 * @throws AppError `conflict` where it is another one by now, or as `parseApiAddress` does
 */
export function confirmConnection(context: ServiceContext, connectionId: string, address: string): void {
  const { record } = context.connection(connectionId);
  const { origin } = parseApiAddress(record.origin);
  if (origin !== address) throw addressChanged(record.name);
  context.transaction((transaction) => {
    const current = transaction.get(connectionsCollection, connectionId);
    if (current === undefined) return;
    if (current.origin !== record.origin) throw addressChanged(record.name);
    confirmAddress(transaction, connectionId, origin, context.now(), context.computer);
    const { proposedAdminKeyId: _, ...settled } = current;
    transaction.put(connectionsCollection, connectionId, {
      ...settled,
      adminKeyId: workingKey(transaction, connectionId, current) ?? current.adminKeyId,
    });
    transaction.audit({
      action: 'connection-changed',
      subjectId: connectionId,
      subjectName: current.name,
      detail: say('account.its-address-origin-was-confirmed-on-this', { origin }),
    });
  });
}
