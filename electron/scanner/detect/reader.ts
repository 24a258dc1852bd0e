/**
 * Reads a key out of text in which its characters are escaped, wrapped or concatenated: percent, JSON and HTML escapes,
 * quoted-printable, string concatenation, line continuation, tags of a formatted document, invisible characters, and
 * those mixed or doubled. It may guess generously, because what it reads is accepted on its checksum only.
 */
import { KEY_LENGTH } from '../../../shared/key-format.ts';
import {
  asText,
  bracedCharacter,
  fullWidth,
  hexAt,
  invisibleLength,
  isNamedCharacter,
  isDigit,
  isInvisible,
  isTypographicQuote,
  octalAt,
  richTextCharacter,
  startsWith,
  styleCharacter,
} from './characters.ts';
import { isKeyCharacter, KEY_PREFIXES, PREFIX_LENGTH } from './candidate.ts';
import { UNDERSCORE } from './key-parts.ts';
import { seamLength } from './seams.ts';

/** What may stand between two characters of a key, at most. */
export const MAX_GAP = 512;
const MAX_LENGTH = 16_384;
/** What a reading costs before its first byte, in bytes. */
const READING_COST = 8;

/** Places where the same characters can be read in two ways; each bit chooses the second. */
const READ_LETTER_AFTER_BACKSLASH = 1;
const SKIP_EQUALS_SIGN = 2;
const SKIP_PERCENT_SIGN = 4;
const READ_LETTER_BEFORE_QUOTE = 8;
export const CHOICES = [
  READ_LETTER_AFTER_BACKSLASH,
  SKIP_EQUALS_SIGN,
  SKIP_PERCENT_SIGN,
  READ_LETTER_BEFORE_QUOTE,
] as const;

const CR = 0x0d;
const LF = 0x0a;
const BACKSLASH = 0x5c;
const QUOTES = new Set([0x22, 0x27, 0x60]);
/** White space, quotes, operators and brackets of any language, comment and quotation marks. */
export const SKIPPED = ((): Uint8Array => {
  const table = new Uint8Array(256);
  for (const byte of Buffer.from('\t\n\v\f\r "\'`+,./*#()[]{}<>|&~^:;!?@$-')) table[byte] = 1;
  return table;
})();
const INVISIBLE_ENTITIES = new Set(['shy', 'zwnj', 'zwj', 'ZeroWidthSpace', 'NoBreak']);
const SKIPPED_ENTITIES = new Set([
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
/** Of AsciiDoc, and of UTF-7. */
const NAMED_UNDERSCORES = ['{lowbar}', '{underscore}', '+AF8-'] as const;

/** `aug`, `mrp`. */
const BRAND_LENGTH = 3;

function isLabelUnderscore(text: Uint8Array, at: number): boolean {
  return text[at] === UNDERSCORE && hexAt(text, at + 1, 2) === UNDERSCORE;
}

export interface ReadText {
  /** What was read, up to 86 characters: one more than a key, so that a cut can be told from a longer name. */
  readonly text: Uint8Array;
  /** Offset of the first byte behind the key's last character. */
  readonly end: number;
  readonly encodings: readonly string[];
  /** Something was skipped between characters: accepted only with its whole checksum. */
  readonly joined: boolean;
  /** Which of the choices came up. */
  readonly choices: number;
}

export class KeyReader {
  readonly #text: Uint8Array;
  readonly #end: number;
  #at = 0;
  #choice = 0;
  #choices = 0;
  /** Its first underscore is written as label printers want it: `_5F`. */
  #isLabel = false;
  #encodings: string[] = [];
  /** What `#next` decoded: a byte, or −1 for the end, −2 for something to skip. */
  #value = 0;
  /** SECURITY: holds a key between two readings; overwritten by `wipe`. */
  readonly #out = new Uint8Array(KEY_LENGTH);
  /** Bytes looked at so far, over all readings: what the caller's budget counts. */
  steps = 0;

  constructor(text: Uint8Array, end = text.length) {
    this.#text = text;
    this.#end = end;
  }

  /** Null where no prefix of a key can be read from `start` on. */
  read(start: number, choice: number): ReadText | null {
    const out = this.#out;
    const limit = Math.min(this.#end, start + MAX_LENGTH);
    this.#at = start;
    this.#choice = choice;
    this.#choices = 0;
    this.#isLabel = false;
    this.#encodings = [];
    let length = 0;
    let gap = 0;
    let joined = false;
    let end = start;
    this.steps += READING_COST;
    while (this.#at < limit && length < KEY_LENGTH) {
      const before = this.#at;
      const known = this.#encodings.length;
      if (length === BRAND_LENGTH) this.#isLabel = isLabelUnderscore(this.#text, before);
      this.#step(gap > 0);
      this.steps += this.#at - before + 1;
      if (this.#value === -1) break;
      if (this.#value === -2 || !isKeyCharacter(this.#value)) {
        if (this.#value !== -2 && SKIPPED[this.#value] !== 1) break;
        if (length === 0) return null;
        gap += this.#at - before;
        if (gap > MAX_GAP) {
          this.#encodings.length = known;
          break;
        }
        continue;
      }
      // Parts that are joined by an underscore elsewhere: `["aug", "sk", …].join("_")`.
      if (gap > 0 && this.#value !== UNDERSCORE && fits(out, length, UNDERSCORE)) {
        out[length] = UNDERSCORE;
        length += 1;
      }
      if (length === KEY_LENGTH || !fits(out, length, this.#value)) {
        if (length < PREFIX_LENGTH) return null;
        break;
      }
      if (gap > 0) joined = true;
      out[length] = this.#value;
      length += 1;
      gap = 0;
      end = this.#at;
    }
    if (length < PREFIX_LENGTH) return null;
    return {
      text: out.slice(0, length),
      end,
      encodings: this.#encodings,
      joined,
      choices: this.#choices,
    };
  }

  wipe(): void {
    this.#out.fill(0);
  }

  #note(encoding: string): void {
    if (!this.#encodings.includes(encoding)) this.#encodings.push(encoding);
  }

  #skip(bytes: number, encoding: string): void {
    this.#note(encoding);
    this.#value = -2;
    this.#at += bytes;
  }

  #give(value: number, bytes: number, encoding: string): void {
    this.#note(encoding);
    this.#value = value;
    this.#at += bytes;
  }

  #step(inGap: boolean): void {
    const text = this.#text;
    const at = this.#at;
    const byte = text[at]!;
    if (this.#isLabel && isLabelUnderscore(text, at)) {
      this.#give(UNDERSCORE, 3, 'hex-escape');
      return;
    }
    if (isNamedCharacter(text, at)) {
      this.#give(hexAt(text, at + 2, 4), 7, 'xml-name');
      return;
    }
    if (isKeyCharacter(byte)) {
      if (inGap && isNotation(text, at)) {
        this.#choices |= READ_LETTER_BEFORE_QUOTE;
        if ((this.#choice & READ_LETTER_BEFORE_QUOTE) === 0) {
          this.#skip(1, 'joined');
          return;
        }
      }
      this.#value = byte;
      this.#at = at + 1;
      return;
    }
    const seam = seamLength(text, at);
    if (seam > 0) {
      this.#skip(seam, 'joined');
      return;
    }
    if (byte === 0x25 && this.#percent()) return;
    if (byte === BACKSLASH) {
      this.#backslash();
      return;
    }
    if (byte === 0x26 && this.#entity(at + 1)) return;
    if (byte === 0x7b || byte === 0x2b) {
      const length = NAMED_UNDERSCORES.find((name) => startsWith(text, at, name))?.length ?? 0;
      if (length > 0) {
        this.#give(UNDERSCORE, length, byte === 0x2b ? 'utf-7' : 'html');
        return;
      }
    }
    if (byte === 0x3d) {
      this.#equals();
      return;
    }
    if (byte === 0x3c && this.#tag()) return;
    if (byte === 0x1b) {
      let index = at + 1;
      while (index < at + 16 && index < this.#end && !/[A-Za-z]/.test(String.fromCharCode(text[index]!)))
        index += 1;
      this.#skip(index + 1 - at, 'joined');
      return;
    }
    if (byte >= 0x80) {
      const length = invisibleLength(text, at);
      const plain = fullWidth(text, at);
      if (plain > 0) this.#give(plain, 3, 'full-width');
      else if (length > 0) this.#skip(length, 'zero-width');
      else if (isTypographicQuote(text, at)) this.#skip(3, 'joined');
      else this.#value = -1;
      return;
    }
    if (SKIPPED[byte] === 1) this.#skip(1, 'joined');
    else this.#value = -1;
  }

  #percent(): boolean {
    if ((this.#choice & SKIP_PERCENT_SIGN) !== 0) {
      this.#skip(1, 'joined');
      return true;
    }
    let at = this.#at + 1;
    if ((this.#text[at]! | 0x20) === 0x75 && hexAt(this.#text, at + 1, 4) >= 0) {
      this.#codePoint(hexAt(this.#text, at + 1, 4), at + 5, 'percent');
      return true;
    }
    let value = hexAt(this.#text, at, 2);
    // %255F: escaped again.
    while (value === 0x25) {
      at += 2;
      value = hexAt(this.#text, at, 2);
    }
    if (value < 0) {
      this.#value = -1;
      return true;
    }
    this.#choices |= SKIP_PERCENT_SIGN;
    this.#give(value, at + 2 - this.#at, 'percent');
    return true;
  }

  #backslash(): void {
    const text = this.#text;
    let at = this.#at;
    while (at < this.#end && text[at] === BACKSLASH) at += 1;
    const kind = text[at] ?? 0;
    const done = (value: number, end: number, encoding: string): void => {
      this.#give(value, end - this.#at, encoding);
    };
    const braced = bracedCharacter(text, at);
    if (braced !== null) {
      this.#codePoint(braced.value, braced.end, 'unicode-escape');
      return;
    }
    if (kind === 0x75 || kind === 0x55) {
      const rich = kind === 0x75 ? richTextCharacter(text, at + 1) : null;
      if (rich !== null) {
        this.#codePoint(rich.value, rich.end, 'unicode-escape');
        return;
      }
      const digits = kind === 0x75 ? 4 : 8;
      const value = hexAt(text, at + 1, digits);
      if (value >= 0) {
        this.#codePoint(value, at + 1 + digits, 'unicode-escape');
        return;
      }
    }
    // \'5f is how rich text writes a byte.
    if (kind === 0x78 || kind === 0x27) {
      const value = hexAt(text, at + 1, 2);
      if (value >= 0) {
        done(value, at + 3, 'hex-escape');
        return;
      }
    }
    if (kind >= 0x30 && kind <= 0x37) {
      const value = octalAt(text, at);
      if (value > 0) {
        done(value, at + 3, 'octal-escape');
        return;
      }
    }
    const style = styleCharacter(text, at);
    if (style !== null) {
      done(style.value, style.end, 'hex-escape');
      return;
    }
    if (startsWith(text, at, 'textunderscore')) {
      done(UNDERSCORE, at + 14 + (startsWith(text, at + 14, '{}') ? 2 : 0), 'tex');
      return;
    }
    if (kind === 0x6e || kind === 0x72 || kind === 0x74) {
      this.#choices |= READ_LETTER_AFTER_BACKSLASH;
      if ((this.#choice & READ_LETTER_AFTER_BACKSLASH) === 0) {
        this.#skip(at + 1 - this.#at, 'joined');
        return;
      }
    }
    // A continued line, or a character that needs no escape.
    this.#skip(at - this.#at, 'joined');
  }

  #codePoint(value: number, end: number, encoding: string): void {
    this.#note(encoding);
    // The sign that begins an entity may be escaped itself.
    if (value === 0x26 && this.#entity(end)) return;
    this.#at = end;
    this.#value = value < 0x80 ? value : isInvisible(value) ? -2 : -1;
  }

  #entity(from: number): boolean {
    const text = this.#text;
    let at = from;
    while (startsWith(text, at, 'amp;')) at += 4;
    if (text[at] === 0x23) {
      const hex = text[at + 1] === 0x78 || text[at + 1] === 0x58;
      const digits = at + (hex ? 2 : 1);
      let end = digits;
      while (end < digits + 8 && end < this.#end && isDigit(text[end]!, hex)) end += 1;
      // Without a semicolon the next digits are the text's own.
      while (text[end] !== 0x3b && end > digits + 2 && numberIn(text, digits, end, hex) > 0x7f) end -= 1;
      if (end > digits) {
        const value = numberIn(text, digits, end, hex);
        this.#codePoint(value, text[end] === 0x3b ? end + 1 : end, 'html');
        return true;
      }
    }
    let end = at;
    while (end < at + 16 && end < this.#end && text[end] !== 0x3b) end += 1;
    if (text[end] !== 0x3b) return false;
    const name = asText(text, at, end);
    const bytes = end + 1 - this.#at;
    if (UNDERSCORE_ENTITIES.has(name)) this.#give(0x5f, bytes, 'html');
    else if (INVISIBLE_ENTITIES.has(name) || SKIPPED_ENTITIES.has(name)) this.#skip(bytes, 'html');
    else return false;
    return true;
  }

  #equals(): void {
    const text = this.#text;
    let at = this.#at + 1;
    while (text[at] === 0x20 || text[at] === 0x09) at += 1;
    if (text[at] === CR && text[at + 1] === LF) {
      this.#skip(at + 2 - this.#at, 'quoted-printable');
      return;
    }
    if (text[at] === LF) {
      this.#skip(at + 1 - this.#at, 'quoted-printable');
      return;
    }
    const value = hexAt(text, this.#at + 1, 2);
    if (value >= 0) {
      this.#choices |= SKIP_EQUALS_SIGN;
      if ((this.#choice & SKIP_EQUALS_SIGN) === 0) {
        this.#give(value, 3, 'quoted-printable');
        return;
      }
    }
    this.#skip(1, 'joined');
  }

  #tag(): boolean {
    const end = endOfTag(this.#text, this.#at, this.#end);
    if (end < 0) return false;
    this.#skip(end - this.#at, 'joined');
    return true;
  }
}

function numberIn(text: Uint8Array, from: number, to: number, hex: boolean): number {
  return Number.parseInt(asText(text, from, to), hex ? 16 : 10);
}

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

/** Whether `byte` can be the character number `length` of a key that begins with `out`. */
function fits(out: Uint8Array, length: number, byte: number): boolean {
  if (length >= PREFIX_LENGTH) return (byte === 0x5f) === (length === PREFIX_LENGTH + 22);
  return KEY_PREFIXES.some(({ bytes }) => {
    if (bytes[length] !== byte) return false;
    for (let index = 0; index < length; index += 1) if (bytes[index] !== out[index]) return false;
    return true;
  });
}
