/** The keys found in one text. */
import type { Candidate } from './candidate.ts';
import { sameSecret, SECRET_END } from './surroundings.ts';
import { TEXT_PART } from './text-runs.ts';
import type { BareHit } from './types.ts';

export class Hits {
  readonly #byId = new Map<string, BareHit>();

  add(offset: number, end: number, candidate: Candidate, encoding: readonly string[]): void {
    const { class: kind, brand, mode, key, repaired } = candidate;
    const id = `${offset} ${kind} ${Buffer.from(key).toString('latin1')}`;
    const known = this.#byId.get(id);
    if (known !== undefined && known.encoding.length <= encoding.length) return;
    this.#byId.set(id, {
      offset,
      length: end - offset,
      class: kind,
      brand,
      mode,
      key,
      encoding,
      ...(repaired === undefined ? {} : { repaired }),
    });
  }

  /** A key's body without its beginning, unless it is a part of a whole key. */
  addBare(at: number, bare: BareHit): void {
    // Its beginning may stand to the left, apart.
    const isKnown = [...this.#byId.values()].some(
      ({ class: kind, offset, length }) => kind === 'valid' && offset < at && offset + length > at,
    );
    if (!isKnown) this.#byId.set(`${at} bare`, bare);
  }

  /** Whether the same key was found in the part of a run that begins here. */
  isKnownNear(hit: BareHit, offset: number): boolean {
    return [...this.#byId.values()].some(
      (other) =>
        other.class === 'valid' && sameSecret(other, hit) && Math.abs(other.offset - offset) < TEXT_PART,
    );
  }

  /** In order of place. */
  sorted(): BareHit[] {
    const all = [...this.#byId.values()].sort((left, right) => left.offset - right.offset);
    const covered = (hit: BareHit): string =>
      `${hit.offset} ${Buffer.from(hit.key.subarray(0, SECRET_END)).toString('latin1')}`;
    const proven = new Set(all.filter(({ class: kind }) => kind === 'valid').map(covered));
    // One occurrence can be read in several ways (cut off as it stands, whole when joined): the surest stays.
    return all.filter((hit) => hit.class === 'valid' || !proven.has(covered(hit)));
  }
}
