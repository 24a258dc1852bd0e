/** What begins in the middle of some content and is written in characters: decoded at any length, line breaks and all. */
import { inflateRawSync, inflateSync, constants } from 'node:zlib';
import type { ByteSource } from '../archives/index.ts';
import type { DigitForm, HeadForm } from './detect/anchor-kinds.ts';
import { base85Values, decodeBase85 } from './detect/bases.ts';
import { BASE64_VALUE, GAP_BYTES, isLineSign, isLonePlus } from './detect/runs.ts';
import { isWideCharacter } from './detect/wide-runs.ts';
import { decodeDigits } from './detect/digits.ts';
import { linesOf } from './detect/text-lines.ts';

const STEP = 1 << 16;
/** SECURITY: what has to be decoded in one piece. */
const MAX_PIECE = 64 << 20;
const MAX_GAP = 256;
const AROUND = 320;
const MAX_ATTRIBUTES = 4096;

/** The forms that are characters, and what they are called where something is found in them. */
export type TextForm =
  Extract<HeadForm, 'base64' | 'mashup' | 'saml' | 'drawio' | 'uuencode' | 'git-patch' | 'wide'> | DigitForm;

export const TEXT_FORMS: Readonly<Record<TextForm, readonly string[]>> = {
  base64: ['base64'],
  mashup: ['base64'],
  saml: ['base64', 'deflate'],
  drawio: ['base64', 'deflate'],
  uuencode: ['uuencode'],
  'git-patch': ['base85', 'zlib'],
  wide: ['utf-16le'],
  hex: ['hex'],
  decimal: ['decimal'],
  escapes: ['hex-escape'],
  dump: ['hexdump'],
  base32: ['base32'],
  ascii85: ['ascii85'],
  base85: ['base85'],
};

const DIGIT_FORMS: ReadonlySet<TextForm> = new Set([
  'hex',
  'decimal',
  'escapes',
  'dump',
  'base32',
  'ascii85',
  'base85',
]);

export function isDigitForm(form: TextForm): boolean {
  return DIGIT_FORMS.has(form);
}

/** What stands at `offset`, decoded, in pieces; empty where it is not what it seemed. */
export function* decodeText(
  form: TextForm,
  source: ByteSource,
  offset: number,
): Generator<Uint8Array, void, void> {
  switch (form) {
    case 'base64':
      yield* decodeBase64(source, offset);
      return;
    case 'mashup': {
      const start = behindTag(source, offset);
      if (start !== null) yield* decodeBase64(source, start);
      return;
    }
    case 'saml':
      yield* samlMessage(source, offset);
      return;
    case 'drawio': {
      const start = behindTag(source, offset);
      if (start !== null) yield* inflated([...decodeBase64(source, start)]);
      return;
    }
    case 'uuencode':
      yield* uudecode(source, offset);
      return;
    case 'git-patch':
      yield* binaryPatch(source, offset);
      return;
    case 'wide':
      yield* narrowed(source, offset);
      return;
    default:
      yield* decodeDigits(form, source, offset);
  }
}

/** Text of two bytes for each character: those that are not zero, as long as they are text. */
function* narrowed(source: ByteSource, offset: number): Generator<Uint8Array, void, void> {
  for (let at = offset; at < source.size; at += STEP) {
    const bytes = source.read(at, STEP);
    const out = Buffer.alloc(bytes.length >> 1);
    let filled = 0;
    while (filled < out.length && isWideCharacter(bytes[filled * 2]!) && bytes[filled * 2 + 1] === 0)
      out[filled] = bytes[2 * filled++]!;
    yield out.subarray(0, filled);
    if (filled < out.length) return;
  }
}

function behindTag(source: ByteSource, offset: number): number | null {
  const tag = /(?:>|%3E|&gt;)/i.exec(source.read(offset, MAX_ATTRIBUTES).toString('latin1'));
  return tag === null ? null : offset + tag.index + tag[0].length;
}

/** To the end of the run: padding, or anything that neither belongs to the alphabet nor to a line break and its signs. */
function* decodeBase64(source: ByteSource, offset: number): Generator<Uint8Array, void, void> {
  let held = 0;
  let bits = 0;
  let gap = 0;
  let escaped = false;
  let until = offset;
  for (let at = offset; at < source.size; at += STEP) {
    // What stands on either side tells a plus sign between two strings, or before a line, from a digit.
    const from = Math.max(0, at - AROUND);
    const window = source.read(from, at - from + STEP + AROUND);
    const end = Math.min(window.length, at - from + STEP);
    const out = Buffer.alloc(STEP);
    let filled = 0;
    let ended = false;
    let index = until - from;
    for (; index < end; index += 1) {
      const byte = window[index]!;
      const sign = escapedSign(window, index);
      index += Math.max(0, sign.length - 1);
      const isNone = (byte === 0x2b && isLonePlus(window, index)) || isLineSign(window, index);
      const value = sign.length > 0 ? sign.value : isNone ? -1 : BASE64_VALUE[byte]!;
      // The letter of an escaped line break is none of the run.
      const isBreak = escaped && (byte === 0x6e || byte === 0x72 || byte === 0x74);
      if (escaped && byte === 0x5c) continue;
      escaped = false;
      if (value < 0 || isBreak) {
        gap += 1;
        if (byte === 0x5c) escaped = true;
        if (
          isBreak ||
          isNone ||
          (gap <= MAX_GAP && GAP_BYTES.has(byte) && byte !== 0x3d && sign.length === 0)
        )
          continue;
        ended = true;
        break;
      }
      gap = 0;
      held = ((held << 6) | value) & 0xfff;
      bits += 6;
      if (bits < 8) continue;
      bits -= 8;
      out[filled++] = (held >> bits) & 0xff;
    }
    until = from + index;
    if (filled > 0) yield out.subarray(0, filled);
    if (ended) return;
  }
}

const ESCAPED_SIGN = /^(?:\\u00(2[bBfF]|3[dD])|%(2[bBfF]|3[dD])|&#x0{0,2}(2[bBfF]|3[dD]);|&#(43|47|61);)/;
const NO_SIGN = { value: -1, length: 0 };

/** The three characters of base64 that addresses, HTML and some JSON escape; the one that fills up ends it. */
function escapedSign(window: Buffer, index: number): { readonly value: number; readonly length: number } {
  const byte = window[index]!;
  if (byte !== 0x5c && byte !== 0x25 && byte !== 0x26) return NO_SIGN;
  const match = ESCAPED_SIGN.exec(window.toString('latin1', index, index + 9));
  if (match === null) return NO_SIGN;
  const [all, json, percent, hexadecimal, decimal] = match;
  const digits = json ?? percent ?? hexadecimal;
  const code = digits === undefined ? Number(decimal) : Number.parseInt(digits, 16);
  return { value: BASE64_VALUE[code]!, length: all.length };
}

/** Raw deflate, or what is not compressed at all. */
function* inflated(parts: readonly Uint8Array[]): Generator<Uint8Array, void, void> {
  const packed = Buffer.concat(parts);
  if (packed.length === 0) return;
  try {
    yield inflateRawSync(packed, { maxOutputLength: MAX_PIECE, finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    yield packed;
  }
}

const SAML = /^SAMLRe(?:quest|sponse)(?:=|["'][^>]{0,2000}?value=["'])([A-Za-z0-9+/=%_\s-]+)/;

function* samlMessage(source: ByteSource, offset: number): Generator<Uint8Array, void, void> {
  const text = source.read(offset, 1 << 20).toString('latin1');
  const value = SAML.exec(text)?.[1];
  if (value === undefined) return;
  const plain = value.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, pair: string) =>
    String.fromCharCode(Number.parseInt(pair, 16)),
  );
  yield* inflated([Buffer.from(plain, 'base64')]);
}

/** The sign of a patch, or of a quoted mail. */
function beforeOnLine(source: ByteSource, offset: number): string {
  const before = source.read(Math.max(0, offset - 8), Math.min(8, offset)).toString('latin1');
  return before.slice(before.lastIndexOf('\n') + 1);
}

const BEGIN = /^begin(?:-base64)? [0-7]{3,4} [^\r\n]{0,200}\r?\n/;

function* uudecode(source: ByteSource, offset: number): Generator<Uint8Array, void, void> {
  const begin = BEGIN.exec(source.read(offset, 300).toString('latin1'))?.[0];
  if (begin === undefined) return;
  if (begin.startsWith('begin-base64')) {
    yield* decodeBase64(source, offset + begin.length);
    return;
  }
  const prefix = beforeOnLine(source, offset);
  for (const whole of linesOf(source, offset + begin.length)) {
    if (!whole.startsWith(prefix)) return;
    const line = whole.slice(prefix.length);
    const length = (line.charCodeAt(0) - 0x20) & 0x3f;
    if (line.length === 0 || length === 0 || line === 'end') return;
    const out = Buffer.alloc(length);
    for (let index = 0; index < length; index += 1) {
      const group = 1 + Math.floor(index / 3) * 4 + (index % 3);
      const value = (place: number): number => (line.charCodeAt(place) - 0x20) & 0x3f;
      const shift = (index % 3) * 2;
      out[index] = ((value(group) << (2 + shift)) | (value(group + 1) >> (4 - shift))) & 0xff;
    }
    yield out;
  }
}

const BASE85 = base85Values('base85');

/** The new content, or what is inserted into the old one. */
function* binaryPatch(source: ByteSource, offset: number): Generator<Uint8Array, void, void> {
  let parts: Uint8Array[] = [];
  let isIn = false;
  let first = true;
  for (const line of linesOf(source, offset)) {
    if (first) {
      first = false;
      continue;
    }
    if (/^(?:literal|delta) \d+$/.test(line)) isIn = true;
    else if (isIn && line !== '') {
      const code = line.charCodeAt(0);
      const length = code >= 0x61 ? code - 0x60 + 26 : code - 0x40;
      parts.push(
        decodeBase85(Array.from(line.slice(1), (character) => BASE85[character.charCodeAt(0)] ?? 0)).subarray(
          0,
          Math.max(0, length),
        ),
      );
    } else if (isIn) {
      try {
        yield inflateSync(Buffer.concat(parts), { maxOutputLength: MAX_PIECE });
      } catch {
        // No patch after all.
      }
      parts = [];
      isIn = false;
    } else if (line !== '') return;
  }
}
