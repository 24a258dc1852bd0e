/**
 * Every tree entry on a way down to a hit, in columns of numbers: a key that stood in a thousand commits has millions of
 * them, and an object for each would fill the memory.
 */

/** Ids and names are numbered in the order in which they are first named. */
export class MarkedEdges {
  readonly ids: string[] = [];
  readonly names: string[] = [];
  readonly #idNumbers = new Map<string, number>();
  readonly #nameNumbers = new Map<string, number>();
  /** Tree, name and target, one behind the other. */
  #values = new Int32Array(3 * 1024);
  #length = 0;

  get count(): number {
    return this.#length / 3;
  }

  numberOf(id: string): number {
    return numberIn(this.#idNumbers, this.ids, id);
  }

  numberOfName(name: string): number {
    return numberIn(this.#nameNumbers, this.names, name);
  }

  /** -1 for an id that no edge names. */
  find(id: string): number {
    return this.#idNumbers.get(id) ?? -1;
  }

  /** All three by number. */
  add(tree: number, name: number, target: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Int32Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = tree;
    this.#values[this.#length++] = name;
    this.#values[this.#length++] = target;
  }

  /** The same by tree. */
  byTree(): EdgesByTree {
    const values = this.#values;
    const start = new Uint32Array(this.ids.length + 1);
    const isTarget = new Uint8Array(this.ids.length);
    for (let at = 0; at < this.#length; at += 3) {
      start[values[at]! + 1]! += 1;
      isTarget[values[at + 2]!] = 1;
    }
    for (let id = 0; id < this.ids.length; id += 1) start[id + 1]! += start[id]!;
    const next = start.slice();
    const names = new Uint32Array(this.count);
    const targets = new Uint32Array(this.count);
    for (let at = 0; at < this.#length; at += 3) {
      const place = next[values[at]!]!++;
      names[place] = values[at + 1]!;
      targets[place] = values[at + 2]!;
    }
    return { start, names, targets, isTarget };
  }
}

export interface EdgesByTree {
  /** By number of a tree: where its edges begin; one more at the end. */
  readonly start: Uint32Array;
  readonly names: Uint32Array;
  readonly targets: Uint32Array;
  /** By number: 1 where an edge leads to it. */
  readonly isTarget: Uint8Array;
}

function numberIn(numbers: Map<string, number>, list: string[], text: string): number {
  let number = numbers.get(text);
  if (number === undefined) {
    number = list.length;
    numbers.set(text, number);
    list.push(text);
  }
  return number;
}
