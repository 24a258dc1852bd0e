/** Reads git's index (versions 2, 3 and 4), which says what the next commit holds. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { shownName } from '../names.ts';
import { readBitmap } from './ewah.ts';
import { DamagedFile } from './pack-index.ts';
import type { Repository } from './repository.ts';
import { idLengthOf } from './types.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

export interface IndexEntry {
  readonly path: string;
  readonly mode: number;
  readonly id: string;
  /** 0, or 1 to 3 where a merge left a conflict. */
  readonly stage: number;
  /** `git add -N`: the path is announced, its content is not. */
  readonly intentToAdd: boolean;
}

/** What a split index says of the shared one that it stands on. */
export interface SharedIndexLink {
  /** The shared file's checksum, which is in its name. */
  readonly base: string;
  /** Two bitmaps: entries that are taken away, and entries that are replaced; empty for neither. */
  readonly bitmaps: Buffer;
}

export interface ParsedIndex extends IndexFile {
  readonly link: SharedIndexLink | null;
}

export interface IndexFile {
  readonly entries: readonly IndexEntry[];
  /** Why entries may be missing; null where the index was read whole. */
  readonly problem: Said | null;
}

const LARGEST_INDEX = 1024 * 1024 * 1024;
const FIXED = 40;

/** Never throws. No index at all is an empty one. */
export function readIndexFile(repository: Repository, file = repository.indexFile): IndexFile {
  const idLength = idLengthOf(repository.format);
  const read = readWhole(file);
  if (read === null) return { entries: [], problem: null };
  if (!Buffer.isBuffer(read)) return { entries: [], problem: read };
  const own = parseIndex(read, idLength);
  if (own.link === null || /^0+$/.test(own.link.base) || own.problem !== null) return own;
  const shared = readWhole(path.join(repository.gitDir, `sharedindex.${own.link.base}`));
  const problem = say('scan.split-index-in-part');
  // Entries that replace others have their names there.
  const nameless = own.entries.map((entry) =>
    entry.path === '' ? { ...entry, path: '(name lost)' } : entry,
  );
  if (!Buffer.isBuffer(shared)) return { entries: nameless, problem };
  const base = parseIndex(shared, idLength);
  if (base.problem !== null || base.link !== null || !shared.toString('hex').endsWith(own.link.base)) {
    return { entries: nameless, problem };
  }
  try {
    return { entries: joined(base.entries, own.entries, own.link), problem: null };
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error;
    return {
      entries: [...base.entries, ...own.entries],
      problem: say('scan.index-does-not-fit'),
    };
  }
}

/** Null where there is none; else its bytes, or why it can't be read. */
function readWhole(file: string): Buffer | Said | null {
  try {
    const stat = statSync(file);
    if (!stat.isFile()) return say('scan.index-is-no-file');
    if (stat.size > LARGEST_INDEX) return say('scan.index-is-too-large');
    return readFileSync(file);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : say('scan.index-not-read');
  }
}

/**
 * The first entries replace those of the shared index that the second bitmap names, and take their paths; the others are
 * added. What the first bitmap names is taken away.
 * @throws DamagedFile
 */
function joined(
  base: readonly IndexEntry[],
  own: readonly IndexEntry[],
  { bitmaps }: SharedIndexLink,
): IndexEntry[] {
  const entries: (IndexEntry | null)[] = [...base];
  let replacements = 0;
  if (bitmaps.length > 0) {
    const deleted = readBitmap(bitmaps, base.length);
    for (const place of readBitmap(bitmaps.subarray(deleted.size), base.length).bits) {
      const entry = own[replacements++];
      if (entry === undefined) throw new DamagedFile('an entry is missing');
      entries[place] = { ...entry, path: entry.path === '' ? base[place]!.path : entry.path };
    }
    for (const place of deleted.bits) entries[place] = null;
  }
  const added = own.slice(replacements);
  const nameOf = ({ path: name, stage }: IndexEntry): string => `${name}\0${String(stage)}`;
  const again = new Set(added.map(nameOf));
  const kept = entries.filter((entry) => entry !== null && !again.has(nameOf(entry)));
  return [...(kept as IndexEntry[]), ...added];
}

export function parseIndex(bytes: Buffer, idLength: number): ParsedIndex {
  const entries: IndexEntry[] = [];
  const damaged = {
    entries,
    problem: say('scan.index-damaged'),
    link: null,
  };
  if (bytes.length < 12 + idLength || bytes.toString('latin1', 0, 4) !== 'DIRC') return damaged;
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4)
    return { entries, problem: say('scan.index-of-unknown-version', { version }), link: null };
  const count = bytes.readUInt32BE(8);
  const end = bytes.length - idLength;
  let at = 12;
  let previous: Buffer = Buffer.alloc(0);
  for (let index = 0; index < count; index += 1) {
    const start = at;
    if (at + FIXED + idLength + 2 > end) return damaged;
    const mode = bytes.readUInt32BE(at + 24);
    const id = bytes.toString('hex', at + FIXED, at + FIXED + idLength);
    const flags = bytes.readUInt16BE(at + FIXED + idLength);
    at += FIXED + idLength + 2;
    let intentToAdd = false;
    if (flags & 0x4000) {
      if (version < 3 || at + 2 > end) return damaged;
      intentToAdd = (bytes.readUInt16BE(at) & 0x2000) !== 0;
      at += 2;
    }
    let kept: Buffer = Buffer.alloc(0);
    if (version === 4) {
      let byte = bytes[at++];
      if (byte === undefined) return damaged;
      let strip = byte & 0x7f;
      while (byte & 0x80) {
        byte = bytes[at++];
        if (byte === undefined || strip > 2 ** 40) return damaged;
        strip = (strip + 1) * 128 + (byte & 0x7f);
      }
      if (strip > previous.length) return damaged;
      kept = previous.subarray(0, previous.length - strip);
    }
    const zero = bytes.indexOf(0, at);
    if (zero === -1 || zero >= end) return damaged;
    const name =
      kept.length === 0 ? bytes.subarray(at, zero) : Buffer.concat([kept, bytes.subarray(at, zero)]);
    previous = name;
    at = version === 4 ? zero + 1 : start + Math.ceil((zero + 1 - start) / 8) * 8;
    entries.push({ path: shownName(name), mode, id, stage: (flags >> 12) & 3, intentToAdd });
  }
  // Extensions: 'link' means that most entries stand in another file.
  while (at + 8 <= end) {
    const signature = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32BE(at + 4);
    if (signature === 'link') {
      const from = at + 8;
      if (size < idLength || from + size > end) return damaged;
      const base = bytes.toString('hex', from, from + idLength);
      return {
        entries,
        problem: null,
        link: { base, bitmaps: bytes.subarray(from + idLength, from + size) },
      };
    }
    at += 8 + size;
  }
  return { entries, problem: null, link: null };
}
