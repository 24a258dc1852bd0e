/** Small questions about what stands at a place. */
import { KEY_CHECKSUM_LENGTH, KEY_LENGTH } from '../../../shared/key-format.ts';
import { isKeyCharacter, KEY_PREFIXES } from './candidate.ts';
import { isNamedCharacter } from './characters.ts';
import { BINARY_REACH, firstControl } from './control-characters.ts';
import { UNDERSCORE } from './key-parts.ts';

export const SECRET_END = KEY_LENGTH - KEY_CHECKSUM_LENGTH;

/** Nothing but a key's own characters for the length of a key, which have no second meaning: `_x005F_` has. */
export function isUnbroken(text: Uint8Array, at: number): boolean {
  for (let index = at; index < at + KEY_LENGTH; index += 1)
    if (!isKeyCharacter(text[index] ?? 0) || isNamedCharacter(text, index)) return false;
  return true;
}

/** A letter that begins a prefix, with one behind it that no prefix has there. */
export function isOtherWord(text: Uint8Array, at: number): boolean {
  const next = text[at + 1] ?? 0;
  if (text[at] === UNDERSCORE || !isKeyCharacter(text[at]!) || !isKeyCharacter(next)) return false;
  return !KEY_PREFIXES.some(({ bytes }) => bytes[0] === text[at] && bytes[1] === next);
}

/** Control characters that no text has, near a place. */
export function isInBinary(text: Uint8Array, at: number): boolean {
  const to = Math.min(text.length, at + BINARY_REACH);
  return firstControl(text, Math.max(0, at - BINARY_REACH), to) < to;
}

export function sameSecret(left: { readonly key: Uint8Array }, right: { readonly key: Uint8Array }): boolean {
  return Buffer.compare(left.key.subarray(0, SECRET_END), right.key.subarray(0, SECRET_END)) === 0;
}

export function endOfBase64(text: Uint8Array, at: number): number {
  let end = at;
  while (end < text.length && isBase64OrSpace(text[end]!)) end += 1;
  return end;
}

function isBase64OrSpace(byte: number): boolean {
  return isKeyCharacter(byte) || '+/-= \t\r\n'.includes(String.fromCharCode(byte));
}
