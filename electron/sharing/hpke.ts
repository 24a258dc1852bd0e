/**
 * HPKE (RFC 9180), single-shot, in the one form that is needed: mode Auth, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and an
 * AES-GCM. Base mode and AES-128 are here so that the RFC's own vectors can be run against the same code.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';

export const PUBLIC_KEY_LENGTH = 32;
const PRIVATE_KEY_LENGTH = 32;
const TAG_LENGTH = 16;
const NONCE_LENGTH = 12;

/** DER around 32 raw bytes: the form in which Node takes X25519 keys on every one of its builds. */
const PUBLIC_DER = Buffer.from('302a300506032b656e032100', 'hex');
const PRIVATE_DER = Buffer.from('302e020100300506032b656e04220420', 'hex');

const KEM_X25519_SHA256 = 0x0020;
const KDF_SHA256 = 0x0001;

export type Aead = 'aes-128-gcm' | 'aes-256-gcm';
const AEADS: Readonly<Record<Aead, { readonly id: number; readonly keyLength: number }>> = {
  'aes-128-gcm': { id: 0x0001, keyLength: 16 },
  'aes-256-gcm': { id: 0x0002, keyLength: 32 },
};

const MODE_BASE = 0x00;
const MODE_AUTH = 0x02;

export interface KeyPair {
  /** SECURITY: the caller wipes it. */
  readonly privateKey: Buffer;
  readonly publicKey: Buffer;
}

export interface SealInput {
  readonly aead: Aead;
  readonly recipient: Uint8Array;
  /** The sender's own pair: mode Auth. Null: mode Base. */
  readonly sender: KeyPair | null;
  readonly info: Uint8Array;
  readonly associatedData: Uint8Array;
  readonly plaintext: Uint8Array;
  /** For tests with fixed vectors only. */
  readonly ephemeral?: KeyPair;
}

export interface Sealed {
  readonly encapsulated: Buffer;
  readonly ciphertext: Buffer;
}

export interface OpenInput extends Sealed {
  readonly aead: Aead;
  readonly recipient: KeyPair;
  /** The sender's public key; null: mode Base. */
  readonly sender: Uint8Array | null;
  readonly info: Uint8Array;
  readonly associatedData: Uint8Array;
}

export function generateKeyPair(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  const privateDer = privateKey.export({ type: 'pkcs8', format: 'der' });
  const own = Buffer.alloc(PRIVATE_KEY_LENGTH);
  privateDer.copy(own, 0, privateDer.length - PRIVATE_KEY_LENGTH);
  privateDer.fill(0);
  const publicDer = publicKey.export({ type: 'spki', format: 'der' });
  return { privateKey: own, publicKey: Buffer.from(publicDer.subarray(-PUBLIC_KEY_LENGTH)) };
}

export function publicKeyOf(privateKey: Uint8Array): Buffer {
  const der = createPublicKey(importPrivate(privateKey)).export({ type: 'spki', format: 'der' });
  return Buffer.from(der.subarray(-PUBLIC_KEY_LENGTH));
}

function importPrivate(raw: Uint8Array): KeyObject {
  const der = Buffer.concat([PRIVATE_DER, raw]);
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  } finally {
    der.fill(0);
  }
}

function importPublic(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([PUBLIC_DER, raw]), format: 'der', type: 'spki' });
}

/** One of the few points that give the same secret, all zero, to everybody. */
export class LowOrderPoint extends Error {}

/** @throws LowOrderPoint */
function agree(privateKey: Uint8Array, publicKey: Uint8Array): Buffer {
  const keys = { privateKey: importPrivate(privateKey), publicKey: importPublic(publicKey) };
  let shared: Buffer;
  try {
    shared = diffieHellman(keys);
  } catch {
    // OpenSSL refuses an all-zero secret by itself; nothing else can be wrong with two keys that were read.
    throw new LowOrderPoint();
  }
  // SECURITY: other builds of Node's cryptography hand the zeros out.
  if (shared.every((byte) => byte === 0)) throw new LowOrderPoint();
  return shared;
}

/**
 * Whether a public key is of low order. Tried with a key of our own: X25519 multiplies by eight, which sends every such
 * point, in each of its spellings, to zero, whatever that key is.
 */
export function isLowOrder(publicKey: Uint8Array): boolean {
  const own = generateKeyPair();
  try {
    agree(own.privateKey, publicKey).fill(0);
    return false;
  } catch (thrown) {
    if (thrown instanceof LowOrderPoint) return true;
    throw thrown;
  } finally {
    own.privateKey.fill(0);
  }
}

function hmac(key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}

function twoBytes(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

const VERSION = Buffer.from('HPKE-v1');

function labeledExtract(suite: Buffer, salt: Uint8Array, label: string, material: Uint8Array): Buffer {
  return hmac(salt, VERSION, suite, Buffer.from(label), material);
}

function labeledExpand(
  suite: Buffer,
  key: Uint8Array,
  label: string,
  info: Uint8Array,
  length: number,
): Buffer {
  const labeled = Buffer.concat([twoBytes(length), VERSION, suite, Buffer.from(label), info]);
  const blocks: Buffer[] = [];
  let previous: Buffer = Buffer.alloc(0);
  for (let counter = 1; blocks.length * 32 < length; counter += 1) {
    previous = hmac(key, previous, labeled, Buffer.from([counter]));
    blocks.push(previous);
  }
  return Buffer.concat(blocks).subarray(0, length);
}

function sharedSecret(agreed: Buffer, context: Buffer): Buffer {
  const suite = Buffer.concat([Buffer.from('KEM'), twoBytes(KEM_X25519_SHA256)]);
  const extracted = labeledExtract(suite, Buffer.alloc(0), 'eae_prk', agreed);
  agreed.fill(0);
  return labeledExpand(suite, extracted, 'shared_secret', context, 32);
}

function keyAndNonce(
  aead: Aead,
  mode: number,
  shared: Buffer,
  info: Uint8Array,
): { readonly key: Buffer; readonly nonce: Buffer } {
  const { id, keyLength } = AEADS[aead];
  const suite = Buffer.concat([
    Buffer.from('HPKE'),
    twoBytes(KEM_X25519_SHA256),
    twoBytes(KDF_SHA256),
    twoBytes(id),
  ]);
  const none = Buffer.alloc(0);
  const context = Buffer.concat([
    Buffer.from([mode]),
    labeledExtract(suite, none, 'psk_id_hash', none),
    labeledExtract(suite, none, 'info_hash', info),
  ]);
  const secret = labeledExtract(suite, shared, 'secret', none);
  shared.fill(0);
  return {
    key: labeledExpand(suite, secret, 'key', context, keyLength),
    nonce: labeledExpand(suite, secret, 'base_nonce', context, NONCE_LENGTH),
  };
}

export function seal(input: SealInput): Sealed {
  const { recipient, sender } = input;
  const ephemeral = input.ephemeral ?? generateKeyPair();
  try {
    const agreed = Buffer.concat([
      agree(ephemeral.privateKey, recipient),
      ...(sender === null ? [] : [agree(sender.privateKey, recipient)]),
    ]);
    const context = Buffer.concat([
      ephemeral.publicKey,
      recipient,
      ...(sender === null ? [] : [sender.publicKey]),
    ]);
    const mode = sender === null ? MODE_BASE : MODE_AUTH;
    const { key, nonce } = keyAndNonce(input.aead, mode, sharedSecret(agreed, context), input.info);
    // One message under each key: the nonce is the base nonce, for sequence number zero.
    const cipher = createCipheriv(input.aead, key, nonce, { authTagLength: TAG_LENGTH });
    key.fill(0);
    cipher.setAAD(input.associatedData);
    const ciphertext = Buffer.concat([cipher.update(input.plaintext), cipher.final(), cipher.getAuthTag()]);
    return { encapsulated: Buffer.from(ephemeral.publicKey), ciphertext };
  } finally {
    ephemeral.privateKey.fill(0);
  }
}

/** The plaintext, or null where it is not for this recipient, not from this sender, or was altered. The caller wipes it. */
export function open(input: OpenInput): Buffer | null {
  const { recipient, sender, encapsulated, ciphertext } = input;
  if (encapsulated.length !== PUBLIC_KEY_LENGTH || ciphertext.length < TAG_LENGTH) return null;
  let agreed: Buffer;
  try {
    agreed = Buffer.concat([
      agree(recipient.privateKey, encapsulated),
      ...(sender === null ? [] : [agree(recipient.privateKey, sender)]),
    ]);
  } catch (thrown) {
    if (thrown instanceof LowOrderPoint) return null;
    throw thrown;
  }
  const context = Buffer.concat([
    encapsulated,
    recipient.publicKey,
    ...(sender === null ? [] : [Buffer.from(sender)]),
  ]);
  const mode = sender === null ? MODE_BASE : MODE_AUTH;
  const { key, nonce } = keyAndNonce(input.aead, mode, sharedSecret(agreed, context), input.info);
  const decipher = createDecipheriv(input.aead, key, nonce, { authTagLength: TAG_LENGTH });
  key.fill(0);
  decipher.setAAD(input.associatedData);
  decipher.setAuthTag(ciphertext.subarray(ciphertext.length - TAG_LENGTH));
  const plaintext = decipher.update(ciphertext.subarray(0, ciphertext.length - TAG_LENGTH));
  try {
    decipher.final();
    return plaintext;
  } catch {
    plaintext.fill(0);
    return null;
  }
}
