/** The tables of the one pass over everything, in base 64; worked out while the program is built (see build/bundle/computed.mjs). */
import { ANCHORS } from './anchors.ts';
import { placeAnchors } from './placed-anchors.ts';
import { PLACEMENT } from './placement.ts';
import { tablesOf } from './search-tables.ts';

export const FIRST_LOOK: string = tablesOf(placeAnchors(ANCHORS, PLACEMENT)).toString('base64');
