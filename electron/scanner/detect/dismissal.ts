/**
 * Tells at once of most prefixes that no key begins there: masked keys and placeholders, plain and in base64, of which logs
 * and documentation hold millions. It knows only what has one reading; everything else is left to the search.
 */
import { KEY_CHECKSUM_LENGTH, KEY_LENGTH } from '../../../shared/key-format.ts';
import type { Anchor } from './anchor-kinds.ts';
import { candidateAt, isKeyCharacter, KEY_PREFIXES, PREFIX_LENGTH, prefixAt } from './candidate.ts';
import { constantAt } from './bodies.ts';
import { fullWidth, hexAt, invisibleLength, isNamedCharacter, isTypographicQuote } from './characters.ts';
import { BINARY_REACH, controlsIn, firstControl } from './control-characters.ts';
import { isMasked, noteMasked } from './masked.ts';
import { endOfTag, isNotation, MAX_GAP, SKIPPED } from './gaps.ts';
import { UNDERSCORE } from './key-parts.ts';
import { BASE64_VALUE } from './runs.ts';
import { seamLength } from './seams.ts';

const SECRET_END = KEY_LENGTH - KEY_CHECKSUM_LENGTH;
const UNDERSCORE_AT = PREFIX_LENGTH + 22;
/** A reading that goes on for longer is left to the search, which counts what it looks at. */
const MOST_READ = 2048;

/** Groups of four characters of base64 before the one with the anchor: a prefix has sixteen. */
const GROUPS_BEFORE = 5;
const MOST_GROUPS = GROUPS_BEFORE + 33;

/** Prefixes as constants that the search is told of: a few say that bodies may stand elsewhere. */
const MOST_CONSTANTS = 8;

/** How far on control characters are looked for. */
const LOOK_AHEAD = 8192;

type Reading = 'nowhere' | 'whole' | 'unsure';

/** Of one text: offsets are in it. */
export class Dismissal {
  readonly #text: Uint8Array;
  readonly #isOuter: boolean;
  /** The text between these has no control characters. */
  #plainFrom = 0;
  #plainTo = 0;
  #words: Int32Array | null = null;
  readonly #decoded = new Uint8Array(MOST_GROUPS * 3 + KEY_LENGTH);
  /** What was no key a moment ago is none here: logs repeat their placeholders. */
  readonly #lastPlaceholder = new Uint8Array(KEY_LENGTH).fill(1);
  #constants = 0;
  #lastEncoded = { at: 0, length: 0, behind: 0 };

  /** @param isOuter the bytes themselves, not what was decoded out of them */
  constructor(text: Uint8Array, isOuter: boolean) {
    this.#text = text;
    this.#isOuter = isOuter;
  }

  /** Offset behind the prefix that the anchor belongs to; 0 where it has to be looked at. */
  until({ kind }: Anchor, at: number): number {
    if (kind.type === 'base64') return this.#base64(at, kind.phase);
    if (kind.type !== 'start' || (this.#isOuter && !this.#isPlainAround(at))) return 0;
    if (this.#isOuter && this.#constants < MOST_CONSTANTS && constantAt(this.#text, at) !== null) {
      this.#constants += 1;
      return 0;
    }
    const length = this.#dismissed(this.#text, at, this.#text.length);
    return length === 0 ? 0 : at + length;
  }

  /** How much of a prefix stands at `at` and has nothing of a key behind it; 0 where there may be something. */
  #dismissed(text: Uint8Array, at: number, end: number): number {
    const prefix = prefixAt(text, at);
    const length = prefix === null ? lengthOfPrefix(text, at) : PREFIX_LENGTH;
    // All of it are characters of a key, so it is no masked one.
    if (prefix !== null && this.#isLastPlaceholder(text, at)) return length;
    if (prefix !== null && isMasked(text, at)) {
      noteMasked(text, at, prefix);
      return length;
    }
    const reading = readOneWay(text, at, length, end);
    if (reading === 'whole') return this.#isPlaceholder(text, at, end) ? length : 0;
    if (reading === 'nowhere' && prefix !== null) noteMasked(text, at, prefix);
    return reading === 'nowhere' ? length : 0;
  }

  /** All characters of a key and nothing between them: there is one way to read it, and it gives nothing. */
  #isPlaceholder(text: Uint8Array, at: number, end: number): boolean {
    if (at + KEY_LENGTH > end) return false;
    for (let index = SECRET_END; index < KEY_LENGTH; index += 1)
      if (!isKeyCharacter(text[at + index]!)) return false;
    const candidate = candidateAt(text, at, end);
    candidate?.key.fill(0);
    if (candidate !== null) return false;
    this.#lastPlaceholder.set(text.subarray(at, at + KEY_LENGTH));
    return true;
  }

  #isLastPlaceholder(text: Uint8Array, at: number): boolean {
    const last = this.#lastPlaceholder;
    // From its end, where placeholders differ that begin alike.
    for (let index = KEY_LENGTH - 1; index >= 0; index -= 1)
      if (text[at + index] !== last[index]) return false;
    return true;
  }

  /** As it stands, without a break: the prefix and what shows that no key follows it. */
  #base64(at: number, phase: number): number {
    const text = this.#text;
    for (let position = at - phase; position < at; position += 1)
      if (BASE64_VALUE[text[position] ?? 0]! < 0) return 0;
    let start = at - phase;
    const first = Math.max(start - GROUPS_BEFORE * 4, 0);
    while (start - 4 >= first && groupAt(text, start - 4) >= 0) start -= 4;
    const known = this.#knownEncoded(start);
    if (known > 0) return known;
    const decoded = this.#decoded;
    const whole = Math.min(text.length - 3, start + MOST_GROUPS * 4);
    let position = start;
    let end = 0;
    for (; position < whole; position += 4, end += 3) {
      const group = groupAt(text, position);
      if (group < 0) break;
      decoded[end] = group >> 16;
      decoded[end + 1] = group >> 8;
      decoded[end + 2] = group;
    }
    if (end < MOST_GROUPS * 3) {
      const a = BASE64_VALUE[text[position] ?? 0]!;
      const b = BASE64_VALUE[text[position + 1] ?? 0]!;
      const c = BASE64_VALUE[text[position + 2] ?? 0]!;
      if ((a | b) >= 0) decoded[end++] = (a << 2) | (b >> 4);
      if ((a | b | c) >= 0) decoded[end++] = ((b & 15) << 4) | (c >> 2);
    }
    decoded.fill(0, end, end + KEY_LENGTH);
    const last = Math.min(((at - start) * 3) >> 2, end - PREFIX_LENGTH);
    for (let offset = last; offset >= 0; offset -= 1) {
      if (prefixAt(decoded, offset) === null) continue;
      if (this.#dismissed(decoded, offset, end) === 0) return 0;
      const behind = Math.ceil(((offset + PREFIX_LENGTH) * 4) / 3);
      this.#lastEncoded = { at: start, length: Math.ceil((end * 4) / 3) + 2, behind };
      return start + behind;
    }
    return 0;
  }

  /** The same characters as those that were dismissed last, with what ended them. */
  #knownEncoded(start: number): number {
    const { at, length, behind } = this.#lastEncoded;
    const text = this.#text;
    if (length === 0 || start + length > text.length) return 0;
    let same = 0;
    while (same < length && text[start + same] === text[at + same]) same += 1;
    return same === length ? start + behind : 0;
  }

  /** Four bytes at a time, as all of a log goes through here. */
  #firstControl(from: number, to: number): number {
    const { byteOffset, length } = this.#text;
    const words = (this.#words ??= new Int32Array(
      this.#text.buffer,
      byteOffset + (-byteOffset & 3),
      Math.max(0, length - (-byteOffset & 3)) >> 2,
    ));
    const shift = -byteOffset & 3;
    let word = Math.max(0, from - shift + 3) >> 2;
    const last = Math.max(0, to - shift) >> 2;
    const head = firstControl(this.#text, from, Math.min(to, word * 4 + shift));
    if (head < Math.min(to, word * 4 + shift)) return head;
    while (
      word + 4 <= last &&
      (controlsIn(words[word]!) |
        controlsIn(words[word + 1]!) |
        controlsIn(words[word + 2]!) |
        controlsIn(words[word + 3]!)) ===
        0
    )
      word += 4;
    while (word < last && controlsIn(words[word]!) === 0) word += 1;
    return firstControl(this.#text, Math.max(from, word * 4 + shift), to);
  }

  /** Control characters show a database, in which the rest of a key may stand elsewhere. */
  #isPlainAround(at: number): boolean {
    const from = Math.max(0, at - BINARY_REACH);
    const to = Math.min(this.#text.length, at + BINARY_REACH);
    if (from < this.#plainFrom || from > this.#plainTo) {
      this.#plainFrom = from;
      this.#plainTo = from;
    }
    const known = this.#plainTo;
    if (to <= known) return true;
    // Far ahead at once: a log has a prefix in each of its lines.
    const control = this.#firstControl(known, Math.min(this.#text.length, Math.max(to, known + LOOK_AHEAD)));
    if (control < to) {
      this.#plainFrom = control + 1;
      this.#plainTo = control + 1;
      return false;
    }
    this.#plainTo = control;
    return true;
  }
}

/** The three bytes that four characters stand for, or a number below 0. */
function groupAt(text: Uint8Array, at: number): number {
  return (
    (BASE64_VALUE[text[at]!]! << 18) |
    (BASE64_VALUE[text[at + 1]!]! << 12) |
    (BASE64_VALUE[text[at + 2]!]! << 6) |
    BASE64_VALUE[text[at + 3]!]!
  );
}

/** How much of a prefix stands at `at`. */
function lengthOfPrefix(text: Uint8Array, at: number): number {
  let most = 0;
  for (const { bytes } of KEY_PREFIXES) {
    let length = 0;
    while (length < PREFIX_LENGTH && text[at + length] === bytes[length]) length += 1;
    if (length > most) most = length;
  }
  return most;
}

/**
 * Reads on as the reader does, where that has one way only: `nowhere` where what is read is too short for a key in any
 * case, `whole` where the characters of one follow each other without a gap.
 * @param prefix how much of a prefix stands at `at`
 */
function readOneWay(text: Uint8Array, at: number, prefix: number, end: number): Reading {
  const limit = Math.min(end, at + MOST_READ);
  let length = prefix;
  let position = at + length;
  let gap = 0;
  let joined = false;
  while (position < limit) {
    const byte = text[position]!;
    if (isKeyCharacter(byte)) {
      if (gap > 0 && isNotation(text, position)) return 'unsure';
      if (isNamedCharacter(text, position)) return 'unsure';
      if (length < PREFIX_LENGTH) return fitsPrefix(text, at, length, byte) ? 'unsure' : 'nowhere';
      // Parts that an underscore joins elsewhere.
      if (gap > 0 && length === UNDERSCORE_AT && byte !== UNDERSCORE) return 'unsure';
      if ((byte === 0x5f) !== (length === UNDERSCORE_AT)) return 'nowhere';
      length += 1;
      position += 1;
      gap = 0;
      if (length === SECRET_END) return joined ? 'unsure' : 'whole';
      continue;
    }
    const skipped = skippedAt(text, position, end);
    if (skipped < 0) return 'unsure';
    if (skipped === 0) return 'nowhere';
    joined = true;
    gap += skipped;
    position += skipped;
    if (gap > MAX_GAP) return 'nowhere';
  }
  return 'unsure';
}

/** Whether a prefix that begins with the first `length` characters goes on with this one, behind a gap. */
function fitsPrefix(text: Uint8Array, at: number, length: number, byte: number): boolean {
  return KEY_PREFIXES.some(({ bytes }) => {
    const isJoined = bytes[length] === UNDERSCORE && bytes[length + 1] === byte;
    if (bytes[length] !== byte && !isJoined) return false;
    for (let index = 0; index < length; index += 1) if (text[at + index] !== bytes[index]) return false;
    return true;
  });
}

/** How many bytes stand between two characters here; 0 where the reading ends, -1 where there are two ways. */
function skippedAt(text: Uint8Array, at: number, end: number): number {
  const byte = text[at]!;
  if (seamLength(text, at) > 0) return -1;
  switch (byte) {
    case 0x25:
      return hexAt(text, at + 1, 2) < 0 ? 0 : -1;
    case 0x26:
    case 0x1b:
      return -1;
    case 0x3d:
      return hexAt(text, at + 1, 2) < 0 ? 1 : -1;
    case 0x3c: {
      const tag = endOfTag(text, at, end);
      return tag < 0 ? 1 : tag - at;
    }
    case 0x5c: {
      let kind = at + 1;
      while (kind < end && text[kind] === 0x5c) kind += 1;
      // An escape by number, or a line break written as a letter.
      const isEscape = kind >= end || "uUxnrt01234567'".includes(String.fromCharCode(text[kind]!));
      return isEscape ? -1 : kind - at;
    }
    default:
      if (byte < 0x80) return SKIPPED[byte]!;
      if (fullWidth(text, at) > 0) return -1;
      return invisibleLength(text, at) || (isTypographicQuote(text, at) ? 3 : 0);
  }
}
