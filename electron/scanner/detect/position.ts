/** Lines and columns of hits, as a person's editor counts them: from 1, columns in code points. */
import { PUBLIC_VARIABLE } from '../client-side.ts';
import type { RawHit } from './types.ts';

/** What came before the bytes at hand. */
export interface Before {
  readonly newlines: number;
  /** Code points since the last newline. */
  readonly column: number;
}

export const NOTHING_BEFORE: Before = { newlines: 0, column: 0 };
const NEWLINE = 0x0a;
const SNIFFED_BYTES = 65_536;

/** Binary as git sees it: a NUL byte near the beginning. UTF-16 and UTF-32 text is converted before it comes here. */
export function looksBinary(head: Uint8Array): boolean {
  // By the system's search: every blob of a history goes through here.
  return Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, SNIFFED_BYTES)).indexOf(0) >= 0;
}

type Place = Pick<RawHit, 'container' | 'line' | 'column' | 'publicVariable' | 'variable'>;

/** Adds line and column, or null for both in binary data. */
export function locate<Item extends { readonly offset: number }>(
  hits: readonly Item[],
  bytes: Uint8Array,
  binary = looksBinary(bytes),
  before: Before = NOTHING_BEFORE,
): (Item & Place)[] {
  let position = before;
  let at = 0;
  return hits
    .toSorted((left, right) => left.offset - right.offset)
    .map((hit) => {
      if (binary) return { ...hit, container: [], line: null, column: null };
      position = advance(position, bytes, at, hit.offset);
      at = hit.offset;
      return {
        ...hit,
        container: [],
        line: position.newlines + 1,
        column: position.column + 1,
        ...namedBefore(bytes, hit.offset),
      };
    });
}

const NAME_BYTES = 120;

/** A name, and what stands between it and its value: `NAME=`, `"name": "`, `['name'] = '`. */
const VARIABLE = /(?:^|[^\w.-])([A-Za-z_][\w.-]{0,79})['"`]?\]?\s{0,8}(?:=>|:=|[:=])\s{0,8}['"`]?$/;

function namedBefore(
  bytes: Uint8Array,
  offset: number,
): { readonly publicVariable: boolean; readonly variable?: string } {
  const start = Math.max(0, offset - NAME_BYTES);
  const text = Buffer.from(bytes.subarray(start, offset)).toString('latin1');
  const variable = VARIABLE.exec(text)?.[1];
  return {
    publicVariable: PUBLIC_VARIABLE.test(text),
    ...(variable === undefined ? {} : { variable }),
  };
}

/** The position after `bytes[start, end)`. */
export function advance(before: Before, bytes: Uint8Array, start: number, end: number): Before {
  let { newlines, column } = before;
  let lineStart = start;
  for (let at = bytes.indexOf(NEWLINE, start); at !== -1 && at < end; at = bytes.indexOf(NEWLINE, at + 1)) {
    newlines += 1;
    column = 0;
    lineStart = at + 1;
  }
  return { newlines, column: column + codePoints(bytes, lineStart, end, newlines === 0 && column === 0) };
}

function codePoints(bytes: Uint8Array, start: number, end: number, firstLine: boolean): number {
  let count = 0;
  let from = start;
  // A byte order mark is no character of the line.
  if (firstLine && start === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    from = Math.min(3, end);
  }
  for (let at = from; at < end; at += 1) if ((bytes[at]! & 0xc0) !== 0x80) count += 1;
  return count;
}
