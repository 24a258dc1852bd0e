/** Members of an `ar` archive: Debian packages, static libraries. GNU and BSD ways of long names. */
import { chunksOf, partSource, type ByteSource } from './source.ts';
import type { ArchiveMember } from './members.ts';
import { ArchiveError } from './problem.ts';

const HEADER = 60;
const MAX_NAMES = 1 << 20;
const MAX_MEMBERS = 200_000;

export function* readAr(source: ByteSource): Generator<ArchiveMember, void, void> {
  let names: Buffer = Buffer.alloc(0);
  let count = 0;
  for (let at = 8; at < source.size;) {
    const header = Buffer.from(source.read(at, HEADER));
    if (header.length < HEADER) throw new ArchiveError('ends-early');
    const size = Number(header.toString('latin1', 48, 58).trim());
    if (header.toString('latin1', 58, 60) !== '`\n' || !Number.isSafeInteger(size) || size < 0)
      throw new ArchiveError('member-header-damaged');
    count += 1;
    if (count > MAX_MEMBERS) throw new ArchiveError('too-many-members');
    const start = at + HEADER;
    at = start + size + (size % 2);
    const short = header.toString('latin1', 0, 16).trimEnd();
    if (short === '//') {
      names = Buffer.from(source.read(start, Math.min(size, MAX_NAMES)));
      continue;
    }
    let body = start;
    let name = short.replace(/\/$/, '');
    const bsd = /^#1\/(\d+)$/.exec(short)?.[1];
    const gnu = /^\/(\d+)$/.exec(short)?.[1];
    if (bsd !== undefined) {
      const length = Math.min(Number(bsd), size, 65_536);
      name = source.read(start, length).toString('utf8').replace(/\0+$/, '');
      body += length;
    } else if (gnu !== undefined) {
      name = names.toString('utf8', Number(gnu)).split(/\/?\n/, 1)[0] ?? '';
    }
    const end = start + size;
    yield {
      name: name === '' ? '(no name)' : name,
      content: chunksOf(partSource(source, body, end)),
      problem: null,
    };
    if (end > source.size) throw new ArchiveError('ends-early');
  }
}
