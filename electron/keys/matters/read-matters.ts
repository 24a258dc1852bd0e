/** Gathers what matters follow from; the same for the app and the command. */
import type { Connection, KeySummary, Rotation } from '../../../shared/domain.ts';
import type { Finding } from '../../../shared/findings.ts';
import type { PutOff } from '../../../shared/ipc/attention-channels.ts';
import type { Review } from '../../../shared/ipc/upkeep-channels.ts';
import type { KeptReply } from '../../../shared/kept-replies.ts';
import type { Matters } from '../../../shared/matters.ts';
import type { Vault } from '../../vault/types.ts';
import { listElsewhere } from './elsewhere.ts';
import { mattersOf } from './matters-of.ts';
import type { ProtectionFacts } from './protection-facts.ts';
import { listPutOffs, type SubjectDate } from './put-offs.ts';
import { reviewDates, scheduleOf } from './schedule.ts';
import { readUsageSigns } from './usage-signs-record.ts';

/** Whatever an open vault is made of, as far as matters follow from it. */
export interface MatterSources {
  readonly vault: Vault;
  readonly accounts: {
    listKeys(): readonly KeySummary[];
    listConnections(): readonly Connection[];
    listRotations(): readonly Rotation[];
    keptReplies(): readonly KeptReply[];
  };
  readonly findings: { listFindings(): readonly Finding[] };
  /** Newest first. */
  readonly reviews: { list(): readonly Review[] };
  /** Left out where nobody sits before it: the command's exit code is about keys, and who runs it keeps its own copies. */
  readonly protection?: () => ProtectionFacts;
}

/** The dates that notices speak of, each with what it belongs to. */
export function subjectDates(
  keys: readonly KeySummary[],
  reviews: readonly Review[],
  now: Date,
): readonly SubjectDate[] {
  const latest = reviews[0]?.id ?? '';
  return [
    ...scheduleOf(keys, now).map(({ id, kind, at, keyId, name }) => ({
      id,
      kind,
      at,
      subjectId: keyId,
      name,
    })),
    ...reviewDates(reviews, now).map(({ id, kind, at }) => ({ id, kind, at, subjectId: latest })),
  ];
}

/** What an open vault holds about dates, read once. */
export interface Dated {
  readonly keys: readonly KeySummary[];
  /** Newest first. */
  readonly reviews: readonly Review[];
  readonly dates: readonly SubjectDate[];
  /** What is over is left out. */
  readonly putOffs: readonly PutOff[];
}

export function readDated(
  { vault, accounts, reviews }: Pick<MatterSources, 'vault' | 'accounts' | 'reviews'>,
  now: Date,
): Dated {
  const keys = accounts.listKeys();
  const listed = reviews.list();
  const dates = subjectDates(keys, listed, now);
  return { keys, reviews: listed, dates, putOffs: listPutOffs(vault, dates, now) };
}

/** @param dated where the caller has read it already */
export function readMatters(
  sources: MatterSources,
  now: Date,
  dated: Dated = readDated(sources, now),
): Matters {
  const { vault, accounts, findings } = sources;
  const elsewhere = listElsewhere(vault, now);
  return mattersOf(
    {
      ...dated,
      connections: accounts.listConnections(),
      findings: findings.listFindings(),
      rotations: accounts.listRotations(),
      signs: readUsageSigns(vault, now),
      elsewhere: elsewhere.events,
      knownElsewhere: new Set(elsewhere.known),
      keptReplies: accounts.keptReplies(),
      protection: sources.protection?.(),
    },
    now.getTime(),
  );
}
