import { useEffect } from 'react';
import { useNow } from '../../ui/use-now.ts';
import { useReviews } from '../keys/upkeep-store.ts';
import { MINUTE_MS } from '../../../shared/times.ts';

/** Whether a review is under way, or the one that was to follow the last is due. */
export function useReviewDue(): boolean {
  const { items, load } = useReviews();
  const now = useNow(MINUTE_MS);
  useEffect(() => void load(), [load]);
  const latest = items[0];
  if (latest === undefined) return false;
  if (latest.finishedAt === null) return true;
  return latest.nextAt !== null && Date.parse(latest.nextAt) <= now;
}
