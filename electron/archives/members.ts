/** What a member of a zip file holds, unpacked. */
import { decodeBzip2 } from './bzip2.ts';
import { inflatePieces } from './inflate-pieces.ts';
import { crc32 } from './checksums.ts';
import { chunksOf } from './source.ts';
import { decodeXz } from './xz.ts';
import type { ZipMember } from './zip.ts';
import { decodeZstd } from './zstd.ts';
import { ArchiveError } from './problem.ts';

/** Bytes in order. A chunk may only be lent until the next one is asked for. */
export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** One member of an archive of any kind. */
export interface ArchiveMember {
  readonly name: string;
  /** Null for what has no content, and for what can't be unpacked; `problem` says why. */
  readonly content: Chunks | null;
  /** Why nothing of it, or not all, is read; null where all of it is. */
  readonly problem: 'encrypted' | 'unsupported' | 'continued' | null;
}

export function* zipMembers(members: Iterable<ZipMember>): Generator<ArchiveMember, void, void> {
  for (const member of members) {
    const { name } = member;
    const unpacked = member.encrypted ? null : contentOf(member);
    const content = unpacked === null || member.crc === null ? unpacked : checked(unpacked, member.crc);
    yield {
      name,
      content,
      problem: member.encrypted ? 'encrypted' : content === null ? 'unsupported' : null,
    };
  }
}

/** @throws ArchiveError behind everything that could be read, where the checksum is another one */
async function* checked(chunks: Chunks, wanted: number): AsyncGenerator<Uint8Array, void, void> {
  let crc = 0;
  for await (const chunk of chunks) {
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (crc !== wanted) throw new ArchiveError('wrong-checksum');
}

/** Null for a method of compression that is not supported. */
function contentOf(member: ZipMember): Chunks | null {
  switch (member.method) {
    case 0:
      return chunksOf(member.data);
    case 8:
      return inflatePieces(member.data, 'raw');
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
