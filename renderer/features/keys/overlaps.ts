/** Rotations whose old key still works until a day that lies ahead. Pure. */
import type { KeySummary, Rotation } from '../../../shared/domain.ts';
import { statusWorks } from '../../../shared/key-status.ts';
import { DAY_MS } from '../../../shared/times.ts';

/** Nothing was asked with it for a day, or ever. */
function isIdle({ lastUsedAt, clockAheadMs = 0 }: KeySummary, now: number): boolean {
  return lastUsedAt === null || now + clockAheadMs - Date.parse(lastUsedAt) >= DAY_MS;
}

/** Why the old key is not needed any more; null: something may still use it, so ending it is not offered. */
export function whyReady(
  { places }: Pick<Rotation, 'places'>,
  oldKey: KeySummary,
  now: number,
): 'all-done' | 'idle' | null {
  if (places.length > 0 && places.every(({ done }) => done)) return 'all-done';
  return isIdle(oldKey, now) ? 'idle' : null;
}

/** Whether this vault ends the old key, so that its day can be put off. */
export function canBeMoved({ endedBy, oldWorksUntil, state }: Rotation): boolean {
  return endedBy === 'us' && oldWorksUntil !== null && state !== 'needs-attention';
}

export interface OpenOverlap {
  readonly rotation: Rotation;
  readonly oldKey: KeySummary;
  readonly ready: ReturnType<typeof whyReady>;
  readonly movable: boolean;
}

/** Those of these keys, whether one is the old key or the new one; by the old key's name. */
export function openOverlaps(
  keyIds: ReadonlySet<string>,
  rotations: readonly Rotation[],
  keys: readonly KeySummary[],
  now: number,
): readonly OpenOverlap[] {
  const about = rotations.filter(
    ({ oldKeyId, newKeyId, oldWorksUntil, state }) =>
      oldWorksUntil !== null && state !== 'done' && (keyIds.has(oldKeyId) || keyIds.has(newKeyId)),
  );
  if (about.length === 0) return [];
  const byId = new Map(keys.map((key) => [key.id, key]));
  return about
    .flatMap((rotation): readonly OpenOverlap[] => {
      const oldKey = byId.get(rotation.oldKeyId);
      if (oldKey === undefined || !statusWorks(oldKey.status) || oldKey.provider.abilities.revoke !== 'api')
        return [];
      return [{ rotation, oldKey, ready: whyReady(rotation, oldKey, now), movable: canBeMoved(rotation) }];
    })
    .toSorted((left, right) => left.oldKey.name.localeCompare(right.oldKey.name));
}
