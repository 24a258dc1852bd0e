/**
 * Which secrets two copies hold together. None is dropped: where an id stands for two different ones, the second gets an id
 * of its own beside it. What was destroyed in one copy is destroyed, unless it was stored again knowing that, or only its days in a trash were over and the other copy went on with it.
 */
import type { SecretEntry } from '../secret-index.ts';
import { compareStamps, isBase, isSame } from '../stamps.ts';
import { hasSeen, type Sides } from './fields.ts';
import { certain } from '../../../shared/certain.ts';

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

/** Id → the ids of the secrets kept beside it, all found in one pass. */
export function secretsBeside(held: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const beside = new Map<string, string[]>();
  for (const id of held) {
    const of = besideWhich(id);
    if (of === null) continue;
    const others = beside.get(of);
    if (others === undefined) beside.set(of, [id]);
    else others.push(id);
  }
  return beside;
}

/** Where the bytes of a planned secret are: under `id` in this copy, or in the other. */
export interface SecretSource {
  readonly side: 'ours' | 'theirs';
  readonly id: string;
}

export interface PlannedSecret extends Pick<SecretEntry, 'fingerprint' | 'stamp' | 'byDate'> {
  readonly id: string;
  /** Null: destroyed. */
  readonly source: SecretSource | null;
}

interface Candidate extends PlannedSecret {
  readonly side: 'ours' | 'theirs';
  /** Kept beside the one in use. */
  readonly beside: boolean;
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
  isOwned: (id: string) => boolean,
): SecretPlan {
  const families = familiesOf(ours, theirs);
  const changes: PlannedSecret[] = [];
  const differing: string[] = [];
  let added = 0;
  let destroyed = 0;
  const change = ({ id, fingerprint, stamp, source, byDate }: PlannedSecret): void => {
    const present = ours.get(id);
    const isSameState =
      (present?.row ?? null) === null ? source === null && present?.byDate === byDate : source !== null;
    if (present?.fingerprint === fingerprint && isSameState && isSame(present.stamp, stamp)) return;
    changes.push({ id, fingerprint, stamp, source, byDate });
  };
  for (const [id, family] of families) {
    const settled = settle(id, family, seen, isTrusted(id), isOwned);
    if (settled.filter(({ source }) => source !== null).length > 1) differing.push(id);
    for (const one of settled) {
      const held = certain(family.get(one.fingerprint)).some(
        ({ side, source }) => side === 'ours' && source !== null,
      );
      if (!held && one.source !== null) added += 1;
      if (held && one.source === null) destroyed += 1;
      change(one);
      // What goes into use is kept beside no longer.
      const beside = otherSecretId(id, one.fingerprint);
      if (one.id === id && ours.has(beside)) change({ ...one, id: beside, source: null });
    }
  }
  return { changes, added, destroyed, differing };
}

/** What both copies say of each secret that stands, or stood, under an id or beside it: by id, then by fingerprint. */
function familiesOf(
  ours: Entries,
  theirs: Entries,
): ReadonlyMap<string, ReadonlyMap<string, readonly Candidate[]>> {
  const families = new Map<string, Map<string, Candidate[]>>();
  for (const [side, entries] of [
    ['ours', ours],
    ['theirs', theirs],
  ] as const) {
    for (const [place, { fingerprint, row, stamp, byDate }] of entries) {
      const of = besideWhich(place);
      const id = of ?? place;
      const family = families.get(id) ?? new Map<string, Candidate[]>();
      const known = family.get(fingerprint) ?? [];
      const source = row === null ? null : { side, id: place };
      family.set(fingerprint, [
        ...known,
        { id: place, fingerprint, stamp, byDate, side, source, beside: of !== null },
      ]);
      families.set(id, family);
    }
  }
  return families;
}

/**
 * First what became of each secret, wherever it stands, then which one stays under the id. In this order, since one copy may
 * keep beside what another has destroyed under the id: asked place by place, it would come back by way of a third copy.
 */
function settle(
  id: string,
  family: ReadonlyMap<string, readonly Candidate[]>,
  seen: Sides,
  isTrusted: boolean,
  isOwned: (id: string) => boolean,
): readonly Candidate[] {
  const [first, ...rest] = [...family.values()]
    .map((candidates) => sameSecret(candidates, seen, () => isOwned(id)))
    .toSorted(inUseFirst);
  // SECURITY: what a person's word stands behind here stays in use, whoever wrote later.
  const here = isTrusted
    ? [...family.values()].flat().find(({ side, beside }) => side === 'ours' && !beside)?.fingerprint
    : undefined;
  const inUse = rest.find(({ fingerprint }) => fingerprint === here) ?? certain(first);
  return [certain(first), ...rest].map((one) => ({
    ...one,
    id: one === inUse ? id : otherSecretId(id, one.fingerprint),
  }));
}

/** A total order, so that no order of merges matters: the later write; of one transaction what is held, then any. */
function inUseFirst(left: Candidate, right: Candidate): number {
  return (
    compareStamps(left.stamp, right.stamp) ||
    Number(left.source === null) - Number(right.source === null) ||
    (left.fingerprint < right.fingerprint ? -1 : 1)
  );
}

/** What two copies say of one and the same secret. */
function sameSecret(candidates: readonly Candidate[], seen: Sides, isOwned: () => boolean): Candidate {
  const [left, right] = (['ours', 'theirs'] as const).flatMap(
    // In one file one write follows another, wherever it put the secret.
    (side) => candidates.filter((one) => one.side === side).toSorted(inUseFirst)[0] ?? [],
  );
  if (right === undefined) return certain(left);
  const later = compareStamps(certain(left).stamp, right.stamp) <= 0 ? certain(left) : right;
  return foldTwo(certain(left), right, later, seen, isOwned);
}

function foldTwo(
  left: Candidate,
  right: Candidate,
  later: Candidate,
  seen: Sides,
  isOwned: () => boolean,
): Candidate {
  if ((left.source === null) === (right.source === null)) {
    // The bytes are the same: those that are here already need not be copied.
    const source = left.source === null ? null : left.source.side === 'ours' ? left.source : right.source;
    return { ...later, source, byDate: left.byDate && right.byDate };
  }
  const [held, destroyed] = left.source === null ? [right, left] : [left, right];
  const storedAgain =
    hasSeen(seen[held.side], destroyed.stamp) &&
    !hasSeen(seen[destroyed.side], held.stamp) &&
    !isBase(destroyed.stamp);
  // Its days in a trash were over there; here somebody went on with its record, or took it out of the trash.
  const isStillNeeded = destroyed.byDate && isOwned();
  return storedAgain || isStillNeeded ? held : destroyed;
}
