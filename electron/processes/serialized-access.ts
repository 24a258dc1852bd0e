/** Whether the vault can be written to, in the form in which main is told. */
import type { WriteAccess } from '../vault/write-access.ts';
import type { SerializedWriteAccess } from '../wire/protocol.ts';

export function serializedAccess({ problem, pending, kept }: WriteAccess): SerializedWriteAccess {
  return { problem: problem?.serialize() ?? null, pending, kept };
}
