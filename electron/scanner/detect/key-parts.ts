/** Lengths and characters of a key's parts. */
import {
  KEY_CHECKSUM_LENGTH,
  KEY_ID_LENGTH,
  KEY_LENGTH,
  KEY_SECRET_LENGTH,
} from '../../../shared/key-format.ts';

/** `aug_sk_prod_`, the same length for every brand and mode. */
export const PREFIX_LENGTH = KEY_LENGTH - KEY_CHECKSUM_LENGTH - KEY_SECRET_LENGTH - 1 - KEY_ID_LENGTH;
export const UNDERSCORE = 0x5f;

export function isAlphanumeric(byte: number): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x30 && byte <= 0x39);
}

export function isKeyCharacter(byte: number): boolean {
  return byte === UNDERSCORE || isAlphanumeric(byte);
}
