/** Puts the parts together: anchors → decoding around them → candidates. */
import { findAnchors, mayHoldAnchors, type FoundAnchor } from './find-anchors.ts';
import { TOO_MUCH_ENCODED, type SearchLedger } from './ledger.ts';
import { locate } from './position.ts';
import { Search } from './search.ts';
import { sameSecret } from './surroundings.ts';
import { wholeText } from './wide-text.ts';
import type { BareHit, Detector, RawHit } from './types.ts';

/** By how many bytes neighbouring ranges must overlap so that no anchor is cut in two. */
export const ANCHOR_OVERLAP = 64;

/**
 * SECURITY: how many bytes may be decoded for one text. Encodings within encodings could otherwise be nested so that the
 * work grows without bound; real files stay far below.
 */
const BUDGET_FACTOR = 32;
const MIN_BUDGET = 8 << 20;
/**
 * Hits whose anchor lies in `text[from, to)`; what is left and right of that range is context.
 * @param anchors what the prefilter found in that range, where the caller has searched already
 */
export function detectIn(
  text: Uint8Array,
  from: number,
  to: number,
  ledger: SearchLedger,
  anchors?: readonly FoundAnchor[],
): BareHit[] {
  const found = anchors ?? findAnchors(text, from, to, true);
  if (found.length === 0) return [];
  const budget = { left: Math.max(MIN_BUDGET, text.length * BUDGET_FACTOR) };
  const search = new Search(text, budget, ledger);
  search.examineAll(found);
  if (budget.left < 0) ledger.notOpened(TOO_MUCH_ENCODED);
  return search.hits();
}

/** Whole contents: text in UTF-16 or UTF-32 is converted first, so that every other encoding is also found in it. */
export function scanWhole(
  bytes: Uint8Array,
  ledger: SearchLedger,
  anchors?: readonly FoundAnchor[],
): RawHit[] {
  const raw = detectIn(bytes, 0, bytes.length, ledger, anchors);
  const plain = raw.length === 0 ? [] : locate(raw, bytes);
  const text = wholeText(bytes);
  if (text === null) return plain;
  const hits = locate(detectIn(text.utf8, 0, text.utf8.length, ledger), text.utf8, false).map((hit) => ({
    ...hit,
    ...text.place(hit.offset, hit.length),
    encoding: [text.encoding, ...hit.encoding],
  }));
  // Without a byte order mark it is a guess: what only the bytes themselves show, or show better, counts too.
  const worse = (hit: RawHit): boolean =>
    hit.class !== 'valid' && plain.some((other) => other.class === 'valid' && sameSecret(other, hit));
  const better = hits.filter((hit) => !worse(hit));
  return [...better, ...plain.filter((hit) => !better.some((other) => sameSecret(other, hit)))].sort(
    (left, right) => left.offset - right.offset,
  );
}

export function createDetector(): Detector {
  return {
    mayContain: (bytes, start = 0, end = bytes.length) =>
      mayHoldAnchors(start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end)),
    scan: (bytes, ledger) => scanWhole(bytes, ledger),
  };
}
