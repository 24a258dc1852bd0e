/** The arithmetic decoder under PPMd in RAR archives. */
import type { RangeDecoder } from './ppmd-model.ts';
import type { RarBits } from './rar-bits.ts';
import { ArchiveError } from './problem.ts';

const TOP = 2 ** 24;
const BOTTOM = 2 ** 15;

/** RAR's arithmetic decoder: without carry. It reads whole bytes, from where the codes before it ended. */
export class RarRange implements RangeDecoder {
  #bits: RarBits | null = null;
  #low = 0;
  #code = 0;
  #range = 0;

  use(bits: RarBits): void {
    this.#bits = bits;
  }

  start(): void {
    this.#low = 0;
    this.#code = 0;
    this.#range = 0xffffffff;
    for (let index = 0; index < 4; index += 1) this.#code = ((this.#code << 8) | this.#byte()) >>> 0;
  }

  threshold(total: number): number {
    this.#range = Math.floor(this.#range / total);
    if (this.#range === 0) throw new ArchiveError('damaged');
    return Math.floor(((this.#code - this.#low) >>> 0) / this.#range);
  }

  decode(start: number, size: number): void {
    this.#low = (this.#low + start * this.#range) >>> 0;
    this.#range = (this.#range * size) >>> 0;
    this.#normalize();
  }

  bit(zero: number): number {
    const value = this.threshold(1 << 14) < zero ? 0 : 1;
    if (value === 0) this.decode(0, zero);
    else this.decode(zero, (1 << 14) - zero);
    return value;
  }

  #normalize(): void {
    for (;;) {
      if ((this.#low ^ (this.#low + this.#range)) >>> 0 >= TOP) {
        if (this.#range >= BOTTOM) return;
        this.#range = -this.#low & (BOTTOM - 1);
      }
      this.#code = ((this.#code << 8) | this.#byte()) >>> 0;
      this.#range = (this.#range << 8) >>> 0;
      this.#low = (this.#low << 8) >>> 0;
    }
  }

  #byte(): number {
    if (this.#bits === null) throw new ArchiveError('damaged');
    return this.#bits.byte();
  }
}
