/** What a server sent in place of a key, kept apart: why, and what can be done with it. */
import { z } from 'zod';
import { brandIdSchema, keyModeSchema, localIdSchema, timestampSchema } from './domain.ts';

/**
 * `unreadable`: what came beside the secret is in no known form. `id-of-another`: it names a key of another account or
 * service. `id-not-new`: it names a key of this account that was there before. `not-a-key`: the secret has not the form of
 * a key. `other-brand`, `other-mode`: it is a key, but not one of this account. `redacted-differs`: the redacted form beside
 * it is that of another key. `secret-of-another`: this very key is in the vault under another id.
 */
export const REPLY_FAULTS = [
  'unreadable',
  'id-of-another',
  'id-not-new',
  'not-a-key',
  'other-brand',
  'other-mode',
  'redacted-differs',
  'secret-of-another',
] as const;
export type ReplyFault = (typeof REPLY_FAULTS)[number];

export const keptReplySchema = z.object({
  id: z.string(),
  connectionId: localIdSchema,
  connectionName: z.string(),
  /** The name under which the key was asked for. */
  name: z.string(),
  operation: z.enum(['create', 'rotate']),
  receivedAt: timestampSchema,
  faults: z.array(z.enum(REPLY_FAULTS)),
  /** The id that the server gave; null where it can't be read. */
  keyId: z.string().nullable(),
  /** The redacted form of what was sent, where that is a key of a known brand. */
  keyOf: z.object({ brand: brandIdSchema, mode: keyModeSchema, redacted: z.string() }).nullable(),
  length: z.number().int(),
  /** When a person said that they know about it; null: it still asks for attention. */
  seenAt: timestampSchema.nullable(),
});
export type KeptReply = z.infer<typeof keptReplySchema>;
