/** The pages of a Parquet file: found by its footer, each page compressed by itself. */
import { gunzipSync } from 'node:zlib';
import { unpackBlock } from './avro.ts';
import type { Ledger, Reader } from './ledger.ts';
import { decodeSnappy } from './snappy.ts';
import type { ByteSource } from './source.ts';
import { ArchiveError } from './problem.ts';

const MAX_FOOTER = 64 << 20;
const MAX_PAGE = 64 << 20;
const MAX_DEPTH = 32;
const CODECS = ['none', 'snappy', 'gzip', 'lzo', 'brotli', 'lz4', 'zstd', 'lz4'] as const;

/** A struct of Thrift's compact form: fields by number. */
type Struct = ReadonlyMap<number, unknown>;

export const readParquet: Reader = async (source, ledger) => {
  const tail = source.read(source.size - 8, 8);
  if (tail.length < 8 || tail.toString('latin1', 4) !== 'PAR1')
    throw new ArchiveError(tail.toString('latin1', 4) === 'PARE' ? 'encrypted' : 'footer-missing');
  const size = tail.readUInt32LE(0);
  if (size > MAX_FOOTER || size + 12 > source.size) throw new ArchiveError('footer-damaged');
  const footer = new Compact(Buffer.from(source.read(source.size - 8 - size, size))).struct();
  for (const group of listOf(footer.get(4))) {
    for (const column of listOf(structOf(group).get(1))) {
      const about = structOf(column).get(3);
      if (!(about instanceof Map)) throw new ArchiveError('encrypted');
      const codec = CODECS[Number(about.get(4))] ?? 'unknown';
      if (codec !== 'none') await readColumn(source, about as Struct, codec, ledger);
    }
  }
};

function structOf(value: unknown): Struct {
  if (!(value instanceof Map)) throw new ArchiveError('footer-damaged');
  return value as Struct;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

async function readColumn(source: ByteSource, about: Struct, codec: string, ledger: Ledger): Promise<void> {
  const data = Number(about.get(9));
  const dictionary = Number(about.get(11) ?? data);
  const start = dictionary > 0 ? Math.min(dictionary, data) : data;
  const end = start + Number(about.get(7));
  if (!(start >= 4 && end <= source.size)) throw new ArchiveError('footer-damaged');
  for (let at = start; at < end;) {
    const header = new Compact(Buffer.from(source.read(at, Math.min(1 << 16, end - at))));
    const page = header.struct();
    const size = Number(page.get(3));
    if (!(size >= 0 && size <= MAX_PAGE)) throw new ArchiveError('page-too-large');
    let from = at + header.at;
    at = from + size;
    // Of the second version the levels stand before what is compressed.
    const second = page.get(8);
    if (second instanceof Map) from += Number(second.get(5) ?? 0) + Number(second.get(6) ?? 0);
    if (second instanceof Map && second.get(7) === false) continue;
    await ledger.part(unpackPage(codec, Buffer.from(source.read(from, at - from))));
  }
}

function unpackPage(codec: string, packed: Buffer): Uint8Array {
  if (packed.length === 0) return packed;
  switch (codec) {
    case 'snappy':
      return decodeSnappy(packed);
    case 'gzip':
      try {
        return gunzipSync(packed, { maxOutputLength: MAX_PAGE });
      } catch {
        throw new ArchiveError('page-unpacks-too-large');
      }
    case 'zstd':
      return unpackBlock('zstandard', packed);
    default:
      return unpackBlock(codec, packed);
  }
}

class Compact {
  readonly #bytes: Buffer;
  at = 0;
  #depth = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  struct(): Map<number, unknown> {
    const fields = new Map<number, unknown>();
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new ArchiveError('footer-damaged');
    let id = 0;
    for (;;) {
      const head = this.#byte();
      if (head === 0) break;
      id = head >> 4 === 0 ? this.#zigzag() : id + (head >> 4);
      const type = head & 15;
      fields.set(id, type === 1 ? true : type === 2 ? false : this.#value(type));
    }
    this.#depth -= 1;
    return fields;
  }

  #value(type: number): unknown {
    switch (type) {
      case 1:
      case 2:
        return this.#byte() === 1;
      case 3:
        return this.#byte();
      case 4:
      case 5:
      case 6:
        return this.#zigzag();
      case 7:
        this.at += 8;
        return null;
      case 8: {
        const length = this.#number();
        this.at += length;
        return null;
      }
      case 9:
      case 10: {
        const head = this.#byte();
        const count = head >> 4 === 15 ? this.#number() : head >> 4;
        if (count > this.#bytes.length) throw new ArchiveError('footer-damaged');
        return Array.from({ length: count }, () => this.#value(head & 15));
      }
      case 11: {
        const count = this.#number();
        const types = count === 0 ? 0 : this.#byte();
        if (count > this.#bytes.length) throw new ArchiveError('footer-damaged');
        for (let index = 0; index < count; index += 1) {
          this.#value(types >> 4);
          this.#value(types & 15);
        }
        return null;
      }
      case 12:
        return this.struct();
      default:
        throw new ArchiveError('footer-damaged');
    }
  }

  #byte(): number {
    const byte = this.#bytes[this.at++];
    if (byte === undefined) throw new ArchiveError('footer-damaged');
    return byte;
  }

  #number(): number {
    let value = 0;
    for (let factor = 1; factor <= 2 ** 56; factor *= 128) {
      const byte = this.#byte();
      value += (byte & 0x7f) * factor;
      if ((byte & 0x80) === 0) return value;
    }
    throw new ArchiveError('footer-damaged');
  }

  #zigzag(): number {
    const value = this.#number();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}
