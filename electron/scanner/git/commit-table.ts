/** What the walk over commits needs of each commit, packed, since a large repository has a million of them. */
import type { ObjectName } from './job.ts';
import { idLengthOf, type ObjectFormat } from './types.ts';

/** Parallel arrays; a tag has kind 1, no parents, and its target in `trees`. */
export interface CommitTable {
  readonly ranks: Int32Array;
  /** Only filled for loose objects (rank -1). */
  readonly ids: Buffer;
  readonly kinds: Uint8Array;
  readonly trees: Buffer;
  readonly times: Float64Array;
  readonly parentCounts: Uint32Array;
  readonly parents: Buffer;
}

export class CommitCollector {
  readonly #hexLength: number;
  readonly #ranks: number[] = [];
  readonly #ids: Buffer[] = [];
  readonly #kinds: number[] = [];
  readonly #trees: Buffer[] = [];
  readonly #times: number[] = [];
  readonly #parentCounts: number[] = [];
  readonly #parents: Buffer[] = [];

  constructor(format: ObjectFormat) {
    this.#hexLength = idLengthOf(format) * 2;
  }

  add(name: ObjectName, kind: 'commit' | 'tag', bytes: Uint8Array): void {
    const header = headerOf(bytes);
    const idOf = (line: string, from: number): Buffer | null => {
      const id = line.slice(from, from + this.#hexLength);
      return id.length === this.#hexLength && /^[0-9a-f]+$/.test(id) ? Buffer.from(id, 'hex') : null;
    };
    let tree: Buffer | null = null;
    let time = 0;
    const parents: Buffer[] = [];
    for (const line of header.split('\n')) {
      if (line === '') break;
      if (kind === 'commit' && line.startsWith('tree ')) tree ??= idOf(line, 5);
      else if (kind === 'tag' && line.startsWith('object ')) tree ??= idOf(line, 7);
      else if (line.startsWith('parent ')) {
        const parent = idOf(line, 7);
        if (parent !== null) parents.push(parent);
      } else if (line.startsWith('committer ')) {
        time = Number(/ (-?\d+) [+-]\d+$/.exec(line)?.[1] ?? 0);
        break;
      }
    }
    if (tree === null) return;
    this.#ranks.push(name.rank);
    this.#ids.push(name.id === null ? Buffer.alloc(this.#hexLength / 2) : Buffer.from(name.id, 'hex'));
    this.#kinds.push(kind === 'tag' ? 1 : 0);
    this.#trees.push(tree);
    this.#times.push(time);
    this.#parentCounts.push(parents.length);
    this.#parents.push(...parents);
  }

  table(): CommitTable {
    return {
      ranks: Int32Array.from(this.#ranks),
      ids: Buffer.concat(this.#ids),
      kinds: Uint8Array.from(this.#kinds),
      trees: Buffer.concat(this.#trees),
      times: Float64Array.from(this.#times),
      parentCounts: Uint32Array.from(this.#parentCounts),
      parents: Buffer.concat(this.#parents),
    };
  }
}

/** The header lines; an octopus merge may have hundreds of parents, a signed tag a long body that is not needed. */
function headerOf(bytes: Uint8Array): string {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = view.indexOf('\n\n');
  return view.toString('latin1', 0, end === -1 ? Math.min(view.length, 65536) : end);
}
