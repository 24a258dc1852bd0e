/** Reads git's index (versions 2, 3 and 4), which says what the next commit holds. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { isInside, realPath, type Repository } from './repository.ts';
import { idLengthOf } from './types.ts';

export interface IndexEntry {
  readonly path: string;
  readonly mode: number;
  readonly id: string;
  /** 0, or 1 to 3 where a merge left a conflict. */
  readonly stage: number;
  /** `git add -N`: the path is announced, its content is not. */
  readonly intentToAdd: boolean;
}

export interface IndexFile {
  readonly entries: readonly IndexEntry[];
  /** Why entries may be missing; null where the index was read whole. */
  readonly problem: string | null;
}

const LARGEST_INDEX = 1024 * 1024 * 1024;
const FIXED = 40;

/**
 * Git names another index in GIT_INDEX_FILE while `git commit -a` or `git commit FILE` runs its hooks; it is honoured
 * where it lies in the repository's own folder.
 */
export function indexPathOf(repository: Repository): string {
  const named = process.env['GIT_INDEX_FILE'];
  if (named) {
    const base = repository.workTree ?? repository.gitDir;
    const file = path.resolve(base, named);
    if (isInside(realPath(repository.gitDir), path.join(realPath(path.dirname(file)), path.basename(file))))
      return file;
  }
  return path.join(repository.gitDir, 'index');
}

/** Never throws. No index at all is an empty one. */
export function readIndexFile(repository: Repository, file = indexPathOf(repository)): IndexFile {
  let bytes: Buffer;
  try {
    const stat = statSync(file);
    if (!stat.isFile()) return { entries: [], problem: 'the index is no file' };
    if (stat.size > LARGEST_INDEX) return { entries: [], problem: 'the index is too large' };
    bytes = readFileSync(file);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { entries: [], problem: missing ? null : 'the index could not be read' };
  }
  return parseIndex(bytes, idLengthOf(repository.format));
}

export function parseIndex(bytes: Buffer, idLength: number): IndexFile {
  const entries: IndexEntry[] = [];
  const damaged = { entries, problem: 'the index is damaged: only a part of what is staged could be read' };
  if (bytes.length < 12 + idLength || bytes.toString('latin1', 0, 4) !== 'DIRC') return damaged;
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4)
    return { entries, problem: `the index has version ${String(version)}, which is not known` };
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
    entries.push({ path: name.toString('utf8'), mode, id, stage: (flags >> 12) & 3, intentToAdd });
  }
  // Extensions: 'link' means that most entries stand in another file.
  while (at + 8 <= end) {
    const signature = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32BE(at + 4);
    if (signature === 'link') {
      return { entries, problem: 'a split index: what stands in its shared part was not looked at' };
    }
    at += 8 + size;
  }
  return { entries, problem: null };
}
