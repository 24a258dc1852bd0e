/** The anchors as text; worked out while the program is built (see build/bundle/computed.mjs). */
import { makeAnchors, written } from './anchor-list.ts';

export const EVERYWHERE: string = written(makeAnchors());
