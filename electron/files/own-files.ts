/** What must never be replaced by a text, whoever names it: a vault, a backup or export, and whatever lies in a vault's folder. */
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { wayBelow } from '../platform/way-below.ts';
import { beginsWith, holds } from './foreign-file.ts';
import { say } from '../../shared/messages/say.ts';

export const SQLITE_MAGIC = Buffer.from('SQLite format 3\0', 'latin1');
/** `AVLT` in SQLite's header, at this place: the file is a vault. */
export const APPLICATION_ID = 0x41564c54;
export const APPLICATION_ID_AT = 68;
/** Of backups and exports. */
export const CONTAINER_MAGIC = Buffer.from('AUGNOVAULTBACKUP', 'latin1');
const RESCUE_MAGIC = 'augno-vault-rescue';

const APPLICATION_ID_BYTES = Buffer.alloc(4);
APPLICATION_ID_BYTES.writeUInt32BE(APPLICATION_ID);
const RESCUE_BEGINS = Buffer.from(`{"magic":"${RESCUE_MAGIC}"`, 'latin1');

/** A vault or a copy of one, by its first bytes. Waits for nothing; false where it can't be read. */
export function isVaultFile(file: string): boolean {
  return beginsWith(file, SQLITE_MAGIC) && holds(file, APPLICATION_ID_BYTES, APPLICATION_ID_AT);
}

function real(at: string): string {
  return existsSync(at) ? realpathSync(at) : path.resolve(at);
}

function isVaultFolder(folder: string): boolean {
  return isVaultFile(path.join(folder, 'vault.db'));
}

/**
 * What a person keeps does not belong into a vault's own folder, whatever its name is there: what lies there is the vault's to
 * put aside, to tidy up and to delete (a backup named `tries.json` was gone with the next unlock).
 * @param vaultFolder the vault that is meant, so that its folder counts also where its file is missing or damaged
 * @throws AppError `invalid-input`
 */
export function assertOutsideVaults(file: string, vaultFolder?: string): void {
  const folder = real(path.dirname(path.resolve(file)));
  const ofAVault =
    isVaultFolder(folder) || (path.basename(folder) === 'backups' && isVaultFolder(path.dirname(folder)));
  if (ofAVault || (vaultFolder !== undefined && wayBelow(real(vaultFolder), folder) !== null)) {
    throw new AppError({
      code: 'invalid-input',
      message: say('file.the-file-to-write-is-in-the'),
      hint: say('file.nothing-was-written-choose-another-folder'),
    });
  }
}

/**
 * SECURITY: a vault that a report took the place of would be gone, with all its secrets. Judged by where the name leads to.
 * @param vaultFolder as for `assertOutsideVaults`
 * @throws AppError `invalid-input`
 */
export function assertNotOurs(file: string, vaultFolder?: string): void {
  assertOutsideVaults(file, vaultFolder);
  if (isVaultFile(file) || beginsWith(file, CONTAINER_MAGIC) || beginsWith(file, RESCUE_BEGINS)) {
    throw new AppError({
      code: 'invalid-input',
      message: say('file.the-file-to-write-is-a-vault'),
      hint: say('file.nothing-was-written-and-that-file-is'),
    });
  }
}
