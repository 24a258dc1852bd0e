/** Random access to objects by id, over packs and loose files of several stores. */
import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { applyDelta, readDeltaHeader } from './delta.ts';
import { PackFile } from './pack-file.ts';
import { DamagedFile, PackIndex } from './pack-index.ts';
import { PACK_KIND } from './pack-forest.ts';
import { isForbidden, listFolder } from './repository.ts';
import type { ObjectFormat, ObjectKind } from './types.ts';
import { idLengthOf } from './types.ts';

export interface StoredObject {
  readonly kind: ObjectKind;
  readonly bytes: Buffer;
}

export interface PackName {
  /** Full path without `.pack` or `.idx`. */
  readonly stem: string;
  readonly name: string;
  readonly hasIndex: boolean;
}

/** Objects larger than this are not held in memory whole. */
export const LARGEST_IN_MEMORY = 64 * 1024 * 1024;
const LONGEST_CHAIN = 10_000;
const KIND_NAMES: readonly (ObjectKind | undefined)[] = [undefined, 'commit', 'tree', 'blob', 'tag'];

export function kindName(kind: number): ObjectKind | null {
  return KIND_NAMES[kind] ?? null;
}

export function kindNumber(kind: ObjectKind): number {
  return KIND_NAMES.indexOf(kind);
}

/** Every pack of a store, in order of name. */
export function listPacks(objectDir: string, unreadable?: (folder: string) => void): PackName[] {
  const folder = path.join(objectDir, 'pack');
  const names = new Set(listFolder(folder, unreadable));
  return [...names]
    .filter((name) => name.endsWith('.pack'))
    .sort()
    .map((name) => {
      const bare = name.slice(0, -'.pack'.length);
      return { stem: path.join(folder, bare), name: bare, hasIndex: names.has(`${bare}.idx`) };
    });
}

/** Loose objects of a store: `visit(id, file)`. */
export function forEachLoose(
  objectDir: string,
  idLength: number,
  visit: (id: string, file: string) => void,
  unreadable?: (folder: string) => void,
): void {
  for (const first of listFolder(objectDir, unreadable)) {
    if (!/^[0-9a-f]{2}$/.test(first)) continue;
    for (const rest of listFolder(path.join(objectDir, first), unreadable)) {
      if (rest.length === idLength * 2 - 2 && /^[0-9a-f]+$/.test(rest)) {
        visit(first + rest, path.join(objectDir, first, rest));
      }
    }
  }
}

/**
 * A loose object; null where it is larger than `limit`.
 * @throws DamagedFile, or the system's error
 */
export function readLoose(file: string, limit: number): StoredObject | null {
  const stat = statSync(file);
  // Compression can't make a thousandfold of random data, but hostile data can: the limit below is what counts.
  if (!stat.isFile() || stat.size > limit + 65536) return null;
  const compressed = readFileSync(file);
  let out: Buffer;
  try {
    out = inflateSync(compressed, {
      maxOutputLength: limit + 64,
      chunkSize: Math.max(1024, Math.min(stat.size * 4, 1 << 22)),
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return null;
    throw new DamagedFile('compressed data that is damaged');
  }
  const end = out.subarray(0, 64).indexOf(0);
  const header = /^(commit|tree|blob|tag) (\d+)$/.exec(out.toString('latin1', 0, Math.max(end, 0)));
  const bytes = out.subarray(end + 1);
  if (header === null || Number(header[2]) !== bytes.length)
    throw new DamagedFile('an object with a wrong header');
  return { kind: header[1] as ObjectKind, bytes };
}

interface OpenPack {
  readonly index: PackIndex;
  readonly stem: string;
  file: PackFile | null;
}

export class ObjectStore {
  readonly #objectDirs: readonly string[];
  readonly #idLength: number;
  #packs: OpenPack[] | null = null;
  #tooLarge = false;

  constructor(objectDirs: readonly string[], format: ObjectFormat) {
    this.#objectDirs = objectDirs;
    this.#idLength = idLengthOf(format);
  }

  close(): void {
    for (const pack of this.#packs ?? []) {
      pack.index.close();
      pack.file?.close();
    }
    this.#packs = null;
  }

  /**
   * Null where no place holds it whole and sound, or it is larger than `limit`. Damage in one place is passed over for
   * another copy.
   */
  read(id: string, limit = LARGEST_IN_MEMORY): StoredObject | null {
    if (!/^[0-9a-f]+$/.test(id) || id.length !== this.#idLength * 2) return null;
    this.#tooLarge = false;
    return this.#read(Buffer.from(id, 'hex'), limit, 0);
  }

  /** Whether the last `read` that gave null met a sound object over its limit. */
  get wasTooLarge(): boolean {
    return this.#tooLarge;
  }

  has(id: string): boolean {
    const bytes = Buffer.from(id, 'hex');
    if (bytes.length !== this.#idLength) return false;
    if (this.#open().some((pack) => pack.index.find(bytes) !== -1)) return true;
    return this.#objectDirs.some((folder) => {
      try {
        return statSync(this.#looseFile(folder, id)).isFile();
      } catch {
        return false;
      }
    });
  }

  /** Whether the system forbids to read its file. */
  isForbidden(id: string): boolean {
    return this.#objectDirs.some((folder) => {
      try {
        accessSync(this.#looseFile(folder, id), constants.R_OK);
        return false;
      } catch (error) {
        return isForbidden(error);
      }
    });
  }

  /** The one id that begins with `prefix` (hex); null where there is none, or several. */
  expand(prefix: string): string | null {
    if (prefix.length === this.#idLength * 2) return prefix;
    const found = new Set<string>();
    for (const pack of this.#open()) for (const id of pack.index.withPrefix(prefix)) found.add(id);
    for (const folder of this.#objectDirs) {
      for (const name of listFolder(path.join(folder, prefix.slice(0, 2)))) {
        const id = prefix.slice(0, 2) + name;
        if (id.length === this.#idLength * 2 && id.startsWith(prefix)) found.add(id);
      }
    }
    return found.size === 1 ? [...found][0]! : null;
  }

  #looseFile(folder: string, id: string): string {
    return path.join(folder, id.slice(0, 2), id.slice(2));
  }

  #read(id: Buffer, limit: number, depth: number): StoredObject | null {
    if (depth > 64) return null;
    for (const pack of this.#open()) {
      try {
        const position = pack.index.find(id);
        if (position === -1) continue;
        const found = this.#readPacked(pack, pack.index.offsetAt(position), limit, depth);
        if (found !== null) return found;
      } catch {
        // Damaged here: another pack may hold it.
      }
    }
    for (const folder of this.#objectDirs) {
      try {
        const found = readLoose(this.#looseFile(folder, id.toString('hex')), limit);
        if (found !== null) return found;
        this.#tooLarge = true;
      } catch {
        // Not here, or damaged.
      }
    }
    return null;
  }

  #readPacked(pack: OpenPack, offset: number, limit: number, depth: number): StoredObject | null {
    pack.file ??= new PackFile(`${pack.stem}.pack`, this.#idLength);
    const deltas: { dataStart: number; size: number }[] = [];
    let at = offset;
    let base: StoredObject | null = null;
    let large = false;
    while (base === null) {
      const header = pack.file.header(at);
      if (header.size > limit) large = true;
      const kind = kindName(header.kind);
      if (kind !== null) {
        if (large) break;
        base = { kind, bytes: pack.file.inflate(header.dataStart, 0, header.size) };
        break;
      }
      deltas.push({ dataStart: header.dataStart, size: header.size });
      if (deltas.length > LONGEST_CHAIN) throw new DamagedFile('a chain of deltas without an end');
      if (header.kind === PACK_KIND.ofsDelta) at = header.baseOffset;
      else {
        const position = pack.index.find(header.baseId!);
        if (position !== -1) at = pack.index.offsetAt(position);
        else base = this.#read(header.baseId!, limit, depth + 1);
        if (position === -1 && base === null) return null;
      }
    }
    // Said only once the chain was followed to its end: git, which is asked for large objects, does not stop in a circle.
    if (large || base === null) {
      this.#tooLarge = large;
      return null;
    }
    let bytes = base.bytes;
    for (const delta of deltas.reverse()) {
      const data = pack.file.inflate(delta.dataStart, 0, delta.size);
      if (readDeltaHeader(data).resultLength > limit) {
        this.#tooLarge = true;
        return null;
      }
      bytes = applyDelta(bytes, data, limit);
    }
    return { kind: base.kind, bytes };
  }

  #open(): OpenPack[] {
    if (this.#packs !== null) return this.#packs;
    const packs: OpenPack[] = [];
    for (const folder of this.#objectDirs) {
      for (const pack of listPacks(folder)) {
        if (!pack.hasIndex) continue;
        try {
          packs.push({
            index: new PackIndex(`${pack.stem}.idx`, this.#idLength),
            stem: pack.stem,
            file: null,
          });
        } catch {
          // Reported where packs are listed for a scan.
        }
      }
    }
    this.#packs = packs;
    return packs;
  }
}
