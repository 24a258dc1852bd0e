/** Names of the files in a vault folder, and the few bytes of a database that are read before SQLite sees it. */
import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { APPLICATION_ID, APPLICATION_ID_AT, isVaultFile, SQLITE_MAGIC } from '../../files/own-files.ts';
import { damaged, foreign, missing, noFile, newerFormat, toVaultError } from '../errors.ts';
import { keepForUser, type FolderAccess } from '../../platform/private-folder.ts';
import { foundBeside } from './beside.ts';
import { SCHEMA_VERSION } from './migrations.ts';
import { narrowIfEmpty } from './own-modes.ts';
import { say } from '../../../shared/messages/say.ts';

export interface VaultPaths {
  readonly folder: string;
  /** `vault.db`, which may be a link to the file. */
  readonly name: string;
  readonly database: string;
  readonly tries: string;
  readonly backups: string;
}

export function vaultPaths(folder: string): VaultPaths {
  const name = path.join(folder, 'vault.db');
  return {
    folder,
    name,
    database: followed(name),
    tries: path.join(folder, 'tries.json'),
    backups: path.join(folder, 'backups'),
  };
}

/**
 * Where `vault.db` is a link to a vault's file, as people make it into a folder that is synced: that file. SQLite follows it and
 * looks for a journal beside that one, so it is there that what lies beside is judged, and a restored file is put.
 * SECURITY: a link to anything else is not followed: what takes its place takes the link's.
 */
function followed(file: string): string {
  try {
    if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return file;
    const target = realpathSync(file);
    return isVaultFile(target) ? target : file;
  } catch {
    return file;
  }
}

/** @returns whether it is this user's alone, as far as is known; the files are sealed either way */
export function makePrivateFolder(
  folder: string,
  keep: (folder: string, isNew: boolean) => FolderAccess = keepForUser,
): FolderAccess {
  let made: string | undefined;
  try {
    made = mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (thrown) {
    // Node says so of a folder that could not be made on a read-only disk; a missing parent would have been made.
    const code = (thrown as NodeJS.ErrnoException).code;
    throw code === 'ENOENT'
      ? Object.assign(new Error('read-only', { cause: thrown }), { code: 'EROFS' })
      : thrown;
  }
  // An existing folder keeps its mode with mkdir. One that holds anything may be in use by others.
  narrowIfEmpty(folder);
  return keep(folder, made !== undefined);
}

/** Of copies made daily and before migrations; the date is the first group. */
export const ROLLING_BACKUP_NAME = /^vault-(\d{8}T\d{9}Z)-[a-z-]+\.db$/;

export function hasRollingBackups({ backups }: VaultPaths): boolean {
  try {
    return readdirSync(backups).some((name) => ROLLING_BACKUP_NAME.test(name));
  } catch {
    return false;
  }
}

/**
 * SECURITY: a pipe or device under a name that SQLite reads would be waited for without an end. What lies under the name of a
 * journal is judged, and put aside where it is none; whoever opens the file without that asks for those names too.
 * @throws AppError `vault-foreign`
 */
export function assertFiles({ database }: VaultPaths, suffixes: readonly string[]): void {
  for (const suffix of suffixes) {
    const stats = statSync(`${database}${suffix}`, { throwIfNoEntry: false });
    if (stats !== undefined && !stats.isFile())
      throw suffix === '' ? foreign(database) : noFile(`${database}${suffix}`);
  }
}

/**
 * Looks at the first bytes, so that nothing foreign is ever handed to SQLite, which might change it.
 * @throws AppError `vault-missing`, `vault-foreign`, `vault-damaged`, `vault-newer-format`, `vault-unreadable`
 */
export function inspectDatabaseFile(paths: VaultPaths): void {
  const head = Buffer.alloc(100);
  let length: number;
  try {
    assertFiles(paths, ['', '-shm']);
    const descriptor = openSync(paths.database, 'r');
    try {
      length = readSync(descriptor, head, 0, head.length, 0);
    } finally {
      closeSync(descriptor);
    }
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw missing(paths.folder, hasRollingBackups(paths));
    if (code === 'EISDIR') throw foreign(paths.database);
    throw toVaultError(thrown, paths.folder);
  }
  if (length < head.length) throw damaged(say('vault.its-file-is-cut-off'));
  if (!head.subarray(0, SQLITE_MAGIC.length).equals(SQLITE_MAGIC)) throw foreign(paths.database);
  if (head.readUInt32BE(APPLICATION_ID_AT) !== APPLICATION_ID) throw foreign(paths.database);
  const version = head.readUInt32BE(60);
  if (version > SCHEMA_VERSION) throw newerFormat(version, SCHEMA_VERSION);
  const pageSize = head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16);
  // With a journal or a log beside it, the file may rightly be shorter or end in the middle of a page: that has the rest.
  const whole = statSync(paths.database).size >= head.readUInt32BE(28) * pageSize;
  if (!whole && foundBeside(paths.database).length === 0) throw damaged(say('vault.its-file-is-cut-off'));
}
