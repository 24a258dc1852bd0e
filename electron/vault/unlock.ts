/** From a locked vault to an open one: back-off, slot, checks, unfinished work, audit. */
import { AppError } from '../../shared/errors.ts';
import { DAY_MS } from '../../shared/times.ts';
import { checkAnchor } from './anchor.ts';
import { blanksAtEnd } from './crypto/password-text.ts';
import { resolveDependencies, type Dependencies, type VaultOptions } from './dependencies.ts';
import type { Engine } from './engine.ts';
import { toVaultError, wrongPassword } from './errors.ts';
import type { Header, Slot } from './header.ts';
import type { ManagedVault } from './managed-vault.ts';
import { needsWriting, openDetached } from './detached.ts';
import { migrateIfOlder, openEngine, type Unlock } from './open-engine.ts';
import { OpenVault } from './open-vault.ts';
import { judgeBeside } from './judge.ts';
import { enableKeychain } from './manage-slots.ts';
import { SecretBytes } from './secret-bytes.ts';
import { openWithKeychain, openWithRecoveryKey, openWithTyped, type OpenedBy } from './slots.ts';
import { leaveWriteAheadLog, openDatabase } from './storage/sqlite.ts';
import { inspectDatabaseFile, vaultPaths } from './storage/layout.ts';
import { assertMayTry, recordFailure } from './tries.ts';
import { Unlocked } from './unlocked.ts';
import { findWriteProblem, isWriteProblem } from './write-access.ts';
import { say } from '../../shared/messages/say.ts';

/** How long the keychain alone may open the vault after a secret was typed. */
const KEYCHAIN_LIMIT_MS = 14 * DAY_MS;

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
  onStale: () => void,
): Promise<OpenedBy | null> {
  switch (credential.kind) {
    case 'password':
      return await openWithTyped(header, credential.password, dependencies.kdf);
    case 'recovery-key':
      return openWithRecoveryKey(header, credential.recoveryKey);
    case 'keychain':
      return await openWithKeychain(header, dependencies.keychain, onStale);
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
  if (credential.kind !== 'keychain') assertMayTry(paths.tries, clock());
  let slot: Slot | null = null;
  const toDo = { sealAnew: false };
  const what = credential.kind === 'password' ? 'password' : 'recovery key';
  const refused = wrongPassword(what, 0);
  // The same header is asked about more than once where something lies beside the file; deriving is what takes long.
  const known = new Map<string, OpenedBy>();
  const unlock: Unlock = async (header) => {
    const opened =
      known.get(JSON.stringify(header)) ??
      (await openSlot(header, credential, dependencies, () => {
        toDo.sealAnew = true;
      }));
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
    engine = await counting(openWhereItLies(paths.database, dependencies, unlock));
  } finally {
    for (const { vaultKey } of known.values()) vaultKey.fill(0);
  }
  const vault = await settle(engine, credential.kind, slot);
  // Where that fails the system asks for it again the next time; what opened the vault today still does.
  if (toDo.sealAnew)
    await enableKeychain(engine, say('vault.sealed-anew-as-the-system-asked')).catch(() => undefined);
  return vault;
}

async function openWhereItLies(
  database: string,
  dependencies: Dependencies,
  unlock: Unlock,
): Promise<Engine> {
  const writeProblem = findWriteProblem(dependencies.folder, database);
  const detached = (problem: AppError): Promise<Engine> =>
    openDetached(database, dependencies, unlock, problem);
  if (writeProblem !== null && needsWriting(database)) return await detached(writeProblem);
  try {
    const aside = await judgeBeside(database, dependencies, unlock);
    const engine = await openEngine(database, dependencies, unlock, true, writeProblem);
    if (aside !== null) engine.notes.push(aside);
    return engine;
  } catch (thrown) {
    // Too full even for what reading it takes.
    if (!isWriteProblem(thrown) || thrown.code !== 'vault-disk-full') throw thrown;
    return await detached(thrown);
  }
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
    message: say('vault.the-password-has-blanks-at-its-end'),
    hint: say('vault.nothing-was-changed-and-no-failed-try'),
  });
}

/** What is to be done between the key and the first use. Closes the engine where it fails. */
export async function settle(
  engine: Engine,
  kind: Credential['kind'],
  slot: Slot | null = null,
): Promise<ManagedVault> {
  const { clock, folder, busyTimeoutMs } = engine.dependencies;
  try {
    if (
      kind === 'keychain' &&
      clock().getTime() - Date.parse(engine.manifest.passwordAt) > KEYCHAIN_LIMIT_MS
    ) {
      throw keychainLimit();
    }
    const warning = await checkAnchor(engine);
    const unlocked = new Unlocked(engine, kind, slot);
    const { database } = vaultPaths(folder);
    engine.giveWayBack({
      reopen: () => openDatabase(database, busyTimeoutMs),
      putInOrder: () => {
        leaveWriteAheadLog(engine.database);
        migrateIfOlder(engine);
        unlocked.putInOrder();
      },
    });
    if (engine.writeProblem === null) unlocked.putInOrderIfPossible();
    if (engine.writeProblem !== null) unlocked.keepPending();
    const vault = new OpenVault(engine);
    await vault.anchorUnless(warning);
    return vault;
  } catch (thrown) {
    engine.close();
    throw toVaultError(thrown, folder);
  }
}

function keychainLimit(): AppError {
  return new AppError({
    code: 'keychain-unavailable',
    message: say('vault.the-master-password-has-not-been-typed'),
    hint: say('vault.everything-saved-is-safe-unlock-with-the-2'),
  });
}
