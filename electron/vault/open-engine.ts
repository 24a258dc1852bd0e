/** From a database file and a way to its key to an engine that has read all of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { AppError } from '../../shared/errors.ts';
import { makeRollingBackup } from './backup/rolling.ts';
import { KeySet } from './crypto/key-set.ts';
import type { Dependencies } from './dependencies.ts';
import { Engine } from './engine.ts';
import { damaged, inUseElsewhere, toVaultError } from './errors.ts';
import { decodeHeader, type Header } from './header.ts';
import { FileInPlace } from './storage/file-in-place.ts';
import { vaultPaths } from './storage/layout.ts';
import { migrate, SCHEMA_VERSION } from './storage/migrations.ts';
import { movesOf } from './storage/moved-records.ts';
import { checkSchema } from './storage/schema.ts';
import { leaveWriteAheadLog, openDatabase } from './storage/sqlite.ts';
import { isWriteProblem } from './write-access.ts';
import { say } from '../../shared/messages/say.ts';

/** Finds the vault key; throws AppError where it does not. */
export type Unlock = (header: Header) => Promise<Buffer>;

/**
 * Opens a database file, whatever its name, with the vault key that `unlock` finds. Nothing is written to it before all of
 * it was read and is whole.
 * @param writeProblem the file cannot be written: it is read as it is, whatever its layout
 */
export async function openEngine(
  file: string,
  dependencies: Dependencies,
  unlock: Unlock,
  bringUpToDate = true,
  writeProblem: AppError | null = null,
): Promise<Engine> {
  let vaultKey: Buffer | null = null;
  const once: Unlock = async (header) => {
    vaultKey ??= await unlock(header);
    return Buffer.from(vaultKey);
  };
  const until = Date.now() + dependencies.busyTimeoutMs;
  try {
    for (;;) {
      const engine = await openOnce(file, dependencies, once);
      try {
        if (writeProblem !== null) engine.noteWriteProblem(writeProblem);
        else leaveLayoutOfBefore(engine, bringUpToDate);
        return engine;
      } catch (thrown) {
        engine.close();
        if (!isBusy(thrown)) throw toVaultError(thrown, dependencies.folder);
        // Two that open a vault of before at once keep each other from leaving the log: both let go, at different times.
        if (Date.now() > until) throw inUseElsewhere();
        await sleep(10 + Math.random() * 40);
      }
    }
  } finally {
    (vaultKey as Buffer | null)?.fill(0);
  }
}

/** A disk that is too full for it keeps nobody out: the vault is read as it is, and it is done at the first chance. */
function leaveLayoutOfBefore(engine: Engine, bringUpToDate: boolean): void {
  try {
    leaveWriteAheadLog(engine.database);
    if (bringUpToDate) migrateIfOlder(engine);
  } catch (thrown) {
    const error = toVaultError(thrown, engine.dependencies.folder);
    if (!isWriteProblem(error)) throw thrown;
    // A file that is not there any more is not read on as if its disk were full.
    engine.assertInPlace();
    engine.noteWriteProblem(error);
  }
}

function isBusy(thrown: unknown): boolean {
  return String((thrown as { code?: unknown }).code).startsWith('SQLITE_BUSY');
}

async function openOnce(file: string, dependencies: Dependencies, unlock: Unlock): Promise<Engine> {
  let database: Database | null = null;
  try {
    const { name, database: ours } = vaultPaths(dependencies.folder);
    const place = new FileInPlace(file, dependencies.busyTimeoutMs, file === ours ? name : file);
    database = openDatabase(file, dependencies.busyTimeoutMs);
    checkSchema(database);
    const stored = database.prepare('SELECT body, checksum FROM header WHERE id = 1').get();
    if (stored === undefined) throw damaged(say('vault.its-header-is-missing'));
    const header = decodeHeader(stored as Parameters<typeof decodeHeader>[0]);
    const vaultKey = await unlock(header);
    const keys = new KeySet(vaultKey, Buffer.from(header.vaultId, 'hex'));
    const engine = new Engine(database, keys, header, dependencies, place);
    // What was opened is what stood under that name before: from here on it is watched.
    place.assert();
    engine.load();
    return engine;
  } catch (thrown) {
    database?.close();
    throw toVaultError(thrown, dependencies.folder);
  }
}

export function migrateIfOlder(engine: Engine): void {
  const { database, dependencies } = engine;
  const version = database.pragma('user_version', { simple: true }) as number;
  if (version === SCHEMA_VERSION) return;
  makeRollingBackup(database, dependencies, 'before-migration');
  engine.write(
    dependencies.actor,
    (transaction) => {
      migrate(database);
      transaction.move(movesOf(engine.index.allStored()));
      transaction.audit({
        action: 'note',
        detail: say('vault.format-version-brought-to-schemaversion', {
          version,
          schemaVersion: SCHEMA_VERSION,
        }),
      });
    },
    { schema: SCHEMA_VERSION },
  );
}
