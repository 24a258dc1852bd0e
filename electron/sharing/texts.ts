/**
 * The texts that travel between two admins: a public key, and a sealed secret. Their format is written down in
 * docs/security/sealed-secrets.md.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { brandIdSchema, keyModeSchema } from '../../shared/domain.ts';
import { AppError } from '../../shared/errors.ts';
import { isLowOrder, LowOrderPoint, open, PUBLIC_KEY_LENGTH, seal, type KeyPair } from './hpke.ts';
import { say, type Said } from '../../shared/messages/say.ts';
import { certain } from '../../shared/certain.ts';

const PUBLIC_PREFIX = 'augno-vault-admin-1-';
const CHECK_LENGTH = 4;
const BEGIN = '-----BEGIN AUGNO VAULT SEALED SECRET-----';
const END = '-----END AUGNO VAULT SEALED SECRET-----';
const VERSION = 1;
const HEAD_LENGTH = 1 + PUBLIC_KEY_LENGTH * 2;
const LINE = 64;
/** Crockford's alphabet: no letter that is mistaken for a figure when it is read aloud. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const INFO = Buffer.from('augno-vault/sealed-secret@1');
const AEAD = 'aes-256-gcm';

const sealedContentSchema = z.object({
  brand: brandIdSchema,
  mode: keyModeSchema,
  /** The key's id at the API. */
  keyId: z.string().max(200),
  name: z.string().max(1000),
  redacted: z.string().max(100),
  account: z.string().max(1000),
  origin: z.string().max(2048),
  sealedAt: z.iso.datetime(),
  note: z.string().max(500),
  /** SECURITY: the whole key. */
  secret: z.string().max(200),
});
export type SealedContent = z.infer<typeof sealedContentSchema>;

function checkOf(publicKey: Uint8Array): Buffer {
  return createHash('sha256').update(PUBLIC_PREFIX).update(publicKey).digest().subarray(0, CHECK_LENGTH);
}

export function publicTextOf(publicKey: Uint8Array): string {
  return PUBLIC_PREFIX + Buffer.concat([publicKey, checkOf(publicKey)]).toString('base64url');
}

/** @throws AppError `invalid-input`, field `publicText`: not one, or one that protects nothing */
export function readPublicText(text: string): Buffer {
  const publicKey = decodePublicText(text);
  if (isLowOrder(publicKey)) throw lowOrder(say('sharing.nothing-was-stored'));
  return publicKey;
}

/**
 * The public key of an admin that is stored, for sealing to it: read before low-order points were refused, perhaps.
 * @throws AppError as `readPublicText`
 */
export function recipientOf(text: string): Buffer {
  const publicKey = decodePublicText(text);
  if (isLowOrder(publicKey)) throw lowOrder(say('sharing.nothing-was-sealed'));
  return publicKey;
}

/** Says nothing about whether the key is any good: for showing what is stored. */
export function decodePublicText(text: string): Buffer {
  // Mail programs break long lines and add blanks.
  const compact = text.replaceAll(/\s+/g, '');
  if (compact.startsWith(PUBLIC_PREFIX)) {
    const encoded = compact.slice(PUBLIC_PREFIX.length);
    const bytes = Buffer.from(encoded, 'base64url');
    const publicKey = bytes.subarray(0, PUBLIC_KEY_LENGTH);
    const whole =
      bytes.length === PUBLIC_KEY_LENGTH + CHECK_LENGTH && bytes.toString('base64url') === encoded;
    if (whole && checkOf(publicKey).equals(bytes.subarray(PUBLIC_KEY_LENGTH))) return Buffer.from(publicKey);
  }
  throw new AppError({
    code: 'invalid-input',
    message: say('sharing.this-is-not-the-public-key-of'),
    hint: say('sharing.it-begins-with-publicprefix-ask-for-it', { publicPrefix: PUBLIC_PREFIX }),
    field: 'publicText',
  });
}

/** SECURITY: what is sealed for such a key can be opened by everybody. */
function lowOrder(safe: Said): AppError {
  return new AppError({
    code: 'invalid-input',
    message: say('sharing.this-public-key-protects-nothing-whatever-is'),
    hint: say('sharing.no-honest-program-makes-such-a-key', { safe }),
    field: 'publicText',
  });
}

/** 125 bits in five groups of five: what two people compare by voice. */
export function fingerprintOfPublicKey(publicKey: Uint8Array): string {
  const digest = createHash('sha256').update('augno-vault/admin-fingerprint@1\0').update(publicKey).digest();
  let bits = 0n;
  for (const byte of digest.subarray(0, 16)) bits = (bits << 8n) | BigInt(byte);
  bits >>= 3n;
  let text = '';
  for (let index = 0; index < 25; index += 1) {
    text = certain(ALPHABET[Number(bits & 31n)]) + text;
    bits >>= 5n;
  }
  return certain(text.match(/.{5}/g)).join(' ');
}

/** A sealed text: whoever reads it on the way learns who may open it and who sealed it, and nothing else. */
export function sealText(content: SealedContent, sender: KeyPair, recipient: Uint8Array): string {
  const plaintext = Buffer.from(JSON.stringify(content));
  const head = Buffer.from([VERSION]);
  try {
    const sealed = seal({
      aead: AEAD,
      recipient,
      sender,
      info: INFO,
      associatedData: Buffer.concat([head, sender.publicKey]),
      plaintext,
    });
    const bytes = Buffer.concat([head, sender.publicKey, sealed.encapsulated, sealed.ciphertext]);
    const lines = bytes.toString('base64').match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
    return [BEGIN, ...lines, END, ''].join('\n');
  } catch (thrown) {
    throw thrown instanceof LowOrderPoint ? lowOrder(say('sharing.nothing-was-sealed')) : thrown;
  } finally {
    plaintext.fill(0);
  }
}

function notSealed(): AppError {
  return new AppError({
    code: 'invalid-input',
    message: say('sharing.this-is-not-a-whole-sealed-secret'),
    hint: say('sharing.paste-everything-from-begin-to-end-nothing', { begin: BEGIN, end: END }),
    field: 'text',
  });
}

/** @throws AppError `invalid-input`, field `text`: not one, or not for this vault, or altered */
export function openText(
  text: string,
  recipient: KeyPair,
): { readonly content: SealedContent; readonly sender: Buffer } {
  const from = text.indexOf(BEGIN);
  const to = text.indexOf(END);
  if (from < 0 || to < from) throw notSealed();
  // Quoted in a reply, each line begins with `>`.
  const encoded = text.slice(from + BEGIN.length, to).replaceAll(/[\s>]+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) throw notSealed();
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length <= HEAD_LENGTH) throw notSealed();
  if (bytes[0] !== VERSION) {
    throw new AppError({
      code: 'unsupported',
      message: say('sharing.this-was-sealed-by-a-newer-augno'),
      hint: say('sharing.update-the-app-then-paste-it-again'),
      field: 'text',
    });
  }
  const sender = Buffer.from(bytes.subarray(1, 1 + PUBLIC_KEY_LENGTH));
  const plaintext = open({
    aead: AEAD,
    recipient,
    sender,
    info: INFO,
    associatedData: bytes.subarray(0, 1 + PUBLIC_KEY_LENGTH),
    encapsulated: bytes.subarray(1 + PUBLIC_KEY_LENGTH, HEAD_LENGTH),
    ciphertext: bytes.subarray(HEAD_LENGTH),
  });
  if (plaintext === null) {
    throw new AppError({
      code: 'invalid-input',
      message: say('sharing.this-vault-cant-open-it-it-was'),
      hint: say('sharing.give-the-sender-the-public-key-that'),
      field: 'text',
    });
  }
  try {
    const parsed = sealedContentSchema.safeParse(JSON.parse(plaintext.toString('utf8')));
    if (!parsed.success) throw notSealed();
    return { content: parsed.data, sender };
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : notSealed();
  } finally {
    plaintext.fill(0);
  }
}
