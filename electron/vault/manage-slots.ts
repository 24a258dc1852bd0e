/** Changes of key slots on an open vault: each is one small transaction, however much the vault holds. */
import { isSealedInPublic } from '../platform/public-seal.ts';
import { auditContents } from './audit-chain.ts';
import type { AuditAction } from '../../shared/domain.ts';
import { assertPasswordText } from './crypto/password-text.ts';
import { generateRecoveryKey } from './crypto/recovery-key.ts';
import type { Engine } from './engine.ts';
import { wrongPassword } from './errors.ts';
import type { Header, Slot } from './header.ts';
import type { SecretBytes } from './secret-bytes.ts';
import {
  keychainUnavailable,
  makeKeychainSlot,
  makePasswordSlot,
  makeRecoverySlot,
  openWithTyped,
} from './slots.ts';
import { vaultPaths } from './storage/layout.ts';
import type { AuditInput } from './types.ts';
import { assertMayTry, clearTries, failedTriesEntry, readTries, recordFailure } from './tries.ts';
import { certain } from '../../shared/certain.ts';
import { say, type Said } from '../../shared/messages/say.ts';

function rewrite(
  engine: Engine,
  action: AuditAction,
  change: (slots: readonly Slot[]) => Slot[],
  detail: Said | null = null,
): void {
  const { actor, clock } = engine.dependencies;
  engine.rewriteHeader(
    (header: Header) => ({ ...header, slots: change(header.slots) }),
    [auditContents({ action, detail }, actor, clock())],
  );
}

/** @throws AppError `vault-wrong-password` unless this is the password or the recovery key */
export async function assertPassword(engine: Engine, typed: SecretBytes): Promise<void> {
  engine.refresh();
  const opened = await openWithTyped(engine.header, typed, engine.dependencies.kdf);
  if (opened === null) throw wrongPassword('password', 0);
  opened.vaultKey.fill(0);
}

/**
 * The same, for somebody who may be guessing: a failed try counts and makes the next one wait, as at unlocking.
 * @param enterFailed enters in the log what was tried before
 * @throws AppError `vault-wrong-password`, `vault-waiting`
 */
export async function confirmPassword(
  engine: Engine,
  typed: SecretBytes,
  enterFailed: (entry: AuditInput) => void,
): Promise<void> {
  const { folder, clock, kdf } = engine.dependencies;
  const paths = vaultPaths(folder);
  assertMayTry(paths.tries, clock());
  engine.refresh();
  const opened = await openWithTyped(engine.header, typed, kdf);
  if (opened === null) throw wrongPassword('password', recordFailure(paths.tries, folder, clock()));
  opened.vaultKey.fill(0);
  const tries = readTries(paths.tries, clock());
  if (tries === null) return;
  enterFailed(failedTriesEntry(tries));
  clearTries(paths.tries, clock());
}

export async function changePassword(
  engine: Engine,
  oldPassword: SecretBytes,
  newPassword: SecretBytes,
): Promise<void> {
  const { kdf, random } = engine.dependencies;
  // Whoever has lost the password sets a new one with the recovery key.
  await assertPassword(engine, oldPassword);
  assertPasswordText(newPassword.bytes());
  const { header, keys } = engine;
  const slot = await makePasswordSlot(
    header,
    header.epoch,
    'password',
    newPassword,
    keys.vaultKey,
    kdf,
    random,
  );
  // Every password before this one goes, that of a restored backup included.
  rewrite(engine, 'password-changed', (slots) => [
    slot,
    ...slots.filter(({ kind }) => kind !== 'password' && kind !== 'backup'),
  ]);
}

/** One that opens nothing yet, so that somebody can have it before the one there is ends. The caller wipes it. */
export function draftRecoveryKey({ dependencies }: Engine): SecretBytes {
  return generateRecoveryKey(dependencies.random);
}

/** Puts it in the place of the one before. */
export function keepRecoveryKey(engine: Engine, recoveryKey: SecretBytes): void {
  engine.refresh();
  const { header, keys, dependencies } = engine;
  const slot = makeRecoverySlot(header, header.epoch, recoveryKey, keys.vaultKey, dependencies.random);
  rewrite(engine, 'recovery-key-created', (slots) => [
    ...slots.filter(({ kind }) => kind !== 'recovery'),
    slot,
  ]);
}

export function removeRecoveryKey(engine: Engine): void {
  rewrite(
    engine,
    'settings-changed',
    (slots) => slots.filter(({ kind }) => kind !== 'recovery'),
    say('vault.recovery-key-removed'),
  );
}

/**
 * Vaults of before keep one slot for each backup they were restored from. One stays: the one that `opened` this time, else
 * that of the latest restore.
 */
export function foldBackupSlots(engine: Engine, opened: Slot | null): void {
  const backups = engine.header.slots.filter(({ kind }) => kind === 'backup');
  if (backups.length < 2) return;
  const kept = opened?.kind === 'backup' ? opened.id : certain(backups.at(-1)).id;
  rewrite(
    engine,
    'settings-changed',
    (slots) => slots.filter(({ kind, id }) => kind !== 'backup' || id === kept),
    say('vault.passwords-of-earlier-backups-removed', { count: backups.length - 1 }),
  );
  engine.notes.push({
    message: say('vault.this-vault-still-opened-with-the-passwords'),
    hint:
      opened?.kind === 'backup'
        ? say('vault.the-master-password-and-the-one-you')
        : say('vault.the-master-password-and-that-of-the'),
  });
}

export async function enableKeychain(engine: Engine, detail: Said | null = null): Promise<void> {
  const { keychain, random } = engine.dependencies;
  if (keychain === null) throw keychainUnavailable();
  engine.refresh();
  const { header, keys } = engine;
  const slot = await makeKeychainSlot(header, header.epoch, keychain, keys.vaultKey, random);
  rewrite(
    engine,
    'keychain-slot-added',
    (slots) => [...slots.filter(({ kind }) => kind !== 'keychain'), slot],
    detail,
  );
}

/** SECURITY: an earlier version may have sealed the slot's key where no keyring answered: then anybody could open it. */
export function destroyPublicSlot(engine: Engine): void {
  const isPublic = (slot: Slot): boolean =>
    slot.kind === 'keychain' && isSealedInPublic(Buffer.from(slot.protected, 'hex'));
  if (!engine.header.slots.some(isPublic)) return;
  rewrite(
    engine,
    'keychain-slot-removed',
    (slots) => slots.filter((slot) => !isPublic(slot)),
    say('vault.it-had-been-sealed-without-a-keyring'),
  );
  engine.notes.push({
    message: say('vault.unlocking-with-the-keychain-had-been-set'),
    hint: say('vault.if-the-file-or-a-backup-of'),
  });
}

export function disableKeychain(engine: Engine): void {
  if (!engine.header.slots.some(({ kind }) => kind === 'keychain')) return;
  rewrite(engine, 'keychain-slot-removed', (slots) => slots.filter(({ kind }) => kind !== 'keychain'));
}
