/** Forms that write a secret character by character: as text with escapes, in UTF-16, in hexadecimal. */
import type { MaskForm, Matched } from './forms.ts';

const PERCENT = 0x25;
const BACKSLASH = 0x5c;
const SMALL_U = 0x75;
const SMALL_X = 0x78;
const ZERO = 0x30;
const UNDECIDED = -1;
const MASK = Buffer.from('****');
const WIDE_MASK = { little: Buffer.from('*\0*\0*\0*\0'), big: Buffer.from('\0*\0*\0*\0*') } as const;
/** Between two bytes in hexadecimal: blanks, line ends, `:` `,` `-`, and `\x` or `0x` before the next. */
const SEPARATORS = new Set(Buffer.from(' \t\r\n:,-'));
const MOST_SEPARATORS = 32;

/** Value of a hexadecimal digit; 16 for what is none. */
function digit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const folded = byte | 0x20;
  return folded >= 0x61 && folded <= 0x66 ? folded - 0x57 : 16;
}

function isLetter(byte: number): boolean {
  const folded = byte | 0x20;
  return folded >= 0x61 && folded <= 0x7a;
}

/** Both cases of a letter, else the byte alone. */
function casesOf(byte: number, isFolded: boolean): readonly number[] {
  return isFolded && isLetter(byte) ? [byte | 0x20, byte & 0xdf] : [byte];
}

function hexOf(byte: number, isFolded: boolean): readonly string[] {
  return casesOf(byte, isFolded).flatMap((each) => {
    const small = each.toString(16).padStart(2, '0');
    return [
      ...new Set([
        small,
        small.toUpperCase(),
        small[0]!.toUpperCase() + small[1]!,
        small[0]! + small[1]!.toUpperCase(),
      ]),
    ];
  });
}

type Say = (first: number, second: number) => void;

function sayAll(say: Say, first: number, seconds: Iterable<number>): void {
  for (const second of seconds) say(first, second);
}

const ANY: readonly number[] = Array.from({ length: 256 }, (_, byte) => byte);

/** Takes one symbol after the other; each form says how long the next one is. */
abstract class SymbolForm implements MaskForm {
  protected readonly target: Buffer;
  protected readonly isFolded: boolean;
  readonly harmless: number;
  /** So many symbols are the secret; those behind them are masked with it where they follow. */
  readonly complete: number;

  constructor(target: Buffer, isFolded: boolean, harmless: number, least: number) {
    this.target = Buffer.from(target);
    this.isFolded = isFolded;
    this.harmless = harmless;
    this.complete = least;
  }

  abstract eachBeginning(say: Say): void;
  abstract replacement(length: number): Buffer;

  /** Length of the symbol `index` at `at`; 0 where another stands there; {@link UNDECIDED} where the text ends in it. */
  protected abstract symbol(text: Buffer, at: number, index: number): number;

  match(text: Buffer, start: number, isLast: boolean): Matched {
    let at = start;
    for (let index = 0; index < this.target.length; index += 1) {
      const length = this.symbol(text, at, index);
      if (length > 0) at += length;
      else if (length === UNDECIDED && !isLast) return -1 - index;
      else return index >= this.complete ? at - start : 0;
    }
    return at - start;
  }

  protected isSame(byte: number, index: number): boolean {
    const wanted = this.target[index]!;
    return byte === wanted || (this.isFolded && (byte ^ wanted) === 0x20 && isLetter(byte));
  }

  wipe(): void {
    this.target.fill(0);
  }
}

/** Characters as they are, as `%XX`, `\uXXXX`, `\xXX` or behind a backslash, in any mixture. */
export class TextForm extends SymbolForm {
  readonly #shown: Buffer;

  constructor(target: Buffer, isFolded: boolean, harmless: number, least: number, shown: Buffer) {
    super(target, isFolded, harmless, least);
    this.#shown = shown;
  }

  eachBeginning(say: Say): void {
    const second = this.target[1];
    const seconds = second === undefined ? ANY : [...casesOf(second, this.isFolded), PERCENT, BACKSLASH];
    for (const first of casesOf(this.target[0]!, this.isFolded)) sayAll(say, first, seconds);
    const hex = hexOf(this.target[0]!, this.isFolded).map((text) => text.charCodeAt(0));
    sayAll(say, PERCENT, hex);
    sayAll(say, BACKSLASH, [SMALL_U, SMALL_X, this.target[0]!]);
  }

  protected symbol(text: Buffer, at: number, index: number): number {
    if (at >= text.length) return UNDECIDED;
    const byte = text[at]!;
    let escaped = 0;
    if (byte === PERCENT) escaped = this.#hex(text, at + 1, 2, 3, index);
    else if (byte === BACKSLASH) escaped = this.#escape(text, at + 1, index);
    if (escaped > 0) return escaped;
    if (this.isSame(byte, index)) return escaped === UNDECIDED ? UNDECIDED : 1;
    return escaped;
  }

  #escape(text: Buffer, at: number, index: number): number {
    if (at >= text.length) return UNDECIDED;
    if (text[at] === SMALL_U) {
      const escaped = this.#hex(text, at + 1, 4, 6, index);
      if (escaped !== 0) return escaped;
    } else if (text[at] === SMALL_X) {
      const escaped = this.#hex(text, at + 1, 2, 4, index);
      if (escaped !== 0) return escaped;
    }
    // `\"`, `\\` and `\/`: what stands behind it is itself. Letters mean something else there.
    return isLetter(text[at]!) || text[at] !== this.target[index] ? 0 : 2;
  }

  #hex(text: Buffer, at: number, digits: number, length: number, index: number): number {
    let value = 0;
    for (let count = 0; count < digits; count += 1) {
      if (at + count >= text.length) return UNDECIDED;
      const next = digit(text[at + count]!);
      if (next === 16) return 0;
      value = value * 16 + next;
    }
    return value < 256 && this.isSame(value, index) ? length : 0;
  }

  replacement(length: number): Buffer {
    return length === this.target.length ? this.#shown : MASK;
  }
}

/** UTF-16: a zero byte before or behind each character. */
export class WideForm extends SymbolForm {
  readonly #order: 'little' | 'big';

  constructor(target: Buffer, order: 'little' | 'big', isFolded: boolean, harmless: number, least: number) {
    super(target, isFolded, harmless, least);
    this.#order = order;
  }

  eachBeginning(say: Say): void {
    const cases = casesOf(this.target[0]!, this.isFolded);
    if (this.#order === 'big') sayAll(say, 0, cases);
    else for (const first of cases) sayAll(say, first, [0]);
  }

  protected symbol(text: Buffer, at: number, index: number): number {
    if (at >= text.length) return UNDECIDED;
    const isBig = this.#order === 'big';
    if (isBig ? text[at] !== 0 : !this.isSame(text[at]!, index)) return 0;
    if (at + 1 >= text.length) return UNDECIDED;
    return (isBig ? this.isSame(text[at + 1]!, index) : text[at + 1] === 0) ? 2 : 0;
  }

  replacement(): Buffer {
    return WIDE_MASK[this.#order];
  }
}

/** Two digits a character. */
export class HexForm extends SymbolForm {
  eachBeginning(say: Say): void {
    for (const text of hexOf(this.target[0]!, this.isFolded))
      sayAll(say, text.charCodeAt(0), [text.charCodeAt(1)]);
  }

  protected symbol(text: Buffer, start: number, index: number): number {
    const at = index === 0 ? start : this.#behindSeparators(text, start);
    if (at >= text.length) return UNDECIDED;
    const high = digit(text[at]!);
    if (high === 16) return 0;
    if (at + 1 >= text.length) return UNDECIDED;
    const low = digit(text[at + 1]!);
    return low < 16 && this.isSame(high * 16 + low, index) ? at + 2 - start : 0;
  }

  #behindSeparators(text: Buffer, start: number): number {
    let at = start;
    while (at < text.length && at - start < MOST_SEPARATORS) {
      const byte = text[at]!;
      if (SEPARATORS.has(byte)) at += 1;
      else if (byte === BACKSLASH || byte === ZERO) {
        if (at + 1 >= text.length) return text.length;
        if ((text[at + 1]! | 0x20) !== SMALL_X) return at;
        at += 2;
      } else return at;
    }
    return at;
  }

  replacement(): Buffer {
    return MASK;
  }
}
