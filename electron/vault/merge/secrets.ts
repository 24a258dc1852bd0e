/**
 * Which secrets two copies hold together. None is dropped: where an id stands for two different ones, the second gets an id
 * of its own beside it. What was destroyed in one copy is destroyed, unless it was stored again knowing that.
 */
import type { SecretEntry } from '../secret-index.ts';
import { compareStamps, isBase, isSame } from '../stamps.ts';
import { hasSeen, type Sides } from './fields.ts';

/** Between the id of a secret and what tells the other one apart. */
const MARK = '~other-';
const FINGERPRINT_LENGTH = 16;

/** The id under which a second secret of `id` is kept: the same in every copy. */
export function otherSecretId(id: string, fingerprint: string): string {
  return `${id}${MARK}${fingerprint.slice(0, FINGERPRINT_LENGTH)}`;
}

/** The id beside which this secret is kept; null for one that stands for itself. */
export function besideWhich(secretId: string): string | null {
  const at = secretId.lastIndexOf(MARK);
  return at === -1 || secretId.length !== at + MARK.length + FINGERPRINT_LENGTH
    ? null
    : secretId.slice(0, at);
}

/** Where the bytes of a planned secret are: under `id` in this copy, or in the other. */
export interface SecretSource {
  readonly side: 'ours' | 'theirs';
  readonly id: string;
}

export interface PlannedSecret extends Pick<SecretEntry, 'fingerprint' | 'stamp'> {
  readonly id: string;
  /** Null: destroyed. */
  readonly source: SecretSource | null;
}

interface Candidate extends PlannedSecret {
  readonly side: 'ours' | 'theirs';
}

export interface SecretPlan {
  readonly changes: readonly PlannedSecret[];
  readonly added: number;
  readonly destroyed: number;
  /** Ids that stand for more than one secret. */
  readonly differing: readonly string[];
}

type Entries = ReadonlyMap<string, SecretEntry>;

export function planSecrets(
  ours: Entries,
  theirs: Entries,
  seen: Sides,
  isTrusted: (id: string) => boolean,
): SecretPlan {
  const byId = new Map<string, Candidate[]>();
  const add = (candidate: Candidate): void => {
    byId.set(candidate.id, [...(byId.get(candidate.id) ?? []), candidate]);
  };
  for (const [side, entries] of [
    ['ours', ours],
    ['theirs', theirs],
  ] as const) {
    for (const [id, { fingerprint, row, stamp }] of entries) {
      add({ id, fingerprint, stamp, side, source: row === null ? null : { side, id } });
    }
  }
  const differing: string[] = [];
  for (const [id, candidates] of [...byId]) {
    const [first, second] = candidates;
    if (first === undefined || second === undefined || first.fingerprint === second.fingerprint) continue;
    const [kept, other] = isTrusted(id) || isBefore(first, second, seen) ? [first, second] : [second, first];
    byId.set(id, [kept]);
    add({ ...other, id: otherSecretId(id, other.fingerprint) });
    differing.push(id);
  }
  const changes: PlannedSecret[] = [];
  let added = 0;
  let destroyed = 0;
  for (const [id, candidates] of byId) {
    const { side: _side, ...wanted } = candidates.reduce((left, right) => sameSecret(left, right, seen));
    const present = ours.get(id);
    const held = present !== undefined && present.row !== null;
    const isSameSecret = present?.fingerprint === wanted.fingerprint;
    if (isSameSecret && held === (wanted.source !== null) && isSame(present.stamp, wanted.stamp)) continue;
    if (wanted.source?.side === 'theirs' && !(isSameSecret && held)) added += 1;
    if (wanted.source === null && isSameSecret && held) destroyed += 1;
    changes.push(wanted);
  }
  return { changes, added, destroyed, differing };
}

/** Whether `left` is to stay under the id, held or destroyed: who knew of the other, then the later write. */
function isBefore(left: Candidate, right: Candidate, seen: Sides): boolean {
  const leftKnew = hasSeen(seen[left.side], right.stamp) && !hasSeen(seen[right.side], left.stamp);
  const rightKnew = hasSeen(seen[right.side], left.stamp) && !hasSeen(seen[left.side], right.stamp);
  if (leftKnew !== rightKnew) return leftKnew;
  const order = compareStamps(left.stamp, right.stamp);
  return order === 0 ? left.fingerprint < right.fingerprint : order < 0;
}

/** Two entries about one and the same secret. */
function sameSecret(left: Candidate, right: Candidate, seen: Sides): Candidate {
  const later = compareStamps(left.stamp, right.stamp) <= 0 ? left : right;
  if ((left.source === null) === (right.source === null)) {
    // The bytes are the same: those that are here already need not be copied.
    const source = left.source === null ? null : left.source.side === 'ours' ? left.source : right.source;
    return { ...later, source };
  }
  const [held, destroyed] = left.source === null ? [right, left] : [left, right];
  const storedAgain =
    hasSeen(seen[held.side], destroyed.stamp) &&
    !hasSeen(seen[destroyed.side], held.stamp) &&
    !isBase(destroyed.stamp);
  return storedAgain ? held : destroyed;
}
