/**
 * Masked keys, `aug_sk_prod_****UCZu` or `aug_sk_test_AM4B...WNXD`: no findings, but their last four characters say which key
 * of a registry they look like. They are collected beside the findings, for one file at a time, so that nothing that handles
 * findings ever sees one.
 */
import type { KeyPrefix } from './candidate.ts';
import { isAlphanumeric, isKeyCharacter, PREFIX_LENGTH } from './key-parts.ts';
import type { MaskedForm } from './types.ts';

/** Of one file; more are of no use to anybody. */
const MOST_FORMS = 200;
const LONGEST = 120;

/** What is left of the key, what masks the rest (asterisks, dots, bullets, an ellipsis, escaped ones too), its end. */
const MASKED =
  /^[A-Za-z0-9_]{0,48}(?:(?:\\?\*){2,}|(?:\\?\.){3,}|#{3,}|(?:\xE2\x80[\xA2\xA6])+)+([A-Za-z0-9]{4})(?![A-Za-z0-9_*.#]*[A-Za-z0-9_])/;

/** Of masks, those escaped and those in UTF-8 as well. */
const MASK_BYTES = ((): Uint8Array => {
  const table = new Uint8Array(256);
  for (const byte of Buffer.from('\\*.#\xE2\x80\xA2\xA6', 'latin1')) table[byte] = 1;
  return table;
})();

const ASTERISK = 0x2a;
const DOT = 0x2e;
const HASH = 0x23;

/**
 * Whether the prefix at `at` is followed by a plain mask of three characters or more and the four last ones: looked at byte by
 * byte, since logs hold millions of them.
 */
export function isMasked(text: Uint8Array, at: number): boolean {
  let end = at + PREFIX_LENGTH;
  const most = end + 48;
  while (end < most && isKeyCharacter(text[end] ?? 0)) end += 1;
  const mask = text[end];
  if (mask !== ASTERISK && mask !== DOT && mask !== HASH) return false;
  let tail = end;
  while (text[tail] === mask) tail += 1;
  if (tail - end < 3) return false;
  for (let index = tail; index < tail + 4; index += 1) if (!isAlphanumeric(text[index] ?? 0)) return false;
  const next = text[tail + 4] ?? 0;
  return !isKeyCharacter(next) && next !== ASTERISK && next !== DOT && next !== HASH;
}

let forms: Map<string, MaskedForm> | null = null;
/** What was noted last: a log repeats its keys. */
let lastPrefix: KeyPrefix | null = null;
let lastTail = 0;

/** From here on masked keys of this thread are collected. */
export function collectMasked(): void {
  forms = new Map();
  lastPrefix = null;
}

/** What came since; nothing is collected any more. */
export function collectedMasked(): readonly MaskedForm[] {
  const collected = [...(forms?.values() ?? [])];
  forms = null;
  return collected;
}

/** Looks at the prefix at `at`, where no key begins. */
export function noteMasked(text: Uint8Array, at: number, prefix: KeyPrefix): void {
  if (forms === null || forms.size >= MOST_FORMS) return;
  const start = at + PREFIX_LENGTH;
  const tailAt = tailOf(text, start);
  if (tailAt < 0) return;
  const packed =
    text[tailAt]! | (text[tailAt + 1]! << 8) | (text[tailAt + 2]! << 16) | (text[tailAt + 3]! << 24);
  if (prefix === lastPrefix && packed === lastTail) return;
  const rest = Buffer.from(text.buffer, text.byteOffset + start, Math.min(LONGEST, text.length - start));
  const tail = MASKED.exec(rest.toString('latin1'))?.[1];
  if (tail === undefined) return;
  const { brand, mode, bytes } = prefix;
  const redacted = `${Buffer.from(bytes).toString('latin1')}****${tail}`;
  forms.set(redacted, { redacted, brand, mode });
  lastPrefix = prefix;
  lastTail = packed;
}

/** Where the last four characters stand that a mask leaves; -1 where nothing of the sort can follow. */
function tailOf(text: Uint8Array, start: number): number {
  let mask = start;
  while (mask - start <= 48 && isKeyCharacter(text[mask] ?? 0)) mask += 1;
  let tail = mask;
  while (tail - start < LONGEST && MASK_BYTES[text[tail] ?? 0] === 1) tail += 1;
  if (tail === mask) return -1;
  for (let index = tail; index < tail + 4; index += 1) if (!isAlphanumeric(text[index] ?? 0)) return -1;
  return tail;
}
