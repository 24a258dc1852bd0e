/**
 * The memory of the PPMd model (variant H): contexts and their lists of symbols, in units of twelve bytes. How it is
 * handed out decides when the model starts anew, so it is part of the format.
 */
const UNIT = 12;
const INDEXES = 38;

const INDEX_OF_UNITS = new Uint8Array(128);
const UNITS_OF_INDEX = new Uint8Array(INDEXES);
for (let index = 0, units = 0; index < INDEXES; index += 1) {
  for (let step = index >= 12 ? 4 : (index >> 2) + 1; step > 0; step -= 1) INDEX_OF_UNITS[units++] = index;
  UNITS_OF_INDEX[index] = units;
}

export function indexOf(units: number): number {
  return INDEX_OF_UNITS[units - 1]!;
}

/** Addresses are offsets into the views; 0 is none. All platforms that this runs on are little-endian. */
export class PpmdMemory {
  readonly bytes: Uint8Array;
  readonly words: Uint16Array;
  readonly longs: Uint32Array;
  readonly #capacity: number;
  #size = 0;
  #start = 0;
  readonly #free = new Uint32Array(INDEXES);
  #glueCount = 0;
  #low = 0;
  #high = 0;
  /** Where the text ends, which grows from the bottom. */
  text = 0;
  /** Where the units begin; the text must not reach it. */
  unitsStart = 0;

  constructor(size: number) {
    this.#capacity = size;
    const buffer = new ArrayBuffer((4 + size + UNIT + 3) & ~3);
    this.bytes = new Uint8Array(buffer);
    this.words = new Uint16Array(buffer);
    this.longs = new Uint32Array(buffer);
    this.resize(size);
  }

  /** False where there is not as much; what is in it counts for nothing either way. */
  resize(size: number): boolean {
    if (size > this.#capacity) return false;
    this.#size = size;
    this.#start = 4 - (size & 3);
    return true;
  }

  reset(): void {
    this.#free.fill(0);
    this.text = this.#start;
    this.#high = this.text + this.#size;
    this.#low = this.#high - Math.floor(this.#size / 8 / UNIT) * 7 * UNIT;
    this.unitsStart = this.#low;
    this.#glueCount = 0;
  }

  /** A context; 0 where there is no room. */
  context(): number {
    if (this.#high !== this.#low) {
      this.#high -= UNIT;
      return this.#high;
    }
    return this.#free[0] === 0 ? this.#rare(0) : this.#take(0);
  }

  /** Room for `units` units; 0 where there is none. */
  units(index: number): number {
    if (this.#free[index] !== 0) return this.#take(index);
    const bytes = UNITS_OF_INDEX[index]! * UNIT;
    if (bytes > this.#high - this.#low) return this.#rare(index);
    this.#low += bytes;
    return this.#low - bytes;
  }

  give(address: number, index: number): void {
    this.longs[address >> 2] = this.#free[index]!;
    this.#free[index] = address;
  }

  copy(to: number, from: number, units: number): void {
    this.bytes.copyWithin(to, from, from + units * UNIT);
  }

  shrink(address: number, oldUnits: number, newUnits: number): number {
    const oldIndex = indexOf(oldUnits);
    const newIndex = indexOf(newUnits);
    if (oldIndex === newIndex) return address;
    if (this.#free[newIndex] === 0) {
      this.#split(address, oldIndex, newIndex);
      return address;
    }
    const moved = this.#take(newIndex);
    this.copy(moved, address, newUnits);
    this.give(address, oldIndex);
    return moved;
  }

  #take(index: number): number {
    const address = this.#free[index]!;
    this.#free[index] = this.longs[address >> 2]!;
    return address;
  }

  #split(address: number, oldIndex: number, newIndex: number): void {
    const left = UNITS_OF_INDEX[oldIndex]! - UNITS_OF_INDEX[newIndex]!;
    this.#giveUnits(address + UNITS_OF_INDEX[newIndex]! * UNIT, left);
  }

  /** As one block, or as two where there is no list of that size. */
  #giveUnits(address: number, units: number): void {
    let index = indexOf(units);
    if (UNITS_OF_INDEX[index] !== units) {
      index -= 1;
      const first = UNITS_OF_INDEX[index]!;
      this.give(address + first * UNIT, indexOf(units - first));
    }
    this.give(address, index);
  }

  #rare(index: number): number {
    if (this.#glueCount === 0) {
      this.#glue();
      if (this.#free[index] !== 0) return this.#take(index);
    }
    for (let larger = index + 1; larger < INDEXES; larger += 1) {
      if (this.#free[larger] === 0) continue;
      const address = this.#take(larger);
      this.#split(address, larger, index);
      return address;
    }
    this.#glueCount -= 1;
    const bytes = UNITS_OF_INDEX[index]! * UNIT;
    if (this.unitsStart - this.text <= bytes) return 0;
    this.unitsStart -= bytes;
    return this.unitsStart;
  }

  /** Joins free blocks that are neighbours. Of a free block: stamp (0), number of units, next, previous. */
  #glue(): void {
    const { words, longs } = this;
    const head = this.#start + this.#size;
    this.#glueCount = 255;
    let first = head;
    for (let index = 0; index < INDEXES; index += 1) {
      let block = this.#free[index]!;
      this.#free[index] = 0;
      while (block !== 0) {
        const next = longs[block >> 2]!;
        longs[(block + 4) >> 2] = first;
        longs[(first + 8) >> 2] = block;
        first = block;
        words[block >> 1] = 0;
        words[(block + 2) >> 1] = UNITS_OF_INDEX[index]!;
        block = next;
      }
    }
    words[head >> 1] = 1;
    longs[(head + 4) >> 2] = first;
    longs[(first + 8) >> 2] = head;
    if (this.#low !== this.#high) words[this.#low >> 1] = 1;
    for (let block = first; block !== head; block = longs[(block + 4) >> 2]!) {
      let units = words[(block + 2) >> 1]!;
      for (;;) {
        const neighbour = block + units * UNIT;
        units += words[(neighbour + 2) >> 1]!;
        if (words[neighbour >> 1] !== 0 || units >= 0x10000) break;
        const next = longs[(neighbour + 4) >> 2]!;
        const previous = longs[(neighbour + 8) >> 2]!;
        longs[(previous + 4) >> 2] = next;
        longs[(next + 8) >> 2] = previous;
        words[(block + 2) >> 1] = units;
      }
    }
    for (let block = longs[(head + 4) >> 2]!; block !== head;) {
      const next = longs[(block + 4) >> 2]!;
      let address = block;
      let units = words[(block + 2) >> 1]!;
      for (; units > 128; units -= 128, address += 128 * UNIT) this.give(address, INDEXES - 1);
      this.#giveUnits(address, units);
      block = next;
    }
  }
}
