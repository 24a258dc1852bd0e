/**
 * AES-256-GCM as the vault uses it: `nonce(12) ‖ ciphertext ‖ tag(16)`, a random nonce for every seal, associated data
 * that say where the sealed bytes belong.
 */
import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';

const NONCE_LENGTH = 12;
export const TAG_LENGTH = 16;
/** What sealing adds to the length of the plaintext. */
const SEAL_OVERHEAD = NONCE_LENGTH + TAG_LENGTH;

/** Gives `length` random bytes in a buffer of their own. */
export type RandomBytes = (length: number) => Buffer;

export function seal(
  key: KeyObject | Buffer,
  plaintext: Uint8Array,
  associatedData: Uint8Array,
  random: RandomBytes,
): Buffer {
  const nonce = random(NONCE_LENGTH);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_LENGTH });
  cipher.setAAD(associatedData);
  const ciphertext = cipher.update(plaintext);
  cipher.final();
  return Buffer.concat([nonce, ciphertext, cipher.getAuthTag()]);
}

/** The plaintext, or null where key, place or bytes are not the sealed ones. The caller wipes what it got. */
export function unseal(
  key: KeyObject | Buffer,
  sealed: Uint8Array,
  associatedData: Uint8Array,
): Buffer | null {
  if (sealed.length < SEAL_OVERHEAD) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_LENGTH), {
    authTagLength: TAG_LENGTH,
  });
  decipher.setAAD(associatedData);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_LENGTH));
  const plaintext = decipher.update(sealed.subarray(NONCE_LENGTH, sealed.length - TAG_LENGTH));
  try {
    decipher.final();
    return plaintext;
  } catch {
    // SECURITY: what was decrypted before the tag proved wrong must not be used.
    plaintext.fill(0);
    return null;
  }
}
