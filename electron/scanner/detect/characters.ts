/** Characters in the forms that the reader knows. */

export function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

export function hexAt(text: Uint8Array, at: number, digits: number): number {
  let value = 0;
  for (let index = 0; index < digits; index += 1) {
    const digit = hexDigit(text[at + index] ?? 0);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

export function octalAt(text: Uint8Array, at: number): number {
  let value = 0;
  for (let index = 0; index < 3; index += 1) {
    const digit = (text[at + index] ?? 0) - 0x30;
    if (digit < 0 || digit > 7) return -1;
    value = value * 8 + digit;
  }
  return value < 0x80 ? value : -1;
}

export function isDigit(byte: number, hex: boolean): boolean {
  return hex ? hexDigit(byte) >= 0 : byte >= 0x30 && byte <= 0x39;
}

export function asText(text: Uint8Array, start: number, end: number): string {
  return Buffer.from(text.buffer, text.byteOffset + start, end - start).toString('latin1');
}

export function startsWith(text: Uint8Array, at: number, wanted: string): boolean {
  for (let index = 0; index < wanted.length; index += 1) {
    if (text[at + index] !== wanted.charCodeAt(index)) return false;
  }
  return true;
}

/** Code points that take no room on the screen, and the spaces that may replace a plain one. */
export function isInvisible(codePoint: number): boolean {
  return (
    codePoint === 0xad ||
    codePoint === 0xa0 ||
    codePoint === 0x34f ||
    codePoint === 0x61c ||
    codePoint === 0x180e ||
    (codePoint >= 0x200b && codePoint <= 0x200f) ||
    (codePoint >= 0x2028 && codePoint <= 0x202f) ||
    (codePoint >= 0x2060 && codePoint <= 0x2069) ||
    (codePoint >= 0xfe00 && codePoint <= 0xfe0f) ||
    codePoint === 0xfeff
  );
}

/** Length of the UTF-8 form of an invisible character at `at`; 0 if there is none. */
export function invisibleLength(text: Uint8Array, at: number): number {
  const first = text[at]!;
  const second = text[at + 1] ?? 0;
  if (first >= 0xc2 && first <= 0xdf) {
    return isInvisible(((first & 0x1f) << 6) | (second & 0x3f)) ? 2 : 0;
  }
  if (first < 0xe0 || first > 0xef) return 0;
  const third = text[at + 2] ?? 0;
  return isInvisible(((first & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f)) ? 3 : 0;
}

/** `_x005F_`, `_x000A_`: how PowerShell and other programs write characters that XML names may not have, and line breaks. */
export function isNamedCharacter(text: Uint8Array, at: number): boolean {
  if (text[at] !== 0x5f || (text[at + 1]! | 0x20) !== 0x78 || text[at + 6] !== 0x5f) return false;
  const value = hexAt(text, at + 2, 4);
  return (value >= 0x20 && value <= 0x7e) || value === 0x09 || value === 0x0a || value === 0x0d;
}

/** The plain form of a full-width letter, digit or sign at `at`; 0 if there is none. */
export function fullWidth(text: Uint8Array, at: number): number {
  if (text[at] !== 0xef) return 0;
  const second = text[at + 1] ?? 0;
  const third = text[at + 2] ?? 0;
  if ((second !== 0xbc && second !== 0xbd) || (third & 0xc0) !== 0x80) return 0;
  const value = (second - 0xbc) * 0x40 + (third & 0x3f) + 0x20;
  return value > 0x20 && value < 0x7f ? value : 0;
}

/** Behind `\\u` of rich text: a decimal number, and what is shown by programs that do not know it (`95?`, `95\\'5f`). */
export function richTextCharacter(
  text: Uint8Array,
  at: number,
): { readonly value: number; readonly end: number } | null {
  let end = at;
  while (end < at + 5 && isDigit(text[end] ?? 0, false)) end += 1;
  if (end === at) return null;
  const value = Number(asText(text, at, end));
  if (text[end] === 0x3f) return { value, end: end + 1 };
  if (text[end] === 0x5c && text[end + 1] === 0x27 && hexAt(text, end + 2, 2) >= 0)
    return { value, end: end + 4 };
  return null;
}

interface ReadCharacter {
  readonly value: number;
  readonly end: number;
}

const BRACED =
  /^(?:[xuU]\{\s?0{0,6}([0-9A-Fa-f]{1,4})\s?\}|o\{0{0,4}([0-7]{1,3})\}|N\{U\+0{0,4}([0-9A-Fa-f]{2,4})\}|N\{(LOW LINE)\})/;

/** Behind the backslash: `u{5f}`, `x{5f}`, `o{137}`, `N{U+5F}`, `N{LOW LINE}`. */
export function bracedCharacter(text: Uint8Array, at: number): ReadCharacter | null {
  if (text[at + 1] !== 0x7b) return null;
  const match = BRACED.exec(asText(text, at, Math.min(text.length, at + 18)));
  if (match === null) return null;
  const [all, hexadecimal, octal, unicode] = match;
  const value =
    octal === undefined ? Number.parseInt(hexadecimal ?? unicode ?? '5f', 16) : Number.parseInt(octal, 8);
  return { value, end: at + all.length };
}

/** Behind the backslash, as stylesheets have it: up to six hexadecimal digits, and a blank that belongs to them. */
export function styleCharacter(text: Uint8Array, at: number): ReadCharacter | null {
  let end = at;
  while (end < at + 6 && hexDigit(text[end] ?? 0) >= 0) end += 1;
  if (!isDigit(text[at] ?? 0, false) || end - at < 2) return null;
  const value = hexAt(text, at, end - at);
  if (value < 0x20 || value > 0x7e) return null;
  return { value, end: text[end] === 0x20 ? end + 1 : end };
}

export function isTypographicQuote(text: Uint8Array, at: number): boolean {
  return text[at] === 0xe2 && text[at + 1] === 0x80 && text[at + 2]! >= 0x98 && text[at + 2]! <= 0x9f;
}
