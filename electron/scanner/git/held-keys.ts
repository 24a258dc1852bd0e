/**
 * Keys that were there before what is being committed or pushed: at the same place, or at one that this change moves away.
 * They are told of and refuse nothing; a copy at a further path, or a second place in the same file, is new.
 */
import type { LiveFinding } from '../types.ts';
import type { ObjectStore } from './object-store.ts';
import { readCommit } from './revisions.ts';
import type { ChangedFile, TreeReader } from './tree-diff.ts';

/** One key in one place of a file's content: the file itself, or a member of an archive. */
type Place = string;

/** How many files that went away are looked into for one that moved. */
const MOST_MOVED_FROM = 2000;

export interface HeldKeysOptions {
  readonly store: ObjectStore;
  readonly trees: TreeReader;
  /** Trees of what was there before: of HEAD for a commit, of what the other side has for a push. */
  readonly before: readonly string[];
  /** Whether a path is still there afterwards. */
  readonly remains: (path: string) => boolean;
  /** Which file that went away stands for which that came: kept over the commits of a range. */
  readonly movedTo: Map<string, string>;
  /** Everything found in a blob, each place of it. */
  readonly findingsIn: (blob: string) => Promise<readonly LiveFinding[]>;
}

export class HeldKeys {
  readonly #options: HeldKeysOptions;
  #gone: readonly ChangedFile[] | null = null;

  constructor(options: HeldKeysOptions) {
    this.#options = options;
  }

  /** Where each key of `findings`, all of them of `file`, was before. What is new is not in it. */
  async heldIn(file: ChangedFile, findings: readonly LiveFinding[]): Promise<ReadonlyMap<Place, string>> {
    const { before, trees, movedTo, remains } = this.#options;
    const held = new Map<Place, string>();
    if (findings.length === 0 || before.length === 0) return held;
    const wanted = counted(findings);
    for (const tree of before) {
      const same = trees.find(tree, file.path);
      if (same !== null) this.#take(held, wanted, await this.#countsOf(same), file.path);
    }
    if (held.size === wanted.size) return held;
    for (const gone of this.#goneFiles()) {
      const taken = movedTo.get(gone.path);
      if (taken !== undefined && taken !== file.path && remains(taken)) continue;
      const counts = gone.id === file.id ? wanted : await this.#countsOf(gone.id);
      if (this.#take(held, wanted, counts, gone.path)) movedTo.set(gone.path, file.path);
      if (held.size === wanted.size) break;
    }
    return held;
  }

  /** The very content was there before, at this place or at one that it moved away from. */
  holdsContent(file: ChangedFile): boolean {
    const { before, trees } = this.#options;
    if (before.some((tree) => trees.find(tree, file.path) === file.id)) return true;
    return before.length > 0 && this.#goneFiles().some(({ id }) => id === file.id);
  }

  #take(
    held: Map<Place, string>,
    wanted: ReadonlyMap<Place, number>,
    there: ReadonlyMap<Place, number>,
    path: string,
  ): boolean {
    let any = false;
    for (const [place, count] of wanted) {
      if (held.has(place) || (there.get(place) ?? 0) < count) continue;
      held.set(place, path);
      any = true;
    }
    return any;
  }

  async #countsOf(blob: string): Promise<ReadonlyMap<Place, number>> {
    return counted(await this.#options.findingsIn(blob));
  }

  /** Files of before whose path is no more. */
  #goneFiles(): readonly ChangedFile[] {
    if (this.#gone !== null) return this.#gone;
    const { before, trees, remains } = this.#options;
    const gone = new Map<string, ChangedFile>();
    for (const tree of before) {
      for (const file of trees.changed(tree, [])) {
        if (gone.size >= MOST_MOVED_FROM) break;
        if (!remains(file.path)) gone.set(`${file.path}\0${file.id}`, file);
      }
    }
    this.#gone = [...gone.values()];
    return this.#gone;
  }
}

export function placeOf({ fingerprint, container }: LiveFinding): Place {
  return [fingerprint, ...container].join('\0');
}

function counted(findings: readonly LiveFinding[]): ReadonlyMap<Place, number> {
  const counts = new Map<Place, number>();
  for (const finding of findings) {
    const place = placeOf(finding);
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return counts;
}

/** The trees of commits that are here. */
export function treesOf(commits: Iterable<string>, store: ObjectStore): string[] {
  return [...new Set([...commits].flatMap((id) => readCommit(id, store)?.tree ?? []))];
}
