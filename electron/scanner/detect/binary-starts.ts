/** What begins in the middle of binary content and has no magic of its own to be found by. */
import { isArjAt, isLzmaAt, isLzmaHeaderAt } from '../../archives/index.ts';
import type { HeadForm } from './anchor-kinds.ts';
import { findWideRuns } from './wide-runs.ts';
import { findZlib } from './zlib-starts.ts';

/** The one byte of properties that is usual, and the lowest of the dictionary's size. */
const LZMA = Buffer.from([0x5d, 0]);
/** SECURITY: content may be made of nothing but beginnings. Behind so many none is tried here, and all are told of, up to a limit. */
const MOST_TRIED = 100;

const ARJ = Buffer.from([0x60, 0xea]);

/** @returns whether there was something */
export function findBinaryStarts(
  bytes: Uint8Array,
  from: number,
  to: number,
  visit: (form: HeadForm, at: number) => void,
): boolean {
  const hasZlib = findZlib(bytes, from, to, (at) => {
    visit('zlib', at);
  });
  const hasWide = findWideRuns(bytes, from, to, (at) => {
    visit('wide', at);
  });
  const hasArj = findArj(bytes, from, to, (at) => {
    visit('archive', at);
  });
  const hasLzma = findLzma(bytes, from, to, (at) => {
    visit('lzma', at);
  });
  return hasZlib || hasWide || hasArj || hasLzma;
}

function findLzma(bytes: Uint8Array, from: number, to: number, visit: (at: number) => void): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let tried = 0;
  let isFound = false;
  for (let at = buffer.indexOf(LZMA, from); at >= 0 && at < to; at = buffer.indexOf(LZMA, at + 1)) {
    if (!isLzmaHeaderAt(buffer, at)) continue;
    tried += 1;
    if (tried <= MOST_TRIED && !isLzmaAt(buffer, at)) continue;
    visit(at);
    isFound = true;
  }
  return isFound;
}

function findArj(bytes: Uint8Array, from: number, to: number, visit: (at: number) => void): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let isFound = false;
  for (let at = buffer.indexOf(ARJ, from); at >= 0 && at < to; at = buffer.indexOf(ARJ, at + 1)) {
    if (!isArjAt(buffer, at)) continue;
    visit(at);
    isFound = true;
  }
  return isFound;
}
