/** What objects a repository's stores hold, each one once, and in what order they are read. */
import path from 'node:path';
import type { Skipped } from '../detect/types.ts';
import type { LooseFile } from './job.ts';
import { forEachLoose, listPacks } from './object-store.ts';
import { PackIndex } from './pack-index.ts';
import { readPackForest, type PackForest } from './pack-forest.ts';
import { isForbidden, listFolder } from './repository.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

export interface ListedPack {
  readonly name: string;
  readonly stem: string;
  readonly index: PackIndex;
  forest: PackForest | null;
  /** By position: 1 where the object stands in an earlier pack of the list; null where there is none such. */
  readonly duplicates: Uint8Array | null;
}

export interface StoreListing {
  readonly packs: readonly ListedPack[];
  readonly loose: readonly LooseFile[];
  /** Packs that only git may be able to read. */
  readonly unreadablePacks: readonly {
    readonly stem: string;
    readonly name: string;
    readonly reason: Said;
  }[];
  readonly skipped: readonly Skipped[];
  close(): void;
}

/** @param madeIndexes index files made for packs that have none that can be read: stem → file */
export function listStores(
  objectDirs: readonly string[],
  idLength: number,
  madeIndexes: ReadonlyMap<string, string> = new Map(),
): StoreListing {
  const packs: ListedPack[] = [];
  const unreadablePacks: { stem: string; name: string; reason: Said }[] = [];
  const skipped: Skipped[] = [];
  const opened: { name: string; stem: string; index: PackIndex }[] = [];
  const unreadable = (folder: string): void => {
    const name = path.basename(folder) === 'objects' ? '' : `/${path.basename(folder)}`;
    skipped.push({ path: `.git/objects${name}`, reason: say('scan.objects-forbidden') });
  };
  for (const objectDir of objectDirs) {
    for (const pack of listPacks(objectDir, unreadable)) {
      const made = madeIndexes.get(pack.stem);
      if (made === undefined && !pack.hasIndex) {
        unreadablePacks.push({ ...pack, reason: say('scan.pack-without-index') });
        continue;
      }
      try {
        opened.push({ ...pack, index: new PackIndex(made ?? `${pack.stem}.idx`, idLength) });
      } catch (error) {
        const reason = say(isForbidden(error) ? 'scan.pack-index-forbidden' : 'scan.pack-index-damaged');
        unreadablePacks.push({ ...pack, reason });
      }
    }
    for (const name of listFolder(path.join(objectDir, 'pack'))) {
      if (/^tmp_pack_|\.idx$/.test(name) && !isKnownIndex(name, objectDir)) {
        skipped.push({
          path: `.git/objects/pack/${name}`,
          reason: name.endsWith('.idx') ? say('scan.index-without-pack') : say('scan.pack-never-finished'),
        });
      }
    }
  }
  opened.sort((left, right) => right.index.count - left.index.count);
  for (const pack of opened)
    packs.push({ ...pack, forest: null, duplicates: duplicatesIn(pack.index, packs) });
  const loose: LooseFile[] = [];
  const seen = new Set<string>();
  const addLoose = (id: string, file: string): void => {
    if (seen.has(id)) return;
    seen.add(id);
    const bytes = Buffer.from(id, 'hex');
    if (packs.some((pack) => pack.index.find(bytes) !== -1)) return;
    loose.push({ id, file });
  };
  for (const objectDir of objectDirs) forEachLoose(objectDir, idLength, addLoose, unreadable);
  return {
    packs,
    loose,
    unreadablePacks,
    skipped,
    close: () => {
      for (const pack of packs) pack.index.close();
    },
  };
}

function isKnownIndex(name: string, objectDir: string): boolean {
  return name.endsWith('.idx') && listPacks(objectDir).some((pack) => `${pack.name}.idx` === name);
}

function duplicatesIn(index: PackIndex, earlier: readonly ListedPack[]): Uint8Array | null {
  if (earlier.length === 0) return null;
  const duplicates = new Uint8Array(index.count);
  index.forEachId((piece, at, position) => {
    const id = piece.subarray(at, at + index.idLength);
    if (earlier.some((pack) => pack.index.find(id) !== -1)) duplicates[position] = 1;
  });
  return duplicates;
}

/**
 * The ids of objects of a planned pack, given by rank in any order: neighbours in its index are read together. What has a rank
 * below zero, or that of the item before it, is left out. A piece is valid during its call.
 */
export function forIdsOf(
  { index, forest }: ListedPack,
  ranks: ArrayLike<number>,
  visit: (item: number, piece: Buffer, at: number) => void,
): void {
  if (forest === null) return;
  const { positions } = forest;
  // Position and item in one number: sorted as numbers, without a comparison of ours.
  const keys = new Float64Array(ranks.length);
  let length = 0;
  for (let item = 0; item < ranks.length; item += 1)
    if (ranks[item]! >= 0 && ranks[item] !== ranks[item - 1])
      keys[length++] = positions[ranks[item]!]! * ranks.length + item;
  const sorted = keys.subarray(0, length).sort();
  index.forIdsAt(
    sorted.map((key) => Math.floor(key / ranks.length)),
    (piece, at, place) => {
      visit(sorted[place]! % ranks.length, piece, at);
    },
  );
}

/** @throws DamagedFile, or the system's error */
export function forestOf(pack: ListedPack): PackForest {
  pack.forest ??= readPackForest(`${pack.stem}.pack`, pack.index);
  return pack.forest;
}
