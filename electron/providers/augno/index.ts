/**
 * Augno over its API: accounts and keys of an open vault (`service.ts`), what is asked (`api/`), synchronisation (`sync/`),
 * changes that are looked at before anything is sent again (`operations/`), and what its exports bring (`import.ts`).
 */
export { foldRescues } from './operations/rescue.ts';
export type { AccountServiceTuning } from './context.ts';
