/** What became of a review's decision. Read off keys, rotations and guides, so that it is true whoever carried it out. Pure. */
import { statusWorks, type KeySummary, type Rotation } from '../../../shared/domain.ts';
import { assertNever } from '../../../shared/errors.ts';
import type { Guide } from '../../../shared/ipc/guide-channels.ts';
import type { ReviewDecision, ReviewItem } from '../../../shared/ipc/upkeep-channels.ts';

export interface FollowUpFacts {
  readonly keys: ReadonlyMap<string, KeySummary>;
  readonly rotations: readonly Rotation[];
  readonly guides: readonly Guide[];
  /** When the review began; what was finished before that is no answer to it. */
  readonly since: string;
}

type FollowUp = Pick<ReviewItem, 'followUp' | 'guideId' | 'newKeyId'>;

export function followUpOf(
  { keyId, decision }: { readonly keyId: string; readonly decision: ReviewDecision | null },
  { keys, rotations, guides, since }: FollowUpFacts,
): FollowUp {
  const key = keys.get(keyId);
  const ended = key === undefined || (!statusWorks(key.status) && key.status !== 'unresolved');
  const none = { guideId: null, newKeyId: null };
  switch (decision) {
    case null:
    case 'keep':
      return { ...none, followUp: 'none' };
    case 'revoke':
      return { ...none, followUp: ended ? 'done' : key.status === 'revoking' ? 'under-way' : 'open' };
    case 'rotate': {
      const rotation = rotations.find(
        ({ oldKeyId, startedAt }) => oldKeyId === keyId && Date.parse(startedAt) >= Date.parse(since),
      );
      if (rotation === undefined) return { ...none, followUp: ended ? 'done' : 'open' };
      return {
        ...none,
        newKeyId: rotation.newKeyId,
        followUp: rotation.state === 'done' ? 'done' : 'under-way',
      };
    }
    case 'narrow': {
      const theirs = guides.filter((guide) => guide.kind === 'narrow' && guide.keyId === keyId);
      const guide =
        theirs.find(
          ({ outcome, endedAt }) =>
            outcome === 'finished' && endedAt !== null && Date.parse(endedAt) >= Date.parse(since),
        ) ?? theirs.find(({ outcome, begun }) => outcome === 'open' && begun);
      if (guide === undefined) return { ...none, followUp: ended ? 'done' : 'open' };
      return {
        guideId: guide.id,
        newKeyId: guide.newKeyId,
        followUp: guide.outcome === 'finished' ? 'done' : 'under-way',
      };
    }
    default:
      return assertNever(decision);
  }
}
