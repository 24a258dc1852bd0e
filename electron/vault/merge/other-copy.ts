/** Opens another copy of an open vault to be read: from a copy of it in a private folder, so that the file itself is not touched. */
import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { readForeignFile } from '../../files/foreign-file.ts';
import { isContainer } from '../backup/container.ts';
import { LARGEST_BACKUP_BYTES, readBackup } from '../backup/portable.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Engine } from '../engine.ts';
import { damaged, foreign, toVaultError } from '../errors.ts';
import { decodeHeader, type Header } from '../header.ts';
import { openManifest } from '../manifest.ts';
import type { SecretBytes } from '../secret-bytes.ts';
import { openWithTyped } from '../slots.ts';
import { endsAsSuperJournal } from '../storage/beside.ts';
import { createPrivateFile } from '../storage/files.ts';
import { SQLITE_MAGIC } from '../../files/own-files.ts';
import { inspectDatabaseFile, vaultPaths } from '../storage/layout.ts';
import { openDatabase } from '../storage/sqlite.ts';
import { Tables } from '../storage/tables.ts';
import { openEngine } from '../open-engine.ts';
import { makeTemporaryFolder } from '../temporary-folder.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

export interface OtherCopy {
  readonly engine: Engine;
  /** Ends it and removes what was made for reading it. */
  close(): void;
}

/** @param secret its password, or a backup's; null: it is tried under this vault's own key */
export async function openOtherCopy(
  ours: Engine,
  file: string,
  secret: SecretBytes | null,
): Promise<OtherCopy> {
  assertAnotherFile(file, vaultPaths(ours.dependencies.folder).database);
  const folder = makeTemporaryFolder('merge');
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  const dependencies: Dependencies = { ...ours.dependencies, folder, keychain: null, pollIntervalMs: 0 };
  const copy = vaultPaths(folder).database;
  try {
    const backupKey = await placeCopy(file, secret, dependencies, copy);
    inspectDatabaseFile(vaultPaths(folder));
    const isOurKey = fitsOurKey(ours, copy, dependencies);
    // Read as it is, whatever its layout: bringing it up to date would add to its log.
    const engine = await openEngine(
      copy,
      dependencies,
      async (header) => {
        assertSameVault(ours, header);
        if (backupKey !== null) return backupKey;
        if (isOurKey) return Buffer.from(ours.keys.vaultKey);
        return await openTyped(header, secret, dependencies);
      },
      false,
    );
    if (engine.manifest.lookup !== ours.manifest.lookup) {
      engine.close();
      throw notOfThisVault();
    }
    return {
      engine,
      close: () => {
        engine.close();
        remove();
      },
    };
  } catch (thrown) {
    remove();
    throw toVaultError(thrown, path.dirname(file));
  }
}

function assertAnotherFile(file: string, database: string): void {
  const one = statSync(file, { throwIfNoEntry: false });
  if (one === undefined) {
    throw new AppError({
      code: 'not-found',
      message: say('command.there-is-no-file-file', { file: path.basename(file) }),
      hint: say('command.nothing-was-changed-check-the-path'),
    });
  }
  const other = statSync(database, { throwIfNoEntry: false });
  if (one.isFile() && (one.ino !== other?.ino || one.dev !== other.dev)) return;
  throw new AppError({
    code: 'invalid-input',
    message: one.isFile() ? say('vault.that-file-is-this-vault-itself') : say('vault.that-is-no-file'),
    hint: say('vault.nothing-was-changed-choose-the-other-copy'),
  });
}

/** @returns the vault key that travels in a portable backup; null for a vault's own file */
async function placeCopy(
  file: string,
  secret: SecretBytes | null,
  { kdf }: Dependencies,
  copy: string,
): Promise<Buffer | null> {
  if (isContainer(file)) {
    if (secret === null) throw needsPassword(say('vault.that-file-is-a-backup-with-a'));
    const backup = await readBackup(file, secret, kdf);
    createPrivateFile(copy, backup.database);
    return backup.vaultKey;
  }
  // What SQLite left beside it belongs to it: without that the newest changes are missing.
  for (const suffix of ['', '-wal', '-journal']) {
    const stats = statSync(`${file}${suffix}`, { throwIfNoEntry: false });
    if (stats === undefined || (stats.isFile() && stats.size === 0 && suffix !== '')) continue;
    // SECURITY: a pipe under one of these names would be waited for without an end, and a device never ends.
    const bytes = await readForeignFile(`${file}${suffix}`, {
      maximumBytes: LARGEST_BACKUP_BYTES,
      ...(suffix === '' ? { begins: { magic: SQLITE_MAGIC, otherwise: () => foreign(file) } } : {}),
    });
    if (suffix !== '' && endsAsSuperJournal(bytes))
      throw damaged(say('vault.a-journal-beside-it-names-another-file'));
    createPrivateFile(`${copy}${suffix}`, bytes);
  }
  return null;
}

function fitsOurKey(ours: Engine, copy: string, { busyTimeoutMs }: Dependencies): boolean {
  const database = openDatabase(copy, busyTimeoutMs);
  try {
    const tables = new Tables(database);
    const [header, manifest] = [tables.header(), tables.manifest()];
    if (header === undefined || manifest === undefined) return false;
    return (
      decodeHeader(header).vaultId === ours.header.vaultId &&
      openManifest(ours.keys, ours.vaultId, manifest) !== null
    );
  } finally {
    database.close();
  }
}

function assertSameVault(ours: Engine, header: Header): void {
  if (header.vaultId === ours.header.vaultId) return;
  throw new AppError({
    code: 'vault-foreign',
    message: say('vault.that-file-is-another-vault-not-another'),
    hint: say('vault.nothing-was-changed-export-what-you-need'),
  });
}

/**
 * SECURITY: the vault's id stands in the clear, and whoever makes a file chooses its password. This key was made with the vault,
 * is sealed, and outlives every rotation: without it the file is somebody else's work, and brings nothing in.
 */
function notOfThisVault(): AppError {
  return new AppError({
    code: 'vault-foreign',
    message: say('vault.that-file-has-the-name-of-this'),
    hint: say('vault.nothing-was-changed-somebody-may-have-made'),
  });
}

async function openTyped(header: Header, secret: SecretBytes | null, { kdf }: Dependencies): Promise<Buffer> {
  if (secret === null) throw needsPassword(say('vault.this-copy-was-locked-with-another-vault'));
  const opened = await openWithTyped(header, secret, kdf);
  if (opened !== null) return opened.vaultKey;
  throw new AppError({
    code: 'vault-wrong-password',
    message: say('vault.that-password-does-not-open-the-other'),
    hint: say('vault.nothing-was-changed-it-is-the-master'),
  });
}

/** `needsPassword` is told from a wrong one by its field. */
function needsPassword(message: Said): AppError {
  return new AppError({
    code: 'vault-wrong-password',
    message,
    hint: say('vault.nothing-was-changed-type-the-password-of'),
    field: 'copyPassword',
  });
}
