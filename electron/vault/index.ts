/** The vault's public face. Nothing outside this folder imports from deeper in it, but for types and SecretBytes. */
export { besideWhich } from './merge/secrets.ts';
export { defineCollection } from './collection.ts';
export { createVault, type CreatedVault, type CreateVaultOptions } from './create.ts';
export { defaultKdfPolicy } from './crypto/kdf.ts';
export { assertCanBeAsked, confirmClosedVault } from './confirm-closed.ts';
export { openVault, type Credential, type OpenVaultOptions } from './unlock.ts';
export { readVaultState, type VaultState } from './state.ts';
export type { KeychainPort, VaultOptions } from './dependencies.ts';
export type { KdfParameters, KdfPolicy } from './crypto/kdf.ts';
export type { ManagedVault, RotationResult, SlotInfo, VaultNote, VerifyResult } from './managed-vault.ts';
export { isContainer as isPortableBackup } from './backup/container.ts';
export { listRollingBackups, type RollingBackup } from './backup/rolling.ts';
export {
  restoreDrill,
  restoreVault,
  type DrillOptions,
  type DrillResult,
  type RestoreOptions,
  type RestoreResult,
} from './restore.ts';
export {
  listCopies,
  restoreCopy,
  tryCopy,
  type CopiesOptions,
  type FoundCopy,
  type TriedCopy,
} from './rolling-copies.ts';
export { waitAfter } from './tries.ts';
export { emergencyKitPage, type EmergencyKit } from './emergency-kit.ts';
export {
  importFormatOf,
  planImport,
  readImport,
  wipeCandidates,
  type ImportCandidate,
  type ImportFormat,
  type ImportPlanEntry,
} from './transfer/read-import.ts';
export {
  exportVault,
  readExport,
  type ExportLine,
  type TransferOptions,
  type TransferResult,
} from './transfer/export.ts';
export { keychainUnavailable } from './slots.ts';
export { copiesBeside } from './merge/beside.ts';
export type { KeptDifference } from './merge/differences.ts';
export type { MergeReport } from './merge/types.ts';
