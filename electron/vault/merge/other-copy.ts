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
      message: `There is no file ${path.basename(file)}.`,
      hint: 'Nothing was changed. Check the path.',
    });
  }
  const other = statSync(database, { throwIfNoEntry: false });
  if (one.isFile() && (one.ino !== other?.ino || one.dev !== other.dev)) return;
  throw new AppError({
    code: 'invalid-input',
    message: one.isFile() ? 'That file is this vault itself.' : 'That is no file.',
    hint: 'Nothing was changed. Choose the other copy of the vault.',
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
    if (secret === null) throw needsPassword('That file is a backup with a password of its own.');
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
    if (suffix !== '' && endsAsSuperJournal(bytes)) throw damaged('a journal beside it names another file');
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
    message: 'That file is another vault, not another copy of this one.',
    hint: 'Nothing was changed. Export what you need from it and import it here.',
  });
}

/**
 * SECURITY: the vault's id stands in the clear, and whoever makes a file chooses its password. This key was made with the vault,
 * is sealed, and outlives every rotation: without it the file is somebody else's work, and brings nothing in.
 */
function notOfThisVault(): AppError {
  return new AppError({
    code: 'vault-foreign',
    message: 'That file has the name of this vault, but was not made from it.',
    hint: 'Nothing was changed. Somebody may have made it to put something into your vault: delete it.',
  });
}

async function openTyped(header: Header, secret: SecretBytes | null, { kdf }: Dependencies): Promise<Buffer> {
  if (secret === null) throw needsPassword('This copy was locked with another vault key.');
  const opened = await openWithTyped(header, secret, kdf);
  if (opened !== null) return opened.vaultKey;
  throw new AppError({
    code: 'vault-wrong-password',
    message: 'That password does not open the other copy.',
    hint: 'Nothing was changed. It is the master password that copy had.',
  });
}

/** `needsPassword` is told from a wrong one by its field. */
function needsPassword(message: string): AppError {
  return new AppError({
    code: 'vault-wrong-password',
    message,
    hint: 'Nothing was changed. Type the password of that copy.',
    field: 'copyPassword',
  });
}
