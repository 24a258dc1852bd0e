/**
 * The printable recovery key: 160 random bits and a 20-bit check, in Crockford's base 32, as six groups of six. It has
 * enough entropy to be a key through HKDF alone; the check catches a typing error before anything is tried.
 */
import { createHash, hkdfSync, timingSafeEqual } from 'node:crypto';
import { SecretBytes } from '../secret-bytes.ts';
import type { RandomBytes } from './aead.ts';
import { certain } from '../../../shared/certain.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const ENTROPY_BYTES = 20;
const DATA_CHARACTERS = 32;
const CHECK_CHARACTERS = 4;
/** Letters and digits of a whole one. */
export const RECOVERY_KEY_LENGTH = DATA_CHARACTERS + CHECK_CHARACTERS;

/** Five bits a character, most significant first. */
function toCharacters(bytes: Uint8Array, count: number): number[] {
  const characters: number[] = [];
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5 && characters.length < count) {
      bits -= 5;
      characters.push(ALPHABET.charCodeAt((value >>> bits) & 31));
    }
    value &= (1 << bits) - 1;
  }
  return characters;
}

function checkCharacters(entropy: Uint8Array): number[] {
  const digest = createHash('sha256').update('augno-vault/recovery-check').update(entropy).digest();
  return toCharacters(digest, CHECK_CHARACTERS);
}

/** The text as it is printed, `XXXXXX-XXXXXX-…`. The caller wipes it. */
export function generateRecoveryKey(random: RandomBytes): SecretBytes {
  const entropy = random(ENTROPY_BYTES);
  const characters = [...toCharacters(entropy, DATA_CHARACTERS), ...checkCharacters(entropy)];
  entropy.fill(0);
  const text = Buffer.alloc(characters.length + characters.length / 6 - 1);
  let at = 0;
  characters.forEach((character, index) => {
    if (index > 0 && index % 6 === 0) text[at++] = 0x2d;
    text[at++] = character;
  });
  characters.fill(0);
  return SecretBytes.adopt(text);
}

function digitOf(byte: number): number {
  let character = String.fromCharCode(byte).toUpperCase();
  if (character === 'O') character = '0';
  if (character === 'I' || character === 'L') character = '1';
  return ALPHABET.indexOf(character);
}

/** The key's entropy, forgiving case, spaces, dashes and look-alikes; null where it is mistyped. The caller wipes it. */
export function parseRecoveryKey(typed: SecretBytes): Buffer | null {
  const digits: number[] = [];
  for (const byte of typed.bytes()) {
    if (byte === 0x2d || byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d) continue;
    const digit = digitOf(byte);
    if (digit === -1 || digits.length === DATA_CHARACTERS + CHECK_CHARACTERS) return null;
    digits.push(digit);
  }
  if (digits.length !== DATA_CHARACTERS + CHECK_CHARACTERS) return null;
  const entropy = Buffer.alloc(ENTROPY_BYTES);
  let bits = 0;
  let value = 0;
  let at = 0;
  for (const digit of digits.slice(0, DATA_CHARACTERS)) {
    value = (value << 5) | digit;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      entropy[at++] = (value >>> bits) & 0xff;
      value &= (1 << bits) - 1;
    }
  }
  const right = checkCharacters(entropy).every(
    (character, index) => ALPHABET.charCodeAt(certain(digits[DATA_CHARACTERS + index])) === character,
  );
  digits.fill(0);
  if (right) return entropy;
  entropy.fill(0);
  return null;
}

/** Whether what was typed is this recovery key, forgiving what {@link parseRecoveryKey} does. */
export function isSameRecoveryKey(recoveryKey: SecretBytes, typed: SecretBytes): boolean {
  const [one, other] = [parseRecoveryKey(recoveryKey), parseRecoveryKey(typed)];
  const isSame = one !== null && other !== null && timingSafeEqual(one, other);
  one?.fill(0);
  other?.fill(0);
  return isSame;
}

/** HKDF-SHA-256(entropy, salt, "augno-vault/1/recovery"), 32 bytes. */
export function recoveryKeyToKek(entropy: Buffer, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', entropy, salt, 'augno-vault/1/recovery', 32));
}
