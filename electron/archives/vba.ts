/** The source text of macros in Office documents (MS-OVBA 2.4.1): chunks of 4 KiB, of letters and of references to them. */
import { ArchiveError } from './problem.ts';
import { type ByteSource } from './source.ts';

const CHUNK = 4096;
const SIGNATURE = 3;

/** From the byte 1 on that begins it; ends where no further chunk follows. */
export function* decodeVba(source: ByteSource): Generator<Uint8Array, void, void> {
  let offset = 1;
  for (;;) {
    const head = source.read(offset, 2);
    if (head.length < 2) return;
    const header = head.readUInt16LE(0);
    if (((header >> 12) & 7) !== SIGNATURE) return;
    const size = (header & 0xfff) + 1;
    const packed = Uint8Array.from(source.read(offset + 2, size));
    offset += 2 + size;
    const { bytes, isWhole } = header >> 15 === 0 ? { bytes: packed, isWhole: true } : unpacked(packed);
    yield bytes;
    if (packed.length < size) throw new ArchiveError('ends-early');
    if (!isWhole) throw new ArchiveError('damaged');
  }
}

/** As far as it can be read. */
function unpacked(packed: Uint8Array): { readonly bytes: Uint8Array; readonly isWhole: boolean } {
  const out = new Uint8Array(CHUNK);
  let filled = 0;
  const all = (isWhole: boolean): { readonly bytes: Uint8Array; readonly isWhole: boolean } => ({
    bytes: out.subarray(0, filled),
    isWhole,
  });
  for (let at = 0; at < packed.length;) {
    const flags = packed[at++]!;
    for (let bit = 0; bit < 8 && at < packed.length; bit += 1) {
      if (filled === CHUNK) return all(false);
      if (((flags >> bit) & 1) === 0) {
        out[filled++] = packed[at++]!;
        continue;
      }
      const token = packed[at]! | ((packed[at + 1] ?? 0) << 8);
      at += 2;
      // The further the chunk goes, the more of a token's bits say how far back it looks.
      const offsetBits = Math.max(4, Math.ceil(Math.log2(filled)));
      const distance = (token >> (16 - offsetBits)) + 1;
      const length = (token & (0xffff >> offsetBits)) + 3;
      if (filled === 0 || distance > filled || filled + length > CHUNK) return all(false);
      for (const end = filled + length; filled < end; filled += 1) out[filled] = out[filled - distance]!;
    }
  }
  return all(true);
}
