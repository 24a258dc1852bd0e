/** The way back from a damaged or missing vault: the automatic copies beside it are looked at, tried, and put in place. */
import path from 'node:path';
import { AppError, toAppError } from '../../shared/errors.ts';
import { readForeignFile } from '../files/foreign-file.ts';
import { auditContents } from './audit-chain.ts';
import { LARGEST_BACKUP_BYTES } from './backup/portable.ts';
import { listRollingBackups, type RollingBackup } from './backup/rolling.ts';
import { CopyOpener, otherPassword } from './copy-opener.ts';
import { resolveDependencies, type Dependencies, type VaultOptions } from './dependencies.ts';
import type { Engine } from './engine.ts';
import { damaged, toVaultError } from './errors.ts';
import { isVaultDamaged } from './judge-present.ts';
import type { VerifyResult } from './managed-vault.ts';
import { putInPlace } from './put-in-place.ts';
import type { RestoreResult } from './restore.ts';
import type { SecretBytes } from './secret-bytes.ts';
import { allSecrets } from './secret-index.ts';
import { vaultPaths } from './storage/layout.ts';
import { assertMayTry, recordFailure } from './tries.ts';
import { verifyVault } from './verify.ts';
import { say, type Said } from '../../shared/messages/say.ts';
import { certain } from '../../shared/certain.ts';

export interface CopiesOptions extends VaultOptions {
  /** The master password, or the recovery key, of the time when a copy was made. */
  readonly secret: SecretBytes;
  /** Whose records are counted as keys. */
  readonly keyCollections: readonly string[];
}

export interface FoundCopy extends RollingBackup {
  /** Of the file, without its folder. */
  readonly name: string;
  /** What it holds; null where it could not be opened. */
  readonly holds: { readonly keys: number; readonly secrets: number } | null;
  /** It opens, with another password or recovery key than the one given. */
  readonly otherPassword: boolean;
  /** Why it can't be opened at all. */
  readonly problem: AppError | null;
}

async function withOpener<Result>(
  options: CopiesOptions,
  work: (opener: CopyOpener, dependencies: Dependencies) => Promise<Result>,
): Promise<Result> {
  const dependencies = resolveDependencies({ ...options, pollIntervalMs: 0 });
  const { folder, clock } = dependencies;
  const { tries } = vaultPaths(folder);
  // SECURITY: as many guesses as at the vault itself, and counted with them.
  assertMayTry(tries, clock());
  const opener = new CopyOpener(dependencies, options.secret);
  try {
    return await work(opener, dependencies);
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'vault-wrong-password')
      throw noneOpens(recordFailure(tries, folder, clock()));
    throw toVaultError(thrown, folder);
  } finally {
    opener.wipe();
  }
}

/**
 * The rolling backups of a vault folder, newest first, each with what it holds. Writes nothing but a failed try.
 * @throws AppError `not-found` where there is none, `vault-wrong-password` where the secret opens none, `vault-waiting`
 */
export async function listCopies(options: CopiesOptions): Promise<readonly FoundCopy[]> {
  const backups = listRollingBackups(options.folder);
  if (backups.length === 0) throw noCopies(options.folder);
  return await withOpener(options, async (opener) => {
    const copies: FoundCopy[] = [];
    for (const backup of backups) copies.push(await look(opener, backup, options.keyCollections));
    if (copies.every(({ holds }) => holds === null) && copies.some((copy) => copy.otherPassword))
      throw otherPassword();
    return copies;
  });
}

async function look(
  opener: CopyOpener,
  backup: RollingBackup,
  keyCollections: readonly string[],
): Promise<FoundCopy> {
  const name = path.basename(backup.file);
  try {
    const holds = await opener.with(backup.file, false, (engine) => contentsOf(engine, keyCollections));
    return { ...backup, name, holds, otherPassword: false, problem: null };
  } catch (thrown) {
    const problem = toAppError(thrown);
    const isOther = problem.code === 'vault-wrong-password';
    return { ...backup, name, holds: null, otherPassword: isOther, problem: isOther ? null : problem };
  }
}

function contentsOf(
  engine: Engine,
  keyCollections: readonly string[],
): { readonly keys: number; readonly secrets: number } {
  const keys = keyCollections.reduce((sum, name) => sum + [...engine.index.entries(name)].length, 0);
  return { keys, secrets: [...allSecrets(engine.index)].filter(([, { row }]) => row !== null).length };
}

export interface CopyOptions extends CopiesOptions {
  /** Of a file in the folder "backups", as listed. */
  readonly name: string;
}

export interface TriedCopy extends VerifyResult {
  readonly keys: number;
}

/** Opens every record and secret of one copy and writes nothing. @throws AppError `not-found`, `vault-wrong-password`, … */
export async function tryCopy(options: CopyOptions): Promise<TriedCopy> {
  const { file } = copyNamed(options);
  return await withOpener(options, (opener) =>
    opener.with(file, false, (engine) => ({
      ...verifyVault(engine),
      keys: contentsOf(engine, options.keyCollections).keys,
    })),
  );
}

export interface RestoreCopyOptions extends CopyOptions {
  /** Moves also a vault that is whole, or cannot be judged with this secret, into the folder of backups. */
  readonly replace?: boolean;
}

/**
 * Makes one copy the vault of its folder. A damaged vault is kept byte for byte under a dated name; one that is whole is
 * touched only with `replace`.
 * @throws AppError `not-found`, `vault-wrong-password`, `vault-damaged`, `vault-exists`, `vault-busy`
 */
export async function restoreCopy(options: RestoreCopyOptions): Promise<RestoreResult> {
  const { file, at } = copyNamed(options);
  return await withOpener(options, async (opener, dependencies) => {
    const found = await opener.with(file, false, (engine) => ({
      verified: verifyVault(engine),
      vaultKey: Buffer.from(engine.keys.vaultKey),
      header: engine.header,
    }));
    const { verified, vaultKey, header } = found;
    try {
      if (!verified.sound) throw damagedCopy(certain(verified.problems[0]));
      const isDamaged = await isVaultDamaged(opener, dependencies, header, vaultKey);
      if (!isDamaged && options.replace !== true) throw stillWhole(dependencies.folder);
      const { result, replaced } = await putInPlace(dependencies, {
        database: await readForeignFile(file, { maximumBytes: LARGEST_BACKUP_BYTES }),
        vaultKey,
        present: isDamaged ? 'damaged' : 'replaced',
        prepare: (engine) => Promise.resolve(noteRestored(engine, dependencies, at)),
      });
      const { records, secrets } = verified;
      return { ...result, madeAt: at, records, secrets, replaced };
    } finally {
      vaultKey.fill(0);
    }
  });
}

function noteRestored(
  engine: Engine,
  { actor, clock }: Dependencies,
  at: Date,
): { readonly vaultId: string; readonly name: string } {
  const detail = say('vault.from-the-automatic-copy-of', { at: at.toISOString() });
  engine.rewriteHeader((header) => header, [auditContents({ action: 'restored', detail }, actor, clock())]);
  return { vaultId: engine.header.vaultId, name: engine.manifest.name };
}

function copyNamed({ folder, name }: CopyOptions): RollingBackup {
  const found = listRollingBackups(folder).find(({ file }) => path.basename(file) === name);
  if (found !== undefined) return found;
  throw new AppError({
    code: 'not-found',
    message: say('vault.this-copy-is-not-there-any-more'),
    hint: say('vault.nothing-was-changed-list-the-copies-again'),
  });
}

function noCopies(folder: string): AppError {
  return new AppError({
    code: 'not-found',
    message: say('vault.there-are-no-automatic-copies-in-folder', { folder: path.join(folder, 'backups') }),
    hint: say('command.nothing-was-changed-restore-a-backup-file'),
  });
}

function noneOpens(retryAfterSeconds: number): AppError {
  return new AppError({
    code: 'vault-wrong-password',
    message: say('vault.that-password-does-not-open-the-copy'),
    hint: say('vault.nothing-was-changed-a-copy-opens-with'),
    retryAfterSeconds,
  });
}

function damagedCopy(problem: Said): AppError {
  return damaged(say('vault.the-copy-holds-it-in-a-damaged', { problem }));
}

function stillWhole(folder: string): AppError {
  return new AppError({
    code: 'vault-exists',
    message: say('vault.the-vault-in-folder-is-not-damaged', { folder }),
    hint: say('vault.it-was-not-touched-unlock-it-or-2'),
  });
}
