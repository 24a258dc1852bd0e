/** Dumps of bytes: line by line an address, the bytes, and what of them can be printed. */
import type { DecodedRun } from './runs.ts';

/** Lines of a dump that are read before an anchor, and behind it. */
const LINES_BEFORE = 64;
const LINES_BEHIND = 512;
const LONGEST_LINE = 400;

/** One word of a dump: its bytes in the order in which they are printed, and where it stands. */
export interface DumpWord {
  readonly bytes: readonly number[];
  readonly at: number;
}

interface DumpLine {
  readonly start: number;
  readonly next: number;
  readonly words: readonly DumpWord[];
}

/** What the bytes of a line are printed as. */
export type Notation = (text: string, start: number) => DumpWord[];

/** hexdump, xxd, od, gdb and tcpdump. Words of several bytes may be in this processor's order: both are read. */
export function decodeDumpAround(bytes: Uint8Array, at: number): DecodedRun[] {
  return NOTATIONS.flatMap((notation) => dumpAround(bytes, at, notation));
}

function dumpAround(bytes: Uint8Array, at: number, notation: Notation): DecodedRun[] {
  const own = dumpLine(bytes, lineStart(bytes, at), notation);
  if (own === null) return [];
  const lines = [own];
  for (let first = own; lines.length < LINES_BEFORE && first.start > 0;) {
    const before = dumpLine(bytes, lineStart(bytes, first.start - 1), notation);
    if (before === null) break;
    lines.unshift(before);
    first = before;
  }
  for (let last = own, count = 0; count < LINES_BEHIND && last.next < bytes.length; count += 1) {
    const behind = dumpLine(bytes, last.next, notation);
    if (behind === null) break;
    lines.push(behind);
    last = behind;
  }
  const words = lines.flatMap((line) => line.words);
  const orders = words.some((word) => word.bytes.length > 1)
    ? (['in order', 'swapped'] as const)
    : (['in order'] as const);
  return orders.map((order) => {
    const text: number[] = [];
    const places: number[] = [];
    for (const word of words) {
      for (const byte of order === 'swapped' ? word.bytes.toReversed() : word.bytes) {
        text.push(byte);
        places.push(word.at);
      }
    }
    return {
      text: Uint8Array.from(text),
      startOf: (index: number) => places[index] ?? at,
      endOf: (index: number) => (places[index] ?? at) + 2,
      encoding: 'hexdump',
      covers: (position: number) => position >= own.start && position < lines.at(-1)!.start,
    };
  });
}

function lineStart(bytes: Uint8Array, at: number): number {
  let start = at;
  while (start > 0 && bytes[start - 1] !== 0x0a) start -= 1;
  return start;
}

/**
 * Where the bytes of a line begin: behind its address, before which signs of comments, quotes and patches may stand, or
 * the time and level of a log.
 */
const ADDRESS =
  /^(?:[\s#>+*/|;!-]*|[^\r\n]{0,120}?[\s\])}>|])(?:0x)?[0-9A-Fa-f]{4,16}(?: <[^>]{0,80}>)?:?(?=[ \t]+(?:(?:0x)?[0-9A-Fa-f]{2,16}|[0-7]{3,6}|\\?[ -~])(?:[ \t]|$))/;
const HEXADECIMAL = /([ \t]+)(?:0x)?((?:[0-9A-Fa-f]{2}){1,8})(?![0-9A-Za-z])/y;
const BINARY = /[ \t]([01]{8})(?![0-9A-Za-z])/y;
const OCTAL = /([ \t]+)([0-7]{3}|[0-7]{6})(?![0-9A-Za-z])/y;

/** Sixteen bytes in most; what follows a gap behind them, or a bar, is their printed form. */
function hexadecimalWords(text: string, start: number): DumpWord[] {
  const words: DumpWord[] = [];
  let count = 0;
  HEXADECIMAL.lastIndex = 0;
  for (let match = HEXADECIMAL.exec(text); match !== null; match = HEXADECIMAL.exec(text)) {
    const [, gap = '', word = ''] = match;
    const isMiddle = count === 8 && gap.length === 2;
    if (words.length > 0 && gap.length > 1 && !isMiddle && !gap.includes('\t')) break;
    if (words.length > 0 && word.length > words[0]!.bytes.length * 2) break;
    words.push({
      bytes: [...Buffer.from(word, 'hex')],
      at: start + match.index + match[0].length - word.length,
    });
    count += word.length / 2;
  }
  return words;
}

/** `137 163 153`, or two bytes in one number: the higher one first, as in hexadecimal. */
function octalWords(text: string, start: number): DumpWord[] {
  const words: DumpWord[] = [];
  OCTAL.lastIndex = 0;
  for (let match = OCTAL.exec(text); match !== null; match = OCTAL.exec(text)) {
    const [all, , digits = ''] = match;
    const value = Number.parseInt(digits, 8);
    if (value > 0xffff) break;
    words.push({
      bytes: digits.length === 3 ? [value & 0xff] : [value >> 8, value & 0xff],
      at: start + match.index + all.length - digits.length,
    });
  }
  return words;
}

/** Six bytes in most, each in eight digits of two. */
function binaryWords(text: string, start: number): DumpWord[] {
  const words: DumpWord[] = [];
  BINARY.lastIndex = 0;
  for (let match = BINARY.exec(text); match !== null; match = BINARY.exec(text))
    words.push({
      bytes: [Number.parseInt(match[1] ?? '', 2)],
      at: start + match.index + match[0].length - 8,
    });
  return words;
}

const COLUMN = 4;
const ESCAPED: Readonly<Record<string, number>> = {
  '\\0': 0,
  '\\a': 7,
  '\\b': 8,
  '\\t': 9,
  '\\n': 10,
  '\\v': 11,
  '\\f': 12,
  '\\r': 13,
};

/** `   K   E   Y   =`: a column of four for each byte. */
function letterWords(text: string, start: number): DumpWord[] {
  const words: DumpWord[] = [];
  for (let at = 0; at + COLUMN <= text.length; at += COLUMN) {
    const cell = text.slice(at, at + COLUMN);
    const letter = cell.trim() === '' ? ' ' : cell.trimStart();
    const byte = letter.length === 1 ? letter.charCodeAt(0) : (ESCAPED[letter] ?? Number.parseInt(letter, 8));
    if (!(byte >= 0 && byte < 256)) break;
    words.push({ bytes: [byte], at: start + at + COLUMN - 1 });
  }
  return words;
}

export const NOTATIONS: readonly Notation[] = [binaryWords, hexadecimalWords, octalWords, letterWords];

function dumpLine(bytes: Uint8Array, start: number, notation: Notation): DumpLine | null {
  let end = start;
  while (end < bytes.length && end - start < LONGEST_LINE && bytes[end] !== 0x0a) end += 1;
  if (end - start >= LONGEST_LINE) return null;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
  const words = wordsOfLine(text, start, notation);
  return words.length === 0 ? null : { start, next: Math.min(bytes.length, end + 1), words };
}

/** Lines of Intel HEX and of S-records: count, address, bytes, checksum. */
const RECORD =
  /^[ \t]*(?::[0-9A-Fa-f]{6}00|S1[0-9A-Fa-f]{6}|S2[0-9A-Fa-f]{8}|S3[0-9A-Fa-f]{10})((?:[0-9A-Fa-f]{2})+)[0-9A-Fa-f]{2}\s*$/;

function recordBytes(text: string, start: number): DumpWord[] {
  const digits = RECORD.exec(text)?.[1];
  if (digits === undefined) return [];
  const at = start + text.trimEnd().length - 2 - digits.length;
  return [...Buffer.from(digits, 'hex')].map((byte, index) => ({ bytes: [byte], at: at + index * 2 }));
}

/** The bytes of one line; none where it is no line of a dump. */
export function wordsOfLine(text: string, start: number, notation: Notation): DumpWord[] {
  if (notation === hexadecimalWords) {
    const record = recordBytes(text, start);
    if (record.length > 0) return record;
  }
  const address = ADDRESS.exec(text)?.[0];
  return address === undefined ? [] : notation(text.slice(address.length), start + address.length);
}
