/**
 * Text of two bytes for each character in the middle of binary content: registry hives, event logs, installers. What is
 * encoded in it shows only once the zero bytes are gone.
 */
import { detectIn } from './detector.ts';
import { Ledger } from './ledger.ts';

/** In characters; nothing shorter holds a key. */
const LEAST = 60;
/** A character is looked at in every so many bytes: no run is so short that it lies between two of them. */
const STRIDE = 2 * LEAST - 24;
/** SECURITY: a run is looked at in pieces of this many characters at most. */
const MOST = 1 << 20;

export function isWideCharacter(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

/** Tells of the runs that begin in `bytes[from, to)` and hold something encoded; those in plain text have anchors of their own. */
export function findWideRuns(
  bytes: Uint8Array,
  from: number,
  to: number,
  visit: (at: number) => void,
): boolean {
  let isFound = false;
  for (let at = from; at + 8 < bytes.length && at < to + 2 * LEAST;) {
    const zero = bytes[at] === 0 ? at : at + 1;
    if (bytes[zero] !== 0 || bytes[zero + 2] !== 0 || !isWideCharacter(bytes[zero + 1]!)) {
      at += STRIDE;
      continue;
    }
    let start = zero + 1;
    while (start >= 2 && bytes[start - 1] === 0 && isWideCharacter(bytes[start - 2]!)) start -= 2;
    let end = zero + 1;
    while (
      end < bytes.length &&
      bytes[end - 1] === 0 &&
      isWideCharacter(bytes[end]!) &&
      end - start < 2 * MOST
    )
      end += 2;
    at = Math.max(at + STRIDE, end);
    if ((end - start) / 2 < LEAST || start < from || start >= to || !isEncoded(bytes, start, end)) continue;
    visit(start);
    isFound = true;
  }
  return isFound;
}

function isEncoded(bytes: Uint8Array, start: number, end: number): boolean {
  const text = new Uint8Array((end - start) / 2);
  for (let index = 0; index < text.length; index += 1) text[index] = bytes[start + index * 2]!;
  const ledger = new Ledger();
  const hits = detectIn(text, 0, text.length, ledger);
  const isIt = ledger.hasHeads || !ledger.isClean || hits.some(({ encoding }) => encoding.length > 0);
  for (const { key } of hits) key.fill(0);
  text.fill(0);
  return isIt;
}
