/**
 * The text of a PDF page: its strings in the order in which they are shown, without what moves them, in the letters that the
 * document's own tables give them. Fonts are not followed: a string is read with each table, as only a checksum accepts it.
 */

/** SECURITY: a document may bring any number of tables. */
const MOST_TABLES = 64;
const MOST_RANGE = 65_536;
const SHOWING = ['TJ', 'Tj', 'T*', "'"];

/** From what a string holds to letters; `width` is how many bytes one of them takes. */
export interface LetterTable {
  readonly width: 1 | 2;
  readonly letters: ReadonlyMap<number, number>;
}

const CHARACTER = /<([0-9A-Fa-f]{2,4})>\s*<([0-9A-Fa-f]{2,4})>/g;
const RANGE =
  /<([0-9A-Fa-f]{2,4})>\s*<([0-9A-Fa-f]{2,4})>\s*(?:<([0-9A-Fa-f]{2,4})>|\[((?:\s*<[0-9A-Fa-f]{2,}>)*)\s*\])/g;

/** The table in a stream; null where it is none. Only plain letters count. */
export function letterTable(stream: Buffer): LetterTable | null {
  const text = stream.toString('latin1');
  if (!text.includes('beginbfchar') && !text.includes('beginbfrange')) return null;
  const letters = new Map<number, number>();
  let width: 1 | 2 = 1;
  const add = (code: number, letter: number): void => {
    if (letter > 0x20 && letter < 0x7f && letters.size < MOST_RANGE) letters.set(code, letter);
  };
  for (const [, kind, list = ''] of text.matchAll(/beginbf(char|range)([\s\S]*?)endbf/g)) {
    for (const [, from = '', to = '', target, targets] of list.matchAll(
      kind === 'char' ? CHARACTER : RANGE,
    )) {
      if (from.length > 2) width = 2;
      const first = Number.parseInt(from, 16);
      if (kind === 'char') {
        add(first, Number.parseInt(to, 16));
        continue;
      }
      const last = Math.min(Number.parseInt(to, 16), first + 255);
      const each = targets?.match(/[0-9A-Fa-f]{2,}/g);
      const start = Number.parseInt(target ?? '', 16);
      for (let code = first; code <= last; code += 1)
        add(
          code,
          each === undefined ? start + code - first : Number.parseInt(each?.[code - first] ?? '', 16),
        );
    }
  }
  return letters.size === 0 ? null : { width, letters };
}

/** The strings of a page's content, in one piece for each change of the font; empty where it is no such content. */
export function shownText(stream: Buffer): Buffer[] {
  if (!stream.includes('BT') || !SHOWING.some((operator) => stream.includes(operator))) return [];
  const pieces: Buffer[] = [];
  let out: number[] = [];
  for (let at = 0; at < stream.length;) {
    const byte = stream[at]!;
    if (byte === 0x28) at = literal(stream, at + 1, out);
    else if (byte === 0x3c && stream[at + 1] !== 0x3c) at = hexadecimal(stream, at + 1, out);
    else {
      if (byte === 0x54 && stream[at + 1] === 0x66 && out.length > 0) {
        pieces.push(Buffer.from(out));
        out = [];
      }
      at += byte === 0x3c ? 2 : 1;
    }
  }
  if (out.length > 0) pieces.push(Buffer.from(out));
  return pieces;
}

const ESCAPES: Readonly<Record<string, number>> = { n: 0x0a, r: 0x0d, t: 0x09, b: 0x08, f: 0x0c };

/** `(…)`, with brackets in it and escapes. */
function literal(bytes: Buffer, start: number, out: number[]): number {
  let depth = 1;
  let at = start;
  for (; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    if (byte === 0x28) depth += 1;
    if (byte === 0x29 && (depth -= 1) === 0) return at + 1;
    if (byte !== 0x5c) {
      out.push(byte);
      continue;
    }
    at += 1;
    const escaped = String.fromCharCode(bytes[at] ?? 0);
    const octal = /^[0-7]{1,3}/.exec(bytes.toString('latin1', at, at + 3))?.[0];
    if (octal !== undefined) {
      out.push(Number.parseInt(octal, 8) & 0xff);
      at += octal.length - 1;
    } else if (escaped === '\r' || escaped === '\n') {
      if (escaped === '\r' && bytes[at + 1] === 0x0a) at += 1;
    } else out.push(ESCAPES[escaped] ?? bytes[at] ?? 0);
  }
  return at;
}

function hexadecimal(bytes: Buffer, start: number, out: number[]): number {
  const end = bytes.indexOf(0x3e, start);
  if (end < 0) return bytes.length;
  const digits = bytes.toString('latin1', start, end).replaceAll(/\s/g, '');
  if (/^[0-9A-Fa-f]*$/.test(digits))
    for (const byte of Buffer.from(digits.padEnd(digits.length + (digits.length % 2), '0'), 'hex'))
      out.push(byte);
  return end + 1;
}

/** What the strings show with each of the tables, and as they stand. */
export function* readings(
  pieces: readonly Buffer[],
  tables: readonly LetterTable[],
): Generator<Buffer, void, void> {
  if (pieces.length === 0) return;
  yield Buffer.concat(pieces);
  for (const table of tables.slice(0, MOST_TABLES))
    yield Buffer.concat(pieces.map((piece) => read(piece, table)));
}

function read(shown: Buffer, { width, letters }: LetterTable): Buffer {
  const text = Buffer.alloc(Math.floor(shown.length / width));
  for (let index = 0; index < text.length; index += 1)
    text[index] = letters.get(width === 1 ? shown[index]! : shown.readUInt16BE(index * 2)) ?? 0;
  return text;
}
