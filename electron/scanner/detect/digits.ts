/** Containers whose bytes are written in digits: decoded from where they begin, at any length. */
import { containerKindOf, MAGIC_BYTES, type ByteSource } from '../../archives/index.ts';
import { BASE32, base85Values, decodeBase85 } from './bases.ts';
import { hexDigit } from './characters.ts';
import { NOTATIONS, wordsOfLine, type DumpWord, type Notation } from './dumps.ts';
import type { DigitForm } from './anchor-kinds.ts';
import { isText } from './text-runs.ts';
import { linesOf } from './text-lines.ts';

const STEP = 1 << 16;
const MAX_GAP = 256;
/** How much shows what it is. */
const SHOWN_BYTES = 48;

/** Empty where what stands there is no container after all. */
export function* decodeDigits(
  form: DigitForm,
  source: ByteSource,
  offset: number,
): Generator<Uint8Array, void, void> {
  if (form === 'dump') {
    yield* decodeDump(source, offset);
    return;
  }
  yield* ifContainer(piecesOf(form, source, offset));
}

function piecesOf(
  form: Exclude<DigitForm, 'dump'>,
  source: ByteSource,
  offset: number,
): Generator<Uint8Array, void, void> {
  switch (form) {
    case 'hex':
      return decodeTokens(source, offset, 16);
    case 'decimal':
      return decodeTokens(source, offset, 10);
    case 'escapes':
      return decodeLiteral(source, offset);
    case 'base32':
      return decodeGroups(source, offset, BASE32_VALUES, 8, fromBase32);
    case 'ascii85':
    case 'base85':
      return decodeGroups(source, offset, BASE85_VALUES[form], 5, decodeBase85);
  }
}

/** The pieces, if the first of them begins like a container, or like text that may hold one. */
function* ifContainer(pieces: Generator<Uint8Array, void, void>): Generator<Uint8Array, void, void> {
  const first = pieces.next();
  if (first.done === true || first.value.length === 0) return;
  const head = first.value.subarray(0, MAGIC_BYTES);
  if (containerKindOf(head) === null && !isText(head.subarray(0, SHOWN_BYTES))) return;
  yield first.value;
  yield* pieces;
}

function* bytesOf(source: ByteSource, offset: number): Generator<number, void, void> {
  for (let at = offset; at < source.size; at += STEP) yield* Uint8Array.from(source.read(at, STEP));
}

/** Gathers bytes into pieces. */
class Pieces {
  readonly #out: Buffer;
  #filled = 0;

  constructor({ size }: ByteSource, offset: number) {
    this.#out = Buffer.alloc(Math.min(STEP, size - offset + 8));
  }

  add(byte: number): void {
    this.#out[this.#filled++] = byte;
  }

  /** The next byte may be the last of a group, and of its bytes there are no more than eight. */
  get isFull(): boolean {
    return this.#filled > STEP - 8;
  }

  take(): Uint8Array {
    const piece = this.#out.subarray(0, this.#filled);
    this.#filled = 0;
    return piece;
  }
}

const BETWEEN = new Set([...Buffer.from(' \t\r\n"\'\\,;:-{}[]()_+/*#|>%&')]);

/** `1f8b08…`, `1f 8b 08`, `0x1f, 0x8b`, `31, 139, 8`: tokens of two digits each, or of one, or of up to three decimal ones. */
function* decodeTokens(source: ByteSource, offset: number, base: 10 | 16): Generator<Uint8Array, void, void> {
  const out = new Pieces(source, offset);
  let value = 0;
  let digits = 0;
  let gap = 0;
  for (const byte of bytesOf(source, offset)) {
    const digit = base === 16 ? hexDigit(byte) : byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : -1;
    if (digit >= 0) {
      gap = 0;
      value = value * base + digit;
      digits += 1;
      if (base === 16 && digits === 2) {
        out.add(value);
        value = 0;
        digits = 0;
      } else if (value > 255) break;
    } else if (base === 16 && (byte | 0x20) === 0x78 && digits <= 1 && value === 0) {
      // What introduces a number: `0x`, `\x`.
      digits = 0;
    } else if (BETWEEN.has(byte) && gap < MAX_GAP) {
      if (digits > 0) out.add(value);
      value = 0;
      digits = 0;
      gap += 1;
    } else break;
    if (out.isFull) yield out.take();
  }
  if (digits > 0 && value <= 255) out.add(value);
  yield out.take();
}

const SIMPLE_ESCAPES: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  e: 27,
};
const QUOTES = new Set([...Buffer.from('"\'`')]);
const BETWEEN_LITERALS = new Set([...Buffer.from(' \t\r\n+.,&_\\bBuUrR')]);

/** A literal of a program: `"\x1f\x8b\x08\x00x\xda…"`, in one piece or in several; without quotes, only escapes. */
function* decodeLiteral(source: ByteSource, offset: number): Generator<Uint8Array, void, void> {
  const before = offset > 0 ? Uint8Array.from(source.read(offset - 1, 1))[0]! : 0;
  const quote = QUOTES.has(before) ? before : 0;
  const out = new Pieces(source, offset);
  let state: 'text' | 'escape' | 'hex' | 'octal' | 'between' = 'text';
  let value = 0;
  let digits = 0;
  let gap = 0;
  const end = (): void => {
    out.add(value & 0xff);
    state = 'text';
  };
  for (const byte of bytesOf(source, offset)) {
    if (state === 'hex') {
      const digit = hexDigit(byte);
      if (digit < 0) break;
      value = value * 16 + digit;
      digits += 1;
      if (digits === 2) end();
    } else if (state === 'escape') {
      const simple = SIMPLE_ESCAPES[String.fromCharCode(byte)];
      value = 0;
      digits = 0;
      if (byte === 0x78) state = 'hex';
      else if (byte >= 0x30 && byte <= 0x37) {
        value = byte - 0x30;
        digits = 1;
        state = 'octal';
      } else if (byte === 0x0a || byte === 0x0d) state = 'text';
      else {
        value = simple ?? byte;
        end();
      }
    } else {
      if (state === 'octal') {
        if (byte >= 0x30 && byte <= 0x37) {
          value = value * 8 + byte - 0x30;
          digits += 1;
          if (digits === 3) end();
          continue;
        }
        end();
      }
      if (state === 'between') {
        gap += 1;
        if (byte === quote) state = 'text';
        else if (!BETWEEN_LITERALS.has(byte) || gap > MAX_GAP) break;
      } else if (byte === 0x5c) state = 'escape';
      else if (byte === quote) {
        state = 'between';
        gap = 0;
      } else if (quote === 0) break;
      else out.add(byte);
    }
    if (out.isFull) yield out.take();
  }
  yield out.take();
}

const BASE32_VALUES = ((): Int8Array => {
  const table = new Int8Array(256).fill(-1);
  for (const [value, code] of Buffer.from(BASE32).entries()) table[code] = value;
  return table;
})();
const BASE85_VALUES = {
  ascii85: base85Values('ascii85'),
  base85: base85Values('base85'),
} as const;

/** Eight digits for five bytes. */
function fromBase32(digits: readonly number[]): Uint8Array {
  const out: number[] = [];
  let held = 0;
  let bits = 0;
  for (const digit of digits) {
    held = ((held << 5) | digit) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    out.push((held >> bits) & 0xff);
  }
  return Uint8Array.from(out);
}

const ZERO_GROUP = 0x7a;

function* decodeGroups(
  source: ByteSource,
  offset: number,
  values: Int8Array,
  length: number,
  decode: (digits: readonly number[]) => Uint8Array,
): Generator<Uint8Array, void, void> {
  const out = new Pieces(source, offset);
  let group: number[] = [];
  for (const byte of bytesOf(source, offset)) {
    const value = values[byte]!;
    // Four zeros of PostScript's way are one letter.
    if (value < 0 && byte === ZERO_GROUP && length === 5 && group.length === 0)
      for (let zero = 0; zero < 4; zero += 1) out.add(0);
    else if (value >= 0) group.push(value);
    else if (byte > 0x20) break;
    if (group.length === length) {
      for (const decoded of decode(group)) out.add(decoded);
      group = [];
    }
    if (out.isFull) yield out.take();
  }
  if (group.length > 0) for (const decoded of decode(group)) out.add(decoded);
  yield out.take();
}

type Order = (word: DumpWord) => readonly number[];
const ORDERS: readonly Order[] = [(word) => word.bytes, (word) => word.bytes.toReversed()];

/** Each line has its address; without one it is a list of numbers. */
function* decodeDump(source: ByteSource, offset: number): Generator<Uint8Array, void, void> {
  for (const notation of NOTATIONS) {
    for (const order of ORDERS) {
      const pieces = dumped(source, offset, notation, order);
      const first = pieces.next();
      if (first.done === true || containerKindOf(first.value) === null) continue;
      yield first.value;
      yield* pieces;
      return;
    }
  }
  yield* ifContainer(decodeTokens(source, offset, 16));
}

function* dumped(
  source: ByteSource,
  offset: number,
  notation: Notation,
  order: Order,
): Generator<Uint8Array, void, void> {
  const lead = Math.min(offset, 200);
  const before = source.read(offset - lead, lead).toString('latin1');
  const start = offset - lead + before.lastIndexOf('\n') + 1;
  let piece: number[] = [];
  let isFirst = true;
  let isShown = false;
  for (const line of linesOf(source, start)) {
    const words = wordsOfLine(line, start, notation).filter((word) => !isFirst || word.at >= offset);
    if (words.length === 0) break;
    isFirst = false;
    for (const word of words) piece.push(...order(word));
    if (piece.length < (isShown ? STEP : SHOWN_BYTES)) continue;
    isShown = true;
    yield Uint8Array.from(piece);
    piece = [];
  }
  yield Uint8Array.from(piece);
}
