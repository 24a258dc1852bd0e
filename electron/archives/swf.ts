/** Flash files whose content is compressed, with zlib or LZMA. */
import { inflatePieces } from './inflate-pieces.ts';
import { readStream, type Reader } from './ledger.ts';
import { bufferSource, type ByteSource } from './source.ts';
import { decodeLzmaAlone } from './xz.ts';
import { ArchiveError } from './problem.ts';

const MAX_FILE = 64 << 20;

export const readSwf: Reader = async (source, ledger) => {
  if (source.read(0, 1).toString('latin1') === 'C') {
    await readStream('zlib', inflatePieces(source, 'zlib', 8), ledger);
    return;
  }
  await readStream('lzma', decodeLzmaAlone(lzmaOf(source)), ledger);
};

/** The header of a plain .lzma file in place of its own. */
function lzmaOf(source: ByteSource): ByteSource {
  const bytes = Buffer.from(source.read(0, Math.min(source.size, MAX_FILE)));
  if (bytes.length < 17) throw new ArchiveError('ends-early');
  const size = Buffer.alloc(8);
  size.writeUInt32LE(Math.max(0, bytes.readUInt32LE(4) - 8));
  return bufferSource(Buffer.concat([bytes.subarray(12, 17), size, bytes.subarray(17)]));
}
