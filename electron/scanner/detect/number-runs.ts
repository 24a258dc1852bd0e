/** Runs in which each byte of a key is a number of its own: hexadecimal, decimal, or a character of two or four bytes. */
import { isInvisible } from './characters.ts';
import {
  collect,
  indexOf,
  isCovered,
  LEFT_CHARACTERS,
  MAX_GAP,
  once,
  RIGHT_CHARACTERS,
  RIGHT_RESERVE,
  type DecodedRun,
} from './runs.ts';

const LF = 0x0a;

const HEX_VALUE = ((): Int8Array => {
  const table = new Int8Array(256).fill(-1);
  for (let index = 0; index < 16; index += 1) {
    const digit = index.toString(16);
    table[digit.charCodeAt(0)] = index;
    table[digit.toUpperCase().charCodeAt(0)] = index;
  }
  return table;
})();

const HEX_SEPARATORS = new Set([...Buffer.from(' \t\r\n"\'\\,;:-{}[]()_+/*#|>')]);

export function decodeHexAround(bytes: Uint8Array, at: number): DecodedRun {
  const isIntroducer = (position: number): boolean => {
    // The 0 and x of 0x5f, the backslash and x of \x5f.
    const byte = bytes[position]!;
    if (byte === 0x78) return bytes[position - 1] === 0x30 || bytes[position - 1] === 0x5c;
    return byte === 0x30 && bytes[position + 1] === 0x78;
  };
  const isMember = (position: number): boolean =>
    HEX_VALUE[bytes[position]!]! >= 0 && !isIntroducer(position);
  const gapEnd = (position: number, step: 1 | -1): number => {
    let end = position;
    while (
      end >= 0 &&
      end < bytes.length &&
      Math.abs(end - position) < MAX_GAP &&
      (HEX_SEPARATORS.has(bytes[end]!) || isIntroducer(end))
    ) {
      end += step;
    }
    return end;
  };
  const { positions, anchorIndex } = collect(bytes, at, isMember, gapEnd);
  const offset = anchorIndex % 2;
  const text = new Uint8Array((positions.length - offset) >> 1);
  for (let index = 0; index < text.length; index += 1) {
    const digits = offset + index * 2;
    text[index] = HEX_VALUE[bytes[positions[digits]!]!]! * 16 + HEX_VALUE[bytes[positions[digits + 1]!]!]!;
  }
  const runStart = once(() => startOfHexRun(bytes, positions, anchorIndex));
  return {
    text,
    endOf: (index) => (positions[offset + index * 2 + 1] ?? at) + 1,
    startOf: runStart,
    encoding: 'hex',
    covers: (position) => {
      const index = indexOf(positions, position);
      return index >= 0 && (index - offset) % 2 === 0 && isCovered(positions, index);
    },
  };
}

/**
 * The first digit (or its 0x) of the tokens that belong together: each of an even number of digits, no part of a word, and
 * no further apart than a line break with its indentation.
 */
function startOfHexRun(bytes: Uint8Array, positions: Int32Array, anchorIndex: number): number {
  let start = anchorIndex;
  const introducer = (index: number): number => {
    const position = positions[index]!;
    return bytes[position - 1] === 0x78 && (bytes[position - 2] === 0x30 || bytes[position - 2] === 0x5c)
      ? 2
      : 0;
  };
  for (;;) {
    let token = start;
    while (token > 0 && positions[token - 1] === positions[token]! - 1) token -= 1;
    const first = positions[token]! - introducer(token);
    const isWord = /[A-Za-z0-9]/.test(String.fromCharCode(bytes[first - 1] ?? 0)) && introducer(token) === 0;
    if (start !== anchorIndex && ((start - token) % 2 !== 0 || isWord)) {
      return positions[start]! - introducer(start);
    }
    if (token === 0) return first;
    const gap = first - positions[token - 1]! - 1;
    const broken = bytes.subarray(positions[token - 1], first).includes(LF);
    if (gap > (broken ? MAX_GAP : 4)) return first;
    // The next token to the left ends where this one's gap begins.
    const before = token - 1;
    let head = before;
    while (head > 0 && positions[head - 1] === positions[head]! - 1) head -= 1;
    const headFirst = positions[head]! - introducer(head);
    const inWord =
      /[A-Za-z0-9]/.test(String.fromCharCode(bytes[headFirst - 1] ?? 0)) && introducer(head) === 0;
    if ((before + 1 - head) % 2 !== 0 || inWord) return first;
    start = head;
  }
}

const BINARY_GAPS = new Set([...Buffer.from(' \t\r\n"\',_')]);

/** Eight digits of two for each byte, with blanks between them or without. */
export function decodeBinaryAround(bytes: Uint8Array, at: number): DecodedRun {
  const isMember = (position: number): boolean => (bytes[position]! & 0xfe) === 0x30;
  const gapEnd = (position: number, step: 1 | -1): number => {
    let end = position;
    while (end >= 0 && Math.abs(end - position) < 8 && BINARY_GAPS.has(bytes[end]!)) end += step;
    return end;
  };
  const { positions, anchorIndex } = collect(bytes, at, isMember, gapEnd);
  const offset = anchorIndex % 8;
  const text = new Uint8Array((positions.length - offset) >> 3);
  for (let index = 0; index < text.length; index += 1)
    for (let digit = 0; digit < 8; digit += 1)
      text[index] = text[index]! * 2 + (bytes[positions[offset + index * 8 + digit]!]! & 1);
  return {
    text,
    startOf: (index) => positions[offset + index * 8] ?? at,
    endOf: (index) => (positions[offset + index * 8 + 7] ?? at) + 1,
    encoding: 'binary',
    covers: (position) => {
      const index = indexOf(positions, position);
      return index >= 0 && (index - offset) % 8 === 0 && isCovered(positions, index);
    },
  };
}

/** Characters of two or four bytes, in the byte order that makes the anchor's text appear. */
export function decodeWideAround(bytes: Uint8Array, at: number, unit: 2 | 4): DecodedRun[] {
  return (['le', 'be'] as const).map((order) => {
    // The anchor's first byte is the character's own: the first of its unit, or the last.
    const phase = order === 'le' ? at : at - (unit - 1);
    const first = phase - Math.min(Math.floor(phase / unit), LEFT_CHARACTERS) * unit;
    const count = Math.max(
      0,
      Math.min(Math.floor((bytes.length - first) / unit), LEFT_CHARACTERS + RIGHT_CHARACTERS),
    );
    const text = new Uint8Array(count);
    for (let index = 0; index < count; index += 1) {
      let value = 0;
      for (let part = 0; part < unit; part += 1) {
        const byte = bytes[first + index * unit + (order === 'le' ? unit - 1 - part : part)]!;
        value = value * 256 + byte;
      }
      // A vertical tab is something to skip, a NUL byte is an end.
      text[index] = value < 0x80 ? value : isInvisible(value) ? 0x0b : 0;
    }
    return {
      text,
      startOf: (index) => first + index * unit,
      endOf: (index) => first + (index + 1) * unit,
      encoding: `utf-${unit * 8}${order}`,
      covers: (position) => {
        const index = (position - (order === 'le' ? 0 : unit - 1) - first) / unit;
        return Number.isInteger(index) && index >= 0 && index < count - RIGHT_RESERVE;
      },
    };
  });
}
