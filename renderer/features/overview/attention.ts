/** What wants a person today, most urgent first. Computed from what the vault holds; nothing is asked of the API. */
import type { Connection, KeySummary, Rotation } from '../../../shared/domain.ts';
import type { Finding } from '../../../shared/findings.ts';
import { statusWorks } from '../../../shared/key-status.ts';
import { rotationDueAt } from '../../../shared/key-care.ts';
import type { UsageSign } from '../../../shared/usage-signs.ts';
import { isStale } from '../keys/search.ts';

export type AttentionKind =
  | 'unresolved'
  | 'connection'
  | 'leaked'
  /** Leaked keys that are not in this vault: somebody has to find out whose they are. */
  | 'unknown-leak'
  | 'repair'
  | 'expiring'
  | 'rotation'
  | 'never-used'
  | 'stale'
  /** The key's own policy wants a rotation. */
  | 'rotation-due'
  /** Made or changed by somebody else lately. */
  | 'made-elsewhere'
  /** An administrator's role in production, for something other than administration. */
  | 'over-privileged'
  | UsageSign['kind'];

export interface AttentionItem {
  readonly id: string;
  readonly kind: AttentionKind;
  /** Lower is more urgent. */
  readonly urgency: number;
  readonly key: KeySummary | null;
  readonly connection: Connection | null;
  readonly rotation: Rotation | null;
  readonly count: number;
  /** Where requests came from, for a sign of the request logs. */
  readonly from?: readonly string[];
}

export interface AttentionInput {
  readonly keys: readonly KeySummary[];
  readonly connections: readonly Connection[];
  readonly findings: readonly Finding[];
  readonly rotations: readonly Rotation[];
  readonly signs?: readonly UsageSign[];
}

const DAY_MS = 86_400_000;
/** A key that was made a week ago and has seen no request was probably not needed, or not installed. */
const NEVER_USED_AFTER_DAYS = 7;
const MADE_ELSEWHERE_DAYS = 7;

/** Lower is more urgent; an old secret still in use means that somebody's work is about to stop, or has. */
const SIGN_URGENCY: Readonly<Record<UsageSign['kind'], number>> = {
  'old-secret': 8,
  refused: 12,
  'new-address': 14,
  'many-places': 30,
  spike: 32,
};

function ofKey(key: KeySummary, now: number): Pick<AttentionItem, 'kind' | 'urgency' | 'count'> | null {
  const production = key.mode === 'prod' ? 0 : 5;
  if (key.status === 'unresolved') return { kind: 'unresolved', urgency: 0 + production, count: 1 };
  if (key.leakCount > 0 && statusWorks(key.status)) {
    return { kind: 'leaked', urgency: 2 + production, count: key.leakCount };
  }
  if (key.repair !== null) return { kind: 'repair', urgency: 3 + production, count: 1 };
  // The documentation's own key is explained where it stands, not nagged about.
  if (key.isDocumentationKey) return null;
  if (key.status === 'expiring' && key.expiresAt !== null) {
    const days = Math.max(0, Math.floor((Date.parse(key.expiresAt) - now) / DAY_MS));
    return { kind: 'expiring', urgency: 20 + days + production / 10, count: days };
  }
  const due = statusWorks(key.status) ? (key.provider?.rotateBy ?? rotationDueAt(key)) : null;
  if (due !== null && Date.parse(due) <= now) {
    return {
      kind: 'rotation-due',
      urgency: 45 + production,
      count: Math.floor((now - Date.parse(due)) / DAY_MS),
    };
  }
  // Of a key of another service nobody knows when it was used.
  if (key.isConnectionKey || key.status !== 'active' || key.provider !== undefined) return null;
  if (key.origin === 'elsewhere' && now - Date.parse(key.createdAt) < MADE_ELSEWHERE_DAYS * DAY_MS) {
    return { kind: 'made-elsewhere', urgency: 60 + production, count: 1 };
  }
  if (isStale(key, now))
    return { kind: key.lastUsedAt === null ? 'never-used' : 'stale', urgency: 80, count: 1 };
  if (key.lastUsedAt === null && now - Date.parse(key.createdAt) >= NEVER_USED_AFTER_DAYS * DAY_MS) {
    return { kind: 'never-used', urgency: 90, count: 1 };
  }
  if (key.mode === 'prod' && key.roleType === 'admin') {
    return { kind: 'over-privileged', urgency: 95, count: 1 };
  }
  return null;
}

/** One item per key: its most urgent matter hides the lesser ones. */
export function attentionList(input: AttentionInput, now: number): readonly AttentionItem[] {
  const items: AttentionItem[] = [];
  const none = { key: null, connection: null, rotation: null };
  for (const connection of input.connections) {
    const refused = connection.health === 'key-refused' || connection.health === 'not-admin';
    if (refused || connection.adminKeyId === null || connection.health === 'payment-required') {
      items.push({
        ...none,
        id: `connection:${connection.id}`,
        kind: 'connection',
        urgency: 1,
        connection,
        count: 1,
      });
    }
  }
  const strangers = input.findings.filter(
    ({ state, keyId, finding }) => state === 'open' && keyId === null && finding.class !== 'malformed',
  );
  if (strangers.length > 0) {
    const production = strangers.some(({ finding }) => finding.mode === 'prod') ? 0 : 5;
    items.push({
      ...none,
      id: 'findings:unknown',
      kind: 'unknown-leak',
      urgency: 2.5 + production,
      count: strangers.length,
    });
  }
  const byId = new Map(input.keys.map((key) => [key.id, key]));
  for (const rotation of input.rotations) {
    const key = byId.get(rotation.newKeyId) ?? byId.get(rotation.oldKeyId) ?? null;
    if (rotation.state === 'done' || key === null) continue;
    const open = rotation.places.filter((place) => !place.done).length;
    const urgency = rotation.state === 'needs-attention' ? 10 : 40;
    items.push({
      ...none,
      id: `rotation:${rotation.id}`,
      kind: 'rotation',
      urgency,
      key,
      rotation,
      count: open,
    });
  }
  for (const sign of input.signs ?? []) {
    const key = byId.get(sign.keyId) ?? null;
    if (key === null) continue;
    items.push({
      ...none,
      id: `sign:${sign.kind}:${sign.keyId}`,
      kind: sign.kind,
      urgency: SIGN_URGENCY[sign.kind] + (key.mode === 'prod' ? 0 : 5),
      key,
      count: sign.count,
      from: sign.from,
    });
  }
  for (const key of input.keys) {
    const found = ofKey(key, now);
    if (found !== null) items.push({ ...none, id: `key:${key.id}`, key, ...found });
  }
  return items.toSorted((left, right) => left.urgency - right.urgency || left.id.localeCompare(right.id));
}

export interface UpcomingExpiry {
  readonly key: KeySummary;
  readonly at: number;
}

/** Keys that work today and end within `days`, soonest first. */
export function upcomingExpiries(
  keys: readonly KeySummary[],
  now: number,
  days: number,
): readonly UpcomingExpiry[] {
  return keys
    .filter((key) => statusWorks(key.status))
    .flatMap((key) => {
      const ends = [key.expiresAt, key.revokedAt].filter((at) => at !== null).map((at) => Date.parse(at));
      const at = Math.min(...ends);
      return at > now && at <= now + days * DAY_MS ? [{ key, at }] : [];
    })
    .toSorted((left, right) => left.at - right.at);
}
