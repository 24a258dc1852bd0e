/** The one pass: where anchors stand that have to be looked at. */
import type { Anchor } from './anchor-kinds.ts';
import { Dismissal } from './dismissal.ts';
import { createPrefilter, type AnchorVisitor, type Prefilter } from './prefilter.ts';

const SMALL_BYTES = 65_536;

let shared: Prefilter | null = null;

/** One per thread is enough: it keeps nothing between calls but its tables. */
function sharedPrefilter(): Prefilter {
  shared ??= createPrefilter(SMALL_BYTES * 4);
  return shared;
}

export interface FoundAnchor {
  readonly anchor: Anchor;
  readonly at: number;
}

/** One pass, and nothing made for it. */
export function mayHoldAnchors(text: Uint8Array, counts: (anchor: Anchor) => boolean = () => true): boolean {
  let isFound = false;
  sharedPrefilter().find(text, 0, text.length, (anchor) => {
    isFound ||= counts(anchor);
    return 0;
  });
  return isFound;
}

/** Of a form that has no anchors of its own inside such a run: a plain key has, and in base64 one in base64. */
export function isOfFurtherForm({ kind, neighbours }: Anchor, isBase64: boolean): boolean {
  if (kind.type === 'base64') return !isBase64;
  return kind.type !== 'start' && (kind.type !== 'inside' || neighbours === undefined);
}

export function findAnchors(
  text: Uint8Array,
  from: number,
  to: number,
  isOuter: boolean,
): readonly FoundAnchor[] {
  const collector = new AnchorCollector(text, isOuter);
  sharedPrefilter().find(text, from, to, collector.visit);
  return collector.found;
}

/** What has to be looked at, in order. */
export class AnchorCollector {
  readonly #found: FoundAnchor[] = [];
  #last = -1;
  #isOrdered = true;
  readonly #text: Uint8Array;
  readonly #isOuter: boolean;
  /** Made with the first anchor: nearly every file has none. */
  #dismissal: Dismissal | null = null;

  /** @param isOuter the bytes themselves, not what was decoded out of them */
  constructor(text: Uint8Array, isOuter: boolean) {
    this.#text = text;
    this.#isOuter = isOuter;
  }

  readonly visit: AnchorVisitor = (anchor, at) => {
    this.#dismissal ??= new Dismissal(this.#text, this.#isOuter);
    const until = this.#dismissal.until(anchor, at);
    if (until > 0) return until;
    this.#found.push({ anchor, at });
    if (at < this.#last) this.#isOrdered = false;
    this.#last = at;
    return 0;
  };

  get found(): readonly FoundAnchor[] {
    if (!this.#isOrdered) this.#found.sort((left, right) => left.at - right.at);
    return this.#found;
  }
}
