/** Asks who is there before a vault that is not open is put aside: a backup in its place opens with another password. */
import { resolveDependencies, type VaultOptions } from './dependencies.ts';
import { damaged, toVaultError, wrongPassword } from './errors.ts';
import { decodeHeader, type Header } from './header.ts';
import type { SecretBytes } from './secret-bytes.ts';
import { openWithTyped } from './slots.ts';
import { assertFiles, inspectDatabaseFile, vaultPaths } from './storage/layout.ts';
import { checkSchema } from './storage/schema.ts';
import { openDatabase } from './storage/sqlite.ts';
import { assertMayTry, recordFailure } from './tries.ts';
import { say } from '../../shared/messages/say.ts';

/**
 * A failed try counts, as at unlocking. Nothing is opened and nothing written but that.
 * @throws AppError `vault-wrong-password`, `vault-waiting`; any other where the vault is too damaged to be asked
 */
export async function confirmClosedVault(options: VaultOptions, typed: SecretBytes): Promise<void> {
  const { folder, clock, kdf, busyTimeoutMs } = resolveDependencies(options);
  const paths = vaultPaths(folder);
  assertMayTry(paths.tries, clock());
  const opened = await openWithTyped(readHeader(options, busyTimeoutMs), typed, kdf);
  if (opened === null) throw wrongPassword('password', recordFailure(paths.tries, folder, clock()));
  opened.vaultKey.fill(0);
}

/** @throws AppError where no password can be checked: the file is missing, damaged or none of ours */
export function assertCanBeAsked(options: VaultOptions): void {
  readHeader(options, resolveDependencies(options).busyTimeoutMs);
}

function readHeader(options: VaultOptions, busyTimeoutMs: number): Header {
  const paths = vaultPaths(options.folder);
  inspectDatabaseFile(paths);
  assertFiles(paths, ['-wal', '-journal']);
  try {
    const database = openDatabase(paths.database, busyTimeoutMs);
    try {
      checkSchema(database);
      const stored = database.prepare('SELECT body, checksum FROM header WHERE id = 1').get();
      if (stored === undefined) throw damaged(say('vault.its-header-is-missing'));
      return decodeHeader(stored as Parameters<typeof decodeHeader>[0]);
    } finally {
      database.close();
    }
  } catch (thrown) {
    throw toVaultError(thrown, options.folder);
  }
}
