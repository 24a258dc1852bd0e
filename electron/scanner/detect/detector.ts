/** Puts the parts together: anchors → decoding around them → candidates. */
import { BRANDS, BRAND_IDS } from '../../../shared/brands.ts';
import { candidateAt } from './candidate.ts';
import { locate } from './position.ts';
import type { Detector, RawHit } from './types.ts';

/** By how many bytes neighbouring ranges must overlap so that no anchor is cut in two. */
export const ANCHOR_OVERLAP = 64;

const PLAIN = BRAND_IDS.map((brand) => Buffer.from(BRANDS[brand].keyPrefix, 'latin1'));

/** A hit without its line, in the bytes it was found in. */
export type BareHit = Omit<RawHit, 'line' | 'column' | 'container'>;

/** Hits whose anchor lies in `text[from, to)`; what is left and right of that range is context. */
export function detectIn(text: Uint8Array, from: number, to: number): BareHit[] {
  const view = Buffer.from(text.buffer, text.byteOffset, text.length);
  const hits: BareHit[] = [];
  for (const anchor of PLAIN) {
    for (let at = view.indexOf(anchor, from); at !== -1 && at < to; at = view.indexOf(anchor, at + 1)) {
      const candidate = candidateAt(view, at);
      if (candidate !== null) hits.push({ ...candidate, offset: at, encoding: [] });
    }
  }
  return hits.sort((left, right) => left.offset - right.offset);
}

export function createDetector(): Detector {
  return {
    mayContain: (bytes, start = 0, end = bytes.length) => {
      const view = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
      return PLAIN.some((anchor) => view.includes(anchor));
    },
    scan: (bytes) => locate(detectIn(bytes, 0, bytes.length), bytes),
  };
}
