/** Decodes the neighbourhood of an anchor that stands inside a longer encoded run: base64, hex, decimal, wide characters. */

import { seamLength, seamLengthBefore } from './seams.ts';

/** A piece of encoded text, decoded. */
export interface DecodedRun {
  readonly text: Uint8Array;
  /** Offset behind the encoded form of decoded byte `index`. */
  readonly endOf: (index: number) => number;
  /** Where decoded byte `index` begins, for encodings in which each character has its own place; else the run's start. */
  readonly startOf: (index: number) => number;
  readonly encoding: string;
  /** Whether an anchor at this position, of this phase, was decoded with it, and with enough behind it. */
  readonly covers: (position: number, phase: number) => boolean;
}

/** Of a run that is cut off, the last part is decoded again with what follows it. */
export const RIGHT_RESERVE = 4096;

export const LEFT_CHARACTERS = 2048;
export const RIGHT_CHARACTERS = 12_288;
export const MAX_GAP = 96;
const LF = 0x0a;
const CR = 0x0d;

export const BASE64_VALUE = ((): Int8Array => {
  const table = new Int8Array(256).fill(-1);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  for (let index = 0; index < 62; index += 1) table[alphabet.charCodeAt(index)] = index;
  for (const [character, value] of [
    ['+', 62],
    ['-', 62],
    ['/', 63],
    ['_', 63],
  ] as const) {
    table[character.charCodeAt(0)] = value;
  }
  return table;
})();

export const GAP_BYTES = new Set([...Buffer.from(' \t\r\n"\'`\\,;>#*|()[]{}&=.')]);

/** Worked out only for a hit, as it may mean to look at a long run. */
export function once(work: () => number): () => number {
  let value: number | null = null;
  return () => (value ??= work());
}

/** Positions of the alphabet's characters around `at`, over line breaks and concatenations. */
export function collect(
  bytes: Uint8Array,
  at: number,
  isMember: (position: number) => boolean,
  gapEnd: (position: number, step: 1 | -1) => number,
): { readonly positions: Int32Array; readonly anchorIndex: number } {
  const left: number[] = [];
  for (let position = at - 1; position >= 0 && left.length < LEFT_CHARACTERS;) {
    if (isMember(position)) {
      left.push(position);
      position -= 1;
      continue;
    }
    const next = gapEnd(position, -1);
    if (next === position) break;
    position = next;
  }
  const right: number[] = [];
  for (let position = at; position < bytes.length && right.length < RIGHT_CHARACTERS;) {
    if (isMember(position)) {
      right.push(position);
      position += 1;
      continue;
    }
    const next = gapEnd(position, 1);
    if (next === position) break;
    position = next;
  }
  const positions = new Int32Array(left.length + right.length);
  for (let index = 0; index < left.length; index += 1) positions[index] = left[left.length - 1 - index]!;
  positions.set(right, left.length);
  return { positions, anchorIndex: left.length };
}

export function decodeBase64Around(bytes: Uint8Array, at: number, phase: number): DecodedRun {
  const escapedBreak = (position: number): boolean =>
    bytes[position - 1] === 0x5c && (bytes[position] === 0x6e || bytes[position] === 0x72);
  const isMember = (position: number): boolean =>
    BASE64_VALUE[bytes[position]!]! >= 0 &&
    !escapedBreak(position) &&
    !isLonePlus(bytes, position) &&
    !isLineSign(bytes, position);
  const gapEnd = (position: number, step: 1 | -1): number => {
    const seam = step === 1 ? seamLength(bytes, position) : seamLengthBefore(bytes, position + 1);
    if (seam > 0) return position + step * seam;
    let end = position;
    while (
      end >= 0 &&
      end < bytes.length &&
      Math.abs(end - position) < MAX_GAP &&
      (GAP_BYTES.has(bytes[end]!) || escapedBreak(end) || isLonePlus(bytes, end) || isLineSign(bytes, end))
    ) {
      end += step;
    }
    return end;
  };
  const { positions, anchorIndex } = collect(bytes, at, isMember, gapEnd);
  const offset = (((anchorIndex - phase) % 4) + 4) % 4;
  const groups = Math.floor((positions.length - offset) / 4);
  const rest = (positions.length - offset) % 4;
  const text = new Uint8Array(groups * 3 + (rest > 1 ? rest - 1 : 0));
  for (let index = 0, out = 0; out < text.length; index += 4) {
    const value = (part: number): number => {
      const position = positions[offset + index + part];
      return position === undefined ? 0 : BASE64_VALUE[bytes[position]!]!;
    };
    const word = (value(0) << 18) | (value(1) << 12) | (value(2) << 6) | value(3);
    text[out++] = word >> 16;
    if (out < text.length) text[out++] = (word >> 8) & 0xff;
    if (out < text.length) text[out++] = word & 0xff;
  }
  const runStart = once(() => {
    const contiguous = startOfRun(bytes, at, (position) => BASE64_VALUE[bytes[position]!]! >= 0);
    return alignedStart(bytes, contiguous, at, phase);
  });
  return {
    text,
    endOf: (index) =>
      positions[Math.min(positions.length - 1, offset + Math.ceil(((index + 1) * 4) / 3) - 1)]! + 1,
    startOf: runStart,
    encoding: 'base64',
    covers: (position, wanted) => {
      const index = indexOf(positions, position);
      return index >= 0 && (index - offset - wanted) % 4 === 0 && isCovered(positions, index);
    },
  };
}

export function indexOf(positions: Int32Array, position: number): number {
  let low = 0;
  let high = positions.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const value = positions[middle]!;
    if (value === position) return middle;
    if (value < position) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

export function isCovered(positions: Int32Array, index: number): boolean {
  return index < positions.length - RIGHT_RESERVE;
}

/** A plus sign between two strings, not a digit: `" + "`. */
export function isLonePlus(bytes: Uint8Array, position: number): boolean {
  if (bytes[position] !== 0x2b) return false;
  const before = bytes[position - 1] ?? 0;
  const after = bytes[position + 1] ?? 0;
  // At the end or the beginning of a wrapped line it is a digit.
  return BASE64_VALUE[before]! < 0 && BASE64_VALUE[after]! < 0;
}

const SIGNS = new Set([...Buffer.from('+-/')]);
const MOST_BEFORE_LINE = 16;

/**
 * Before a line, and no digit of it: the sign of a patch, where the line comes out even without it, or that of a comment with
 * its blank. The line may begin behind an escaped break.
 */
export function isLineSign(bytes: Uint8Array, position: number): boolean {
  if (!SIGNS.has(bytes[position]!)) return false;
  let start = position;
  while (start > 0 && position - start < MOST_BEFORE_LINE && isSignOrBlank(bytes[start - 1]!)) start -= 1;
  const isEscapedBreak = bytes[start - 1] === 0x6e && bytes[start - 2] === 0x5c;
  if (start > 0 && bytes[start - 1] !== LF && !isEscapedBreak) return false;
  let end = position;
  while (SIGNS.has(bytes[end] ?? 0)) end += 1;
  if ((bytes[end] === 0x20 || bytes[end] === 0x09) && end - start <= MOST_BEFORE_LINE) return true;
  if (start !== position || bytes[position] === 0x2f) return false;
  while (BASE64_VALUE[bytes[end] ?? 0]! >= 0 || bytes[end] === 0x3d) end += 1;
  if (isEscapedBreakLetter(bytes, end - 1)) end -= 1;
  return end - position > 4 && (end - position) % 4 === 1;
}

function isSignOrBlank(byte: number): boolean {
  return SIGNS.has(byte) || byte === 0x20 || byte === 0x09;
}

/**
 * `path/YXVn…`: the alphabet reaches further left than the run. What stands before a slash, a dash or an underscore is left
 * out where the groups of four do not come out even, or where it decodes to something that is no text.
 */
function alignedStart(bytes: Uint8Array, start: number, at: number, phase: number): number {
  const limit = Math.max(start, at - 4096);
  /** How many characters of the alphabet stand between a position and the anchor. */
  const counts = new Int32Array(at - limit + 1);
  for (let position = at - 1; position >= limit; position -= 1) {
    counts[position - limit] = counts[position - limit + 1]! + (BASE64_VALUE[bytes[position]!]! >= 0 ? 1 : 0);
  }
  const fits = (from: number): boolean => (((counts[from - limit]! - phase) % 4) + 4) % 4 === 0;
  let first: number | null = null;
  for (let from = limit; from <= at; from += 1) {
    const byte = bytes[from - 1] ?? 0;
    if (from !== limit && byte !== 0x2f && byte !== 0x2d && byte !== 0x5f && byte !== 0x2b) continue;
    if (!fits(from)) continue;
    first ??= from;
    if (decodesToText(bytes, from, at)) return from;
  }
  return first ?? start;
}

function decodesToText(bytes: Uint8Array, from: number, to: number): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset + from, Math.min(to - from, 64) & ~3);
  const decoded = Buffer.from(head.toString('latin1').replaceAll(/[^A-Za-z0-9+/_-]/g, ''), 'base64');
  return decoded.every((byte) =>
    byte >= 0x20 ? byte !== 0x7f : byte === 0x09 || byte === LF || byte === CR,
  );
}

/**
 * The first character of the run that `at` belongs to. Over a line break only as wrapped text has it: the line before is
 * full of the same alphabet and no shorter.
 */
function startOfRun(bytes: Uint8Array, at: number, isMember: (position: number) => boolean): number {
  let start = at;
  while (start > 0 && isMember(start - 1) && !isEscapedBreakLetter(bytes, start - 1)) start -= 1;
  for (;;) {
    let lineEnd = start;
    let sawBreak = false;
    while (lineEnd > 0 && start - lineEnd < MAX_GAP) {
      const byte = bytes[lineEnd - 1]!;
      if (byte === LF) {
        if (sawBreak) break;
        sawBreak = true;
      } else if (isEscapedBreakLetter(bytes, lineEnd - 1)) {
        sawBreak = true;
        lineEnd -= 1;
      } else if (!GAP_BYTES.has(byte) && !isLonePlus(bytes, lineEnd - 1)) break;
      lineEnd -= 1;
    }
    if (!sawBreak) return start;
    let lineStart = lineEnd;
    while (lineStart > 0 && isMember(lineStart - 1) && !isEscapedBreakLetter(bytes, lineStart - 1))
      lineStart -= 1;
    let present = start;
    while (present < bytes.length && isMember(present)) present += 1;
    const length = lineEnd - lineStart;
    if (length < 16 || (length < present - start && length % 4 !== 0)) return start;
    start = lineStart;
  }
}

function isEscapedBreakLetter(bytes: Uint8Array, position: number): boolean {
  return bytes[position - 1] === 0x5c && (bytes[position] === 0x6e || bytes[position] === 0x72);
}
