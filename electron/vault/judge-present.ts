/** Whether the vault that lies in its folder is damaged, before another file takes its place. */
import { toAppError } from '../../shared/errors.ts';
import { otherPassword, type CopyOpener } from './copy-opener.ts';
import type { Dependencies } from './dependencies.ts';
import type { Engine } from './engine.ts';
import { toVaultError } from './errors.ts';
import type { Header } from './header.ts';
import { withPrivateCopy } from './private-copy.ts';
import { foundBeside, stateOf } from './storage/beside.ts';
import { vaultPaths } from './storage/layout.ts';
import { verifyVault } from './verify.ts';

const LOOKS = 3;

/**
 * Judged by a copy, so that nothing is written to it. A file that is missing counts as damaged: there is nothing to keep.
 * @throws AppError `vault-busy` where somebody is writing to it, `vault-unreadable`
 */
export async function isVaultDamaged(
  opener: CopyOpener,
  dependencies: Dependencies,
  known: Header,
  vaultKey: Buffer,
): Promise<boolean> {
  const { database } = vaultPaths(dependencies.folder);
  for (let look = 0; look < LOOKS; look += 1) {
    const before = stateOf(database);
    // A log that does not belong makes a whole file look damaged: each is judged alone, and only then together.
    const alone = await judge(opener, dependencies, known, vaultKey, database, false);
    const damagedNow =
      alone &&
      (foundBeside(database).length === 0 ||
        (await judge(opener, dependencies, known, vaultKey, database, true)));
    if (stateOf(database) === before) return damagedNow;
  }
  throw toVaultError(
    Object.assign(new Error('it changes while it is read'), { code: 'SQLITE_BUSY' }),
    database,
  );
}

async function judge(
  opener: CopyOpener,
  dependencies: Dependencies,
  known: Header,
  vaultKey: Buffer,
  database: string,
  withLog: boolean,
): Promise<boolean> {
  const isSound = (engine: Engine): boolean => verifyVault(engine).sound;
  // One whose password was changed since is still under the same vault key.
  const unlock = (header: Header): Promise<Buffer> => {
    if (header.vaultId !== known.vaultId || header.epoch !== known.epoch) throw otherPassword();
    return Promise.resolve(Buffer.from(vaultKey));
  };
  try {
    return !(await withPrivateCopy(database, withLog, dependencies, unlock, isSound));
  } catch (thrown) {
    const { code } = toAppError(thrown);
    if (code === 'vault-damaged' || code === 'vault-foreign' || code === 'not-found') return true;
    if (code !== 'vault-wrong-password') throw thrown;
  }
  try {
    return !(await opener.with(database, withLog, isSound));
  } catch (thrown) {
    const { code } = toAppError(thrown);
    if (code === 'vault-damaged') return true;
    // Under a key that is not at hand: nobody can say that it is damaged.
    if (code === 'vault-wrong-password') return false;
    throw thrown;
  }
}
