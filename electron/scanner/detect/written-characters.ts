/**
 * Reads one character of a key, however it is written: as it stands, percent, JSON and HTML escapes, quoted-printable, and
 * those doubled; or sees that something stands there that may stand between two of them. It knows nothing of keys as a
 * whole: `reader.ts` asks for one character after the other.
 */
import {
  bracedCharacter,
  fullWidth,
  hexAt,
  invisibleLength,
  isNamedCharacter,
  isInvisible,
  isTypographicQuote,
  octalAt,
  richTextCharacter,
  startsWith,
  styleCharacter,
} from './characters.ts';
import { isKeyCharacter } from './candidate.ts';
import { entityAt } from './entities.ts';
import { endOfTag, isNotation, SKIPPED } from './gaps.ts';
import { UNDERSCORE } from './key-parts.ts';
import { seamLength } from './seams.ts';

/** Instead of a character: no key goes on here. */
export const END = -1;
/** Instead of a character: something to skip. */
export const SKIP = -2;

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
/** Of AsciiDoc, and of UTF-7. */
const NAMED_UNDERSCORES = ['{lowbar}', '{underscore}', '+AF8-'] as const;

function isLabelUnderscore(text: Uint8Array, at: number): boolean {
  return text[at] === UNDERSCORE && hexAt(text, at + 1, 2) === UNDERSCORE;
}

/** A place in a text, and what was read there last. */
export class WrittenCharacters {
  readonly #text: Uint8Array;
  readonly #end: number;
  #choice = 0;
  /** The key's first underscore is written as label printers want it: `_5F`. */
  #isLabel = false;
  /** Where the next character is read. */
  at = 0;
  /** What was read last: a byte, or `END` or `SKIP`. */
  value = 0;
  /** Which of the choices came up. */
  choices = 0;
  /** The writings that were met. */
  encodings: string[] = [];

  constructor(text: Uint8Array, end: number) {
    this.#text = text;
    this.#end = end;
  }

  begin(at: number, choice: number): void {
    this.at = at;
    this.#choice = choice;
    this.choices = 0;
    this.#isLabel = false;
    this.encodings = [];
  }

  /** To be called where the first underscore is due. */
  lookForLabel(): void {
    this.#isLabel = isLabelUnderscore(this.#text, this.at);
  }

  /** Reads at `at` and moves it behind what was read. `inGap`: something was skipped just before. */
  step(inGap: boolean): void {
    const text = this.#text;
    const at = this.at;
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
        this.choices |= READ_LETTER_BEFORE_QUOTE;
        if ((this.#choice & READ_LETTER_BEFORE_QUOTE) === 0) {
          this.#skip(1, 'joined');
          return;
        }
      }
      this.value = byte;
      this.at = at + 1;
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
    const tagEnd = byte === 0x3c ? endOfTag(text, at, this.#end) : -1;
    if (tagEnd >= 0) {
      this.#skip(tagEnd - at, 'joined');
      return;
    }
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
      else this.value = END;
      return;
    }
    if (SKIPPED[byte] === 1) this.#skip(1, 'joined');
    else this.value = END;
  }

  #percent(): boolean {
    if ((this.#choice & SKIP_PERCENT_SIGN) !== 0) {
      this.#skip(1, 'joined');
      return true;
    }
    let at = this.at + 1;
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
      this.value = END;
      return true;
    }
    this.choices |= SKIP_PERCENT_SIGN;
    this.#give(value, at + 2 - this.at, 'percent');
    return true;
  }

  #backslash(): void {
    const text = this.#text;
    let at = this.at;
    while (at < this.#end && text[at] === BACKSLASH) at += 1;
    const kind = text[at] ?? 0;
    const done = (value: number, end: number, encoding: string): void => {
      this.#give(value, end - this.at, encoding);
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
      this.choices |= READ_LETTER_AFTER_BACKSLASH;
      if ((this.#choice & READ_LETTER_AFTER_BACKSLASH) === 0) {
        this.#skip(at + 1 - this.at, 'joined');
        return;
      }
    }
    // A continued line, or a character that needs no escape.
    this.#skip(at - this.at, 'joined');
  }

  #codePoint(value: number, end: number, encoding: string): void {
    this.#note(encoding);
    // The sign that begins an entity may be escaped itself.
    if (value === 0x26 && this.#entity(end)) return;
    this.at = end;
    this.value = value < 0x80 ? value : isInvisible(value) ? SKIP : END;
  }

  #entity(from: number): boolean {
    const entity = entityAt(this.#text, from, this.#end);
    if (entity === null) return false;
    if (entity.value === null) this.#skip(entity.end - this.at, 'html');
    else this.#codePoint(entity.value, entity.end, 'html');
    return true;
  }

  #equals(): void {
    const text = this.#text;
    let at = this.at + 1;
    while (text[at] === 0x20 || text[at] === 0x09) at += 1;
    if (text[at] === CR && text[at + 1] === LF) {
      this.#skip(at + 2 - this.at, 'quoted-printable');
      return;
    }
    if (text[at] === LF) {
      this.#skip(at + 1 - this.at, 'quoted-printable');
      return;
    }
    const value = hexAt(text, this.at + 1, 2);
    if (value >= 0) {
      this.choices |= SKIP_EQUALS_SIGN;
      if ((this.#choice & SKIP_EQUALS_SIGN) === 0) {
        this.#give(value, 3, 'quoted-printable');
        return;
      }
    }
    this.#skip(1, 'joined');
  }

  #note(encoding: string): void {
    if (!this.encodings.includes(encoding)) this.encodings.push(encoding);
  }

  #skip(bytes: number, encoding: string): void {
    this.#note(encoding);
    this.value = SKIP;
    this.at += bytes;
  }

  #give(value: number, bytes: number, encoding: string): void {
    this.#note(encoding);
    this.value = value;
    this.at += bytes;
  }
}
