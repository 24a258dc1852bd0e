/** Entries of trees that name a target, packed: a file that stands in every commit has one in a tree of each. */
import type { ObjectName } from './job.ts';

export interface EdgeTable {
  /** Rank of the tree; of a loose one, -1 minus its place in `looseIds`. */
  readonly trees: Int32Array;
  /** Places in `nameList`. */
  readonly names: Uint32Array;
  /** Places in the list of targets that was given. */
  readonly targets: Uint32Array;
  readonly nameList: readonly string[];
  readonly looseIds: readonly string[];
}

const PER_EDGE = 3;

export class EdgeCollector {
  #values = new Int32Array(1024 * PER_EDGE);
  #length = 0;
  readonly #nameNumbers = new Map<string, number>();
  readonly #looseIds: string[] = [];

  add({ rank, id }: ObjectName, name: string, target: number): void {
    let number = this.#nameNumbers.get(name);
    if (number === undefined) {
      number = this.#nameNumbers.size;
      this.#nameNumbers.set(name, number);
    }
    if (this.#length === this.#values.length) {
      const larger = new Int32Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = id === null ? rank : -1 - this.#looseNumber(id);
    this.#values[this.#length++] = number;
    this.#values[this.#length++] = target;
  }

  table(): EdgeTable {
    const count = this.#length / PER_EDGE;
    const table = {
      trees: new Int32Array(count),
      names: new Uint32Array(count),
      targets: new Uint32Array(count),
      nameList: [...this.#nameNumbers.keys()],
      looseIds: this.#looseIds,
    };
    for (let edge = 0; edge < count; edge += 1) {
      table.trees[edge] = this.#values[edge * PER_EDGE]!;
      table.names[edge] = this.#values[edge * PER_EDGE + 1]!;
      table.targets[edge] = this.#values[edge * PER_EDGE + 2]!;
    }
    return table;
  }

  #looseNumber(id: string): number {
    // The entries of one tree come one after the other.
    if (this.#looseIds.at(-1) !== id) this.#looseIds.push(id);
    return this.#looseIds.length - 1;
  }
}
