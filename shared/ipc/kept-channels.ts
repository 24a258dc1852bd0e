/** Replies that failed their check. The page learns why, and nothing of what was sent but a key's redacted form. */
import { z } from 'zod';
import { keyTestResultSchema } from '../domain.ts';
import { keptReplySchema } from '../kept-replies.ts';
import { channel, nothing } from './channel.ts';
import { createdKeySchema } from './key-channels.ts';

const id = z.object({ id: z.string().max(100) });

export const keptChannels = {
  'kept.list': channel('vault', 'unlocked', nothing, z.object({ replies: z.array(keptReplySchema) })),
  /** One request with what was sent, to the address of the connection that it came from. */
  'kept.test': channel('vault', 'unlocked', id, keyTestResultSchema),
  'kept.take-in': channel('vault', 'unlocked', id, createdKeySchema),
  /** It stays kept, and asks for nothing any more. */
  'kept.note': channel('vault', 'unlocked', id, z.undefined()),
} as const;
