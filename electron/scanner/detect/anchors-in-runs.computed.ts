/** The anchors of the second pass as text; worked out while the program is built (see build/bundle/computed.mjs). */
import { makeAnchors, makeRunAnchors, written } from './anchor-list.ts';

export const IN_RUNS: string = written(makeRunAnchors(makeAnchors()));
