/**
 * Members of a cpio stream: the portable ASCII forms ("070701", "070702", "070707") and the old binary one. An initial file
 * system of Linux is several of them one behind the other, the last one often compressed: what follows an archive is a
 * member of its own.
 */
import { ChunkReader } from './chunk-reader.ts';
import type { ArchiveMember } from './members.ts';
import { ArchiveError } from './problem.ts';

const MAX_NAME = 65_536;
const MAX_MEMBERS = 200_000;
const END = 'TRAILER!!!';

interface Header {
  readonly nameSize: number;
  readonly size: number;
  /** Name and content begin at multiples of this. */
  readonly align: number;
  readonly length: number;
}

export async function* readCpio(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<ArchiveMember, void, void> {
  const reader = new ChunkReader(chunks);
  let count = 0;
  for (;;) {
    const header = await nextHeader(reader);
    if (header === 'end') return;
    if (header === 'other') {
      yield { name: '(behind the archive)', content: reader.rest(), problem: null };
      return;
    }
    count += 1;
    if (count > MAX_MEMBERS) throw new ArchiveError('too-many-members');
    const { nameSize, size, align, length } = header;
    if (nameSize < 1 || nameSize > MAX_NAME) throw new ArchiveError('member-header-damaged');
    const name = (await reader.exactly(nameSize)).toString('utf8').replace(/\0.*$/s, '');
    await reader.skip(padding(length + nameSize, align));
    if (name === END) continue;
    const piece = reader.piece(size);
    yield {
      name: name === '' ? '(no name)' : name,
      content: size === 0 ? null : piece.content(),
      problem: null,
    };
    await reader.skip(piece.left() + padding(size, align));
  }
}

function padding(length: number, align: number): number {
  return (align - (length % align)) % align;
}

/** Zeros between archives are passed over. */
async function nextHeader(reader: ChunkReader): Promise<Header | 'end' | 'other'> {
  let magic = await reader.exactly(6);
  while (magic.length > 0 && magic.every((byte) => byte === 0)) magic = await reader.exactly(4);
  if (magic.length === 0) return 'end';
  if (magic.length < 6) magic = Buffer.concat([magic, await reader.exactly(6 - magic.length)]);
  if (magic.length < 6) {
    reader.giveBack(magic);
    return 'other';
  }
  const text = magic.toString('latin1');
  const rest = async (length: number): Promise<Buffer> => {
    const bytes = await reader.exactly(length);
    if (bytes.length < length) throw new ArchiveError('ends-early');
    return bytes;
  };
  const number = (bytes: Buffer, at: number, digits: number, base: number): number => {
    const value = Number.parseInt(bytes.toString('latin1', at, at + digits), base);
    if (!Number.isSafeInteger(value) || value < 0) throw new ArchiveError('member-header-damaged');
    return value;
  };
  if (text === '070701' || text === '070702') {
    const bytes = await rest(104);
    return { nameSize: number(bytes, 88, 8, 16), size: number(bytes, 48, 8, 16), align: 4, length: 110 };
  }
  if (text === '070707') {
    const bytes = await rest(70);
    return { nameSize: number(bytes, 53, 6, 8), size: number(bytes, 59, 11, 8), align: 1, length: 76 };
  }
  const little = magic.readUInt16LE(0) === 0x71c7;
  if (little || magic.readUInt16BE(0) === 0x71c7) {
    const bytes = Buffer.concat([magic, await rest(20)]);
    const word = (at: number): number => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
    return { nameSize: word(20), size: word(22) * 65_536 + word(24), align: 2, length: 26 };
  }
  reader.giveBack(magic);
  return 'other';
}
