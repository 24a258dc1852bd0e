/** Opens a vault's file to be read, from a copy of it in a private folder: the file itself is not touched. */
import { chmodSync, rmSync } from 'node:fs';
import { readForeignFile } from '../files/foreign-file.ts';
import { LARGEST_BACKUP_BYTES } from './backup/portable.ts';
import type { Dependencies } from './dependencies.ts';
import type { Engine } from './engine.ts';
import type { Header } from './header.ts';
import { openEngine } from './open-engine.ts';
import { copyBeside, foundBeside } from './storage/beside.ts';
import { createPrivateFile } from './storage/files.ts';
import { inspectDatabaseFile, vaultPaths } from './storage/layout.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

/**
 * @param withLog what SQLite left beside the file belongs to it and is copied too
 * @throws AppError as opening does
 */
export async function withPrivateCopy<Result>(
  file: string,
  withLog: boolean,
  dependencies: Dependencies,
  unlock: (header: Header) => Promise<Buffer>,
  work: (engine: Engine) => Result,
): Promise<Result> {
  const folder = makeTemporaryFolder('copy');
  try {
    const copy = vaultPaths(folder).database;
    const bytes = await readForeignFile(file, { maximumBytes: LARGEST_BACKUP_BYTES });
    createPrivateFile(copy, bytes);
    for (const suffix of withLog ? foundBeside(file) : []) {
      // What can't belong to it is left out: the file is looked at alone then.
      if (copyBeside(`${file}${suffix}`, `${copy}${suffix}`, LARGEST_BACKUP_BYTES) !== null) continue;
      chmodSync(`${copy}${suffix}`, 0o600);
    }
    inspectDatabaseFile(vaultPaths(folder));
    // Read as it is, whatever its layout: it is only looked at.
    const reading: Dependencies = { ...dependencies, folder, keychain: null, pollIntervalMs: 0 };
    const engine = await openEngine(copy, reading, unlock, false);
    try {
      return work(engine);
    } finally {
      engine.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
