/** Anchors by the four bytes that stand for each of them. */
import type { Anchor } from './anchor-kinds.ts';
import { BITMAP_BITS, HASH_FACTOR } from './kernel.ts';

export const PIECE = 4;

interface PlacedAnchor {
  readonly anchor: Anchor;
  /** Where in the anchor the four bytes stand that are searched for. */
  readonly at: number;
  readonly piece: number;
  readonly bucket: number;
}

export interface AnchorSet {
  readonly placed: readonly PlacedAnchor[];
  /** By a piece's hash: 0, or one more than the place in `lists`. */
  readonly slots: Uint16Array;
  /** Anchors whose pieces have the same hash. */
  readonly lists: readonly (readonly PlacedAnchor[])[];
}

export function pieceOf(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24) | 0;
}

export function hashOf(piece: number): number {
  return Math.imul(piece, HASH_FACTOR) >>> (32 - BITMAP_BITS);
}

/** Which four bytes stand for each anchor, and in which bucket: worked out once, by test/bench/scanner/place-anchors.ts. */
export function placeAnchors(anchors: readonly Anchor[], placement: string): AnchorSet {
  // A test compares the anchors themselves; here there is no time for it.
  if (placement.length !== anchors.length * 2) {
    throw new Error('The anchors have changed: run test/bench/scanner/place-anchors.ts.');
  }
  const slots = new Uint16Array(1 << BITMAP_BITS);
  const lists: PlacedAnchor[][] = [];
  const placed = anchors.map((anchor, index) => {
    const at = Number.parseInt(placement[index * 2 + 1]!, 36);
    const entry = { anchor, at, piece: pieceOf(anchor.bytes, at), bucket: Number(placement[index * 2]) };
    const hash = hashOf(entry.piece);
    if (slots[hash] === 0) slots[hash] = lists.push([entry]);
    else lists[slots[hash]! - 1]!.push(entry);
    return entry;
  });
  return { placed, slots, lists };
}
