/** Who has to do with which keys, beyond what a team noted itself: who made them, to whom they were passed on. */
import { z } from 'zod';
import { timestampSchema } from '../domain.ts';
import { unreadEntriesSchema } from '../unread-entries.ts';
import { channel, nothing } from './channel.ts';

const keyTieSchema = z.object({
  keyId: z.string(),
  name: z.string(),
  /** Another name of the same person, mostly an e-mail address. */
  handle: z.string().nullable(),
  /** `created`: was shown the secret at Augno when the key was made. `passed-on`: was sent it from this vault. */
  kind: z.enum(['created', 'passed-on']),
  at: timestampSchema,
});
export type KeyTie = z.infer<typeof keyTieSchema>;

export const peopleChannels = {
  /** Asks every account who made its keys. Answers from what is known where one can't be asked now. */
  'people.ties': channel(
    'vault',
    'unlocked',
    nothing,
    z.object({
      ties: z.array(keyTieSchema),
      /** Names of the connections that could not be asked. */
      unread: z.array(z.string()),
      unreadEvents: unreadEntriesSchema,
    }),
  ),
} as const;
