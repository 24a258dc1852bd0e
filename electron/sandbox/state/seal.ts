/**
 * How the server keeps what it must not be able to read: secrets as HMACs under a pepper, replies that carry a secret
 * sealed under the key of the caller they were made for.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

export function hashSecret(pepper: string, secretPart: string): string {
  return createHmac('sha256', Buffer.from(pepper, 'hex')).update(secretPart).digest('hex');
}

export function secretMatches(pepper: string, secretPart: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(pepper, secretPart), 'hex'), Buffer.from(hash, 'hex'));
}

const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 1;

function sealingKey(secretPart: string, salt: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', secretPart, salt, 'augno-vault sandbox reply v1', 32));
}

/**
 * Seals `text` so that only the holder of the API key can open it again: version(1) salt(16) nonce(12) ciphertext tag(16),
 * base64. SECURITY: the server stores this and has no way to read it, so a stolen data folder gives no secret away.
 */
export function sealForCaller(secretPart: string, context: string, text: string): string {
  const salt = randomBytes(SALT_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(secretPart, salt), nonce);
  cipher.setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), salt, nonce, body, cipher.getAuthTag()]).toString('base64');
}

/** null where it is not the caller's, or was altered. */
export function openForCaller(secretPart: string, context: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < 1 + SALT_BYTES + NONCE_BYTES + TAG_BYTES || bytes[0] !== VERSION) return null;
  const salt = bytes.subarray(1, 1 + SALT_BYTES);
  const nonce = bytes.subarray(1 + SALT_BYTES, 1 + SALT_BYTES + NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(secretPart, salt), nonce);
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  try {
    const body = bytes.subarray(1 + SALT_BYTES + NONCE_BYTES, bytes.length - TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
