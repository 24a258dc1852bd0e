/** What the walk over commits needs of each commit, packed, since a large repository has a million of them. */
import { ByteList } from './byte-list.ts';
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
  readonly #kinds: number[] = [];
  readonly #times: number[] = [];
  readonly #parentCounts: number[] = [];
  readonly #ids = new ByteList();
  readonly #trees = new ByteList();
  readonly #parents = new ByteList();

  constructor(format: ObjectFormat) {
    this.#hexLength = idLengthOf(format) * 2;
  }

  add(name: ObjectName, kind: 'commit' | 'tag', bytes: Uint8Array): void {
    const idOf = (line: string, from: number): string | null => {
      const id = line.slice(from, from + this.#hexLength);
      return id.length === this.#hexLength && /^[0-9a-f]+$/.test(id) ? id : null;
    };
    let tree: string | null = null;
    let time = 0;
    const parents: string[] = [];
    for (const line of headerOf(bytes).split('\n')) {
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
    this.#kinds.push(kind === 'tag' ? 1 : 0);
    this.#times.push(time);
    this.#parentCounts.push(parents.length);
    if (name.id === null) this.#ids.pushZeros(this.#hexLength / 2);
    else this.#ids.pushHex(name.id);
    this.#trees.pushHex(tree);
    for (const parent of parents) this.#parents.pushHex(parent);
  }

  table(): CommitTable {
    return {
      ranks: Int32Array.from(this.#ranks),
      ids: this.#ids.bytes(),
      kinds: Uint8Array.from(this.#kinds),
      trees: this.#trees.bytes(),
      times: Float64Array.from(this.#times),
      parentCounts: Uint32Array.from(this.#parentCounts),
      parents: this.#parents.bytes(),
    };
  }
}

/** The header lines; an octopus merge may have hundreds of parents, a signed tag a long body that is not needed. */
function headerOf(bytes: Uint8Array): string {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = view.indexOf('\n\n');
  return view.toString('latin1', 0, end === -1 ? Math.min(view.length, 65536) : end);
}
