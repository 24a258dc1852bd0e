/** What begins in the middle of binary content and has no magic of its own to be found by. */
import { isArjAt } from '../../archives/index.ts';
import type { HeadForm } from './anchor-kinds.ts';
import { findWideRuns } from './wide-runs.ts';
import { findZlib } from './zlib-starts.ts';

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
  return hasZlib || hasWide || hasArj;
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
