/**
 * The filters of RAR 3 and 4 are programs for a machine of its own, sent along with the data. The programs that are in use
 * are known by their checksum; none is ever run.
 */
import { crc32 } from 'node:zlib';
import { ArchiveError } from './problem.ts';

const MOST_FILTERS = 1024;

/** `code` rearranges machine code only: text comes through it unchanged. */
export type FilterKind = 'delta' | 'code' | 'unknown';

export interface FilterCall {
  readonly kind: FilterKind;
  /** From where the output is now. */
  readonly start: number;
  readonly length: number;
  readonly channels: number;
}

/** Checksum and length of the programs that RAR itself sends. */
const PROGRAMS: readonly { readonly sum: number; readonly length: number; readonly kind: FilterKind }[] = [
  { sum: 0xad576887, length: 53, kind: 'code' },
  { sum: 0x3cd7e57e, length: 57, kind: 'code' },
  { sum: 0x3769893f, length: 120, kind: 'code' },
  { sum: 0x0e06077d, length: 29, kind: 'delta' },
];

class ProgramBits {
  readonly #bytes: Uint8Array;
  #bit = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  bits(count: number): number {
    let value = 0;
    for (let index = 0; index < count; index += 1, this.#bit += 1) {
      const byte = this.#bytes[this.#bit >> 3];
      if (byte === undefined) throw new ArchiveError('damaged');
      value = value * 2 + ((byte >> (7 - (this.#bit & 7))) & 1);
    }
    return value;
  }

  number(): number {
    switch (this.bits(2)) {
      case 0:
        return this.bits(4);
      case 1: {
        const value = this.bits(8);
        return value >= 16 ? value : 0xffffff00 + value * 16 + this.bits(4);
      }
      case 2:
        return this.bits(16);
      default:
        return this.bits(32);
    }
  }
}

/** Which programs were sent so far; one for each solid run of members. */
export class RarFilters {
  #kinds: FilterKind[] = [];
  #lengths: number[] = [];
  #last = 0;

  /** @param first the byte that says what the call brings; @param bytes what follows it */
  call(first: number, bytes: Uint8Array): FilterCall {
    const bits = new ProgramBits(bytes);
    let place = this.#last;
    if ((first & 0x80) !== 0) {
      const number = bits.number();
      if (number === 0) {
        this.#kinds = [];
        this.#lengths = [];
      }
      place = number === 0 ? 0 : number - 1;
    }
    if (place > this.#kinds.length || place >= MOST_FILTERS) throw new ArchiveError('damaged');
    this.#last = place;
    const isNew = place === this.#kinds.length;
    const start = bits.number() + ((first & 0x40) !== 0 ? 258 : 0);
    const length = (first & 0x20) !== 0 ? bits.number() : (this.#lengths[place] ?? 0);
    this.#lengths[place] = length;
    let channels = 0;
    if ((first & 0x10) !== 0) {
      const mask = bits.bits(7);
      for (let register = 0; register < 7; register += 1) {
        if ((mask & (1 << register)) === 0) continue;
        const value = bits.number();
        if (register === 0) channels = value;
      }
    }
    if (isNew) {
      const size = bits.number();
      if (size === 0 || size > bytes.length) throw new ArchiveError('damaged');
      const program = Uint8Array.from({ length: size }, () => bits.bits(8));
      const sum = crc32(program);
      const known = PROGRAMS.find((candidate) => candidate.length === size && candidate.sum === sum);
      this.#kinds.push(known?.kind ?? 'unknown');
    }
    const kind = this.#kinds[place] ?? 'unknown';
    return {
      kind: kind === 'delta' && (channels < 1 || channels > 128) ? 'unknown' : kind,
      start,
      length,
      channels,
    };
  }
}
