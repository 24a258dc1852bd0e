/**
 * The services whose keys this vault knows, as adapters of the port in `keys/provider.ts`; chosen by the vault's process and
 * the command, imported by nobody else. To add one: write its file, and name it here. `augno/` has an API (begin with
 * `augno/service.ts`); `other/` is what services without one have in common.
 */
import { augno } from './augno/provider.ts';
import { AugnoAccounts } from './augno/service.ts';
import type { AccountServiceTuning } from './augno/context.ts';
import { auxot } from './auxot.ts';
import { generic } from './generic.ts';
import type { Provider } from '../keys/provider.ts';
import type { AccountServiceOptions } from '../keys/types.ts';
import { importOfServices } from './other/import.ts';
import { importOfAccounts } from './augno/import.ts';
import type { ImportPart } from '../keys/transfer/import-port.ts';
import { VaultProviderService } from './other/service.ts';
import type { ProviderService, ProviderServiceOptions } from './other/types.ts';
import { VaultAccounts } from './vault-accounts.ts';

export type { Provider } from '../keys/provider.ts';
export type { ProviderService } from './other/types.ts';
export type { VaultAccounts } from './vault-accounts.ts';
export { renewEvidence } from './other/evidence.ts';

export const PROVIDERS: readonly Provider[] = [augno, auxot, generic];

/** What an export of others brings of them. */
export const importParts: readonly ImportPart[] = [importOfAccounts, importOfServices(PROVIDERS)];

export function createProviderService(options: ProviderServiceOptions): ProviderService {
  return new VaultProviderService(options, options.providers ?? PROVIDERS);
}

/** `tuning` is for tests and unusual surroundings. */
export function createAccountService(
  options: AccountServiceOptions & Pick<ProviderServiceOptions, 'providers'>,
  tuning: AccountServiceTuning = {},
): VaultAccounts {
  return new VaultAccounts(options, new AugnoAccounts(options, tuning), createProviderService(options));
}
