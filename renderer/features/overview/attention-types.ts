/** What may wait on the overview. */
import type { Connection, KeySummary, Rotation } from '../../../shared/domain.ts';
import type { Finding } from '../../../shared/findings.ts';
import type { Review } from '../../../shared/ipc/upkeep-channels.ts';
import type { Elsewhere, PutOff, PutOffDate } from '../../../shared/ipc/attention-channels.ts';
import type { KeptReply } from '../../../shared/kept-replies.ts';
import type { UsageSign } from '../../../shared/usage-signs.ts';

export type AttentionKind =
  | 'unresolved'
  | 'connection'
  | 'leaked'
  /** Leaked keys that are not in this vault: somebody has to find out whose they are. */
  | 'unknown-leak'
  | 'repair'
  /** What servers sent in place of keys. */
  | 'kept-reply'
  | 'expiring'
  | 'rotation'
  | 'never-used'
  | 'stale'
  /** The key's own policy wants a rotation. */
  | 'rotation-due'
  /** Made by somebody else lately. */
  | 'made-elsewhere'
  /** Revoked or changed by somebody else lately. */
  | 'elsewhere'
  /** An access review is due, or under way. */
  | 'review'
  /** An administrator's role in production, for something other than administration. */
  | 'over-privileged'
  | UsageSign['kind'];

export interface AttentionItem {
  /** Its kind and what it is about: the same matter has the same id from day to day. */
  readonly id: string;
  readonly kind: AttentionKind;
  /** Lower is more urgent. */
  readonly urgency: number;
  readonly key: KeySummary | null;
  readonly connection: Connection | null;
  readonly rotation: Rotation | null;
  readonly count: number;
  /** What would be different if it changed. */
  readonly state: string;
  /** Where requests came from, for a sign of the request logs. */
  readonly from?: readonly string[];
  readonly elsewhere?: Elsewhere['kind'];
  /** Of a review under way: how many keys are decided. `count` is how many there are. */
  readonly decided?: number;
  /** Of a review that is due: the one that it follows, and since when. */
  readonly reviewId?: string;
  readonly dueAt?: string;
  /** The date that notices speak of, if it is about one. */
  readonly date?: PutOffDate;
}

export interface AttentionInput {
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
  readonly putOffs?: readonly PutOff[];
  readonly dates?: readonly PutOffDate[];
}

export interface PutOffItem {
  readonly item: AttentionItem;
  /** Null: until it changes. */
  readonly until: string | null;
}

export interface Attention {
  /** Most urgent first. */
  readonly items: readonly AttentionItem[];
  readonly putOff: readonly PutOffItem[];
}

/** What does harm every day that it waits is put off for a time only, never until further notice. */
const NEVER_FOR_GOOD: ReadonlySet<AttentionKind> = new Set([
  'unresolved',
  'connection',
  'leaked',
  'unknown-leak',
  'repair',
  'kept-reply',
  'old-secret',
]);

export function mayWaitForChange(item: AttentionItem): boolean {
  return !NEVER_FOR_GOOD.has(item.kind);
}
