/** Runs in base 32 and base 85, and dumps of bytes: line by line an address, the bytes, and what of them can be printed. */
import { BASE32, base85Values, decodeBase85, type Base85Name } from './bases.ts';
import { collect, indexOf, isCovered, MAX_GAP, type DecodedRun } from './runs.ts';

const GAP_BYTES = new Set([...Buffer.from(' \t\r\n"\'`\\,;>#*|()[]{}&=.+')]);
const LINE_GAP_BYTES = new Set([...Buffer.from('\r\n \t')]);

const BASE32_VALUE = ((): Int8Array => {
  const table = new Int8Array(256).fill(-1);
  for (const [value, code] of Buffer.from(BASE32).entries()) {
    table[code] = value;
    table[String.fromCharCode(code).toLowerCase().charCodeAt(0)] = value;
  }
  return table;
})();

function gapEndOf(bytes: Uint8Array, gap: ReadonlySet<number>) {
  return (position: number, step: 1 | -1): number => {
    let end = position;
    while (end >= 0 && end < bytes.length && Math.abs(end - position) < MAX_GAP && gap.has(bytes[end]!))
      end += step;
    return end;
  };
}

export function decodeBase32Around(bytes: Uint8Array, at: number, phase: number): DecodedRun {
  const { positions, anchorIndex } = collect(
    bytes,
    at,
    (position) => BASE32_VALUE[bytes[position]!]! >= 0,
    gapEndOf(bytes, GAP_BYTES),
  );
  const offset = (((anchorIndex - phase) % 8) + 8) % 8;
  const text = new Uint8Array(Math.floor(((positions.length - offset) * 5) / 8));
  let held = 0;
  let bits = 0;
  for (let index = offset, out = 0; out < text.length; index += 1) {
    held = ((held << 5) | BASE32_VALUE[bytes[positions[index]!]!]!) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    text[out++] = (held >> bits) & 0xff;
  }
  return {
    text,
    startOf: () => firstOfRun(positions, anchorIndex),
    endOf: (index) =>
      positions[Math.min(positions.length - 1, offset + Math.ceil(((index + 1) * 8) / 5) - 1)]! + 1,
    encoding: 'base32',
    covers: (position, wanted) => {
      const index = indexOf(positions, position);
      return index >= 0 && (index - offset - wanted) % 8 === 0 && isCovered(positions, index);
    },
  };
}

/** Where the characters begin that stand side by side with the anchor. */
function firstOfRun(positions: Int32Array, anchorIndex: number): number {
  let first = anchorIndex;
  while (first > 0 && positions[first - 1] === positions[first]! - 1) first -= 1;
  return positions[first] ?? 0;
}

const BASE85_VALUES: Readonly<Record<Base85Name, Int8Array>> = {
  ascii85: base85Values('ascii85'),
  base85: base85Values('base85'),
};

/** The anchor is a whole group. */
export function decodeBase85Around(bytes: Uint8Array, at: number, alphabet: Base85Name): DecodedRun {
  const values = BASE85_VALUES[alphabet];
  const { positions, anchorIndex } = collect(
    bytes,
    at,
    (position) => values[bytes[position]!]! >= 0,
    gapEndOf(bytes, LINE_GAP_BYTES),
  );
  const offset = anchorIndex % 5;
  const text = decodeBase85(Array.from(positions.subarray(offset), (position) => values[bytes[position]!]!));
  return {
    text,
    startOf: () => firstOfRun(positions, anchorIndex),
    endOf: (index) =>
      positions[Math.min(positions.length - 1, offset + Math.ceil(((index + 1) * 5) / 4) - 1)]! + 1,
    encoding: alphabet,
    covers: (position) => {
      const index = indexOf(positions, position);
      return index >= 0 && (index - offset) % 5 === 0 && isCovered(positions, index);
    },
  };
}

/** Lines of a dump that are read before an anchor, and behind it. */
const LINES_BEFORE = 64;
const LINES_BEHIND = 512;
const LONGEST_LINE = 400;

interface DumpLine {
  readonly start: number;
  readonly next: number;
  readonly words: readonly { readonly text: string; readonly at: number }[];
}

/**
 * hexdump, xxd, od and tcpdump. Words of two bytes may be in this processor's order: both are read.
 * Null where the line is none of a dump.
 */
export function decodeDumpAround(bytes: Uint8Array, at: number): DecodedRun[] {
  const own = dumpLine(bytes, lineStart(bytes, at));
  if (own === null) return [];
  const lines = [own];
  for (let first = own; lines.length < LINES_BEFORE && first.start > 0;) {
    const before = dumpLine(bytes, lineStart(bytes, first.start - 1));
    if (before === null) break;
    lines.unshift(before);
    first = before;
  }
  for (let last = own, count = 0; count < LINES_BEHIND && last.next < bytes.length; count += 1) {
    const behind = dumpLine(bytes, last.next);
    if (behind === null) break;
    lines.push(behind);
    last = behind;
  }
  return (['in order', 'swapped'] as const).flatMap((order) => {
    const text: number[] = [];
    const places: number[] = [];
    for (const { words } of lines) {
      for (const word of words) {
        const pairs = word.text.match(/../g)!;
        if (order === 'swapped') pairs.reverse();
        for (const pair of pairs) {
          text.push(Number.parseInt(pair, 16));
          places.push(word.at);
        }
      }
    }
    if (order === 'swapped' && !lines.some(({ words }) => words.some((word) => word.text.length > 2)))
      return [];
    return [
      {
        text: Uint8Array.from(text),
        startOf: (index: number) => places[index] ?? at,
        endOf: (index: number) => (places[index] ?? at) + 2,
        encoding: 'hexdump',
        covers: (position: number) => position >= own.start && position < lines.at(-1)!.start,
      },
    ];
  });
}

function lineStart(bytes: Uint8Array, at: number): number {
  let start = at;
  while (start > 0 && bytes[start - 1] !== 0x0a) start -= 1;
  return start;
}

const ADDRESS = /^[\s#>]*(?:0x)?[0-9A-Fa-f]{4,16}:?(?=\s)/;
const WORD = /([ \t]+)((?:[0-9A-Fa-f]{2}){1,4})(?![0-9A-Za-z])/y;

/** Sixteen bytes in most; what follows a gap behind them, or a bar, is their printed form. */
function dumpLine(bytes: Uint8Array, start: number): DumpLine | null {
  let end = start;
  while (end < bytes.length && end - start < LONGEST_LINE && bytes[end] !== 0x0a) end += 1;
  if (end - start >= LONGEST_LINE) return null;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
  const address = ADDRESS.exec(text);
  if (address === null) return null;
  const words: { text: string; at: number }[] = [];
  let count = 0;
  WORD.lastIndex = address[0].length;
  for (let match = WORD.exec(text); match !== null; match = WORD.exec(text)) {
    const [, gap = '', word = ''] = match;
    const isMiddle = count === 8 && gap.length === 2;
    if (words.length > 0 && gap.length > 1 && !isMiddle) break;
    if (words.length > 0 && word.length !== words[0]!.text.length && word.length > words[0]!.text.length)
      break;
    words.push({ text: word, at: start + match.index + gap.length });
    count += word.length / 2;
  }
  return words.length === 0 ? null : { start, next: Math.min(bytes.length, end + 1), words };
}
