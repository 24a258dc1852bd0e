/** What a member of a zip file holds, unpacked. */
import { decodeBzip2 } from './bzip2.ts';
import { inflate } from './inflate.ts';
import { chunksOf } from './source.ts';
import { decodeXz } from './xz.ts';
import type { ZipMember } from './zip.ts';
import { decodeZstd } from './zstd.ts';

/** Null for a method of compression that is not supported. */
export function contentOf(member: ZipMember): AsyncIterable<Uint8Array> | Iterable<Uint8Array> | null {
  switch (member.method) {
    case 0:
      return chunksOf(member.data);
    case 8:
      return inflate(member.data, 'raw');
    case 12:
      return decodeBzip2(member.data);
    case 93:
      return decodeZstd(member.data);
    case 95:
      return decodeXz(member.data);
    default:
      return null;
  }
}

export async function* toAsync(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, void> {
  yield* chunks;
}
