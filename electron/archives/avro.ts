/** The blocks of an Avro file. */
import { brotliDecompressSync, constants, inflateRawSync } from 'node:zlib';
import { decodeBzip2 } from './bzip2.ts';
import type { Reader } from './ledger.ts';
import { decodeSnappy } from './snappy.ts';
import { bufferSource, type ByteSource } from './source.ts';
import { decodeXz } from './xz.ts';
import { decodeZstd } from './zstd.ts';
import { ArchiveError } from './problem.ts';

const MAX_BLOCK = 64 << 20;
const MAX_HEADER = 4 << 20;
const SYNC = 16;

export const readAvro: Reader = async (source, ledger) => {
  const head = new AvroBytes(source, 4);
  let codec = 'null';
  for (let count = head.long(); count !== 0; count = head.long()) {
    if (count < 0) head.long();
    for (let pair = 0; pair < Math.abs(count); pair += 1) {
      const name = head.bytes(MAX_HEADER).toString('latin1');
      const value = head.bytes(MAX_HEADER);
      if (name === 'avro.codec') codec = value.toString('latin1');
    }
  }
  head.at += SYNC;
  if (codec === 'null') return;
  while (head.at < source.size) {
    head.long();
    const packed = head.bytes(MAX_BLOCK);
    head.at += SYNC;
    await ledger.part(unpackBlock(codec, packed));
  }
};

/** @throws ArchiveError where it is damaged, or of a kind that is not known */
export function unpackBlock(codec: string, packed: Uint8Array): Uint8Array {
  const limit = { maxOutputLength: MAX_BLOCK };
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.length);
  try {
    switch (codec) {
      case 'null':
        return packed;
      case 'deflate':
        return inflateRawSync(bytes, { ...limit, finishFlush: constants.Z_SYNC_FLUSH });
      case 'brotli':
        return brotliDecompressSync(bytes, limit);
      case 'snappy':
        // Avro's own checksum stands behind each block.
        return decodeSnappy(bytes.subarray(0, -4));
      case 'zstandard':
        return Buffer.concat([...decodeZstd(bufferSource(bytes))]);
      case 'bzip2':
        return Buffer.concat([...decodeBzip2(bufferSource(bytes))]);
      case 'xz':
        return Buffer.concat([...decodeXz(bufferSource(bytes))]);
    }
  } catch {
    throw new ArchiveError('block-unpacks-too-large');
  }
  throw new ArchiveError('blocks-unsupported');
}

class AvroBytes {
  readonly #source: ByteSource;
  at: number;

  constructor(source: ByteSource, at: number) {
    this.#source = source;
    this.at = at;
  }

  /** Zigzag, of up to ten bytes. */
  long(): number {
    const bytes = this.#source.read(this.at, 10);
    let value = 0n;
    for (const [index, byte] of bytes.entries()) {
      value |= BigInt(byte & 0x7f) << BigInt(index * 7);
      if ((byte & 0x80) !== 0) continue;
      this.at += index + 1;
      return Number((value >> 1n) ^ -(value & 1n));
    }
    throw new ArchiveError('ends-early');
  }

  bytes(most: number): Buffer {
    const length = this.long();
    if (length < 0 || length > most) throw new ArchiveError('block-damaged-or-too-large');
    const bytes = Buffer.from(this.#source.read(this.at, length));
    if (bytes.length < length) throw new ArchiveError('ends-early');
    this.at += length;
    return bytes;
  }
}
