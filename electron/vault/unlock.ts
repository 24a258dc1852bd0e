/** From a locked vault to an open one: back-off, slot, checks, unfinished work, audit. */
import { accessSync, constants } from 'node:fs';
import { AppError } from '../../shared/errors.ts';
import { checkAnchor } from './anchor.ts';
import { dailyBackupDue, makeRollingBackup } from './backup/rolling.ts';
import { blanksAtEnd } from './crypto/password-text.ts';
import { resolveDependencies, type Dependencies, type VaultOptions } from './dependencies.ts';
import type { Engine } from './engine.ts';
import { mapErrors, toVaultError, wrongPassword } from './errors.ts';
import type { Header, Slot } from './header.ts';
import type { ManagedVault } from './managed-vault.ts';
import { openEngine, type Unlock } from './open-engine.ts';
import { OpenVault } from './open-vault.ts';
import { destroyPublicSlot, foldBackupSlots } from './manage-slots.ts';
import { judgeBeside } from './judge.ts';
import { finishRotation } from './rotate.ts';
import { SecretBytes } from './secret-bytes.ts';
import { openWithKeychain, openWithRecoveryKey, openWithTyped, type OpenedBy } from './slots.ts';
import { narrowModes, removeAbandoned } from './storage/files.ts';
import { inspectDatabaseFile, vaultPaths } from './storage/layout.ts';
import { removeAbandonedFolders } from './temporary-folder.ts';
import { assertMayTry, clearTries, failedTriesEntry, readTries, recordFailure } from './tries.ts';

/** Files that a note names. */
const MOST_NAMED = 10;

/** How long the keychain alone may open the vault after a secret was typed. */
const KEYCHAIN_LIMIT_MS = 14 * 86_400_000;

export type Credential =
  | { readonly kind: 'password'; readonly password: SecretBytes }
  | { readonly kind: 'recovery-key'; readonly recoveryKey: SecretBytes }
  | { readonly kind: 'keychain' };

export interface OpenVaultOptions extends VaultOptions {
  readonly credential: Credential;
}

async function openSlot(
  header: Header,
  credential: Credential,
  dependencies: Dependencies,
): Promise<OpenedBy | null> {
  switch (credential.kind) {
    case 'password':
      return await openWithTyped(header, credential.password, dependencies.kdf);
    case 'recovery-key':
      return openWithRecoveryKey(header, credential.recoveryKey);
    case 'keychain':
      return await openWithKeychain(header, dependencies.keychain);
  }
}

/**
 * @throws AppError `vault-missing`, `vault-waiting`, `vault-wrong-password`, `vault-damaged`, `vault-foreign`,
 * `vault-newer-format`, `vault-parameters`, `vault-unwritable`, `vault-unreadable`, `vault-disk-full`, `vault-busy`,
 * `keychain-unavailable`, `unsupported`
 */
export async function openVault(options: OpenVaultOptions): Promise<ManagedVault> {
  const dependencies = resolveDependencies(options);
  const { folder, clock } = dependencies;
  const paths = vaultPaths(folder);
  const { credential } = options;
  inspectDatabaseFile(paths);
  assertWritable(folder, paths.database);
  if (credential.kind !== 'keychain') assertMayTry(paths.tries, clock());
  let slot: Slot | null = null;
  const what = credential.kind === 'password' ? 'password' : 'recovery key';
  const refused = wrongPassword(what, 0);
  // The same header is asked about more than once where something lies beside the file; deriving is what takes long.
  const known = new Map<string, OpenedBy>();
  const unlock: Unlock = async (header) => {
    const opened = known.get(JSON.stringify(header)) ?? (await openSlot(header, credential, dependencies));
    slot = opened?.slot ?? null;
    if (opened !== null) {
      known.set(JSON.stringify(header), opened);
      return Buffer.from(opened.vaultKey);
    }
    if (credential.kind === 'password')
      await assertNoBlanksTooMany(header, credential.password, dependencies);
    throw refused;
  };
  const counting = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work;
    } catch (thrown) {
      if (thrown !== refused) throw thrown;
      throw wrongPassword(what, recordFailure(paths.tries, folder, clock()));
    }
  };
  let engine: Engine;
  try {
    const aside = await counting(judgeBeside(paths.database, dependencies, unlock));
    engine = await counting(openEngine(paths.database, dependencies, unlock));
    if (aside !== null) engine.notes.push(aside);
  } finally {
    for (const { vaultKey } of known.values()) vaultKey.fill(0);
  }
  return await settle(engine, credential.kind, slot);
}

/**
 * A password file with a blank at its end is a mistake, and no guess.
 * @throws AppError `vault-wrong-password` where the password opens the vault without the blanks at its end
 */
async function assertNoBlanksTooMany(
  header: Header,
  password: SecretBytes,
  dependencies: Dependencies,
): Promise<void> {
  const blanks = blanksAtEnd(password.bytes());
  if (blanks === 0 || blanks === password.length) return;
  const shorter = SecretBytes.copyOf(password.bytes().subarray(0, password.length - blanks));
  try {
    const opened = await openWithTyped(header, shorter, dependencies.kdf);
    if (opened === null) return;
    opened.vaultKey.fill(0);
  } finally {
    shorter.wipe();
  }
  throw new AppError({
    code: 'vault-wrong-password',
    message: 'The password has blanks at its end, and opens the vault without them.',
    hint: 'Nothing was changed, and no failed try was counted. Take the blanks away, also in the file it comes from.',
  });
}

function assertWritable(folder: string, database: string): void {
  mapErrors(folder, () => {
    try {
      accessSync(database, constants.R_OK);
      accessSync(folder, constants.R_OK | constants.X_OK);
    } catch (thrown) {
      throw toVaultError(thrown, folder);
    }
    try {
      accessSync(database, constants.W_OK);
      accessSync(folder, constants.W_OK);
    } catch (thrown) {
      throw toVaultError(
        Object.assign(new Error('not writable', { cause: thrown }), { code: 'EROFS' }),
        folder,
      );
    }
  });
}

/** What is to be done between the key and the first use. Closes the engine where it fails. */
export async function settle(
  engine: Engine,
  kind: Credential['kind'],
  slot: Slot | null = null,
): Promise<ManagedVault> {
  const { dependencies } = engine;
  const { clock, folder, actor } = dependencies;
  const paths = vaultPaths(folder);
  try {
    if (
      kind === 'keychain' &&
      clock().getTime() - Date.parse(engine.manifest.passwordAt) > KEYCHAIN_LIMIT_MS
    ) {
      throw keychainLimit();
    }
    const warning = await checkAnchor(engine);
    if (engine.header.pending !== null) {
      finishRotation(engine, { resumed: true });
      engine.write(actor, (transaction) => {
        transaction.audit({ action: 'vault-key-rotated', detail: 'finished after an interruption' });
      });
    }
    foldBackupSlots(engine, slot);
    destroyPublicSlot(engine);
    const narrowed = noteModes(engine);
    const now = clock();
    const backupDue = dailyBackupDue(engine.manifest.lastDailyBackupAt, now);
    const backupProblem = backupDue ? dailyBackup(engine) : null;
    const tries = readTries(paths.tries, now);
    engine.write(
      actor,
      (transaction) => {
        if (tries !== null && tries.failed > 0) transaction.audit(failedTriesEntry(tries));
        if (backupProblem !== null) {
          transaction.audit({
            action: 'note',
            detail: `The daily backup could not be made: ${backupProblem}`,
          });
        }
        if (narrowed !== null) transaction.audit({ action: 'note', detail: narrowed });
        transaction.audit({
          action: 'unlocked',
          detail: `with the ${kind === 'recovery-key' ? 'recovery key' : kind}`,
        });
      },
      {
        ...(kind === 'keychain' ? {} : { passwordAt: now.toISOString() }),
        ...(backupDue && backupProblem === null ? { lastDailyBackupAt: now.toISOString() } : {}),
      },
    );
    clearTries(paths.tries);
    removeAbandoned(folder, now);
    removeAbandoned(paths.backups, now);
    removeAbandonedFolders(now);
    const vault = new OpenVault(engine);
    await vault.anchorUnless(warning);
    return vault;
  } catch (thrown) {
    engine.close();
    throw toVaultError(thrown, folder);
  }
}

/** @returns what is to be entered in the log; null where the modes were as they should be */
function noteModes(engine: Engine): string | null {
  const narrowed = narrowModes(engine.dependencies.folder);
  if (narrowed.length === 0) return null;
  // Whoever writes the folder must not write the sentence's length too.
  const more = narrowed.length - MOST_NAMED;
  const names = `${narrowed.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`;
  engine.notes.push({
    message: `Other users of this computer could reach files of the vault: ${names}.`,
    hint: 'They are for you alone now. What they hold is sealed, but may have been copied: with a weak master password, change it and rotate the vault key.',
  });
  return `Modes narrowed: ${names}`;
}

/** A backup needs room for a whole copy; that there is none must not keep anybody out. It is tried again at the next unlock. */
function dailyBackup(engine: Engine): string | null {
  try {
    makeRollingBackup(engine.database, engine.dependencies, 'daily');
    return null;
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown.message;
    throw thrown;
  }
}

function keychainLimit(): AppError {
  return new AppError({
    code: 'keychain-unavailable',
    message: 'The master password has not been typed for 14 days.',
    hint: 'Everything saved is safe. Unlock with the master password once; quick unlock then works again.',
  });
}
