/** What begins in the middle of binary content and has no magic of its own to be found by. */
import type { HeadForm } from './anchor-kinds.ts';
import { findWideRuns } from './wide-runs.ts';
import { findZlib } from './zlib-starts.ts';

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
  return hasZlib || hasWide;
}
