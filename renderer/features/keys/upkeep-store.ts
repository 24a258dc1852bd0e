/** Lists that the window shows of what a team does with its keys over time. Read when something is first drawn. */
import { useEffect } from 'react';
import type { Batch, Review, SavedView, TrashedKey } from '../../../shared/ipc/upkeep-channels.ts';
import type { KeptReply } from '../../../shared/kept-replies.ts';
import { call, onEvent } from '../../lib/bridge.ts';
import { createCollection, type Collection } from '../../lib/collection.ts';

export const useBatches = createCollection<Batch, 'batches.list'>(
  () => call('batches.list', undefined),
  (value) => value.batches,
);
export const useTrash = createCollection<TrashedKey, 'trash.list'>(
  () => call('trash.list', undefined),
  (value) => value.records,
);
export const useKeptReplies = createCollection<KeptReply, 'kept.list'>(
  () => call('kept.list', undefined),
  (value) => value.replies,
);
export const useViews = createCollection<SavedView, 'views.list'>(
  () => call('views.list', undefined),
  (value) => value.views,
);
export const useReviews = createCollection<Review, 'reviews.list'>(
  () => call('reviews.list', undefined),
  (value) => value.reviews,
);

const FOLLOWED: readonly string[] = ['upkeep', 'keys', 'rotations', 'guides'];

/** Reads the list now and whenever it, or the keys it speaks of, changed. */
export function useFollowed(load: Collection<unknown>['load']): void {
  useEffect(() => {
    void load();
    return onEvent('vault.changed', ({ collections }) => {
      if (collections.some((name) => FOLLOWED.includes(name))) void load();
    });
  }, [load]);
}
