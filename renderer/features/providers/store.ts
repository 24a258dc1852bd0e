import type { ProviderConnection, ProviderDescription } from '../../../shared/providers.ts';
import { call } from '../../lib/bridge.ts';
import { createCollection } from '../../lib/collection.ts';

/** The services that keys are kept of, Augno's accounts left out. */
export const useServices = createCollection<ProviderConnection, 'providers.list'>(
  () => call('providers.list', undefined),
  (value) => value.connections,
);

/** The kinds of service there are; they do not change while the app runs. */
export const useProviders = createCollection<ProviderDescription, 'providers.list'>(
  () => call('providers.list', undefined),
  (value) => value.providers,
);

export async function loadServices(): Promise<void> {
  const { items, load } = useProviders.getState();
  await Promise.all([useServices.getState().load(), items.length === 0 ? load() : null]);
}

export function useService(connectionId: string | null): {
  readonly service: ProviderConnection | null;
  readonly provider: ProviderDescription | null;
} {
  const service = useServices((store) => store.items.find(({ id }) => id === connectionId)) ?? null;
  const provider = useProviders((store) => store.items.find(({ id }) => id === service?.provider)) ?? null;
  return { service, provider };
}
