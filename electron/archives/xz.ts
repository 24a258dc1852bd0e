/** xz files (LZMA2, the filters it is used with most) and plain .lzma files. */
import { LzmaDecoder } from './lzma.ts';
import { ByteReader, partSource, type ByteSource } from './source.ts';
import { ArchiveError } from './problem.ts';

const CHUNK = 1 << 16;
const FILTER_LZMA2 = 0x21;
/** Filters that only rearrange machine code: text comes through unchanged, so they are passed over. */
const CODE_FILTERS = new Set([0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0b]);

/** Returns where the last stream ends. */
export function* decodeXz(source: ByteSource): Generator<Uint8Array, number, void> {
  let offset = 0;
  while (offset + 12 <= source.size) {
    const header = source.read(offset, 12);
    if (header[0] === 0 && header[1] === 0 && header[2] === 0 && header[3] === 0) {
      offset += 4;
      continue;
    }
    if (header.length < 12 || header.toString('latin1', 1, 5) !== '7zXZ') {
      if (offset === 0) throw new ArchiveError('damaged');
      return offset;
    }
    const checkSize = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64][header[7]! & 15]!;
    const start = offset + 12;
    const reader = new ByteReader(partSource(source, start, source.size));
    for (;;) {
      const headerSize = reader.byte();
      if (headerSize === 0) break;
      yield* decodeBlock(reader, headerSize);
      while (reader.offset % 4 !== 0) reader.byte();
      for (let index = 0; index < checkSize; index += 1) reader.byte();
    }
    // The index: the number of records, then two numbers each; padded, and followed by its checksum and the footer.
    const records = variableNumber(reader);
    for (let index = 0; index < records * 2; index += 1) variableNumber(reader);
    while (reader.offset % 4 !== 0) reader.byte();
    offset = start + reader.offset + 4 + 12;
  }
  return offset;
}

function variableNumber(reader: { byte(): number }): number {
  let value = 0;
  for (let shift = 0; shift < 63; shift += 7) {
    const byte = reader.byte();
    value += (byte & 0x7f) * 2 ** shift;
    if ((byte & 0x80) === 0) return value;
  }
  throw new ArchiveError('damaged');
}

function* decodeBlock(reader: ByteReader, headerSize: number): Generator<Uint8Array, void, void> {
  const header = new Uint8Array((headerSize + 1) * 4 - 1);
  for (let index = 0; index < header.length; index += 1) header[index] = reader.byte();
  let at = 1;
  const fromHeader = {
    byte: () => {
      if (at >= header.length) throw new ArchiveError('damaged');
      return header[at++]!;
    },
  };
  const flags = header[0]!;
  if ((flags & 0x40) !== 0) variableNumber(fromHeader);
  if ((flags & 0x80) !== 0) variableNumber(fromHeader);
  let dictionary = -1;
  for (let index = 0; index <= (flags & 3); index += 1) {
    const filter = variableNumber(fromHeader);
    const size = variableNumber(fromHeader);
    if (size > header.length) throw new ArchiveError('damaged');
    const properties = Array.from({ length: size }, () => fromHeader.byte());
    if (filter === FILTER_LZMA2) dictionary = dictionarySize(properties[0] ?? 0);
    else if (filter === 0x03) throw new ArchiveError('delta-filter');
    else if (!CODE_FILTERS.has(filter)) throw new ArchiveError('filter-unsupported');
  }
  if (dictionary < 0) throw new ArchiveError('damaged');
  yield* decodeLzma2(reader, dictionary);
}

/** Of LZMA2, as one byte says it. */
export function dictionarySize(byte: number): number {
  if (byte > 40) throw new ArchiveError('damaged');
  return byte === 40 ? 0xffffffff : (2 | (byte & 1)) * 2 ** ((byte >> 1) + 11);
}

/** @param output how much comes out, where it is known */
export function* decodeLzma2(
  reader: ByteReader,
  dictionary: number,
  output?: number,
): Generator<Uint8Array, void, void> {
  const decoder = new LzmaDecoder(reader, dictionary, output);
  const word = (): number => reader.byte() * 256 + reader.byte();
  let known = false;
  for (;;) {
    const control = reader.byte();
    if (control === 0) return;
    if (control >= 0x80) {
      const unpacked = (control & 0x1f) * 65_536 + word() + 1;
      const packed = word() + 1;
      const reset = (control >> 5) & 3;
      if (reset === 3) decoder.resetDictionary();
      if (reset >= 2) {
        decoder.setProperties(reader.byte());
        known = true;
      } else if (reset === 1) decoder.resetState();
      if (!known) throw new ArchiveError('damaged');
      const start = reader.offset;
      decoder.startRange();
      yield* drain(decoder, unpacked);
      // The range coder may leave its last byte unread.
      while (reader.offset < start + packed) reader.byte();
    } else {
      if (control > 2) throw new ArchiveError('damaged');
      if (control === 1) decoder.resetDictionary();
      const size = word() + 1;
      for (let left = size; left > 0;) {
        const part = Math.min(left, decoder.room, CHUNK);
        yield* taken(decoder, () => {
          decoder.copy(part);
          return true;
        });
        left -= part;
      }
    }
  }
}

export function* drain(decoder: LzmaDecoder, size: number): Generator<Uint8Array, boolean, void> {
  for (let left = size; left > 0;) {
    const part = Math.min(left, decoder.room, CHUNK);
    if (!(yield* taken(decoder, () => decoder.decode(part)))) return false;
    left -= part;
  }
  return true;
}

/** What comes out, also before a damage. */
function* taken(decoder: LzmaDecoder, decode: () => boolean): Generator<Uint8Array, boolean, void> {
  let goesOn: boolean;
  try {
    goesOn = decode();
  } catch (error) {
    yield decoder.take();
    throw error;
  }
  const out = decoder.take();
  if (out.length > 0) yield out;
  return goesOn;
}

/** Returns where it ends. */
export function* decodeLzmaAlone(source: ByteSource): Generator<Uint8Array, number, void> {
  const header = source.read(0, 13);
  if (header.length < 13) throw new ArchiveError('ends-early');
  const reader = new ByteReader(partSource(source, 13, source.size));
  const decoder = new LzmaDecoder(reader, header.readUInt32LE(1));
  decoder.setProperties(header[0]!);
  decoder.startRange();
  const size = header.readBigUInt64LE(5);
  yield* drain(decoder, size === 0xffffffffffffffffn ? Number.MAX_SAFE_INTEGER : Number(size));
  return 13 + reader.offset;
}
