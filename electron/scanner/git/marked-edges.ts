/**
 * Every tree entry on a way down to a hit, in columns of numbers: a key that stood in a thousand commits has millions of
 * them, and an object for each would fill the memory.
 */
import { createHash } from 'node:crypto';
import { IdNumbers } from './id-numbers.ts';

/** Ids and names are numbered in the order in which they are first named. */
export class MarkedEdges {
  readonly ids: IdNumbers;
  readonly names: string[] = [];
  readonly #nameNumbers = new Map<string, number>();
  /** Tree, name and target, one behind the other. */
  #values = new Int32Array(3 * 1024);
  #length = 0;

  /** @param idLength in bytes */
  constructor(idLength: number) {
    this.ids = new IdNumbers(idLength);
  }

  get count(): number {
    return this.#length / 3;
  }

  /** @param id in hexadecimal, or another name for what has no id */
  numberOf(id: string): number {
    return this.ids.numberAt(this.#bytesOf(id), 0);
  }

  /** -1 for what no edge names. */
  find(id: string): number {
    return this.ids.findAt(this.#bytesOf(id), 0);
  }

  numberOfName(name: string): number {
    let number = this.#nameNumbers.get(name);
    if (number === undefined) {
      number = this.names.length;
      this.#nameNumbers.set(name, number);
      this.names.push(name);
    }
    return number;
  }

  #bytesOf(id: string): Uint8Array {
    const { idLength } = this.ids;
    const bytes = Buffer.from(id, 'hex');
    if (bytes.length === idLength && id.length === idLength * 2) return bytes;
    return createHash('sha256').update(id).digest().subarray(0, idLength);
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
    const { count } = this.ids;
    const start = new Uint32Array(count + 1);
    const isTarget = new Uint8Array(count);
    for (let at = 0; at < this.#length; at += 3) {
      start[values[at]! + 1]! += 1;
      isTarget[values[at + 2]!] = 1;
    }
    for (let id = 0; id < count; id += 1) start[id + 1]! += start[id]!;
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
