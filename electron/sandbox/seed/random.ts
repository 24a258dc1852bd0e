/** A small seeded generator (mulberry32), so that the demo's request logs look the same each time. */
import { certain } from '../../../shared/certain.ts';
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let value = this.#state;
    value = Math.imul(value ^ (value >>> 15), value | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** One of `items`, the first ones more often. */
  pick<Item>(items: readonly Item[]): Item {
    return certain(items[Math.floor(items.length * this.next() ** 1.7)]);
  }
}
