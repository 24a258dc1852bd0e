/** What an export does not carry, and an import does not bring, named with the reason. */
import type { LeftOut } from '../../shared/export-proposal.ts';
import type { ManagedVault } from '../vault/managed-vault.ts';
import { INVENTORY, MERGE_RULES } from './collections.ts';
import { STAYS, type StaysHere } from './stays-here.ts';

/** Of what travels, by the collection's name. */
export const LEFT_BY_IMPORT: ReadonlyMap<string, StaysHere> = new Map(
  INVENTORY.flatMap((one): readonly (readonly [string, StaysHere])[] =>
    one.import === undefined ? [] : [[one.collection.name, one.import]],
  ),
);

/** Of what this very vault holds. */
export function leftOutOf(vault: ManagedVault): LeftOut[] {
  const collections = INVENTORY.flatMap(({ collection, export: travels }) =>
    travels === true ? [] : [{ ...travels, records: vault.list(collection).length }],
  );
  const values = vault.differences(MERGE_RULES).filter(({ field }) => field !== null);
  return [...collections, { ...STAYS.differences, records: values.length }].flatMap(
    ({ what, not, records }) => (records === 0 ? [] : [{ what, records, why: not }]),
  );
}
