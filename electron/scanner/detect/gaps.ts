/** What may stand between two characters of a key that is written in parts: quotes, operators, tags. */
import { isKeyCharacter } from './candidate.ts';

/** What may stand between two characters of a key, at most. */
export const MAX_GAP = 512;

/** White space, quotes, operators and brackets of any language, comment and quotation marks. */
export const SKIPPED = ((): Uint8Array => {
  const table = new Uint8Array(256);
  for (const byte of Buffer.from('\t\n\v\f\r "\'`+,./*#()[]{}<>|&~^:;!?@$-')) table[byte] = 1;
  return table;
})();

const CR = 0x0d;
const LF = 0x0a;
const QUOTES = new Set([0x22, 0x27, 0x60]);

/** Between two strings: the letter before a quote (`f"…"`), the underscore of a continued line of Visual Basic. */
export function isNotation(text: Uint8Array, at: number): boolean {
  const byte = text[at]!;
  const next = text[at + 1] ?? 0;
  const before = text[at - 1] ?? 0;
  if (byte === 0x5f) return before === 0x20 && (next === CR || next === LF);
  return QUOTES.has(next) && !QUOTES.has(before) && 'fFrRbBuUL'.includes(String.fromCharCode(byte));
}

/** `</span><span class="s">`: behind a tag between two runs of a formatted text; -1 where none begins at `at`. */
export function endOfTag(text: Uint8Array, at: number, end: number): number {
  const limit = Math.min(end, at + MAX_GAP / 2);
  let close = at + 1;
  while (close < limit && text[close] !== 0x3e) close += 1;
  if (close >= limit) return -1;
  const first = text[at + 1] ?? 0;
  return isKeyCharacter(first) || first === 0x2f || first === 0x21 ? close + 1 : -1;
}
