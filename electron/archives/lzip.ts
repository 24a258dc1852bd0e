/** lzip files: LZMA with fixed properties, an end mark, and a trailer that says how long everything is. */
import { crc32 } from './checksums.ts';
import { LzmaDecoder } from './lzma.ts';
import { ByteReader, partSource, type ByteSource } from './source.ts';
import { drain } from './xz.ts';
import { ArchiveError } from './problem.ts';

const HEADER = 6;
const TRAILER = 20;
/** lc 3, lp 0, pb 2. */
const PROPERTIES = 93;

/** Returns where the last member ends. */
export function* decodeLzip(source: ByteSource): Generator<Uint8Array, number, void> {
  let isSound = true;
  let start = 0;
  while (start === 0 || isLzip(source, start)) {
    const header = source.read(start, HEADER);
    if (header.length < HEADER) throw new ArchiveError('ends-early');
    if (header[4] !== 1) throw new ArchiveError('unknown-version');
    const coded = header[5]!;
    const base = 2 ** (coded & 0x1f);
    const dictionary = base - (base / 16) * (coded >> 5);
    const reader = new ByteReader(partSource(source, start + HEADER, source.size));
    const decoder = new LzmaDecoder(reader, dictionary);
    decoder.setProperties(PROPERTIES);
    decoder.startRange();
    let crc = 0;
    let size = 0;
    const pieces = drain(decoder, Number.MAX_SAFE_INTEGER);
    for (let next = pieces.next(); next.done !== true; next = pieces.next()) {
      crc = crc32(next.value, crc);
      size += next.value.length;
      yield next.value;
    }
    const end = trailerOf(source, start, start + HEADER + reader.offset);
    const trailer = source.read(end, TRAILER);
    isSound &&= trailer.readUInt32LE(0) === crc && Number(trailer.readBigUInt64LE(4)) === size;
    start = end + TRAILER;
  }
  if (!isSound) throw new ArchiveError('wrong-checksum');
  return start;
}

function isLzip(source: ByteSource, at: number): boolean {
  return source.read(at, 4).toString('latin1') === 'LZIP';
}

/** The range coder may have left its last bytes unread. */
function trailerOf(source: ByteSource, start: number, from: number): number {
  for (let at = from; at < from + 6; at += 1) {
    const trailer = source.read(at, TRAILER);
    if (trailer.length < TRAILER) throw new ArchiveError('ends-early');
    if (Number(trailer.readBigUInt64LE(12)) === at + TRAILER - start) return at;
  }
  throw new ArchiveError('damaged');
}
