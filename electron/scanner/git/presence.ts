/**
 * Which objects are here, in eight bytes each: the beginnings of their ids, sorted. Two ids that begin with the same eight
 * bytes would take 2^32 tries to make, and would only hide that one of them is missing.
 */
import type { StoreListing } from './store-listing.ts';

/** Shared between threads. One list for each pack, and one for loose objects. */
export interface Presence {
  readonly lists: readonly { readonly high: Uint32Array; readonly low: Uint32Array }[];
}

/** More than this would take more memory than a scan may: what is missing is then not counted. */
const MOST_PRESENT = 12_000_000;

export function presenceOf({ packs, loose }: StoreListing): Presence | null {
  const count = packs.reduce((sum, pack) => sum + pack.index.count, loose.length);
  if (count > MOST_PRESENT) return null;
  const lists = packs.map(({ index }) => {
    const list = emptyList(index.count);
    index.forEachId((piece, at, position) => {
      list.high[position] = piece.readUInt32BE(at);
      list.low[position] = piece.readUInt32BE(at + 4);
    });
    return list;
  });
  const own = emptyList(loose.length);
  loose
    .map(({ id }) => id)
    .sort()
    .forEach((id, position) => {
      own.high[position] = Number.parseInt(id.slice(0, 8), 16);
      own.low[position] = Number.parseInt(id.slice(8, 16), 16);
    });
  return { lists: [...lists, own] };
}

function emptyList(count: number): Presence['lists'][number] {
  return {
    high: new Uint32Array(new SharedArrayBuffer(count * 4)),
    low: new Uint32Array(new SharedArrayBuffer(count * 4)),
  };
}

/** @param high the first four bytes of an id, big-endian; `low` the next four */
export function isPresent({ lists }: Presence, high: number, low: number): boolean {
  for (const list of lists) {
    let from = 0;
    let to = list.high.length - 1;
    while (from <= to) {
      const middle = (from + to) >>> 1;
      const order = list.high[middle]! - high || list.low[middle]! - low;
      if (order === 0) return true;
      if (order < 0) from = middle + 1;
      else to = middle - 1;
    }
  }
  return false;
}

/** A set of beginnings of ids that grows to a limit; a mark of two bits goes with each. */
export class MissingIds {
  #high = new Uint32Array(1024);
  /** Its last two bits are the mark. 0 in both is an empty place. */
  #low = new Uint32Array(1024);
  #size = 0;
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#size;
  }

  get isFull(): boolean {
    return this.#size >= this.#limit;
  }

  /** True where it was not in it yet. */
  add(high: number, low: number, mark: number): boolean {
    if (this.isFull) return false;
    if (this.#size * 2 >= this.#high.length) this.#grow();
    const place = this.#placeOf(high, low);
    if (this.#isTaken(place)) return false;
    this.#high[place] = high;
    this.#low[place] = (low & ~3) | mark;
    this.#size += 1;
    return true;
  }

  has(high: number, low: number): boolean {
    return this.#isTaken(this.#placeOf(high, low));
  }

  /** Pairs, one behind the other. */
  entries(): Uint32Array {
    const out = new Uint32Array(this.#size * 2);
    let at = 0;
    for (let place = 0; place < this.#high.length; place += 1) {
      if (!this.#isTaken(place)) continue;
      out[at++] = this.#high[place]!;
      out[at++] = this.#low[place]!;
    }
    return out;
  }

  #isTaken(place: number): boolean {
    return this.#high[place] !== 0 || this.#low[place] !== 0;
  }

  #placeOf(high: number, low: number): number {
    const mask = this.#high.length - 1;
    const wanted = (low & ~3) >>> 0;
    let place = (high ^ (low >>> 2)) & mask;
    while (
      this.#isTaken(place) &&
      !(this.#high[place] === high && (this.#low[place]! & ~3) >>> 0 === wanted)
    ) {
      place = (place + 1) & mask;
    }
    return place;
  }

  #grow(): void {
    const before = this.entries();
    this.#high = new Uint32Array(this.#high.length * 2);
    this.#low = new Uint32Array(this.#low.length * 2);
    this.#size = 0;
    for (let at = 0; at < before.length; at += 2) this.add(before[at]!, before[at + 1]!, before[at + 1]! & 3);
  }
}
