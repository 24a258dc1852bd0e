/** The Augno side of an open vault: client, registry, synchronisation and operations. */
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
