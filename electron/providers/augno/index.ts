/**
 * Augno over its API: accounts and keys of an open vault (`service.ts`), what is asked (`api/`), synchronisation (`sync/`),
 * changes that are looked at before anything is sent again (`operations/`), and what its exports bring (`import.ts`).
 */
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
