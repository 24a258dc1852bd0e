/**
 * Tables of LevelDB, in which browsers and programs made of them keep what pages store. Blocks are compressed by themselves,
 * and the keys in them share their beginnings with the ones before.
 */
import type { Reader } from './ledger.ts';
import { decodeSnappy } from './snappy.ts';
import { bufferSource, type ByteSource } from './source.ts';
import { decodeZstd } from './zstd.ts';
import { ArchiveError } from './problem.ts';

const FOOTER = 48;
const MAX_BLOCK = 64 << 20;
const MAX_BLOCKS = 1_000_000;
const LEVELDB_MAGIC = Buffer.from('57fb808b247547db', 'hex');

export const readLevelDb: Reader = async (source, ledger) => {
  const footer = Buffer.from(source.read(source.size - FOOTER, FOOTER));
  if (footer.length < FOOTER || !footer.subarray(40).equals(LEVELDB_MAGIC))
    throw new ArchiveError('footer-damaged');
  const numbers = new Numbers(footer);
  numbers.next();
  numbers.next();
  const index = blockAt(source, numbers.next(), numbers.next());
  let count = 0;
  let damaged = 0;
  for (const { value } of entriesOf(index)) {
    count += 1;
    if (count > MAX_BLOCKS) throw new ArchiveError('too-many-blocks');
    try {
      const place = new Numbers(value);
      const block = blockAt(source, place.next(), place.next());
      const pairs: Buffer[] = [];
      for (const { key, value: content } of entriesOf(block)) pairs.push(key, NEWLINE, content, NEWLINE);
      await ledger.part(Buffer.concat(pairs));
    } catch (error) {
      if (!(error instanceof ArchiveError)) throw error;
      damaged += 1;
    }
  }
  if (damaged > 0) ledger.notOpened({ kind: 'blocks-damaged', count: damaged });
};

const NEWLINE = Buffer.from('\n');

class Numbers {
  readonly #bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  next(): number {
    let value = 0;
    for (let factor = 1; factor <= 2 ** 49; factor *= 128) {
      const byte = this.#bytes[this.at++];
      if (byte === undefined) break;
      value += (byte & 0x7f) * factor;
      if ((byte & 0x80) === 0) return value;
    }
    throw new ArchiveError('damaged');
  }
}

function blockAt(source: ByteSource, offset: number, size: number): Buffer {
  if (size > MAX_BLOCK) throw new ArchiveError('block-too-large');
  const bytes = Buffer.from(source.read(offset, size + 1));
  if (bytes.length < size + 1) throw new ArchiveError('ends-early');
  const packed = bytes.subarray(0, size);
  switch (bytes[size]) {
    case 0:
      return packed;
    case 1:
      return decodeSnappy(packed);
    case 2:
      return Buffer.concat([...decodeZstd(bufferSource(packed))]);
    default:
      throw new ArchiveError('damaged');
  }
}

function* entriesOf(block: Buffer): Generator<{ readonly key: Buffer; readonly value: Buffer }, void, void> {
  if (block.length < 4) return;
  const restarts = block.readUInt32LE(block.length - 4);
  const end = block.length - 4 - restarts * 4;
  if (end < 0) throw new ArchiveError('damaged');
  const numbers = new Numbers(block.subarray(0, end));
  let before: Buffer = Buffer.alloc(0);
  while (numbers.at < end) {
    const shared = numbers.next();
    const own = numbers.next();
    const length = numbers.next();
    const start = numbers.at;
    if (shared > before.length || start + own + length > end) throw new ArchiveError('damaged');
    const key = Buffer.concat([before.subarray(0, shared), block.subarray(start, start + own)]);
    yield { key, value: block.subarray(start + own, start + own + length) };
    before = key;
    numbers.at = start + own + length;
  }
}
