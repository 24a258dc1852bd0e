/** Trees as lists of entries, and what one tree has that others do not. */
import { shownName } from '../names.ts';
import type { ObjectStore } from './object-store.ts';
import { idLengthOf, type ObjectFormat } from './types.ts';

export interface TreeEntry {
  readonly name: string;
  readonly mode: number;
  readonly id: string;
}

export interface ChangedFile {
  readonly path: string;
  readonly mode: number;
  readonly id: string;
}

export const MODE_TREE = 0o40000;
export const MODE_SUBMODULE = 0o160000;
const DEEPEST = 1024;

/** A malformed tree gives what stands before the damage. */
export function parseTree(bytes: Buffer, idLength: number): TreeEntry[] {
  const entries: TreeEntry[] = [];
  let at = 0;
  while (at < bytes.length) {
    const space = bytes.indexOf(0x20, at);
    const zero = bytes.indexOf(0, at);
    if (space === -1 || zero === -1 || space > zero || zero + 1 + idLength > bytes.length) break;
    const mode = Number.parseInt(bytes.toString('latin1', at, space), 8);
    entries.push({
      name: shownName(bytes.subarray(space + 1, zero)),
      mode,
      id: bytes.toString('hex', zero + 1, zero + 1 + idLength),
    });
    at = zero + 1 + idLength;
  }
  return entries;
}

export class TreeReader {
  readonly #store: ObjectStore;
  readonly #idLength: number;
  readonly #cache = new Map<string, readonly TreeEntry[] | null>();
  /** Trees that could not be read, of those whose files were asked for: what is only compared with may be missing. */
  readonly missing = new Set<string>();

  constructor(store: ObjectStore, format: ObjectFormat) {
    this.#store = store;
    this.#idLength = idLengthOf(format);
  }

  /** Null where it is missing or damaged. */
  entries(tree: string): readonly TreeEntry[] | null {
    let entries = this.#cache.get(tree);
    if (entries !== undefined) return entries;
    const object = this.#store.read(tree);
    entries = object?.kind === 'tree' ? parseTree(object.bytes, this.#idLength) : null;
    if (this.#cache.size > 20_000) this.#cache.clear();
    this.#cache.set(tree, entries);
    return entries;
  }

  /** The blob at `path`; null where there is no file of that name. */
  find(tree: string, path: string): string | null {
    const names = path.split('/');
    let at: string | null = tree;
    for (const [depth, name] of names.entries()) {
      const entry: TreeEntry | undefined = (this.entries(at) ?? []).find((known) => known.name === name);
      const isLast = depth === names.length - 1;
      if (entry === undefined || (entry.mode === MODE_TREE) === isLast) return null;
      if (isLast) return entry.mode === MODE_SUBMODULE ? null : entry.id;
      at = entry.id;
    }
    return null;
  }

  /** Files of `tree` that none of `others` has with the same content at the same path. */
  *changed(
    tree: string,
    others: readonly string[],
    prefix = '',
    depth = 0,
  ): Generator<ChangedFile, void, void> {
    if (others.includes(tree) || depth > DEEPEST) return;
    const entries = this.entries(tree);
    if (entries === null) {
      this.missing.add(tree);
      return;
    }
    const maps = others.map(
      (other) => new Map((this.entries(other) ?? []).map((entry) => [entry.name, entry])),
    );
    for (const entry of entries) {
      const before = maps.map((map) => map.get(entry.name));
      if (before.some((other) => other?.id === entry.id)) continue;
      const path = prefix + entry.name;
      if (entry.mode !== MODE_TREE) {
        if (entry.mode !== MODE_SUBMODULE) yield { path, mode: entry.mode, id: entry.id };
        continue;
      }
      const below = before.filter((other) => other?.mode === MODE_TREE).map((other) => other!.id);
      yield* this.changed(entry.id, below, `${path}/`, depth + 1);
    }
  }
}
