/** What each list of the vault gives cause for. Pure. */
import type { Connection, KeySummary, Rotation } from '../../../shared/domain.ts';
import type { Finding } from '../../../shared/findings.ts';
import type { Elsewhere, PutOff, PutOffDate } from '../../../shared/ipc/attention-channels.ts';
import type { Review } from '../../../shared/ipc/upkeep-channels.ts';
import type { KeptReply } from '../../../shared/kept-replies.ts';
import { standsForKey } from '../../../shared/leaks.ts';
import type { Matter } from '../../../shared/matters.ts';
import type { UsageSign } from '../../../shared/usage-signs.ts';
import type { ProtectionFacts } from './protection-facts.ts';

export interface MattersInput {
  readonly keys: readonly KeySummary[];
  readonly connections: readonly Connection[];
  readonly findings: readonly Finding[];
  readonly rotations: readonly Rotation[];
  readonly signs?: readonly UsageSign[];
  /** Newest first. */
  readonly reviews?: readonly Review[];
  readonly elsewhere?: readonly Elsewhere[];
  /** Keys that somebody knows to have been made elsewhere. */
  readonly knownElsewhere?: ReadonlySet<string>;
  readonly keptReplies?: readonly KeptReply[];
  readonly protection?: ProtectionFacts | undefined;
  readonly putOffs?: readonly PutOff[];
  readonly dates?: readonly Omit<PutOffDate, 'putOffUntil'>[];
}

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

/** What a matter is about: the subject of its date, where it has one, is told apart from its key. */
export type Bare = Omit<Matter, 'severity' | 'date'> & { readonly subjectId: string | null };

const VAULT_ITSELF = {
  keyId: null,
  connectionId: null,
  rotationId: null,
  name: '',
  from: [] as string[],
  elsewhere: null,
  decided: null,
  dueAt: null,
  subjectId: null,
};

type About = Pick<Bare, keyof typeof VAULT_ITSELF>;

export function ofKey({ id, connectionId, name }: KeySummary): About {
  return { ...VAULT_ITSELF, keyId: id, connectionId, name, subjectId: id };
}

export function groupBy<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

export function ofConnections({ connections }: MattersInput): Bare[] {
  return connections
    .filter(
      ({ health, adminKeyId }) =>
        health === 'asleep' ||
        health === 'key-refused' ||
        health === 'not-admin' ||
        health === 'payment-required' ||
        adminKeyId === null,
    )
    .map(({ id, name, health, adminKeyId }) => ({
      ...VAULT_ITSELF,
      id: `connection:${id}`,
      kind: 'connection',
      urgency: 1,
      since: null,
      step: 'repair-connection',
      connectionId: id,
      name,
      count: 1,
      state: `${health}:${adminKeyId ?? ''}`,
    }));
}

export function ofStrangers({ findings }: MattersInput): Bare[] {
  const strangers = findings.filter(
    ({ state, keyId, finding }) => state === 'open' && keyId === null && standsForKey(finding),
  );
  if (strangers.length === 0) return [];
  const production = strangers.some(({ finding }) => finding.mode === 'prod') ? 0 : 5;
  const count = strangers.length;
  return [
    {
      ...VAULT_ITSELF,
      id: 'unknown-leak',
      kind: 'unknown-leak',
      urgency: 2.5 + production,
      since: earliest(strangers),
      step: 'see-findings',
      count,
      state: String(count),
    },
  ];
}

export function earliest(findings: readonly Pick<Finding, 'firstSeenAt'>[]): string | null {
  return findings.map(({ firstSeenAt }) => firstSeenAt).toSorted()[0] ?? null;
}

export function ofRotations({ rotations }: MattersInput, byId: ReadonlyMap<string, KeySummary>): Bare[] {
  return rotations.flatMap((rotation): Bare[] => {
    const key = byId.get(rotation.newKeyId) ?? byId.get(rotation.oldKeyId) ?? null;
    if (rotation.state === 'done' || key === null) return [];
    const count = rotation.places.filter((place) => !place.done).length;
    return [
      {
        ...ofKey(key),
        id: `rotation:${rotation.id}`,
        kind: 'rotation',
        urgency: rotation.state === 'needs-attention' ? 10 : 40,
        since: rotation.startedAt,
        step: 'continue-rotation',
        rotationId: rotation.id,
        count,
        state: `${rotation.state}:${String(count)}`,
      },
    ];
  });
}

export function ofSigns({ signs = [] }: MattersInput, byId: ReadonlyMap<string, KeySummary>): Bare[] {
  return signs.flatMap((sign): Bare[] => {
    const key = byId.get(sign.keyId);
    if (key === undefined) return [];
    const { kind, count, from, lastAt } = sign;
    return [
      {
        ...ofKey(key),
        id: `${kind}:${key.id}`,
        kind,
        urgency: SIGN_URGENCY[kind] + (key.mode === 'prod' ? 0 : 5),
        since: lastAt,
        step: 'look-at-key',
        count,
        from: [...from],
        // More of the same is no change; another place is.
        state: [...from].sort().join('; '),
      },
    ];
  });
}

export function ofElsewhere({ elsewhere = [] }: MattersInput, byId: ReadonlyMap<string, KeySummary>): Bare[] {
  return elsewhere.flatMap(({ keyId, kind, seenAt }): Bare[] => {
    const key = byId.get(keyId);
    if (key === undefined || kind === 'created') return [];
    return [
      {
        ...ofKey(key),
        id: `elsewhere:${key.id}`,
        kind: 'elsewhere',
        urgency: ELSEWHERE_URGENCY[kind] + (key.mode === 'prod' ? 0 : 5),
        since: seenAt,
        step: 'who-was-it',
        count: 1,
        state: `${kind}:${seenAt}`,
        elsewhere: kind,
      },
    ];
  });
}

/** One for each account: it is shown with that account alone, too. */
export function ofKeptReplies({ keptReplies = [] }: MattersInput): Bare[] {
  const fresh = keptReplies.filter(({ seenAt }) => seenAt === null);
  return [...groupBy(fresh, ({ connectionId }) => connectionId)].map(([connectionId, replies]) => ({
    ...VAULT_ITSELF,
    id: `kept-reply:${connectionId}`,
    kind: 'kept-reply',
    urgency: 3,
    since: replies.map(({ receivedAt }) => receivedAt).toSorted()[0] ?? null,
    step: 'see-kept-replies',
    connectionId,
    name: replies[0]?.connectionName ?? '',
    count: replies.length,
    state: replies.map(({ id }) => id).join(),
  }));
}

/** The one under way, or the one that was to follow the last. */
export function ofReviews({ reviews = [] }: MattersInput, now: number): Bare[] {
  const latest = reviews[0];
  if (latest === undefined) return [];
  const base = {
    ...VAULT_ITSELF,
    id: `review:${latest.id}`,
    kind: 'review',
    step: 'review',
    count: latest.items.length,
  } as const;
  if (latest.finishedAt === null) {
    const decided = latest.items.filter(({ decision }) => decision !== null).length;
    return [{ ...base, urgency: 44, since: latest.startedAt, decided, state: String(decided) }];
  }
  const { nextAt } = latest;
  if (nextAt === null || Date.parse(nextAt) > now) return [];
  return [{ ...base, urgency: 43, since: nextAt, subjectId: latest.id, dueAt: nextAt, state: nextAt }];
}

/** The vault itself: whether what it holds is in a backup file, and whether its recovery key is known to be on paper. */
export function ofProtection({ protection, keys }: MattersInput): Bare[] {
  if (protection === undefined) return [];
  const { lastBackup, newestSecretAt, hasNewerSecret, unconfirmedSince } = protection;
  const base = { ...VAULT_ITSELF, count: 1 };
  const recovery: readonly Bare[] =
    unconfirmedSince === null
      ? []
      : [
          {
            ...base,
            id: 'recovery-unconfirmed',
            kind: 'recovery-unconfirmed',
            urgency: 42,
            since: unconfirmedSince,
            step: 'confirm-recovery-key',
            state: unconfirmedSince,
          },
        ];
  const isBehind = newestSecretAt !== null && (lastBackup === 'long-ago' || hasNewerSecret);
  if (!keys.some(({ secretHeld }) => secretHeld) || (lastBackup !== 'never' && !isBehind))
    return [...recovery];
  const kind = lastBackup === 'never' ? 'never-backed-up' : 'backup-old';
  return [
    ...recovery,
    // Until it changes is until the next backup: each new secret would bring it back otherwise.
    {
      ...base,
      id: kind,
      kind,
      urgency: kind === 'never-backed-up' ? 41 : 55,
      since: newestSecretAt,
      step: 'back-up',
      state: lastBackup,
    },
  ];
}
