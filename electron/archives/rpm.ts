/** The payload of an RPM package: a compressed cpio archive behind two headers, whose text stands in the file as it is. */
import type { ArchiveMember } from './members.ts';
import { chunksOf, partSource, type ByteSource } from './source.ts';
import { ArchiveError } from './problem.ts';

const LEAD = 96;
const HEADER_MAGIC = 0x8eade801;

export function* readRpm(source: ByteSource): Generator<ArchiveMember, void, void> {
  const signatureEnd = headerEnd(source, LEAD);
  const payload = headerEnd(source, signatureEnd + ((8 - (signatureEnd % 8)) % 8));
  if (payload >= source.size) throw new ArchiveError('ends-early');
  yield { name: 'payload', content: chunksOf(partSource(source, payload, source.size)), problem: null };
}

function headerEnd(source: ByteSource, at: number): number {
  const header = source.read(at, 16);
  if (header.length < 16) throw new ArchiveError('ends-early');
  if (header.readUInt32BE(0) !== HEADER_MAGIC) throw new ArchiveError('header-damaged');
  return at + 16 + header.readUInt32BE(8) * 16 + header.readUInt32BE(12);
}
