/** What of a pack is read, and by whom: its wanted objects as tasks of about equal weight for the workers. */
import { shared, type PackForest } from './pack-forest.ts';

export interface PackPlan extends PackForest {
  /** By rank: 1 where the object itself is to be looked at, 2 where something below it is. */
  readonly wanted: Uint8Array;
  /** Ranks whose subtrees are to be read; a subtree that is a task of its own is left out of the one above it. */
  readonly tasks: Int32Array;
  /** By rank: 1 where a subtree is a task of its own. */
  readonly isTask: Uint8Array;
}

/**
 * Marks what is wanted and cuts the forest into tasks.
 * @param wants decides by rank whether the object itself is to be looked at
 */
export function planTasks(forest: PackForest, wants: (rank: number) => boolean, jobs: number): PackPlan {
  const { count, bases, weights } = forest;
  const wanted = shared.uint8(count);
  const isTask = shared.uint8(count);
  for (let rank = 0; rank < count; rank += 1) {
    if (!wants(rank)) continue;
    wanted[rank]! |= 1;
    for (let base = bases[rank]!; base >= 0 && (wanted[base]! & 2) === 0; base = bases[base]!)
      wanted[base]! |= 2;
  }
  let total = 0;
  for (let rank = 0; rank < count; rank += 1)
    if (bases[rank]! < 0 && wanted[rank] !== 0) total += weights[rank]!;
  // A subtree that would keep one worker busy alone is cut off; its own base is then built once more.
  const limit = Math.max(total / (jobs * 6), 4 * 1024 * 1024);
  const tasks: number[] = [];
  for (let rank = 0; rank < count; rank += 1) {
    if (wanted[rank] === 0) continue;
    const base = bases[rank]!;
    const cut = base >= 0 && jobs > 1 && weights[rank]! > limit && weights[base]! - weights[rank]! > limit;
    if (base < 0 || cut) {
      isTask[rank] = 1;
      tasks.push(rank);
    }
  }
  const sharedTasks = shared.int32(tasks.length);
  sharedTasks.set(tasks);
  return { ...forest, wanted, isTask, tasks: sharedTasks };
}
