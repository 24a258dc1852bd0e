/** The Augno side of an open vault: client, registry, synchronisation and operations. */
import type { AccountServiceTuning } from './context.ts';
import { AugnoAccountService } from './service.ts';
import type { AccountService, AccountServiceOptions } from '../../keys/types.ts';

export { RegistryNames, type RegistryKeyName } from '../../keys/findings/registry-names.ts';
export { foldRescues } from './operations/rescue.ts';
export { resolveConnection, resolveKey } from '../../keys/resolve-key.ts';
export type { AccountServiceTuning } from './context.ts';
export {
  planKeyImport,
  type ImportEntry,
  type ImportOutcome,
  type ImportPlan,
} from '../../keys/transfer/import-file.ts';
export { importExport } from '../../keys/transfer/import-export.ts';

/** `tuning` is for tests and unusual surroundings. */
export function createAccountService(
  options: AccountServiceOptions,
  tuning: AccountServiceTuning = {},
): AccountService {
  return new AugnoAccountService(options, tuning);
}
