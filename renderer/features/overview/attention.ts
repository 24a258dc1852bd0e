/** What wants a person today, most urgent first. Computed from what the vault holds; nothing is asked of the API here. */
import type { KeySummary } from '../../../shared/domain.ts';
import type { Elsewhere, PutOff, PutOffDate } from '../../../shared/ipc/attention-channels.ts';
import type { UsageSign } from '../../../shared/usage-signs.ts';
import { standsForKey } from '../../../shared/leaks.ts';
import type { Attention, AttentionInput, AttentionItem, PutOffItem } from './attention-types.ts';
import { mattersOf } from './key-matters.ts';

/** Lower is more urgent; an old secret still in use means that somebody's work is about to stop, or has. */
const SIGN_URGENCY: Readonly<Record<UsageSign['kind'], number>> = {
  'old-secret': 8,
  refused: 12,
  'wrong-account': 13,
  'new-address': 14,
  'many-places': 30,
  spike: 32,
  'wrong-use': 34,
};

const ELSEWHERE_URGENCY: Readonly<Record<Exclude<Elsewhere['kind'], 'created'>, number>> = {
  revoked: 11,
  'revocation-planned': 15,
  gone: 16,
  changed: 48,
};

const NONE = { key: null, connection: null, rotation: null } as const;

function ofConnections({ connections }: AttentionInput): AttentionItem[] {
  return connections
    .filter(
      ({ health, adminKeyId }) =>
        health === 'asleep' ||
        health === 'key-refused' ||
        health === 'not-admin' ||
        health === 'payment-required' ||
        adminKeyId === null,
    )
    .map((connection) => ({
      ...NONE,
      id: `connection:${connection.id}`,
      kind: 'connection',
      urgency: 1,
      connection,
      count: 1,
      state: `${connection.health}:${connection.adminKeyId ?? ''}`,
    }));
}

function ofStrangers({ findings }: AttentionInput): AttentionItem[] {
  const strangers = findings.filter(
    ({ state, keyId, finding }) => state === 'open' && keyId === null && standsForKey(finding),
  );
  if (strangers.length === 0) return [];
  const production = strangers.some(({ finding }) => finding.mode === 'prod') ? 0 : 5;
  const count = strangers.length;
  return [
    {
      ...NONE,
      id: 'unknown-leak',
      kind: 'unknown-leak',
      urgency: 2.5 + production,
      count,
      state: String(count),
    },
  ];
}

function ofRotations({ rotations }: AttentionInput, byId: ReadonlyMap<string, KeySummary>): AttentionItem[] {
  return rotations.flatMap((rotation): AttentionItem[] => {
    const key = byId.get(rotation.newKeyId) ?? byId.get(rotation.oldKeyId) ?? null;
    if (rotation.state === 'done' || key === null) return [];
    const count = rotation.places.filter((place) => !place.done).length;
    const urgency = rotation.state === 'needs-attention' ? 10 : 40;
    const state = `${rotation.state}:${String(count)}`;
    return [
      { ...NONE, id: `rotation:${rotation.id}`, kind: 'rotation', urgency, key, rotation, count, state },
    ];
  });
}

function ofSigns({ signs = [] }: AttentionInput, byId: ReadonlyMap<string, KeySummary>): AttentionItem[] {
  return signs.flatMap((sign): AttentionItem[] => {
    const key = byId.get(sign.keyId);
    if (key === undefined) return [];
    const { kind, count, from } = sign;
    const urgency = SIGN_URGENCY[kind] + (key.mode === 'prod' ? 0 : 5);
    // More of the same is no change; another place is.
    const state = [...from].sort().join('; ');
    return [{ ...NONE, id: `${kind}:${key.id}`, kind, urgency, key, count, from, state }];
  });
}

function ofElsewhere(
  { elsewhere = [] }: AttentionInput,
  byId: ReadonlyMap<string, KeySummary>,
): AttentionItem[] {
  return elsewhere.flatMap(({ keyId, kind, seenAt }): AttentionItem[] => {
    const key = byId.get(keyId);
    if (key === undefined || kind === 'created') return [];
    const urgency = ELSEWHERE_URGENCY[kind] + (key.mode === 'prod' ? 0 : 5);
    return [
      {
        ...NONE,
        id: `elsewhere:${key.id}`,
        kind: 'elsewhere',
        urgency,
        key,
        count: 1,
        state: `${kind}:${seenAt}`,
        elsewhere: kind,
      },
    ];
  });
}

function ofKeptReplies({ keptReplies = [] }: AttentionInput): AttentionItem[] {
  const fresh = keptReplies.filter(({ seenAt }) => seenAt === null);
  if (fresh.length === 0) return [];
  const state = fresh.map(({ id }) => id).join();
  return [{ ...NONE, id: 'kept-reply', kind: 'kept-reply', urgency: 3, count: fresh.length, state }];
}

/** The one under way, or the one that was to follow the last. */
function ofReviews({ reviews = [] }: AttentionInput, now: number): AttentionItem[] {
  const latest = reviews[0];
  if (latest === undefined) return [];
  const base = { ...NONE, id: `review:${latest.id}`, kind: 'review', count: latest.items.length } as const;
  if (latest.finishedAt === null) {
    const decided = latest.items.filter(({ decision }) => decision !== null).length;
    return [{ ...base, urgency: 44, decided, state: String(decided) }];
  }
  if (latest.nextAt === null || Date.parse(latest.nextAt) > now) return [];
  return [{ ...base, urgency: 43, reviewId: latest.id, dueAt: latest.nextAt, state: latest.nextAt }];
}

/** Matters that are a date of the notices. */
const DATES: Readonly<Partial<Record<AttentionItem['kind'], readonly PutOffDate['kind'][]>>> = {
  expiring: ['expiry', 'revocation'],
  'rotation-due': ['rotation-due'],
  review: ['review-due'],
};

type DatesBySubject = ReadonlyMap<string, readonly PutOffDate[]>;

function datesBySubject({ dates = [] }: AttentionInput): DatesBySubject {
  const bySubject = new Map<string, PutOffDate[]>();
  for (const date of dates) {
    const list = bySubject.get(date.subjectId);
    if (list === undefined) bySubject.set(date.subjectId, [date]);
    else list.push(date);
  }
  return bySubject;
}

function dateOf(item: AttentionItem, dates: DatesBySubject): PutOffDate | undefined {
  const kinds = DATES[item.kind];
  const subject = item.key?.id ?? item.reviewId;
  if (kinds === undefined || subject === undefined) return undefined;
  return dates.get(subject)?.find(({ kind }) => kinds.includes(kind));
}

/** How long it is put off; undefined where it is not. */
function putOffUntil(
  item: AttentionItem,
  putOffs: ReadonlyMap<string, PutOff>,
  now: number,
): string | null | undefined {
  if (item.date !== undefined) return item.date.putOffUntil ?? undefined;
  const record = putOffs.get(item.id);
  if (record === undefined) return undefined;
  if (record.until === null) return record.state === item.state ? null : undefined;
  return Date.parse(record.until) > now ? record.until : undefined;
}

/** One item per key of what the key itself gives cause for: its most urgent matter hides the lesser ones. */
export function attentionOf(input: AttentionInput, now: number): Attention {
  const byId = new Map(input.keys.map((key) => [key.id, key]));
  const dates = datesBySubject(input);
  const putOffs = new Map(input.putOffs?.map((record) => [record.id, record]));
  const items: AttentionItem[] = [];
  const putOff: PutOffItem[] = [];
  /** Whether it is to be shown. */
  const place = (bare: AttentionItem): boolean => {
    const date = dateOf(bare, dates);
    const item = date === undefined ? bare : { ...bare, date };
    const until = putOffUntil(item, putOffs, now);
    if (until === undefined) items.push(item);
    else putOff.push({ item, until });
    return until === undefined;
  };
  for (const item of [
    ...ofConnections(input),
    ...ofStrangers(input),
    ...ofKeptReplies(input),
    ...ofRotations(input, byId),
    ...ofSigns(input, byId),
    ...ofElsewhere(input, byId),
    ...ofReviews(input, now),
  ]) {
    place(item);
  }
  for (const key of input.keys) {
    for (const matter of mattersOf(key, now, input.knownElsewhere?.has(key.id) === true)) {
      if (place({ ...NONE, id: `${matter.kind}:${key.id}`, key, ...matter })) break;
    }
  }
  const byUrgency = (left: AttentionItem, right: AttentionItem): number =>
    left.urgency - right.urgency || left.id.localeCompare(right.id);
  return {
    items: items.toSorted(byUrgency),
    putOff: putOff.toSorted((left, right) => byUrgency(left.item, right.item)),
  };
}
