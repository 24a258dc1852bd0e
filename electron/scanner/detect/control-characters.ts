/** Characters that no text has: they show that something is no text. */

/** How far around a prefix a control character makes it one in a database. */
export const BINARY_REACH = 256;

/** Where in `text[from, to)` the first control character stands that no text has; `to` where there is none. */
export function firstControl(text: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && text[at]! >= 0x09) at += 1;
  return at;
}

/** Not 0 where one of four bytes is below nine: what is borrowed can only come from such a byte. */
export function controlsIn(word: number): number {
  return ((word - 0x09090909) | 0) & ~word & 0x80808080;
}
