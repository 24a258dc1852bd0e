/** Puts the parts together: anchors → decoding around them → candidates. */
import { BRANDS, BRAND_IDS } from '../../../shared/brands.ts';
import { candidateAt } from './candidate.ts';
import type { Detector, RawHit } from './types.ts';

/** By how many bytes neighbouring ranges must overlap so that no anchor is cut in two. */
export const ANCHOR_OVERLAP = 64;

const PLAIN = BRAND_IDS.map((brand) => Buffer.from(BRANDS[brand].keyPrefix, 'latin1'));

export function createDetector(): Detector {
  return {
    mayContain: (bytes, start = 0, end = bytes.length) => {
      const view = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
      return PLAIN.some((anchor) => view.includes(anchor));
    },
    scan: (bytes) => {
      const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      const hits: RawHit[] = [];
      for (const anchor of PLAIN) {
        for (let at = view.indexOf(anchor); at !== -1; at = view.indexOf(anchor, at + 1)) {
          const candidate = candidateAt(view, at);
          if (candidate === null) continue;
          const before = view.subarray(0, at);
          const lineStart = before.lastIndexOf(0x0a) + 1;
          let line = 1;
          for (let index = before.indexOf(0x0a); index !== -1; index = before.indexOf(0x0a, index + 1))
            line += 1;
          const binary = view.subarray(0, 8192).includes(0);
          hits.push({
            ...candidate,
            offset: at,
            encoding: [],
            container: [],
            line: binary ? null : line,
            column: binary ? null : [...before.toString('utf8', lineStart)].length + 1,
          });
        }
      }
      return hits.sort((left, right) => left.offset - right.offset);
    },
  };
}
