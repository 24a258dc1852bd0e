/** Lists batches ahead of their scan, within bounds, so that it is soon known how much there is to scan. */
import type { FileBatch } from './protocol.ts';

/** About half a million files; their names take some ten megabytes. */
const MOST_AHEAD = 4096;

export class BatchQueue {
  readonly #source: Iterator<FileBatch, void>;
  #ahead: FileBatch[] = [];
  #at = 0;
  #complete = false;
  #batches = 0;
  #files = 0;

  constructor(source: Iterable<FileBatch, void>) {
    this.#source = source[Symbol.iterator]();
  }

  /** Batches listed so far. */
  get batches(): number {
    return this.#batches;
  }

  /** Files in them; their number is final once `isComplete`. */
  get files(): number {
    return this.#files;
  }

  get isComplete(): boolean {
    return this.#complete;
  }

  get mayList(): boolean {
    return !this.#complete && this.#ahead.length - this.#at < MOST_AHEAD;
  }

  /** Lists one more batch, where there is one and room for it. */
  list(): void {
    if (!this.mayList) return;
    const next = this.#source.next();
    if (next.done === true) {
      this.#complete = true;
      return;
    }
    this.#ahead.push(next.value);
    this.#batches += 1;
    this.#files += filesIn(next.value);
  }

  /** The batch to scan next; null where none is listed. */
  get first(): FileBatch | null {
    return this.#ahead[this.#at] ?? null;
  }

  shift(): void {
    this.#at += 1;
    if (this.#at < MOST_AHEAD && this.#at < this.#ahead.length) return;
    this.#ahead = this.#ahead.slice(this.#at);
    this.#at = 0;
  }
}

function filesIn({ single, folders }: FileBatch): number {
  let count = single === undefined ? 0 : 1;
  for (const { names, rawNames } of folders) {
    count += rawNames.length + (names === '' ? 0 : 1);
    for (let at = names.indexOf('/'); at !== -1; at = names.indexOf('/', at + 1)) count += 1;
  }
  return count;
}
