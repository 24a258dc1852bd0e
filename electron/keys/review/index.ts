/**
 * Access reviews: a dated walk through the keys that work, with a decision each (`review-keeper.ts`), and what became of each
 * decision, read off keys, rotations and guides (`follow-up.ts`).
 */
export {};
