/** Base 32 and the alphabets of base 85. */

export const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Of PDF and PostScript; of Git; of ZeroMQ. */
const BASE85 = {
  ascii85: Array.from({ length: 85 }, (_, index) => String.fromCharCode(0x21 + index)).join(''),
  base85: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~',
  z85: '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#',
} as const;
export type Base85Name = keyof typeof BASE85;

export function encodeBase32(bytes: Uint8Array): string {
  let out = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += BASE32[(held >> bits) & 31]!;
    }
  }
  return bits === 0 ? out : out + BASE32[(held << (5 - bits)) & 31]!;
}

/** Whole groups of four bytes. */
export function encodeBase85(bytes: Uint8Array, alphabet: Base85Name): string {
  let out = '';
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    let word = bytes[at]! * 2 ** 24 + (bytes[at + 1]! << 16) + (bytes[at + 2]! << 8) + bytes[at + 3]!;
    let group = '';
    for (let digit = 0; digit < 5; digit += 1) {
      group = BASE85[alphabet][word % 85]! + group;
      word = Math.floor(word / 85);
    }
    out += group;
  }
  return out;
}

/** By byte: the digit's value, or −1. */
export function base85Values(alphabet: Base85Name): Int8Array {
  const table = new Int8Array(256).fill(-1);
  for (let index = 0; index < 85; index += 1) table[BASE85[alphabet].charCodeAt(index)] = index;
  return table;
}

/** Groups of five digits; one that is too large gives its lowest 32 bits. */
export function decodeBase85(digits: ArrayLike<number>): Uint8Array {
  const out = new Uint8Array(Math.floor(digits.length / 5) * 4 + Math.max(0, (digits.length % 5) - 1));
  for (let at = 0, filled = 0; at < digits.length; at += 5) {
    let word = 0;
    for (let digit = 0; digit < 5; digit += 1) word = word * 85 + (digits[at + digit] ?? 84);
    for (let byte = 3; byte >= 0 && filled < out.length; byte -= 1)
      out[filled++] = Math.floor(word / 256 ** byte) % 256;
  }
  return out;
}

/** The characters of the base64 form that do not depend on what stands before and after `piece`, for each alignment. */
export function base64Pieces(piece: Uint8Array): { readonly text: string; readonly phase: number }[] {
  return [0, 1, 2].map((before) => {
    const padded = new Uint8Array(before + piece.length);
    padded.set(piece, before);
    const text = Buffer.from(padded).toString('base64').replaceAll('=', '');
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor(((before + piece.length) * 8) / 6);
    return { text: text.slice(first, last), phase: first % 4 };
  });
}

export function latin1(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}
