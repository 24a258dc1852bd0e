/** The services whose keys this vault knows. To add one: write its file, and name it here. */
import { augno } from './augno.ts';
import { auxot } from './auxot.ts';
import { generic } from './generic.ts';
import type { Provider } from './provider.ts';
import { importOfServices } from './import.ts';
import { VaultProviderService } from './service.ts';
import type { ProviderService, ProviderServiceOptions } from './types.ts';

export type { Provider } from './provider.ts';
export type { ProviderService } from './types.ts';
export { withProviders } from './overlay.ts';

export const PROVIDERS: readonly Provider[] = [augno, auxot, generic];

/** What an export of others brings of them. */
export const servicesImport = importOfServices(PROVIDERS);

export function createProviderService(options: ProviderServiceOptions): ProviderService {
  return new VaultProviderService(options, options.providers ?? PROVIDERS);
}
export { renewEvidence } from './evidence.ts';
