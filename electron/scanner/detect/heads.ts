/** Whether what begins at an anchor may be what its form says: a look at the bytes around it. */
import { bufferSource, containerKindOf, isZlibAt } from '../../archives/index.ts';
import type { DigitForm, HeadForm } from './anchor-kinds.ts';
import { asText } from './characters.ts';
import { decodeDigits } from './digits.ts';
import { BASE64_VALUE, GAP_BYTES } from './runs.ts';

/** Nothing shorter holds a key, compressed and in base64. */
const LEAST_BASE64 = 64;
const GAPS = new Set([...Buffer.from(' \t\r\n\\"\',+nr>#*%')]);

export function isHead(form: HeadForm, text: Uint8Array, at: number): boolean {
  switch (form) {
    case 'base64':
      return beginsRun(text, at) && isLongEnough(text, at);
    case 'uuencode':
      return lineBefore(text, at).length <= 4;
    case 'hex':
    case 'decimal':
    case 'escapes':
    case 'dump':
    case 'base32':
    case 'ascii85':
    case 'base85':
      return beginsContainer(form, text, at);
    default:
      return true;
  }
}

/** Bytes of a compressed stream that holds a key. */
const LEAST_PACKED = 48;
/** How much of what is written in digits is decoded to see whether it is anything. */
const SHOWN = 2048;
const LINE = 200;

function beginsContainer(form: DigitForm, text: Uint8Array, at: number): boolean {
  const start = Math.max(0, at - LINE);
  const parts: Uint8Array[] = [];
  let size = 0;
  for (const part of decodeDigits(form, bufferSource(text.subarray(start, at + SHOWN)), at - start)) {
    parts.push(Uint8Array.from(part));
    size += part.length;
  }
  if (size < LEAST_PACKED) return false;
  const bytes = Buffer.concat(parts);
  return containerKindOf(bytes) !== 'zlib' || isZlibAt(bytes, 0);
}

function lineBefore(text: Uint8Array, at: number): string {
  let start = at;
  while (start > 0 && at - start < 200 && text[start - 1] !== 0x0a) start -= 1;
  return asText(text, start, at);
}

/** Characters of base64 before the mark of a tar. */
const BEFORE_MARK = 343;

/** Where a tar in base64 begins whose mark stands at `at`; −1 where it does not. */
export function startOfTar(text: Uint8Array, at: number): number {
  let left = BEFORE_MARK;
  let gap = 0;
  for (let start = at - 1; start >= 0; start -= 1) {
    const isMember = BASE64_VALUE[text[start]!]! >= 0;
    if (isMember) left -= 1;
    if (left === 0) return beginsRun(text, start) ? start : -1;
    gap = isMember ? 0 : gap + 1;
    if (gap > LINE || (!isMember && !GAP_BYTES.has(text[start]!))) return -1;
  }
  return -1;
}

/** No further character of the run stands before it, or only what ends a path or an escape. */
function beginsRun(text: Uint8Array, at: number): boolean {
  const before = at === 0 ? 0 : text[at - 1]!;
  if (BASE64_VALUE[before]! < 0) return true;
  const isEscape = (before === 0x6e || before === 0x72) && text[at - 2] === 0x5c;
  return isEscape || before === 0x2f || before === 0x2d || before === 0x5f || before === 0x2b;
}

function isLongEnough(text: Uint8Array, at: number): boolean {
  let count = 0;
  for (
    let position = at;
    position < text.length && position < at + 1000 && count < LEAST_BASE64;
    position += 1
  ) {
    const byte = text[position]!;
    if (BASE64_VALUE[byte]! >= 0) count += 1;
    // A sign that HTML escapes: &#x2B;
    else if (byte === 0x26 && text[position + 1] === 0x23)
      position = Math.max(position, text.subarray(0, position + 8).lastIndexOf(0x3b));
    else if (!GAPS.has(byte)) break;
  }
  return count >= LEAST_BASE64;
}
