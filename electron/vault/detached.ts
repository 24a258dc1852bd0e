/**
 * A vault on a disk that cannot be written, which cannot be read without writing: one with a log of before, or with what a
 * crash left beside it. It is opened from a copy in a private folder, where both can be done, and only read.
 */
import { closeSync, copyFileSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { LARGEST_BACKUP_BYTES } from './backup/portable.ts';
import type { Dependencies } from './dependencies.ts';
import type { Engine } from './engine.ts';
import { toVaultError } from './errors.ts';
import { judgeBeside } from './judge.ts';
import { openEngine, type Unlock } from './open-engine.ts';
import { copyBeside, foundBeside } from './storage/beside.ts';
import { mayBeWritable } from './write-access.ts';
import { say } from '../../shared/messages/say.ts';

/** Where SQLite's header says how the file is written; 2 is a write-ahead log. */
const WRITE_VERSION = 18;
const WAL = 2;

export function needsWriting(database: string): boolean {
  if (foundBeside(database).length > 0) return true;
  const descriptor = openSync(database, 'r');
  try {
    const one = Buffer.alloc(1);
    readSync(descriptor, one, 0, 1, WRITE_VERSION);
    return one[0] === WAL;
  } finally {
    closeSync(descriptor);
  }
}

/** @throws AppError as opening does */
export async function openDetached(
  database: string,
  dependencies: Dependencies,
  unlock: Unlock,
  problem: AppError,
): Promise<Engine> {
  const { folder } = dependencies;
  const temporary = mkdtempSync(path.join(tmpdir(), 'augno-vault-read-'));
  const remove = (): void => {
    rmSync(temporary, { recursive: true, force: true });
  };
  try {
    const copy = path.join(temporary, 'vault.db');
    copyFileSync(database, copy);
    // What is no journal of this file is not taken along.
    for (const suffix of foundBeside(database))
      copyBeside(`${database}${suffix}`, `${copy}${suffix}`, LARGEST_BACKUP_BYTES);
    await judgeBeside(copy, { ...dependencies, folder: temporary }, unlock);
    const engine = await openEngine(copy, dependencies, unlock, false);
    engine.noteWriteProblem(problem);
    engine.afterwards(remove);
    // SECURITY: what went into the copy would be lost with it.
    const refuse = (): never => {
      throw mayBeWritable(folder, database) ? writableAgain() : problem;
    };
    engine.giveWayBack({ reopen: refuse, putInOrder: refuse });
    return engine;
  } catch (thrown) {
    remove();
    throw toVaultError(thrown, folder);
  }
}

function writableAgain(): AppError {
  return new AppError({
    code: 'vault-locked',
    message: say('vault.the-vaults-folder-can-be-written-again'),
    hint: say('vault.everything-saved-is-safe-unlock-the-vault'),
  });
}
