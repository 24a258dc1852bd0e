/** From a database file and its vault key to an engine, brought up to the present layout. */
import type { Database } from 'better-sqlite3';
import { makeRollingBackup } from './backup/rolling.ts';
import { KeySet } from './crypto/key-set.ts';
import type { Dependencies } from './dependencies.ts';
import { Engine } from './engine.ts';
import { damaged, toVaultError } from './errors.ts';
import { decodeHeader, type Header } from './header.ts';
import { migrate, SCHEMA_VERSION } from './storage/migrations.ts';
import { checkSchema } from './storage/schema.ts';
import { openDatabase } from './storage/sqlite.ts';

/** Opens a database file, whatever its name, with the vault key that `unlock` finds. */
export async function openEngine(
  file: string,
  dependencies: Dependencies,
  unlock: (header: Header) => Promise<Buffer>,
  bringUpToDate = true,
): Promise<Engine> {
  let database: Database | null = null;
  try {
    database = openDatabase(file, dependencies.busyTimeoutMs);
    checkSchema(database);
    const stored = database.prepare('SELECT body, checksum FROM header WHERE id = 1').get();
    if (stored === undefined) throw damaged('its header is missing');
    const header = decodeHeader(stored as Parameters<typeof decodeHeader>[0]);
    const vaultKey = await unlock(header);
    const keys = new KeySet(vaultKey, Buffer.from(header.vaultId, 'hex'));
    const engine = new Engine(database, keys, header, dependencies);
    engine.load();
    if (bringUpToDate) migrateIfOlder(engine, dependencies);
    return engine;
  } catch (thrown) {
    database?.close();
    throw toVaultError(thrown, dependencies.folder);
  }
}

function migrateIfOlder(engine: Engine, dependencies: Dependencies): void {
  const { database } = engine;
  const version = database.pragma('user_version', { simple: true }) as number;
  if (version === SCHEMA_VERSION) return;
  makeRollingBackup(database, dependencies, 'before-migration');
  engine.write(
    dependencies.actor,
    (transaction) => {
      migrate(database);
      transaction.audit({
        action: 'note',
        detail: `Format ${String(version)} brought to ${String(SCHEMA_VERSION)}`,
      });
    },
    { schema: SCHEMA_VERSION },
  );
}
