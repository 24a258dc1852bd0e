/**
 * Long runs that are text again once they are decoded: hexadecimal in base64, base64 in base 32, escapes in any of them. What
 * begins them shows it, so each is decoded whole, whatever it holds.
 */
import type { Anchor } from './anchor-kinds.ts';
import type { AnchorVisitor } from './prefilter.ts';
import { BASE32 } from './bases.ts';
import { isDeflateStart } from './deflate-start.ts';

export type Alphabet = 'base64' | 'hex' | 'base32';

/**
 * A key in two layers of different kinds is no shorter; one in two layers of base64 has anchors of its own. Lines that go on in
 * the next one may be shorter.
 */
const LEAST = 120;
const LEAST_WRAPPED = 56;
/** How much of a run is decoded to see what it is. */
const SHOWN = 48;
/** A run is looked at in parts of this size, so that the text around each of them is not copied again and again. */
export const TEXT_PART = 1 << 16;
/** Characters of base 32, of which groups of all others are parts. */
const MOST_IN_GROUP = 8;

const anchorOf = (alphabet: Alphabet): Anchor => ({
  bytes: new Uint8Array(0),
  kind: { type: 'text', alphabet },
});
const ANCHORS: Readonly<Record<Alphabet, Anchor>> = {
  base64: anchorOf('base64'),
  hex: anchorOf('hex'),
  base32: anchorOf('base32'),
};

const DEFLATED: Anchor = { bytes: new Uint8Array(0), kind: { type: 'head', form: 'deflate', back: 0 } };
/** Of base64: whole groups. */
const SHOWN_PACKED = 128;

/** Deflate without a head of its own: what programs put into addresses, cookies and their own source. */
function beginsDeflated(bytes: Buffer, at: number): boolean {
  const part = bytes.toString('latin1', at, at + SHOWN_PACKED);
  return isDeflateStart(Buffer.from(part, 'base64'));
}

const valuesOf = (alphabet: string): Int8Array => {
  const values = new Int8Array(256).fill(-1);
  for (const [value, code] of Buffer.from(alphabet).entries()) values[code] = value;
  return values;
};
// Of its own: what decodes a run is loaded when there is one.
const BASE64_VALUES = valuesOf(`ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/`);
BASE64_VALUES[0x2d] = 62;
BASE64_VALUES[0x5f] = 63;

/** Which characters belong to which alphabets: 1 base64, 2 hexadecimal, 4 base 32. */
export const MEMBERS = ((): Uint8Array => {
  const table = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte += 1) {
    const character = String.fromCharCode(byte);
    if (BASE64_VALUES[byte]! >= 0) table[byte]! |= 1;
    if (/[0-9A-Fa-f]/.test(character)) table[byte]! |= 2;
    if (/[A-Z2-7]/.test(character)) table[byte]! |= 4;
  }
  return table;
})();

/**
 * The run around a block of bytes, if it is long enough: it is told of at its beginning, or where it comes into `[from, to)`,
 * and once for each part.
 * @returns the end of what was looked at
 */
export function visitTextRun(
  bytes: Buffer,
  block: number,
  length: number,
  from: number,
  to: number,
  visit: AnchorVisitor,
): number {
  let common = 7;
  let end = block;
  for (; end < block + length && common !== 0; end += 1) common &= MEMBERS[bytes[end]!]!;
  if (common === 0 || end > to) return block + length;
  for (; end < to && MEMBERS[bytes[end]!] !== 0; end += 1) common &= MEMBERS[bytes[end]!]!;
  let start = block;
  for (; start > 0 && MEMBERS[bytes[start - 1]!] !== 0; start -= 1) common &= MEMBERS[bytes[start - 1]!]!;
  if (end - start >= LEAST || (end - start >= LEAST_WRAPPED && isWrapped(bytes, end, to)))
    tell(bytes, start, Math.max(start, from), end, common, visit);
  return end;
}

function isWrapped(bytes: Uint8Array, end: number, to: number): boolean {
  let next = end;
  while (next < to && next < end + 8 && (bytes[next]! <= 0x20 || bytes[next] === 0x5c)) next += 1;
  for (let index = next; index < next + LEAST_WRAPPED; index += 1)
    if (index >= to || MEMBERS[bytes[index]!] === 0) return false;
  return next > end;
}

function tell(
  bytes: Buffer,
  start: number,
  from: number,
  end: number,
  common: number,
  visit: AnchorVisitor,
): void {
  // Of what began before these bytes it does not show where its groups begin.
  for (let shift = 0; shift < (start === 0 ? MOST_IN_GROUP : 1); shift += 1) {
    const alphabet = alphabetOf(bytes, start + shift, common);
    if (alphabet === null) {
      if (shift === 0 && start >= from && (common & 3) === 1 && beginsDeflated(bytes, start))
        visit(DEFLATED, start);
      continue;
    }
    const first = start + shift + Math.ceil((from - start - shift) / MOST_IN_GROUP) * MOST_IN_GROUP;
    for (let part = Math.max(start + shift, first); part < end; part += TEXT_PART)
      visit(ANCHORS[alphabet], part);
    return;
  }
}

function alphabetOf(bytes: Uint8Array, at: number, common: number): Alphabet | null {
  if ((common & 2) !== 0) return groupsAreText(bytes, at, HEX_GROUPS) ? 'hex' : null;
  if (groupsAreText(bytes, at, BASE64_GROUPS)) return 'base64';
  return (common & 4) !== 0 && groupsAreText(bytes, at, BASE32_GROUPS) ? 'base32' : null;
}

interface Groups {
  readonly bits: number;
  readonly values: Int8Array;
}

const HEX_VALUES = valuesOf('0123456789abcdef');
for (const [value, code] of Buffer.from('ABCDEF').entries()) HEX_VALUES[code] = 10 + value;
const HEX_GROUPS: Groups = { bits: 4, values: HEX_VALUES };
const BASE64_GROUPS: Groups = { bits: 6, values: BASE64_VALUES };
const BASE32_GROUPS: Groups = { bits: 5, values: valuesOf(BASE32) };

/** Asked of every long run: nearly all of them show with their first bytes that they are no text. */
function groupsAreText(bytes: Uint8Array, at: number, { bits, values }: Groups): boolean {
  let held = 0;
  let count = 0;
  let expected = 0;
  for (let index = at; index < at + SHOWN; index += 1) {
    held = ((held << bits) | values[bytes[index]!]!) & 0xffff;
    count += bits;
    if (count < 8) continue;
    count -= 8;
    expected = following((held >> count) & 0xff, expected);
    if (expected < 0) return false;
  }
  return true;
}

function isTextByte(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

/** How many bytes of a letter of UTF-8 are still to come behind this one; below zero where it is no text. */
function following(byte: number, expected: number): number {
  if (expected > 0) return (byte & 0xc0) === 0x80 ? expected - 1 : -1;
  if (byte < 0x80) return isTextByte(byte) ? 0 : -1;
  if (byte < 0xc2 || byte > 0xf4) return -1;
  return byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
}

/** What has no character but those of plain text; the last one may be cut. */
export function isText(bytes: Uint8Array): boolean {
  let expected = 0;
  for (const byte of bytes) {
    expected = following(byte, expected);
    if (expected < 0) return false;
  }
  return true;
}
