/** Members of a RAR archive: RAR 3 and 4, and RAR 5. Solid ones are unpacked from their beginning on. */
import { RarUnpacker3 } from './rar-unpack3.ts';
import { RarUnpacker5 } from './rar-unpack5.ts';
import type { ArchiveMember } from './members.ts';
import { chunksOf, partSource, type ByteSource } from './source.ts';
import { ArchiveError, type ArchiveProblem } from './problem.ts';

const MOST_MEMBERS = 200_000;
const MAX_HEADER = 2 << 20;

/** What both forms say of a file. */
interface Entry {
  readonly name: string;
  readonly data: ByteSource;
  readonly size: number;
  readonly stored: boolean;
  readonly solid: boolean;
  readonly dictionary: number;
  readonly problem: ArchiveMember['problem'];
  /** It begins in the volume before, so that nothing of it can be unpacked. */
  readonly isRest: boolean;
  readonly goesOn: boolean;
  readonly isFolder: boolean;
}

interface Unpacker {
  unpack(source: ByteSource, size: number): Generator<Uint8Array, void, void>;
}

/** @param problem told what is not read of the archive as a whole */
export function* readRar(
  source: ByteSource,
  problem: (problem: ArchiveProblem) => void,
): Generator<ArchiveMember, void, void> {
  const isFive = source.read(6, 1)[0] === 1;
  const isSolid = { value: false };
  let unpacker: Unpacker | null = null;
  /** In a solid archive a member that was not unpacked leaves nothing to unpack the next ones with. */
  let isBroken = false;
  let count = 0;
  for (const entry of isFive ? entries5(source, isSolid, problem) : entries4(source, isSolid, problem)) {
    count += 1;
    if (count > MOST_MEMBERS) throw new ArchiveError('too-many-members');
    const { name, data, size, stored } = entry;
    if (entry.isFolder || (size === 0 && data.size === 0)) {
      yield { name, content: null, problem: null };
      continue;
    }
    if (entry.problem === null && stored) {
      yield { name, content: chunksOf(data), problem: entry.isRest || entry.goesOn ? 'continued' : null };
      continue;
    }
    if (!entry.solid) isBroken = false;
    isBroken ||= entry.problem !== null || entry.isRest;
    if (isBroken) {
      yield { name, content: null, problem: entry.problem ?? 'continued' };
      continue;
    }
    if (unpacker === null || !entry.solid) {
      const dictionary = isSolid.value ? entry.dictionary : Math.min(entry.dictionary, size);
      unpacker = isFive ? new RarUnpacker5(dictionary) : new RarUnpacker3(dictionary, problem);
    }
    const chunks = unpacker.unpack(data, size);
    let failed = false;
    const content = function* (): Generator<Uint8Array, void, void> {
      try {
        yield* chunks;
      } catch (error) {
        failed = true;
        throw error;
      }
    };
    yield { name, content: content(), problem: entry.goesOn ? 'continued' : null };
    // What was not asked for is needed by the next one of a solid archive.
    try {
      for (let next = chunks.next(); next.done !== true; next = chunks.next());
    } catch {
      failed = true;
    }
    isBroken ||= failed;
  }
}

function* entries4(
  source: ByteSource,
  isSolid: { value: boolean },
  problem: (problem: ArchiveProblem) => void,
): Generator<Entry, void, void> {
  for (let at = 7; at + 7 <= source.size;) {
    const head = Buffer.from(source.read(at, 32));
    const type = head[2]!;
    const flags = head.readUInt16LE(3);
    const headerSize = head.readUInt16LE(5);
    if (headerSize < 7 || type < 0x72 || type > 0x7b) throw new ArchiveError('damaged');
    if (type === 0x7b) return;
    if (type === 0x73 && (flags & 0x80) !== 0) throw new ArchiveError('encrypted-with-its-list');
    if (type === 0x73) isSolid.value = (flags & 8) !== 0;
    const hasData = (flags & 0x8000) !== 0 || type === 0x74 || type === 0x7a;
    let packed = hasData && head.length >= 11 ? head.readUInt32LE(7) : 0;
    const start = at + headerSize;
    if (type === 0x74) {
      const header = Buffer.from(source.read(at, headerSize));
      if (header.length < 32) throw new ArchiveError('ends-early');
      const isLarge = (flags & 0x100) !== 0 && header.length >= 40;
      if (isLarge) packed += header.readUInt32LE(32) * 2 ** 32;
      const size = header.readUInt32LE(11) + (isLarge ? header.readUInt32LE(36) * 2 ** 32 : 0);
      const nameStart = isLarge ? 40 : 32;
      const window = (flags >> 5) & 7;
      const version = header[24]!;
      const stored = header[25] === 0x30;
      const isOld = !stored && version !== 29 && version !== 36;
      yield {
        name: nameOf4(header.subarray(nameStart, nameStart + header.readUInt16LE(26))),
        data: partSource(source, start, start + packed),
        size,
        stored,
        solid: (flags & 0x10) !== 0,
        dictionary: 2 ** (16 + window),
        problem: (flags & 4) !== 0 ? 'encrypted' : isOld ? 'unsupported' : null,
        isRest: (flags & 1) !== 0,
        goesOn: (flags & 2) !== 0,
        isFolder: window === 7,
      };
    }
    at = start + packed;
    if (at > source.size) {
      problem('ends-early-or-goes-on');
      return;
    }
  }
}

/** In two forms, a NUL between them: the second says which characters of the first were others. */
function nameOf4(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return shownName(bytes.toString('utf8', 0, end < 0 ? bytes.length : end));
}

function shownName(name: string): string {
  return name === '' ? '(no name)' : name.replaceAll('\\', '/');
}

/** Numbers of seven bits a byte, the lowest first. */
class Numbers {
  readonly #bytes: Buffer;
  at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  next(): number {
    let value = 0;
    for (let index = 0; index < 8; index += 1) {
      const byte = this.#bytes[this.at];
      if (byte === undefined) throw new ArchiveError('a-header-damaged');
      this.at += 1;
      value += (byte & 0x7f) * 2 ** (index * 7);
      if (byte < 0x80) return value;
    }
    throw new ArchiveError('a-header-damaged');
  }
}

function* entries5(
  source: ByteSource,
  isSolid: { value: boolean },
  problem: (problem: ArchiveProblem) => void,
): Generator<Entry, void, void> {
  for (let at = 8; at + 7 <= source.size;) {
    const sizeBytes = new Numbers(Buffer.from(source.read(at + 4, 8)));
    const headerSize = sizeBytes.next();
    if (headerSize > MAX_HEADER || headerSize < 2) throw new ArchiveError('a-header-damaged');
    const headerStart = at + 4 + sizeBytes.at;
    const header = Buffer.from(source.read(headerStart, headerSize));
    if (header.length < headerSize) throw new ArchiveError('ends-early');
    const numbers = new Numbers(header);
    const type = numbers.next();
    const flags = numbers.next();
    const extraSize = (flags & 1) !== 0 ? numbers.next() : 0;
    const packed = (flags & 2) !== 0 ? numbers.next() : 0;
    if (type === 4) throw new ArchiveError('encrypted-with-its-list');
    if (type === 5) return;
    if (type === 1) isSolid.value = (numbers.next() & 4) !== 0;
    const start = headerStart + headerSize;
    if (type === 2) {
      const extra = header.subarray(Math.max(0, header.length - extraSize));
      yield entryOf5(header, numbers, partSource(source, start, start + packed), flags, isEncrypted5(extra));
    }
    at = start + packed;
    if (at > source.size) {
      problem('ends-early-or-goes-on');
      return;
    }
  }
}

function entryOf5(
  header: Buffer,
  numbers: Numbers,
  data: ByteSource,
  flags: number,
  encrypted: boolean,
): Entry {
  const fileFlags = numbers.next();
  const size = numbers.next();
  numbers.next();
  numbers.at += ((fileFlags & 2) !== 0 ? 4 : 0) + ((fileFlags & 4) !== 0 ? 4 : 0);
  const method = numbers.next();
  numbers.next();
  const nameLength = numbers.next();
  const version = method & 0x3f;
  const power = version === 0 ? (method >> 10) & 15 : (method >> 10) & 31;
  return {
    name: shownName(header.toString('utf8', numbers.at, numbers.at + nameLength)),
    data,
    size: (fileFlags & 8) !== 0 ? Number.MAX_SAFE_INTEGER / 2 : size,
    stored: ((method >> 7) & 7) === 0,
    solid: (method & 0x40) !== 0,
    dictionary: 2 ** (17 + power),
    problem: encrypted ? 'encrypted' : version > 1 ? 'unsupported' : null,
    isRest: (flags & 8) !== 0,
    goesOn: (flags & 16) !== 0,
    isFolder: (fileFlags & 1) !== 0,
  };
}

/** One of the records behind the header says so. */
function isEncrypted5(extra: Buffer): boolean {
  const numbers = new Numbers(extra);
  while (numbers.at < extra.length) {
    const size = numbers.next();
    const next = numbers.at + size;
    if (numbers.next() === 1) return true;
    numbers.at = next;
  }
  return false;
}
