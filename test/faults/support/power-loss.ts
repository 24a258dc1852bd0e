/**
 * The power fails after the first `length` operations of a recording. What was synced is there. Of what was written since,
 * any part may be: some writes, half a write, in any order. Names (made, moved, removed) come in the order in which they
 * were given, up to any point since the last sync of a folder.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { seeded } from '../../fixtures/vault/flips.ts';
import type { NameOperation, Operation } from './recording.ts';
import type { World } from './world.ts';

const SECTOR = 512;

type Data = Extract<Operation, { readonly kind: 'write' | 'truncate' }>;

interface File {
  /** As it was before the step. */
  readonly first: Buffer;
  /** Changes in their order, up to the last sync and after it. */
  synced: Data[];
  later: Data[];
}

/** What reaches the disk of what was not synced. */
export interface Loss {
  readonly name: string;
  readonly data: (changes: readonly Data[]) => readonly Data[];
  /** How many of the names that were given since the last sync of a folder. */
  readonly names: (count: number) => number;
}

const none = (): readonly Data[] => [];
const all = (changes: readonly Data[]): readonly Data[] => changes;

/** In part, torn at a sector and in another order. */
function someOf(seed: number): Loss {
  const random = seeded(seed);
  return {
    name: `some (${String(seed)})`,
    data: (changes) =>
      changes
        .filter(() => random() < 0.5)
        .map((change) => {
          if (change.kind !== 'write' || change.bytes.length <= SECTOR || random() < 0.7) return change;
          const sectors = Math.floor(change.bytes.length / SECTOR);
          return { ...change, bytes: change.bytes.subarray(0, SECTOR * Math.floor(random() * sectors)) };
        })
        .map((change) => ({ change, order: random() }))
        .sort((left, right) => left.order - right.order)
        .map(({ change }) => change),
    names: (count) => Math.floor(random() * (count + 1)),
  };
}

export function losses(seeds: readonly number[]): readonly Loss[] {
  return [
    { name: 'everything since the last sync', data: none, names: () => 0 },
    { name: 'every name, but no byte', data: none, names: (count) => count },
    { name: 'every byte, but no name', data: all, names: () => 0 },
    ...seeds.map(someOf),
  ];
}

/** Puts the disk as it would be into the world's folders. */
export function loseAfter(world: World, operations: readonly Operation[], length: number, loss: Loss): void {
  const before = filesBelow(world.base);
  const files = new Map(
    [...before].map(([name, first]): [string, File] => [
      path.join(world.live, name),
      { first, synced: [], later: [] },
    ]),
  );
  const folders = new Set<string>();
  // Two passes: first which file each write belongs to, whatever its name is by then, then which names are kept.
  const names = operations.slice(0, length).flatMap((operation, index) => (isName(operation) ? [index] : []));
  const lastSync = operations
    .slice(0, length)
    .findLastIndex((one) => one.kind === 'sync' && isFolder(world, one.path, operations));
  const certain = names.filter((index) => index < lastSync).length;
  const kept = new Set(names.slice(0, certain + loss.names(names.length - certain)));

  const byName = new Map(files);
  const onDisk = new Map(files);
  for (const [index, operation] of operations.slice(0, length).entries()) {
    if (isName(operation)) {
      const file = byName.get(operation.path) ?? { first: Buffer.alloc(0), synced: [], later: [] };
      applyName(byName, folders, operation, file);
      if (kept.has(index)) applyName(onDisk, folders, operation, file);
    } else if (operation.kind === 'sync') {
      const file = byName.get(operation.path);
      if (file === undefined) continue;
      file.synced.push(...file.later);
      file.later = [];
    } else if (operation.kind !== 'answer') {
      byName.get(operation.path)?.later.push(operation);
    }
  }
  rmSync(world.vault, { recursive: true, force: true });
  rmSync(world.files, { recursive: true, force: true });
  for (const folder of [world.vault, world.files, ...folders])
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  const contents = new Map<File, Buffer>();
  for (const [name, file] of onDisk) {
    // What processes share of a write-ahead log lives in memory.
    if (name.endsWith('-shm')) continue;
    const bytes = contents.get(file) ?? replay(file.first, [...file.synced, ...loss.data(file.later)]);
    contents.set(file, bytes);
    mkdirSync(path.dirname(name), { recursive: true, mode: 0o700 });
    writeFileSync(name, bytes, { mode: 0o600 });
  }
}

function isName(operation: Operation): operation is NameOperation {
  return ['make', 'unlink', 'folder', 'rename', 'link'].includes(operation.kind);
}

function isFolder(world: World, file: string, operations: readonly Operation[]): boolean {
  return (
    [world.live, world.vault, world.files].includes(file) ||
    operations.some((one) => one.kind === 'folder' && one.path === file)
  );
}

function applyName(
  names: Map<string, File>,
  folders: Set<string>,
  operation: NameOperation,
  file: File,
): void {
  switch (operation.kind) {
    case 'folder':
      folders.add(operation.path);
      break;
    case 'make':
      if (!names.has(operation.path)) names.set(operation.path, file);
      break;
    case 'unlink':
      names.delete(operation.path);
      break;
    case 'link':
      names.set(operation.to, file);
      break;
    case 'rename':
      names.delete(operation.path);
      names.set(operation.to, file);
      break;
  }
}

function replay(first: Buffer, changes: readonly Data[]): Buffer {
  let bytes = Buffer.from(first);
  for (const change of changes) {
    const length = change.kind === 'truncate' ? change.length : change.offset + change.bytes.length;
    if (change.kind === 'truncate' || length > bytes.length) {
      const grown = Buffer.alloc(length);
      bytes.copy(grown, 0, 0, Math.min(length, bytes.length));
      bytes = grown;
    }
    if (change.kind === 'write') change.bytes.copy(bytes, change.offset);
  }
  return bytes;
}

function filesBelow(folder: string): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = path.join(folder, name);
    if (!name.startsWith('server') && statSync(file).isFile()) found.set(name, readFileSync(file));
  }
  return found;
}
