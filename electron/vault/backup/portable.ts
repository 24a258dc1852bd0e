/** The backup that a person keeps elsewhere: the whole vault in one file under its own password. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { assertOutsideVaults } from '../../files/own-files.ts';
import type { KdfPolicy } from '../crypto/kdf.ts';
import type { Engine } from '../engine.ts';
import { damaged, invalid, mapErrors } from '../errors.ts';
import type { SecretBytes } from '../secret-bytes.ts';
import { removeDatabase, temporaryName, writeWhole } from '../storage/files.ts';
import { vaultPaths } from '../storage/layout.ts';
import { copyDatabase } from '../storage/sqlite.ts';
import { asWriteProblem, isWriteProblem } from '../write-access.ts';
import { openContainer, readContainer, sealContainer, type ContainerReading } from './container.ts';
import { say } from '../../../shared/messages/say.ts';

const KIND_DATABASE = 1;
/** kind(1) ‖ vault key(32) ‖ made at, milliseconds(8) ‖ database */
const PREAMBLE = 41;

export interface OpenedBackup {
  /** The caller wipes it. */
  readonly vaultKey: Buffer;
  readonly madeAt: Date;
  readonly database: Buffer;
}

export function backupExists(file: string): AppError {
  return new AppError({
    code: 'conflict',
    message: say('command.the-file-file-exists-already', { file: path.basename(file) }),
    hint: say('vault.it-was-not-touched-give-the-backup'),
  });
}

/** @throws AppError `conflict` where the file exists, `invalid-input` in a vault's folder, `vault-disk-full`, `vault-unwritable` */
export async function writeBackup(engine: Engine, file: string, password: SecretBytes): Promise<void> {
  const { folder, kdf, random, clock } = engine.dependencies;
  if (password.length === 0)
    throw invalid(say('vault.the-backup-password-is-empty'), say('vault.nothing-was-written-choose-one'));
  assertOutsideVaults(file, folder);
  const { vaultKey } = engine.keys;
  const preamble = Buffer.alloc(PREAMBLE);
  preamble[0] = KIND_DATABASE;
  vaultKey.copy(preamble, 1);
  preamble.writeBigInt64BE(BigInt(clock().getTime()), 33);
  const database = readWhole(engine);
  const parts = await sealContainer([preamble, database], password, kdf, random);
  preamble.fill(0);
  const written = mapErrors(path.dirname(file), () => writeWhole(file, parts, random, false));
  if (!written) throw backupExists(file);
}

/** The database as one file's bytes, its write-ahead log included. */
function readWhole(engine: Engine): Buffer {
  const { folder, random } = engine.dependencies;
  try {
    return readCopy(engine, temporaryName(vaultPaths(folder).database, random));
  } catch (thrown) {
    if (!isWriteProblem(thrown)) throw thrown;
    // Sealed as the vault itself is: a folder for temporary files does where the vault's own takes none.
    const elsewhere = mkdtempSync(path.join(tmpdir(), 'augno-vault-backup-'));
    try {
      return readCopy(engine, path.join(elsewhere, 'vault.db'));
    } finally {
      rmSync(elsewhere, { recursive: true, force: true });
    }
  }
}

function readCopy(engine: Engine, file: string): Buffer {
  try {
    return mapErrors(path.dirname(file), () => {
      copyDatabase(engine.database, file);
      return readFileSync(file);
    });
  } catch (thrown) {
    throw asWriteProblem(thrown, path.dirname(file));
  } finally {
    removeDatabase(file);
  }
}

/** Far above any vault; what is read stands in memory. */
export const LARGEST_BACKUP_BYTES = 2_000_000_000;

export async function readBackup(
  file: string,
  password: SecretBytes,
  kdf: KdfPolicy,
  reading: ContainerReading = {},
): Promise<OpenedBackup> {
  const bytes = await readContainer(file, LARGEST_BACKUP_BYTES, reading);
  const payload = await openContainer(bytes, password, kdf);
  const madeAt = payload.length <= PREAMBLE ? Number.NaN : Number(payload.readBigInt64BE(33));
  // Whoever chose its password may have written anything: no date is said that is none.
  if (payload[0] !== KIND_DATABASE || Number.isNaN(new Date(madeAt).getTime())) {
    payload.fill(0);
    throw damaged(say('vault.the-backup-has-an-unexpected-form'));
  }
  const vaultKey = Buffer.alloc(32);
  payload.copy(vaultKey, 0, 1, 33);
  payload.fill(0, 1, 33);
  return {
    vaultKey,
    madeAt: new Date(madeAt),
    database: payload.subarray(PREAMBLE),
  };
}
