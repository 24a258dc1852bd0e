/**
 * Where searches and readers write what they could not look into. One for each thing that is scanned: a file, a blob, a
 * name. SECURITY: nothing that searches can be called without one, so none can end in silence.
 */
import type { HeadForm } from './anchor-kinds.ts';
import type { Skipped } from './types.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

/** What a search writes into. */
export interface SearchLedger {
  /** Something in it was recognised and not decoded, because … */
  notOpened(reason: Said): void;
  /** Here something begins that whoever has all of the content reads at any length. */
  head(form: HeadForm, offset: number): void;
}

/** How many bytes may still be decoded. */
export interface Budget {
  left: number;
}

export const TOO_MUCH_ENCODED = say('scan.too-much-encoded');

/** Of one thing, lines above this many are the same thing said again. */
const MOST_LINES = 100;

interface Line {
  readonly place: readonly string[];
  readonly reason: Said;
  count: number;
}

export class Ledger implements SearchLedger {
  /** Made with the first line: nearly every file has none. */
  #lines: Map<string, Line> | null = null;
  #hasHeads = false;

  /** @param place members of archives, outermost first */
  notOpened(reason: Said, place: readonly string[] = []): void {
    this.#lines ??= new Map<string, Line>();
    const key = [...place, JSON.stringify(reason)].join('\0');
    const known = this.#lines.get(key);
    if (known !== undefined) known.count += 1;
    else if (this.#lines.size < MOST_LINES) this.#lines.set(key, { place, reason, count: 1 });
  }

  head(): void {
    this.#hasHeads = true;
  }

  /** There is something in it that has to be read by the content scanner. */
  get hasHeads(): boolean {
    return this.#hasHeads;
  }

  get isClean(): boolean {
    return this.#lines === null;
  }

  /** Takes over what another ledger says. */
  absorb(other: Ledger): void {
    for (const { place, reason, count } of other.#lines?.values() ?? [])
      for (let time = 0; time < count; time += 1) this.notOpened(reason, place);
  }

  /**
   * @param path of the thing, which may be empty where it is not known yet
   * @param redact masks keys in names
   */
  entries(path: string, redact: (text: string) => string): Skipped[] {
    return [...(this.#lines?.values() ?? [])].map(({ place, reason, count }) => ({
      path: redact([path, ...place].join('!/')),
      reason,
      ...(count === 1 ? {} : { count }),
    }));
  }
}
