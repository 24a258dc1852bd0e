/**
 * What lies beside a vault's file (the journal or log of a crash, or something else under that name) is judged before SQLite
 * may see it: the file alone, and the file with it, are each opened as copies and read whole; the higher authenticated
 * generation wins. What does not belong gets another name: never applied, never deleted.
 */
import { copyFileSync, mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, toAppError } from '../../shared/errors.ts';
import { LARGEST_BACKUP_BYTES } from './backup/portable.ts';
import type { Dependencies } from './dependencies.ts';
import { damaged, foundDamaged, inUseElsewhere, toVaultError } from './errors.ts';
import type { VaultNote } from './managed-vault.ts';
import { copyBeside, foundBeside, isInUse, putAside, stateOf, type Beside } from './storage/beside.ts';
import { loadSqlite } from './storage/sqlite.ts';
import { openEngine, type Unlock } from './open-engine.ts';
import { verifyVault } from './verify.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';
import { say } from '../../shared/messages/say.ts';
import { certain } from '../../shared/certain.ts';

interface Judged {
  readonly with: Beside | null;
  /** Null where it is whole. */
  readonly problem: AppError | null;
  readonly generation: number;
}

const LOOK_AGAIN_MS = 10;

/**
 * In the clean case, nothing lies there and nothing is done.
 * @returns what was put aside, for a person to read @throws AppError as opening does; nothing was changed then
 */
export async function judgeBeside(
  database: string,
  dependencies: Dependencies,
  unlock: Unlock,
): Promise<VaultNote | null> {
  const { folder, clock } = dependencies;
  try {
    for (;;) {
      const found = await leftBeside(database, dependencies);
      if (found.length === 0) return null;
      // A sparse file takes no room until it is copied, and then all there is.
      if (statSync(database).size > LARGEST_BACKUP_BYTES)
        throw damaged(say('vault.its-file-is-larger-than-any-vault'));
      const state = stateOf(database);
      // What another process took away between the look and the state is not there to be copied either.
      if (foundBeside(database).join() !== found.join()) continue;
      const isAnother = (): boolean => stateOf(database) !== state;
      try {
        const all = [await judge(database, null, dependencies, unlock)];
        for (const suffix of found) all.push(await judge(database, suffix, dependencies, unlock));
        // SECURITY: another process that opens it at the same time puts it in order, and then writes: a journal of its own
        // was not judged, and must not be put aside.
        if (isAnother()) continue;
        const best = all.reduce((one, other) => (isBetter(other, one) ? other : one));
        if (best.problem !== null) {
          throw all.find(({ problem }) => problem?.code === 'vault-wrong-password')?.problem ?? best.problem;
        }
        const names = putAside(
          database,
          found.filter((suffix) => suffix !== best.with),
          clock(),
        );
        return names.length === 0 ? null : asideNote(names);
      } catch (thrown) {
        if (!isAnother()) throw thrown;
      }
    }
  } catch (thrown) {
    throw toVaultError(thrown, folder);
  }
}

/** A journal that is there only because another process is writing at this moment is waited for. */
async function leftBeside(database: string, dependencies: Dependencies): Promise<readonly Beside[]> {
  const until = Date.now() + dependencies.busyTimeoutMs;
  for (;;) {
    const found = foundBeside(database);
    if (found.length === 0 || !isInUse(loadSqlite(), database, dependencies.random)) return found;
    if (Date.now() > until) throw inUseElsewhere();
    await sleep(LOOK_AGAIN_MS);
  }
}

/** What adds nothing does not belong: SQLite would delete it, whatever it is. */
function isBetter(judged: Judged, best: Judged): boolean {
  if (judged.problem !== null) return false;
  return best.problem !== null || judged.generation > best.generation;
}

async function judge(
  database: string,
  beside: Beside | null,
  dependencies: Dependencies,
  unlock: Unlock,
): Promise<Judged> {
  const folder = makeTemporaryFolder('judged');
  const refused = (problem: AppError): Judged => ({ with: beside, problem, generation: -1 });
  try {
    const copy = path.join(folder, 'vault.db');
    copyFileSync(database, copy);
    if (beside !== null) {
      const problem = copyBeside(`${database}${beside}`, `${copy}${beside}`, LARGEST_BACKUP_BYTES);
      if (problem !== null)
        return refused(damaged(say('vault.what-lies-beside-it-as-beside-problem', { beside, problem })));
    }
    mkdirSync(path.join(folder, 'backups'), { mode: 0o700 });
    // Nobody else knows of the copy: nothing there is to be waited for.
    const own = { ...dependencies, folder, keychain: null, busyTimeoutMs: 0 };
    const engine = await openEngine(copy, own, unlock, false);
    try {
      const { sound, problems } = verifyVault(engine);
      const { generation } = engine.manifest;
      return sound
        ? { with: beside, problem: null, generation }
        : refused(foundDamaged(certain(problems[0])));
    } finally {
      engine.close();
    }
  } catch (thrown) {
    const error = toVaultError(thrown, folder);
    // A full disk, say, is no judgement.
    if (error instanceof AppError && JUDGED.has(error.code)) return refused(error);
    throw thrown instanceof AppError ? thrown : toAppError(error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a copy can be refused for; `vault-wrong-password`, as an older copy may have another one. */
const JUDGED: ReadonlySet<AppError['code']> = new Set([
  'vault-damaged',
  'vault-foreign',
  'vault-newer-format',
  'vault-parameters',
  'vault-wrong-password',
]);

function asideNote(names: readonly string[]): VaultNote {
  return {
    message: say('vault.what-a-crash-or-another-program-left', { names: names.join(', ') }),
    hint: say('vault.it-was-not-used-and-the-vault'),
  };
}
