import type { ChannelOutput } from '../../../shared/ipc-contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type { KeyRegistry } from './key-registry.ts';

/** Puts the ends of many old keys off, each by itself: one whose service holds the date keeps none of the others back. */
export function extendMany(
  registry: Pick<KeyRegistry, 'extendOverlap'>,
  rotationIds: readonly string[],
  seconds: number,
): ChannelOutput<'rotations.extend-many'> {
  const refused: ChannelOutput<'rotations.extend-many'>['refused'] = [];
  const wanted = new Set(rotationIds);
  for (const rotationId of wanted) {
    try {
      registry.extendOverlap(rotationId, seconds);
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      refused.push({ rotationId, said: thrown.said });
    }
  }
  return { moved: wanted.size - refused.length, refused };
}
