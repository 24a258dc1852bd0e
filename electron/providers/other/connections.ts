/** The services that keys belong to: added, changed, removed. */
import { serviceName } from '../../keys/provider.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ProviderConnection } from '../../../shared/providers.ts';
import type { ServiceInput, ServiceChange } from './types.ts';
import { requireName } from '../augno/input.ts';
import { confirmAddress, forgetConfirmations } from '../../http/confirmed-addresses.ts';
import { parseServiceAddress, requireHeader } from './address.ts';
import type { ProviderContext } from './context.ts';
import type { Provider } from '../../keys/provider.ts';
import {
  CONNECTION_ID_PREFIX,
  providerConnectionsCollection,
  type ProviderConnectionRecord,
} from '../../keys/registry/other-records.ts';
import { summarizeProviderConnection } from './summaries.ts';
import { keysCollection } from '../../keys/registry/records.ts';
import { trashCollection } from '../../keys/trash/trash.ts';
import { say } from '../../../shared/messages/say.ts';

type Settings = Omit<ServiceInput, 'provider'>;

function checked(
  context: ProviderContext,
  provider: Provider,
  input: Settings,
  ownId: string | null,
): Pick<ProviderConnectionRecord, 'name' | 'url' | 'header' | 'headerPrefix' | 'mode'> {
  const { address, ownHeader } = provider.description;
  const name = requireName(input.name, 'service');
  const taken = context.vault
    .list(providerConnectionsCollection)
    .some(({ id, value }) => id !== ownId && value.name.toLowerCase() === name.toLowerCase());
  if (taken) {
    throw new AppError({
      code: 'conflict',
      message: say('service.another-has-this-name'),
      hint: say('service.choose-another-name'),
      field: 'name',
    });
  }
  const typed = input.url?.trim() ?? '';
  const url = typed === '' && !address.required ? null : parseServiceAddress(typed, address.use).url;
  const prefix = input.headerPrefix ?? '';
  if (!/^[\x20-\x7e]{0,50}$/.test(prefix)) {
    throw new AppError({
      code: 'invalid-input',
      message: say('service.prefix-must-be-plain'),
      hint: say('service.example-of-a-prefix'),
      field: 'headerPrefix',
    });
  }
  return {
    name,
    url,
    header: ownHeader ? requireHeader(input.header ?? 'Authorization') : null,
    headerPrefix: ownHeader ? prefix : null,
    mode: input.mode,
  };
}

/**
 * Looks at what was entered, without storing it.
 * @param ownId of the connection that is edited; null for a new one
 * @returns where its keys would be sent; null for nowhere
 * @throws AppError as adding or editing would
 */
export function checkedAddress(
  context: ProviderContext,
  provider: string,
  settings: Settings,
  ownId: string | null,
): string | null {
  return checked(context, context.provider(provider), settings, ownId).url;
}

export function describeConnection(context: ProviderContext, id: string): ProviderConnection {
  const { record } = context.connection(id);
  const keys = context.keys(id);
  return {
    ...summarizeProviderConnection(id, record, context.provider(record.provider), keys.length),
    ...(context.isAwake(id, record) ? {} : { asleep: true }),
  };
}

export function addConnection(context: ProviderContext, input: ServiceInput): ProviderConnection {
  const provider = context.provider(input.provider);
  if (context.listsItsKeys(input.provider)) {
    throw new AppError({
      code: 'unsupported',
      message: say('service.is-connected-with-an-admin-key', { service: provider.description.name }),
      hint: say('service.use-connect-an-account'),
    });
  }
  const settings = checked(context, provider, input, null);
  const id = context.newId(CONNECTION_ID_PREFIX);
  context.transaction((transaction) => {
    transaction.put(providerConnectionsCollection, id, {
      ...settings,
      provider: input.provider,
      createdAt: context.timestamp(),
    });
    if (settings.url !== null) confirmAddress(transaction, id, settings.url, context.now(), context.computer);
    transaction.audit({
      action: 'connection-added',
      subjectId: id,
      subjectName: settings.name,
      detail:
        settings.url === null
          ? say('file.as-it-is', { text: serviceName(provider.description, settings.name) })
          : say('service.named-at', {
              name: serviceName(provider.description, settings.name),
              address: settings.url,
            }),
    });
  });
  return describeConnection(context, id);
}

export function editConnection(context: ProviderContext, input: ServiceChange): ProviderConnection {
  const { id } = context.connection(input.connectionId);
  context.transaction((transaction) => {
    // With the lock held, which shows what others have written: removed or changed by the command, say.
    const { record } = context.connection(id);
    const settings = checked(context, context.provider(record.provider), input, id);
    transaction.put(providerConnectionsCollection, id, { ...record, ...settings });
    if (settings.mode !== record.mode)
      for (const key of context.keys(id))
        transaction.put(keysCollection, key.id, { ...key.value, mode: settings.mode });
    // A name that was changed says nothing of an address that nobody looked at.
    if (settings.url !== null && settings.url !== record.url)
      confirmAddress(transaction, id, settings.url, context.now(), context.computer);
    transaction.audit({
      action: 'connection-changed',
      subjectId: id,
      subjectName: settings.name,
      // SECURITY: where keys are sent from now on is worth a line.
      detail:
        settings.url === record.url
          ? null
          : say('service.address-changed', {
              from: record.url ?? say('service.none'),
              to: settings.url ?? say('service.none'),
            }),
    });
  });
  return describeConnection(context, id);
}

/** @throws AppError `conflict` while it has keys */
export function removeConnection(context: ProviderContext, connectionId: string): void {
  context.transaction((transaction) => {
    const { id, record } = context.connection(connectionId);
    const inTrash = transaction.list(trashCollection).filter(({ value }) => value.connectionId === id);
    const keys = [...context.keys(id), ...inTrash];
    if (keys.length > 0) {
      throw new AppError({
        code: 'conflict',
        message: say('service.still-has-keys', { name: record.name, count: keys.length }),
        hint:
          inTrash.length === 0
            ? say('service.delete-them-first')
            : say('service.delete-them-first-from-the-trash-too'),
      });
    }
    forgetConfirmations(transaction, id);
    transaction.delete(providerConnectionsCollection, id);
    transaction.audit({ action: 'connection-removed', subjectId: id, subjectName: record.name });
  });
}
