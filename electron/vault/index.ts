/**
 * Sealed records in one file: keys and slots, manifest and audit chain, backups, merges. This is its public face; nothing
 * outside the folder imports from deeper in it, but for types and SecretBytes, and it knows neither keys nor API.
 * Begin with `types.ts` (what the domain is given) and `engine.ts` (file, contents, sealed rows); the format is
 * `docs/security/vault-format.md`.
 */
export { besideWhich, secretsBeside } from './merge/secrets.ts';
export { defineCollection } from './collection.ts';
export { createVault } from './create.ts';
export { defaultKdfPolicy } from './crypto/kdf.ts';
export { assertCanBeAsked, confirmClosedVault } from './confirm-closed.ts';
export { openVault, type Credential } from './unlock.ts';
export { readVaultState } from './state.ts';
export type { KeychainPort } from './dependencies.ts';
export type { KdfPolicy } from './crypto/kdf.ts';
export type { ManagedVault, VaultNote } from './managed-vault.ts';
export { isContainer as isPortableBackup } from './backup/container.ts';
export { listRollingBackups } from './backup/rolling.ts';
export { restoreDrill, restoreVault } from './restore.ts';
export { listCopies, restoreCopy, tryCopy, type CopiesOptions, type FoundCopy } from './rolling-copies.ts';
export { emergencyKitPage } from './emergency-kit.ts';
export { isSameRecoveryKey } from './crypto/recovery-key.ts';
export { exportVault, readExport, type ExportLine } from './transfer/export.ts';
export { keychainUnavailable } from './slots.ts';
export { copiesBeside } from './merge/beside.ts';
export type { MergeReport } from './merge/types.ts';
