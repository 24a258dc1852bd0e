/** The anchors, as the search takes them. */
import { crc32c } from '../../../shared/key-format.ts';
import type { Anchor } from './anchor-kinds.ts';
import { IN_RUNS } from './anchors-in-runs.computed.ts';
import { EVERYWHERE } from './anchors.computed.ts';

interface WrittenAnchor extends Omit<Anchor, 'bytes'> {
  /** In Latin-1. */
  readonly bytes: string;
}

function read(written: string): readonly Anchor[] {
  const anchors = JSON.parse(written) as readonly WrittenAnchor[];
  const all = Buffer.from(anchors.map(({ bytes }) => bytes).join(''), 'latin1');
  let at = 0;
  return anchors.map((anchor) => {
    const bytes = all.subarray(at, at + anchor.bytes.length);
    at += bytes.length;
    return { ...anchor, bytes };
  });
}

export const ANCHORS: readonly Anchor[] = read(EVERYWHERE);

let inRuns: readonly Anchor[] | null = null;

/** Looked for in long runs without white space only, in a second pass: made when the first such run is met. */
export function runAnchors(): readonly Anchor[] {
  return (inRuns ??= read(IN_RUNS));
}

/** Changes with the anchors and their order. @testonly the places were made for one such order */
export function anchorsChecksum(anchors: readonly Anchor[] = [...ANCHORS, ...runAnchors()]): number {
  return anchors.reduce((sum, { bytes }) => Math.imul(sum ^ crc32c(bytes), 0x01000193) >>> 0, 0x811c9dc5);
}
