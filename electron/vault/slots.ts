/** The key slots: each wraps the same vault key under another secret. */
import { hkdfSync } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import type { RandomBytes } from './crypto/aead.ts';
import { checkTogether, deriveKey, KDF_SALT_LENGTH, kdfCost, type KdfPolicy } from './crypto/kdf.ts';
import { parseRecoveryKey, recoveryKeyToKek } from './crypto/recovery-key.ts';
import type { KeychainPort } from './dependencies.ts';
import { invalid } from './errors.ts';
import { unwrapSlot, wrapIntoSlot, type Header, type Slot } from './header.ts';
import type { SecretBytes } from './secret-bytes.ts';
import { say } from '../../shared/messages/say.ts';

const slotId = (random: RandomBytes): string => random(8).toString('hex');

function assertPassword(password: SecretBytes): void {
  if (password.length > 0 && password.length <= 4096) return;
  throw invalid(
    password.length === 0 ? say('vault.the-password-is-empty') : say('vault.the-password-is-too-long'),
    say('vault.nothing-was-changed-choose-a-password-of'),
    'password',
  );
}

/** @throws AppError `invalid-input` */
export async function makePasswordSlot(
  header: Header,
  epoch: number,
  kind: 'password' | 'backup',
  password: SecretBytes,
  vaultKey: Buffer,
  policy: KdfPolicy,
  random: RandomBytes,
): Promise<Slot> {
  assertPassword(password);
  const parameters = await policy.choose();
  const salt = random(KDF_SALT_LENGTH);
  const kek = await deriveKey(password, salt, parameters, policy);
  try {
    const kdf = { algorithm: 'argon2id' as const, ...parameters };
    const slot = { kind, id: slotId(random), salt: salt.toString('hex'), kdf };
    return wrapIntoSlot(header, epoch, slot, kek, vaultKey, random);
  } finally {
    kek.fill(0);
  }
}

export interface OpenedBy {
  readonly vaultKey: Buffer;
  readonly slot: Slot;
}

/**
 * Opens with what was typed where a password is asked for: the password, or the recovery key of somebody who lost it.
 * A text that passes the recovery key's check costs one cheap try before the expensive ones.
 * @throws AppError `vault-parameters`
 */
export async function openWithTyped(
  header: Header,
  typed: SecretBytes,
  policy: KdfPolicy,
): Promise<OpenedBy | null> {
  return tryRecoveryKey(header, typed) ?? (await openWithPassword(header, typed, policy));
}

type DerivedSlot = Extract<Slot, { kind: 'password' | 'backup' }>;

/** The slots that a password opens, the cheapest first: an expensive one that somebody added keeps nobody waiting. */
export function derivedSlots(header: Header): readonly DerivedSlot[] {
  return header.slots
    .filter((slot) => slot.kind === 'password' || slot.kind === 'backup')
    .sort((left, right) => kdfCost(left.kdf) - kdfCost(right.kdf));
}

/** Tries every slot that a password opens; null where none does. @throws AppError `vault-parameters` */
export async function openWithPassword(
  header: Header,
  password: SecretBytes,
  policy: KdfPolicy,
): Promise<OpenedBy | null> {
  assertPassword(password);
  const slots = derivedSlots(header);
  checkTogether(
    slots.map(({ kdf }) => kdf),
    policy,
  );
  for (const slot of slots) {
    const kek = await deriveKey(password, Buffer.from(slot.salt, 'hex'), slot.kdf, policy);
    const vaultKey = unwrapSlot(header, slot, kek);
    kek.fill(0);
    if (vaultKey !== null) return { vaultKey, slot };
  }
  return null;
}

export function makeRecoverySlot(
  header: Header,
  epoch: number,
  recoveryKey: SecretBytes,
  vaultKey: Buffer,
  random: RandomBytes,
): Slot {
  const entropy = parseRecoveryKey(recoveryKey);
  if (entropy === null) throw new Error('A recovery key that was just made cannot be read.');
  const salt = random(16);
  const kek = recoveryKeyToKek(entropy, salt);
  entropy.fill(0);
  const slot = { kind: 'recovery' as const, id: slotId(random), salt: salt.toString('hex') };
  const wrapped = wrapIntoSlot(header, epoch, slot, kek, vaultKey, random);
  kek.fill(0);
  return wrapped;
}

/** @throws AppError `invalid-input` for one with a typing error, which is not tried at all */
export function openWithRecoveryKey(header: Header, typed: SecretBytes): OpenedBy | null {
  const entropy = parseRecoveryKey(typed);
  if (entropy === null) {
    throw invalid(
      say('vault.that-recovery-key-has-a-typing-error'),
      say('vault.nothing-was-tried-it-has-six-groups'),
      'recoveryKey',
    );
  }
  return openWithEntropy(header, entropy);
}

/** Null also for what is no recovery key at all. */
function tryRecoveryKey(header: Header, typed: SecretBytes): OpenedBy | null {
  const entropy = parseRecoveryKey(typed);
  return entropy === null ? null : openWithEntropy(header, entropy);
}

function openWithEntropy(header: Header, entropy: Buffer): OpenedBy | null {
  try {
    for (const slot of header.slots) {
      if (slot.kind !== 'recovery') continue;
      const kek = recoveryKeyToKek(entropy, Buffer.from(slot.salt, 'hex'));
      const vaultKey = unwrapSlot(header, slot, kek);
      kek.fill(0);
      if (vaultKey !== null) return { vaultKey, slot };
    }
    return null;
  } finally {
    entropy.fill(0);
  }
}

/** HKDF over the key that the keychain protects: the AEAD of the slot stands outside what the system encrypts. */
function keychainKek(key: Buffer, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, 'augno-vault/1/keychain', 32));
}

export async function makeKeychainSlot(
  header: Header,
  epoch: number,
  keychain: KeychainPort,
  vaultKey: Buffer,
  random: RandomBytes,
): Promise<Slot> {
  const key = random(32);
  const salt = random(16);
  try {
    const blob = await keychain.protect(key);
    const kek = keychainKek(key, salt);
    const slot = {
      kind: 'keychain' as const,
      id: slotId(random),
      salt: salt.toString('hex'),
      protected: blob.toString('hex'),
    };
    const wrapped = wrapIntoSlot(header, epoch, slot, kek, vaultKey, random);
    kek.fill(0);
    return wrapped;
  } finally {
    key.fill(0);
  }
}

export function keychainUnavailable(): AppError {
  return new AppError({
    code: 'keychain-unavailable',
    message: say('vault.the-systems-keychain-does-not-open-this'),
    hint: say('vault.everything-saved-is-safe-unlock-with-the'),
  });
}

/** @throws AppError `keychain-unavailable` */
export async function openWithKeychain(
  header: Header,
  keychain: KeychainPort | null,
  onStale?: () => void,
): Promise<OpenedBy> {
  for (const slot of header.slots) {
    if (slot.kind !== 'keychain' || keychain === null) continue;
    const key = await keychain.unprotect(Buffer.from(slot.protected, 'hex'), onStale);
    if (key === null) continue;
    const kek = keychainKek(key, Buffer.from(slot.salt, 'hex'));
    key.fill(0);
    const vaultKey = unwrapSlot(header, slot, kek);
    kek.fill(0);
    if (vaultKey !== null) return { vaultKey, slot };
  }
  throw keychainUnavailable();
}
