/** Characters written as entities of HTML and XML: `&#95;`, `&#x5f`, `&lowbar;`, and `&` itself escaped any number of times. */
import { asText, isDigit, startsWith } from './characters.ts';
import { UNDERSCORE } from './key-parts.ts';

/** Invisible, or nothing of a key's own. */
const SKIPPED_ENTITIES = new Set([
  'shy',
  'zwnj',
  'zwj',
  'ZeroWidthSpace',
  'NoBreak',
  'quot',
  'apos',
  'nbsp',
  'lt',
  'gt',
  'NewLine',
  'Tab',
  'plus',
  'comma',
  'period',
]);
const UNDERSCORE_ENTITIES = new Set(['lowbar', 'UnderBar']);

export interface Entity {
  /** A code point; null for what may stand between two characters of a key. */
  readonly value: number | null;
  /** Offset behind it. */
  readonly end: number;
}

/** `from` lies behind the sign that begins it. Null where nothing of a key can be written so. */
export function entityAt(text: Uint8Array, from: number, limit: number): Entity | null {
  let at = from;
  while (startsWith(text, at, 'amp;')) at += 4;
  if (text[at] === 0x23) {
    const hex = text[at + 1] === 0x78 || text[at + 1] === 0x58;
    const digits = at + (hex ? 2 : 1);
    let end = digits;
    while (end < digits + 8 && end < limit && isDigit(text[end]!, hex)) end += 1;
    // Without a semicolon the next digits are the text's own.
    while (text[end] !== 0x3b && end > digits + 2 && numberIn(text, digits, end, hex) > 0x7f) end -= 1;
    if (end > digits) {
      return { value: numberIn(text, digits, end, hex), end: text[end] === 0x3b ? end + 1 : end };
    }
  }
  let end = at;
  while (end < at + 16 && end < limit && text[end] !== 0x3b) end += 1;
  if (text[end] !== 0x3b) return null;
  const name = asText(text, at, end);
  if (UNDERSCORE_ENTITIES.has(name)) return { value: UNDERSCORE, end: end + 1 };
  return SKIPPED_ENTITIES.has(name) ? { value: null, end: end + 1 } : null;
}

function numberIn(text: Uint8Array, from: number, to: number, hex: boolean): number {
  return Number.parseInt(asText(text, from, to), hex ? 16 : 10);
}
