/** What the domain needs of the service whose keys it works on. */
import type { VaultTransaction } from '../../vault/types.ts';
import type { KeyRecord } from './records.ts';

export interface RegistryContext {
  /** @throws AppError `not-found` */
  key(id: string): { readonly record: KeyRecord };
  /** Of whoever works with this service. */
  transaction<Result>(work: (transaction: VaultTransaction) => Result): Result;
}
