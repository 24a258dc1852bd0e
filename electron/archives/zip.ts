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
/** SECURITY: each may have a comment, for which it is looked. */
const MAX_ZIPS = 10_000;
const END_BYTES = 22;
const MOST_BEHIND = 66_000;

/** Of all zip files that lie one behind the other: the directory at the end is that of the last one alone. */
export function* readZip(
  source: ByteSource,
  ledger: Pick<Ledger, 'covers' | 'notOpened'>,
): Generator<ZipMember, void, void> {
  const found: Range[] = [];
  const counted = { members: 0 };
  for (let end = source.size; ;) {
    const part = partSource(source, 0, end);
    const directory = findDirectory(part);
    if (directory === null) {
      // What is cut off before a whole one is read without it; of a file of its own it is said.
      if (found.length === 0) ledger.notOpened('directory-missing');
      yield* localMembers(part);
      found.push({ start: 0, end });
      break;
    }
    const start = yield* membersOf(part, directory, counted);
    if (start === null) {
      // The directory lies: the members are looked for where they begin.
      ledger.notOpened('directory-damaged');
      yield* localMembers(part);
      found.push({ start: 0, end });
      break;
    }
    found.push({ start, end: directory.end });
    if (counted.members > MAX_MEMBERS || found.length > MAX_ZIPS) {
      ledger.notOpened('too-many-members');
      break;
    }
    // A program may stand before it as well: what begins in that shows by itself.
    if (start < 4 || source.read(0, 4).readUInt32LE(0) !== LOCAL_HEADER) break;
    end = start;
  }
  for (const { start, end } of found.reverse()) ledger.covers(start, end);
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Returns where the first of them begins; null where the directory lies. */
function* membersOf(
  source: ByteSource,
  directory: Directory,
  counted: { members: number },
): Generator<ZipMember, number | null, void> {
  let start = directory.offset;
  let broken = false;
  for (const entry of directoryEntries(source, directory)) {
    if (entry === null) return null;
    const offset = directory.shift + entry.localOffset;
    const member = memberAt(source, offset, entry);
    if (member === null) {
      broken = true;
      continue;
    }
    start = Math.min(start, offset);
    counted.members += 1;
    if (counted.members > MAX_MEMBERS) return start;
    if (!member.name.endsWith('/')) yield member;
  }
  return broken ? null : start;
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
  return directoryIn(source, END_BYTES) ?? directoryIn(source, MOST_BEHIND);
}

/** Hardly any has a comment: then its end is the end of all. */
function directoryIn(source: ByteSource, length: number): Directory | null {
  const tailStart = Math.max(0, source.size - length);
  const tail = Buffer.from(source.read(tailStart, length));
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== END_OF_DIRECTORY) continue;
    const end = tailStart + at;
    const last = end + END_BYTES;
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
