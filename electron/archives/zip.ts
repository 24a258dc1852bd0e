/**
 * Members of a zip file (jar, docx, apk, ipa, nupkg, …): by its central directory, and where that is missing or lies, by
 * the local headers themselves. Each is only read; sizes in headers are not believed.
 */
import { type ByteSource, partSource } from './source.ts';
import type { Ledger } from './ledger.ts';

export interface ZipMember {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  /** Of what it unpacks to; null where it stands behind the content only. */
  readonly crc: number | null;
  readonly data: ByteSource;
}

const END_OF_DIRECTORY = 0x06054b50;
const END_OF_DIRECTORY_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const RECORD_64 = 56;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const MAX_MEMBERS = 200_000;
const MAX_DIRECTORY = 64 << 20;

export function* readZip(
  source: ByteSource,
  ledger: Pick<Ledger, 'covers' | 'notOpened'>,
): Generator<ZipMember, void, void> {
  const directory = findDirectory(source);
  let count = 0;
  let broken = directory === null;
  if (directory !== null) {
    for (const entry of directoryEntries(source, directory)) {
      if (entry === null) {
        broken = true;
        break;
      }
      const member = memberAt(source, directory.shift + entry.localOffset, entry);
      if (member === null) {
        broken = true;
        continue;
      }
      count += 1;
      if (count > MAX_MEMBERS) {
        ledger.notOpened('too-many-members');
        return;
      }
      if (!member.name.endsWith('/')) yield member;
    }
  }
  if (!broken) {
    if (directory !== null) ledger.covers(0, directory.end);
    return;
  }
  // The directory is missing or lies: the members are looked for where they begin.
  ledger.notOpened(directory === null ? 'directory-missing' : 'directory-damaged');
  yield* localMembers(source);
}

/** Whether a zip file ends at the end of the source, whatever stands before it. */
export function endsInZip(source: ByteSource): boolean {
  const directory = findDirectory(source);
  if (directory === null || directory.size < 46) return false;
  return source.read(directory.offset, 4).readUInt32LE(0) === DIRECTORY_ENTRY;
}

interface Directory {
  readonly offset: number;
  readonly size: number;
  /** Where a zip is appended to something else, its offsets count from its own beginning. */
  readonly shift: number;
  /** Behind its last record; its comment may be anything. */
  readonly end: number;
}

function findDirectory(source: ByteSource): Directory | null {
  const tailStart = Math.max(0, source.size - 66_000);
  const tail = source.read(tailStart, 66_000);
  for (let at = tail.length - 22; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== END_OF_DIRECTORY) continue;
    const end = tailStart + at;
    const last = end + 22;
    const { size, offset, behind } = directory64(source, end) ?? {
      size: tail.readUInt32LE(at + 12),
      offset: tail.readUInt32LE(at + 16),
      behind: end,
    };
    if (size > MAX_DIRECTORY || size > behind) continue;
    const shift = behind - size - offset;
    if (shift >= 0 && beginsDirectory(source, behind - size, size))
      return { offset: behind - size, size, shift, end: last };
    // Something may stand between the directory and its end: a signature, padding.
    if (offset + size <= behind && beginsDirectory(source, offset, size))
      return { offset, size, shift: 0, end: last };
    if (shift >= 0) return { offset: behind - size, size, shift, end: last };
  }
  return null;
}

function beginsDirectory(source: ByteSource, at: number, size: number): boolean {
  if (size === 0) return true;
  const head = source.read(at, 4);
  return head.length === 4 && Buffer.from(head).readUInt32LE(0) === DIRECTORY_ENTRY;
}

/**
 * What the record for large files says. Some writers always add it, also where the old one would have been enough; then it
 * stands between the directory and the old one.
 */
function directory64(
  source: ByteSource,
  end: number,
): { readonly size: number; readonly offset: number; readonly behind: number } | null {
  if (end < 20) return null;
  const locator = Buffer.from(source.read(end - 20, 20));
  if (locator.length < 20 || locator.readUInt32LE(0) !== LOCATOR_64) return null;
  // Behind something else its place counts from the zip's own beginning; without extra fields it is 56 bytes long.
  for (const at of [Number(locator.readBigUInt64LE(8)), end - 20 - RECORD_64]) {
    if (at < 0 || at + RECORD_64 > end) continue;
    const record = Buffer.from(source.read(at, RECORD_64));
    if (record.length < RECORD_64 || record.readUInt32LE(0) !== END_OF_DIRECTORY_64) continue;
    return {
      size: Number(record.readBigUInt64LE(40)),
      offset: Number(record.readBigUInt64LE(48)),
      behind: at,
    };
  }
  return null;
}

interface DirectoryEntry {
  readonly name: string;
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly localOffset: number;
}

function* directoryEntries(
  source: ByteSource,
  directory: Directory,
): Generator<DirectoryEntry | null, void, void> {
  const bytes = Buffer.from(source.read(directory.offset, directory.size));
  let at = 0;
  while (at < bytes.length) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) {
      yield null;
      return;
    }
    const flags = bytes.readUInt16LE(at + 8);
    const nameLength = bytes.readUInt16LE(at + 28);
    const extraLength = bytes.readUInt16LE(at + 30);
    const commentLength = bytes.readUInt16LE(at + 32);
    const nameEnd = at + 46 + nameLength;
    let compressedSize = bytes.readUInt32LE(at + 20);
    let localOffset = bytes.readUInt32LE(at + 42);
    const extra = bytes.subarray(nameEnd, nameEnd + extraLength);
    for (let field = 0; field + 4 <= extra.length; field += 4 + extra.readUInt16LE(field + 2)) {
      if (extra.readUInt16LE(field) !== 1) continue;
      let value = field + 4;
      const next = (): number => {
        const number = value + 8 <= extra.length ? Number(extra.readBigUInt64LE(value)) : 0;
        value += 8;
        return number;
      };
      if (bytes.readUInt32LE(at + 24) === 0xffffffff) next();
      if (compressedSize === 0xffffffff) compressedSize = next();
      if (localOffset === 0xffffffff) localOffset = next();
    }
    yield {
      name: memberName(bytes.subarray(at + 46, nameEnd)),
      method: bytes.readUInt16LE(at + 10),
      flags,
      crc: bytes.readUInt32LE(at + 16),
      compressedSize,
      localOffset,
    };
    at = nameEnd + extraLength + commentLength;
  }
}

function memberAt(source: ByteSource, offset: number, entry: DirectoryEntry): ZipMember | null {
  const header = source.read(offset, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== LOCAL_HEADER) return null;
  const start = offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  return {
    name: entry.name,
    method: entry.method,
    encrypted: (entry.flags & 1) !== 0,
    crc: entry.crc,
    data: partSource(source, start, start + entry.compressedSize),
  };
}

/** Every local header in the file, whatever the directory says. */
function* localMembers(source: ByteSource): Generator<ZipMember, void, void> {
  const starts: number[] = [];
  const step = 1 << 20;
  for (let offset = 0; offset < source.size && starts.length < MAX_MEMBERS; offset += step) {
    const window = source.read(offset, step + 4);
    for (let at = window.indexOf('PK\x03\x04', 0, 'latin1'); at !== -1 && at < step;) {
      starts.push(offset + at);
      at = window.indexOf('PK\x03\x04', at + 1, 'latin1');
    }
  }
  for (const [index, offset] of starts.entries()) {
    const header = Buffer.from(source.read(offset, 30));
    if (header.length < 30) continue;
    const nameLength = header.readUInt16LE(26);
    const start = offset + 30 + nameLength + header.readUInt16LE(28);
    const name = memberName(source.read(offset + 30, nameLength));
    if (name.endsWith('/')) continue;
    const flags = header.readUInt16LE(6);
    const size = header.readUInt32LE(18);
    const next = starts[index + 1] ?? source.size;
    const end = (flags & 8) !== 0 || size === 0 || size === 0xffffffff ? next : start + size;
    yield {
      name,
      method: header.readUInt16LE(8),
      encrypted: (flags & 1) !== 0,
      crc: (flags & 8) === 0 ? header.readUInt32LE(14) : null,
      data: partSource(source, start, end),
    };
  }
}

function memberName(bytes: Buffer): string {
  const name = bytes.toString('utf8').replaceAll('\\', '/');
  return name === '' ? '(no name)' : name;
}
