/**
 * Keys that were made for one session of a program. Each is noted before its service is asked for it, so that its end is not
 * forgotten by whoever holds the vault next.
 */
import { z } from 'zod';
import { defineCollection } from '../../vault/collection.ts';
import type { Collection } from '../../vault/types.ts';

const sessionKeySchema = z.object({
  connectionId: z.string(),
  /** What it is called at its service: random, so that no other key is called so. */
  name: z.string(),
  /** Null until it is known. */
  keyId: z.string().nullable(),
  /** Whose session it is: another computer with the same vault leaves it alone, and another process while this one lives. */
  computer: z.string(),
  processId: z.number().int(),
  madeAt: z.string(),
  /** When its service ends it by itself, by that service's clock. */
  expiresAt: z.string(),
});
export type SessionKeyRecord = z.infer<typeof sessionKeySchema>;

export const sessionKeysCollection: Collection<SessionKeyRecord> = defineCollection(
  'session-keys',
  sessionKeySchema,
);
