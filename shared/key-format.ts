/**
 * The one definition of what an API key looks like.
 *
 *     aug_sk_ + mode + '_' + id(22) + '_' + secret(44) + checksum(6)        85 characters
 *
 * The checksum is CRC-32C over `id + '_' + secret` in base 62 (`a-z A-Z 0-9`), most significant digit first, padded with
 * `a` to six. Mode and prefix are not covered by it. Source: Augno's API documentation, whose published examples are the
 * test vectors.
 */
import { BRANDS, BRAND_IDS, type Brand, type BrandId } from './brands.ts';

export type KeyMode = 'test' | 'prod';

export const KEY_MODES = ['test', 'prod'] as const satisfies readonly KeyMode[];
export const KEY_ID_LENGTH = 22;
export const KEY_SECRET_LENGTH = 44;
export const KEY_CHECKSUM_LENGTH = 6;
/** `aug_sk_` and `mrp_sk_` have the same length, so every key has. */
export const KEY_LENGTH = 7 + 4 + 1 + KEY_ID_LENGTH + 1 + KEY_SECRET_LENGTH + KEY_CHECKSUM_LENGTH;

const ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const ALPHANUMERIC = /^[A-Za-z0-9]+$/;

/** The public parts of a key. Never holds the secret. */
export interface KeyParts {
  readonly brand: BrandId;
  readonly mode: KeyMode;
  /** The public part the server looks the key up by, 22 characters. */
  readonly keyId: string;
  /** `aug_sk_prod_****UCZu`, exactly as the API's own `redacted_value`. */
  readonly redacted: string;
}

/** Of a text that begins like a key. */
export const WRITTEN_KEY_PROBLEMS = [
  /** `aug_pk_…` and the like: an Augno string, but not a secret key. */
  'not-secret',
  /** Neither `test` nor `prod`. */
  'mode',
  /** Characters are missing or too many. */
  'length',
  /** Something other than letters and digits where only those may stand. */
  'characters',
  /** A redacted form (`****`), which is not the key. */
  'masked',
  /** Well-formed, but a character was changed. */
  'checksum',
] as const;
export type WrittenKeyProblem = (typeof WRITTEN_KEY_PROBLEMS)[number];
/** `empty`: nothing was given. `prefix`: it does not begin with a known prefix. */
export type KeyProblem = 'empty' | 'prefix' | WrittenKeyProblem;

export type ParsedKey =
  { readonly ok: true; readonly key: KeyParts } | { readonly ok: false; readonly problem: KeyProblem };

const CRC32C_TABLE = ((): Uint32Array => {
  const table = new Uint32Array(256);
  for (let index = 0; index < 256; index += 1) {
    let value = index;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
    table[index] = value >>> 0;
  }
  return table;
})();

/** CRC-32C (Castagnoli) of `bytes[start, end)`, as an unsigned 32-bit number. */
export function crc32c(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let crc = 0xffffffff;
  for (let index = start; index < end; index += 1) {
    crc = (crc >>> 8) ^ CRC32C_TABLE[(crc ^ bytes[index]!) & 0xff]!;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** A CRC as the six base-62 characters that end a key. */
export function encodeChecksum(crc: number): string {
  let rest = crc >>> 0;
  let text = '';
  for (let digit = 0; digit < KEY_CHECKSUM_LENGTH; digit += 1) {
    text = ALPHABET[rest % 62]! + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

/** The CRC that six base-62 characters stand for; null for what is larger than any CRC, or is no base 62. */
export function decodeChecksum(text: string): number | null {
  let value = 0;
  for (const character of text) {
    const digit = ALPHABET.indexOf(character);
    if (digit < 0) return null;
    value = value * 62 + digit;
  }
  return text.length === KEY_CHECKSUM_LENGTH && value <= 0xffffffff ? value : null;
}

/** The checksum of `id_secret`, given as ASCII text without prefix, mode or checksum. */
export function checksumOf(idAndSecret: string): string {
  const bytes = new Uint8Array(idAndSecret.length);
  for (let index = 0; index < idAndSecret.length; index += 1) bytes[index] = idAndSecret.charCodeAt(index);
  return encodeChecksum(crc32c(bytes));
}

/** Reads a key and verifies its checksum. Surrounding white space is ignored, as a paste often brings it. */
export function parseKey(input: string): ParsedKey {
  const text = input.trim();
  if (text === '') return { ok: false, problem: 'empty' };
  const brand = brandOfPrefix(text);
  if (brand === null) {
    return { ok: false, problem: /^(aug|mrp)_[a-z]{2}_/.test(text) ? 'not-secret' : 'prefix' };
  }
  if (text.includes('*') || text.includes('…') || text.includes('...')) {
    return { ok: false, problem: 'masked' };
  }
  const rest = text.slice(brand.keyPrefix.length);
  const mode = KEY_MODES.find((candidate) => rest.startsWith(`${candidate}_`));
  if (mode === undefined) return { ok: false, problem: 'mode' };
  const body = rest.slice(mode.length + 1);
  if (/[^A-Za-z0-9_]/.test(body)) return { ok: false, problem: 'characters' };
  if (text.length !== KEY_LENGTH) return { ok: false, problem: 'length' };
  const id = body.slice(0, KEY_ID_LENGTH);
  const secretAndChecksum = body.slice(KEY_ID_LENGTH + 1);
  if (body[KEY_ID_LENGTH] !== '_' || !ALPHANUMERIC.test(id) || !ALPHANUMERIC.test(secretAndChecksum)) {
    return { ok: false, problem: 'characters' };
  }
  const covered = body.slice(0, -KEY_CHECKSUM_LENGTH);
  if (checksumOf(covered) !== body.slice(-KEY_CHECKSUM_LENGTH)) {
    return { ok: false, problem: 'checksum' };
  }
  return { ok: true, key: { brand: brand.id, mode, keyId: id, redacted: redactKey(text) } };
}

/**
 * The same key as `brand` spells it: id, secret and checksum are one under both prefixes, and so is the key. What is no
 * whole key comes back as it is.
 */
export function spelledAs(brand: BrandId, key: string): string {
  const spelling = brandOfPrefix(key);
  return spelling === null || !wholeKey(key)
    ? key
    : `${BRANDS[brand].keyPrefix}${key.slice(spelling.keyPrefix.length)}`;
}

/** Whether two redacted forms are of one key: mode and last four, under either prefix. */
export function isSameRedacted(left: string, right: string): boolean {
  return redactedAs('augno', left) === redactedAs('augno', right);
}

/** A redacted form as `brand` spells it. */
export function redactedAs(brand: BrandId, redacted: string): string {
  const spelling = brandOfPrefix(redacted);
  return spelling === null
    ? redacted
    : `${BRANDS[brand].keyPrefix}${redacted.slice(spelling.keyPrefix.length)}`;
}

/** The brand whose secret-key prefix `text` begins with; null if none. */
function brandOfPrefix(text: string): Brand | null {
  return BRAND_IDS.map((id) => BRANDS[id]).find((brand) => text.startsWith(brand.keyPrefix)) ?? null;
}

/**
 * `aug_sk_<mode>_****<last four>`, the API's own display form. Anything that is not shaped like a key becomes `****`, so
 * that a mistyped secret never comes back out.
 */
export function redactKey(text: string): string {
  const match = /^((?:aug|mrp)_sk_(?:test|prod)_)[A-Za-z0-9_]+$/.exec(text);
  if (match === null || text.length < KEY_LENGTH - KEY_CHECKSUM_LENGTH) return '****';
  return `${match[1]!}****${text.slice(-4)}`;
}

const KEY_IN_TEXT = /((?:aug|mrp)_sk_(?:test|prod)_)[A-Za-z0-9]{1,22}(?:_[A-Za-z0-9]*)?/g;

/**
 * Replaces everything that looks like the beginning of a key in free text (a commit subject, a server's message, a log
 * line). It errs on the side of removing too much: a prefix with even one character behind it is masked.
 */
export function redactKeysIn(text: string): string {
  return text.replace(KEY_IN_TEXT, (whole: string, prefix: string) =>
    whole.length === KEY_LENGTH ? `${prefix}****${whole.slice(-4)}` : `${prefix}****`,
  );
}

/** Fills the array with random bytes; the platform's `crypto.getRandomValues` unless a test gives a seeded one. */
export type RandomSource = (bytes: Uint8Array) => Uint8Array;

declare const crypto: { getRandomValues<T extends Uint8Array>(array: T): T };

const platformRandom: RandomSource = (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>);

/** `length` characters drawn evenly from the key alphabet. */
export function randomAlphanumeric(length: number, random: RandomSource = platformRandom): string {
  let text = '';
  while (text.length < length) {
    for (const byte of random(new Uint8Array(length))) {
      // 248 is the largest multiple of 62 that fits a byte: above it the first letters would come up more often.
      if (byte < 248 && text.length < length) text += ALPHABET[byte % 62]!;
    }
  }
  return text;
}

/** A new, valid key: what the sandbox issues and what tests plant. */
export function generateKey(
  mode: KeyMode,
  options: { readonly brand?: BrandId; readonly random?: RandomSource } = {},
): string {
  const random = options.random ?? platformRandom;
  const covered = `${randomAlphanumeric(KEY_ID_LENGTH, random)}_${randomAlphanumeric(KEY_SECRET_LENGTH, random)}`;
  return `${BRANDS[options.brand ?? 'augno'].keyPrefix}${mode}_${covered}${checksumOf(covered)}`;
}

/** The parts of a key that has not one character more or less than a key. */
export function wholeKey(secret: string): KeyParts | null {
  const parsed = parseKey(secret);
  return parsed.ok && secret === secret.trim() ? parsed.key : null;
}
