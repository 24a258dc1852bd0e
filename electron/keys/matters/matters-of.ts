/**
 * What wants a person today, most urgent first: computed here for window, tray, notices and command alike, from what the
 * vault holds. Pure; nothing is asked of the API.
 */
import type { PutOff, PutOffDate } from '../../../shared/ipc/attention-channels.ts';
import { redactKeysIn } from '../../../shared/key-format.ts';
import { standsForKey } from '../../../shared/leaks.ts';
import type { Matter, MatterKind, Matters, MatterSeverity, PutOffMatter } from '../../../shared/matters.ts';
import {
  earliest,
  groupBy,
  ofConnections,
  ofElsewhere,
  ofKeptReplies,
  ofKey,
  ofProtection,
  ofReviews,
  ofRotations,
  ofSigns,
  ofStrangers,
  type Bare,
  type MattersInput,
} from './matters-by-source.ts';
import { mattersOfKey } from './matters-of-key.ts';

/** Where requests came from may be long. */
const LONGEST_STATE = 2000;

function severityOf(urgency: number): MatterSeverity {
  if (urgency < 10) return 'urgent';
  return urgency < 50 ? 'soon' : 'note';
}

/** Matters that are a date of the notices. */
const DATES: Readonly<Partial<Record<MatterKind, readonly PutOffDate['kind'][]>>> = {
  expiring: ['expiry', 'revocation'],
  'rotation-due': ['rotation-due'],
  review: ['review-due'],
};

/** How long what is in this state now is put off: null until it changes, undefined where it is not. */
export function putOffUntil(
  record: PutOff | undefined,
  state: string,
  now: number,
): string | null | undefined {
  if (record === undefined) return undefined;
  if (record.until === null) return record.state === state ? null : undefined;
  return Date.parse(record.until) > now ? record.until : undefined;
}

/** One matter per key of what the key itself gives cause for: its most urgent one hides the lesser ones. */
export function mattersOf(input: MattersInput, now: number): Matters {
  const byId = new Map(input.keys.map((key) => [key.id, key]));
  const dates = groupBy(input.dates ?? [], ({ subjectId }) => subjectId);
  const putOffs = new Map(input.putOffs?.map((record) => [record.id, record]));
  const leaks = groupBy(
    input.findings.filter(({ state, finding }) => state === 'open' && standsForKey(finding)),
    ({ keyId }) => keyId,
  );
  const replacements = new Set(
    input.rotations.filter(({ state }) => state !== 'done').map(({ newKeyId }) => newKeyId),
  );
  const items: Matter[] = [];
  const putOff: PutOffMatter[] = [];
  /** Whether it is to be shown. */
  const place = ({ subjectId, ...bare }: Bare): boolean => {
    const date = dates.get(subjectId ?? '')?.find(({ kind }) => DATES[bare.kind]?.includes(kind) === true);
    const matter: Matter = {
      ...bare,
      state: redactKeysIn(bare.state).slice(0, LONGEST_STATE),
      severity: severityOf(bare.urgency),
      date: date === undefined ? null : { id: date.id, at: date.at },
    };
    const until = putOffUntil(putOffs.get(matter.id), matter.state, now);
    if (until === undefined) items.push(matter);
    else putOff.push({ matter, until });
    return until === undefined;
  };
  for (const matter of [
    ...ofConnections(input),
    ...ofStrangers(input),
    ...ofKeptReplies(input),
    ...ofRotations(input, byId),
    ...ofSigns(input, byId),
    ...ofElsewhere(input, byId),
    ...ofReviews(input, now),
    ...ofProtection(input),
  ]) {
    place(matter);
  }
  for (const key of input.keys) {
    const madeElsewhereKnown = input.knownElsewhere?.has(key.id) === true;
    const leakedSince = earliest(leaks.get(key.id) ?? []);
    for (const matter of mattersOfKey(key, now, {
      madeElsewhereKnown,
      leakedSince,
      isReplacement: replacements.has(key.id),
    })) {
      if (place({ ...ofKey(key), id: `${matter.kind}:${key.id}`, ...matter })) break;
    }
  }
  const byUrgency = (left: Matter, right: Matter): number =>
    left.urgency - right.urgency || left.id.localeCompare(right.id);
  return {
    items: items.toSorted(byUrgency),
    putOff: putOff.toSorted((left, right) => byUrgency(left.matter, right.matter)),
  };
}

/** The matter that a date of the notices belongs to: what is put off in one is put off in the other. */
export function matterIdOfDate({ kind, subjectId }: Pick<PutOffDate, 'kind' | 'subjectId'>): string {
  if (kind === 'review-due') return `review:${subjectId}`;
  return `${kind === 'rotation-due' ? 'rotation-due' : 'expiring'}:${subjectId}`;
}
