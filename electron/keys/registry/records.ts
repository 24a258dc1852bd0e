/**
 * What the vault keeps about connections, keys, roles and operations under way. These are the stored forms; what crosses
 * process borders is derived from them (`summaries.ts`). None of them holds a secret: those are sealed apart, under the
 * key's id.
 */
import { z } from 'zod';
import { brandIdSchema, keyModeSchema, originSchema, reasonSchema } from '../../../shared/domain.ts';
import { defineCollection } from '../../vault/collection.ts';
import type { Collection } from '../../vault/types.ts';
import { API_VERSIONS } from '../../../shared/api-version.ts';
import { saidSchema } from '../../../shared/messages/schema.ts';
import { AUGNO_PROVIDER_ID } from '../../../shared/providers.ts';

const instant = z.string();
const optionalInstant = z.string().nullable();

const connectionRecordSchema = z.object({
  name: z.string(),
  brand: brandIdSchema,
  /** SECURITY: the address the key was given for; keys of this connection go nowhere else. */
  origin: z.string(),
  mode: keyModeSchema,
  /** Account of the embedded sandbox that this is; its address may change, its identity may not. null for any other. */
  sandboxAccountId: z.string().nullable(),
  accountId: z.string().nullable(),
  accountName: z.string().nullable(),
  adminKeyId: z.string().nullable(),
  /** Of a connection that came with a file: the key of the same file that it works with once its address is confirmed. */
  proposedAdminKeyId: z.string().optional(),
  apiVersion: z.enum(API_VERSIONS),
  /** What a person has to repair; survives a restart, unlike being offline. */
  problem: z.enum(['key-refused', 'not-admin', 'payment-required']).nullable(),
  createdAt: instant,
  lastSyncedAt: optionalInstant,
  /** By how much the server's clock was ahead of this computer's when it was last synchronised; absent: not known. */
  clockAheadMs: z.number().int().optional(),
});
export type ConnectionRecord = z.infer<typeof connectionRecordSchema>;

const placeRecordSchema = z.object({ id: z.string(), text: z.string() });

const keyRecordSchema = z.object({
  connectionId: z.string(),
  /** Whose key it is; `provider.ts` says what a service can do. */
  provider: z.string().default(AUGNO_PROVIDER_ID),
  /** One of the provider's kinds. */
  kind: z.string().default('key'),
  apiName: z.string(),
  mode: keyModeSchema,
  redacted: z.string(),
  roleId: z.string().nullable(),
  roleName: z.string().nullable(),
  roleType: z.string().nullable(),
  createdAt: instant,
  updatedAt: instant,
  lastUsedAt: optionalInstant,
  expiresAt: optionalInstant,
  revokedAt: optionalInstant,
  /** The 22 public characters inside the key; known once its secret was held here, and kept after that. */
  publicId: z.string().nullable(),
  origin: originSchema,
  alias: z.string().nullable(),
  notes: z.string(),
  tags: z.array(z.string()),
  places: z.array(placeRecordSchema),
  replaces: z.string().nullable(),
  replacedBy: z.string().nullable(),
  firstSeenAt: instant,
  /** Since when the server has not listed it any more; null while it does. */
  missingSince: optionalInstant,
  /** When this vault last ended, or scheduled the end of, the key itself: tells that from a revocation elsewhere. */
  endedHereAt: optionalInstant,
  /** When a request with it was last accepted although it was ended; null where it was refused, or never tried. */
  acceptedAfterEndAt: optionalInstant,
  /**
   * Made between the time of a backup and its being restored: perhaps by this vault, whose newer copy held the secret.
   */
  secretMayBeInNewerCopy: z.boolean(),
  /** Of a key that came with a file: the id that the API gives it, as the file says. The server's list has the last word. */
  claimedId: z.string().optional(),
  /**
   * The secret came from outside (a `.env`, a sealed text) and only its redacted form speaks for it: not used until the
   * API accepted it or a person confirmed it.
   */
  unproven: z.literal(true).optional(),
  lastTestedAt: optionalInstant.default(null),
  lastOutcome: z.enum(['accepted', 'refused', 'unreachable']).nullable().default(null),
  /** By what the scanner knows it, also after its secret is gone; null where a key has a public part for that. */
  evidence: z
    .object({
      /** HMAC under the vault's own key for it. */
      fingerprint: z.string(),
      length: z.number().int(),
      /** What a person said every such key begins with; null where the provider knows. */
      prefix: z.string().nullable(),
    })
    .nullable()
    .default(null),
});
export type KeyRecord = z.infer<typeof keyRecordSchema>;

const roleRecordSchema = z.object({
  connectionId: z.string(),
  roleId: z.string(),
  name: z.string(),
  type: z.string(),
  ownedBy: z.enum(['system', 'account', 'unknown']),
  permissions: z.array(z.string()).nullable(),
});
export type RoleRecord = z.infer<typeof roleRecordSchema>;

const leaseSchema = z.object({
  /** Made anew by each process (each service instance). */
  holder: z.string(),
  processId: z.number().int(),
  host: z.string(),
  until: instant,
});
export type Lease = z.infer<typeof leaseSchema>;

const purposeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('plain') }),
  /** A create that stands for a rotation with overlap, where the server can't schedule. */
  z.object({ kind: z.literal('overlap'), oldKeyId: z.string(), revokeAt: instant }),
  /** A create that stands for the rotation of the connection's own key. */
  z.object({ kind: z.literal('connection-key'), oldKeyId: z.string(), revokeAt: optionalInstant }),
  /** A revoke that a stored plan asked for. */
  z.object({ kind: z.literal('plan'), rotationId: z.string() }),
]);

/** Whether it took effect can't be told from what the server shows. The word is an older version's, so that it can be read there. */
export const UNKNOWN_QUESTION = 'expired';

export const intentRecordSchema = z.object({
  kind: z.enum(['create', 'rotate', 'revoke']),
  connectionId: z.string(),
  /** The same on every send: with it the server does the thing once. */
  idempotencyKey: z.string(),
  /** The admin key that sends; a replay is only answered to the same one. */
  actorKeyId: z.string(),
  apiVersion: z.enum(API_VERSIONS),
  openedAt: instant,
  /** When it was last sent; null: never, so nothing can have happened. */
  sentAt: optionalInstant,
  /** Until when the server surely still knows the idempotency key. */
  replayableUntil: instant,
  lease: leaseSchema.nullable(),
  /**
   * `open`: being done, or to be looked into. `ask`: nothing happens without a person's word. `orphaned`: it took effect,
   * but the new key's secret can't be had any more.
   */
  state: z.enum(['open', 'ask', 'orphaned']),
  /**
   * Why it asks: it did not take effect, the vault was restored from a backup since, what the server shows does not tell
   * ({@link UNKNOWN_QUESTION}), a copy was folded in, or the account was moved.
   */
  question: z.enum(['no-effect', 'restored', UNKNOWN_QUESTION, 'merged', 'moved']).nullable(),
  targetKeyId: z.string().nullable(),
  name: z.string(),
  roleId: z.string().nullable(),
  expiresAt: optionalInstant,
  revokeAt: optionalInstant,
  /** What the server showed before: ids of keys of this name, and the target's `revoked_at`. */
  seen: z.object({ keyIds: z.array(z.string()), revokedAt: optionalInstant }),
  purpose: purposeSchema,
  reason: reasonSchema.nullable(),
  orphanKeyId: z.string().nullable(),
});
export type IntentRecord = z.infer<typeof intentRecordSchema>;

const rotationRecordSchema = z.object({
  connectionId: z.string(),
  oldKeyId: z.string(),
  newKeyId: z.string(),
  startedAt: instant,
  oldWorksUntil: optionalInstant,
  /** Who ends the old key: the server did or will, this program has to on the day, or a person does at the service. */
  endedBy: z.enum(['server', 'us', 'person']),
  /** Rotation of the connection's own key: whether the connection works with the new one already. */
  connectionKey: z.enum(['no', 'to-be-moved', 'moved']),
  oldRefusedAt: optionalInstant,
  /** Last time the old secret was still accepted after its end. */
  oldAcceptedAt: optionalInstant,
  /** The old secret was never held here, and the server lists the key as ended. */
  closedWithoutTest: z.boolean(),
  /** A restored backup, or far too late: the plan may be out of date, so a person decides. */
  heldBack: z.enum(['restored', 'late']).nullable(),
  places: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      /** The text by its id, where it is more than a path; what versions before noted has none. */
      said: saidSchema.optional(),
      done: z.boolean(),
    }),
  ),
  reason: reasonSchema.nullable(),
});
export type RotationRecord = z.infer<typeof rotationRecordSchema>;
export type RotationPlace = RotationRecord['places'][number];

export const connectionsCollection: Collection<ConnectionRecord> = defineCollection(
  'connections',
  connectionRecordSchema,
);
export const keysCollection: Collection<KeyRecord> = defineCollection('keys', keyRecordSchema);
export const rolesCollection: Collection<RoleRecord> = defineCollection('roles', roleRecordSchema);
export const intentsCollection: Collection<IntentRecord> = defineCollection('intents', intentRecordSchema);
export const rotationsCollection: Collection<RotationRecord> = defineCollection(
  'rotations',
  rotationRecordSchema,
);

const deletedKeySchema = z.object({ connectionId: z.string(), name: z.string(), deletedAt: instant });

/** Dead keys that a person removed from the list here; the API goes on listing them. */
export const deletedKeysCollection: Collection<z.infer<typeof deletedKeySchema>> = defineCollection(
  'deleted-keys',
  deletedKeySchema,
);

export function roleRecordId(connectionId: string, roleId: string): string {
  return `${connectionId}/${roleId}`;
}
