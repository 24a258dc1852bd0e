import { z } from 'zod';
import {
  keyDetailSchema,
  keySummarySchema,
  keyTestResultSchema,
  localIdSchema,
  reasonSchema,
  requestLogEntrySchema,
  checkedRotationSchema,
  rotationSchema,
  timestampSchema,
} from '../domain.ts';
import { saidErrorSchema } from '../error-schema.ts';
import { unreadEntriesSchema } from '../unread-entries.ts';
import { channel, nothing } from './channel.ts';
import { LONGEST_OVERLAP_MS } from '../times.ts';

const keyId = z.object({ keyId: z.string() });

export const createdKeySchema = z.object({
  keyId: z.string(),
  connectionId: localIdSchema,
  name: z.string(),
  redacted: z.string(),
  /** True once the secret is durably in the vault; a reply is only sent then. */
  stored: z.literal(true),
  replaces: z.string().nullable(),
});
export type CreatedKey = z.infer<typeof createdKeySchema>;

/** By how much longer an overlap lasts. */
const overlapSecondsSchema = z
  .number()
  .int()
  .min(60)
  .max(LONGEST_OVERLAP_MS / 1000);

export const keyChannels = {
  'keys.list': channel('vault', 'unlocked', nothing, z.object({ keys: z.array(keySummarySchema) })),
  'keys.detail': channel('vault', 'unlocked', keyId, keyDetailSchema),
  'keys.create': channel(
    'vault',
    'unlocked',
    z.object({
      connectionId: localIdSchema,
      name: z.string().max(1000),
      roleId: z.string(),
      expiresAt: timestampSchema.nullable(),
    }),
    createdKeySchema,
  ),
  'keys.rotate': channel(
    'vault',
    'unlocked',
    z.object({
      keyId: z.string(),
      /** Seconds that the old key goes on working; 0 for at once. */
      overlapSeconds: z
        .number()
        .int()
        .min(0)
        .max(LONGEST_OVERLAP_MS / 1000),
      /** Undefined: the new key inherits the old one's. */
      expiresAt: timestampSchema.optional(),
      /** Of an overlap: this vault ends the old key, and not the server, so that the date can still be put off. */
      movable: z.boolean().optional(),
      reason: reasonSchema,
      /** The key's name, typed; needed in production. */
      confirmation: z.string().nullable(),
    }),
    createdKeySchema,
  ),
  'keys.revoke': channel(
    'vault',
    'unlocked',
    z.object({ keyId: z.string(), reason: reasonSchema, confirmation: z.string().nullable() }),
    keySummarySchema,
  ),
  /** Removes a dead key's record from this vault; the API keeps its own. */
  'keys.delete': channel('vault', 'unlocked', keyId, z.undefined()),
  /** With an account: whether the key may work in that one, which is not its own. */
  'keys.test': channel(
    'vault',
    'unlocked',
    keyId.extend({ accountId: z.string().max(100).optional() }),
    keyTestResultSchema,
  ),
  'keys.edit': channel(
    'vault',
    'unlocked',
    z.object({
      keyId: z.string(),
      alias: z.string().max(255).nullable().optional(),
      notes: z.string().max(20_000).optional(),
      tags: z.array(z.string().min(1).max(50)).max(50).optional(),
      places: z.array(z.string().max(500)).max(200).optional(),
    }),
    keyDetailSchema,
  ),
  /** A person's word on an operation that was interrupted; `KeySummary.repair` says what is asked. null: nothing new. */
  'keys.resolve-interrupted': channel(
    'vault',
    'unlocked',
    z.object({ keyId: z.string(), decision: z.enum(['send-again', 'give-up']) }),
    z.object({ created: createdKeySchema.nullable() }),
  ),
  /** Stores a secret that the user has for a key whose secret is not held here. */
  /** A person's word that a secret from a file is this key's. */
  'keys.confirm-secret': channel('vault', 'unlocked', z.object({ keyId: z.string() }), keySummarySchema),
  'keys.add-secret': channel(
    'vault',
    'unlocked',
    z.object({ keyId: z.string(), secret: z.string().max(4096) }),
    keySummarySchema,
  ),
  /** The secret never passes through the renderer: main writes the clipboard. */
  'keys.copy-secret': channel(
    'main',
    'unlocked',
    keyId,
    z.object({
      redacted: z.string(),
      clearsAt: timestampSchema.nullable(),
      /** Said where clearing cannot be promised. */
      warning: z.string().nullable(),
    }),
  ),
  /** SECURITY: the only reply that holds a secret. Show it while a button is held, keep it in no store. */
  'keys.reveal-secret': channel('vault', 'unlocked', keyId, z.object({ secret: z.string() })),
  'keys.requests': channel(
    'vault',
    'unlocked',
    keyId,
    z.object({ requests: z.array(requestLogEntrySchema), more: z.boolean(), unread: unreadEntriesSchema }),
  ),
  /** Tries the old secret; done when it is seen to be refused. */
  'rotations.check-old-key': channel(
    'vault',
    'unlocked',
    z.object({ rotationId: localIdSchema }),
    checkedRotationSchema,
  ),
  /** Revokes the old key of a rotation now, for the reason that the rotation was made for. */
  'rotations.end-overlap': channel(
    'vault',
    'unlocked',
    z.object({ keyId: z.string(), confirmation: z.string().nullable() }),
    rotationSchema,
  ),
  /** Puts the old key's end off, where this vault is to end it. */
  'rotations.extend': channel(
    'vault',
    'unlocked',
    z.object({ rotationId: localIdSchema, seconds: overlapSecondsSchema }),
    rotationSchema,
  ),
  /** The same for many. Each by itself: `refused` says which ends were not moved, and why. */
  'rotations.extend-many': channel(
    'vault',
    'unlocked',
    z.object({ rotationIds: z.array(localIdSchema).min(1).max(1000), seconds: overlapSecondsSchema }),
    z.object({
      moved: z.number().int(),
      refused: z.array(z.object({ rotationId: localIdSchema, said: saidErrorSchema })),
    }),
  ),
  'rotations.tick-place': channel(
    'vault',
    'unlocked',
    z.object({ rotationId: localIdSchema, placeId: localIdSchema, done: z.boolean() }),
    rotationSchema,
  ),
  'rotations.list': channel('vault', 'unlocked', nothing, z.object({ rotations: z.array(rotationSchema) })),
} as const;
