/**
 * What the product talks about: connections, keys, roles, findings, and how a key's status follows from its dates.
 * These are the forms that cross process borders. None of them holds a secret.
 */
import { z } from 'zod';
import { BRAND_IDS } from './brands.ts';
import type { KeyCare } from './key-care.ts';
import { KEY_MODES } from './key-format.ts';
import { KEY_STATUSES, REASONS } from './key-status.ts';
import { keyProviderSchema } from './providers.ts';
import { saidSchema } from './messages/schema.ts';

export * from './key-status.ts';

/** RFC 3339 in UTC, as the API writes it. */
export const timestampSchema = z.iso.datetime({ offset: true });

export const keyModeSchema = z.enum(KEY_MODES);
export const brandIdSchema = z.enum(BRAND_IDS);

/** Ids made by this vault (connections, intents, rotations, findings): opaque, unique in the vault. */
export const localIdSchema = z.string().min(1).max(64);

export const keyStatusSchema = z.enum(KEY_STATUSES);

export const roleSchema = z.object({
  id: z.string(),
  connectionId: localIdSchema,
  name: z.string(),
  /** Admin, user, scanner, sales_rep or agent today; a server may add others. */
  type: z.string(),
  ownedBy: z.enum(['system', 'account', 'unknown']),
  /** `<domain>:<action>`; null where the server did not say. */
  permissions: z.array(z.string()).nullable(),
});
export type Role = z.infer<typeof roleSchema>;

const connectionHealthSchema = z.enum([
  'ok',
  /** Never reached since the app started. */
  'unknown',
  'offline',
  /** The connection's own admin key expired, was revoked or is not held here any more: repair it. */
  'key-refused',
  /** The key works, but its role is no admin's any more. */
  'not-admin',
  'payment-required',
  /** Its address is not confirmed on this computer: nothing is sent there. */
  'asleep',
]);

export const connectionSchema = z.object({
  id: localIdSchema,
  name: z.string(),
  brand: brandIdSchema,
  /** Origin of the API. For the embedded sandbox the current one, which changes with its port. */
  url: z.string(),
  mode: keyModeSchema,
  /** Served by the sandbox that is built into this app. */
  embeddedSandbox: z.boolean(),
  /** The registry's id of the admin key that this connection itself uses; null when it has to be repaired. */
  adminKeyId: z.string().nullable(),
  health: connectionHealthSchema,
  /** For a person: what is wrong, or what could not be read although all else is well. */
  healthMessage: saidSchema.nullable(),
  lastSyncedAt: timestampSchema.nullable(),
  /** How far the server's clock is ahead of this computer's; absent where that is under a minute, or not known. */
  clockAheadMs: z.number().int().optional(),
  keyCount: z.number().int(),
  secretCount: z.number().int(),
});
export type Connection = z.infer<typeof connectionSchema>;

/** Kept in this vault alone; see key-care.ts. */
export const keyCareSchema = z.object({
  owner: z.string().max(255).nullable(),
  access: z.array(z.string().min(1).max(120)).max(100),
  rotateEveryDays: z.number().int().min(1).max(3650).nullable(),
  rotateBy: z.string().nullable().default(null),
  expiresAt: z.string().nullable().default(null),
}) satisfies z.ZodType<KeyCare>;

export const originSchema = z.enum(['here', 'elsewhere']);

/** A key as lists show it. */
export const keySummarySchema = z.object({
  /** The API's id, `apke_…`. */
  id: z.string(),
  connectionId: localIdSchema,
  /** The local alias if there is one, else the API's name. */
  name: z.string(),
  /** The API's name. */
  apiName: z.string(),
  mode: keyModeSchema,
  redacted: z.string(),
  roleId: z.string().nullable(),
  roleName: z.string().nullable(),
  roleType: z.string().nullable(),
  status: keyStatusSchema,
  createdAt: timestampSchema,
  lastUsedAt: timestampSchema.nullable(),
  expiresAt: timestampSchema.nullable(),
  revokedAt: timestampSchema.nullable(),
  secretHeld: z.boolean(),
  /** The secret came from a file, and neither the API nor a person has said yet that it is this key's: it is not used. */
  unproven: z.literal(true).optional(),
  /** What has to be done by a person, one sentence; null if nothing. */
  repair: saidSchema.nullable(),
  origin: originSchema,
  tags: z.array(z.string()),
  /** Open findings of the scanner that are this key. */
  leakCount: z.number().int(),
  /** The key this connection itself works with. */
  isConnectionKey: z.boolean(),
  isDocumentationKey: z.boolean(),
  /** Made for one session of a program, and ended with it. */
  isOfSession: z.literal(true).optional(),
  provider: keyProviderSchema,
  /** How far the clock that its dates go by counts as ahead of this computer's; absent: not at all. */
  clockAheadMs: z.number().int().optional(),
  /** The key that was made in its place; absent: none was. */
  replacedBy: z.string().nullable().optional(),
  /** Absent: nobody said anything about it. */
  care: keyCareSchema.optional(),
});
export type KeySummary = z.infer<typeof keySummarySchema>;

export const auditActionSchema = z.enum([
  'vault-created',
  'unlocked',
  'unlock-failed',
  'locked',
  'password-changed',
  'vault-key-rotated',
  'recovery-key-created',
  'keychain-slot-added',
  'keychain-slot-removed',
  'backup-made',
  'restored',
  'exported',
  'merged',
  'imported',
  'settings-changed',
  'connection-added',
  'connection-changed',
  'connection-removed',
  'key-created',
  'key-rotated',
  'key-revoked',
  'key-deleted',
  'key-restored',
  'key-edited',
  'key-tested',
  'key-appeared',
  'key-changed-elsewhere',
  'secret-revealed',
  'secret-copied',
  'secret-injected',
  'secret-stored',
  'secret-destroyed',
  'bulk-started',
  'bulk-finished',
  'review-started',
  'review-decided',
  'review-finished',
  'intent-opened',
  'intent-resolved',
  'reply-kept-apart',
  'role-created',
  'place-updated',
  'place-restored',
  'secret-passed-on',
  'secret-sealed',
  'admin-added',
  'admin-removed',
  'runbook-started',
  'runbook-step',
  'runbook-finished',
  'scan-finished',
  'finding-opened',
  'finding-ignored',
  'finding-resolved',
  'attention-put-off',
  'elsewhere-known',
  'note',
]);
export type AuditAction = z.infer<typeof auditActionSchema>;

export const auditEntrySchema = z.object({
  sequence: z.number().int(),
  at: timestampSchema,
  action: auditActionSchema,
  /** Where it came from. */
  actor: z.enum(['app', 'command', 'background']),
  /** `apke_…`, a connection's or a finding's id; null where it concerns the vault. */
  subjectId: z.string().nullable(),
  /** The subject's name at that time. */
  subjectName: z.string().nullable(),
  /** Compromised, policy, someone left, other; and free words. Never a secret. */
  reason: z.string().nullable(),
  /** In English. */
  detail: z.string().nullable(),
  /** The same by id and values; entries of versions before have none. */
  said: z.array(saidSchema).optional(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** A place where a key is used: noted by hand or found by the scanner. */
const placeSchema = z.object({
  id: localIdSchema,
  kind: z.enum(['note', 'finding']),
  text: z.string(),
  /** The text in the reader's language, where it is more than a path. */
  said: saidSchema.optional(),
});
export type Place = z.infer<typeof placeSchema>;

export const rotationSchema = z.object({
  id: localIdSchema,
  oldKeyId: z.string(),
  newKeyId: z.string(),
  startedAt: timestampSchema,
  /** When the old key stops; null for at once. */
  oldWorksUntil: timestampSchema.nullable(),
  /** When a request with the old secret was last seen refused; null until then. */
  oldRefusedAt: timestampSchema.nullable(),
  places: z.array(placeSchema.omit({ kind: true }).extend({ done: z.boolean() })),
  state: z.enum(['rolling-out', 'waiting-for-revocation', 'done', 'needs-attention']),
  /** Who ends the old key: the server holds the date, this vault does, or a person does at the service. */
  endedBy: z.enum(['server', 'us', 'person']),
});
export type Rotation = z.infer<typeof rotationSchema>;

/** What a request with the old secret came to, or where that is not here, as what the account lists the key. */
export const oldKeyCheckSchema = z.enum(['refused', 'accepted', 'listed-ended', 'listed-living']);
export type OldKeyCheck = z.infer<typeof oldKeyCheckSchema>;

export const checkedRotationSchema = rotationSchema.extend({
  checked: z.object({ outcome: oldKeyCheckSchema, at: timestampSchema }),
});
export type CheckedRotation = z.infer<typeof checkedRotationSchema>;

export const requestLogEntrySchema = z.object({
  id: z.string(),
  at: timestampSchema,
  method: z.string(),
  path: z.string(),
  route: z.string().nullable(),
  statusCode: z.number().int(),
  errorCode: z.string().nullable(),
  clientIp: z.string().nullable(),
  userAgent: z.string().nullable(),
  latencyMs: z.number().nullable(),
});
export type RequestLogEntry = z.infer<typeof requestLogEntrySchema>;

export const keyDetailSchema = keySummarySchema.extend({
  alias: z.string().nullable(),
  notes: z.string(),
  updatedAt: timestampSchema,
  permissions: z.array(z.string()).nullable(),
  /** The key this one replaced, and the one that replaced it, where the vault knows. */
  replaces: z.string().nullable(),
  replacedBy: z.string().nullable(),
  places: z.array(placeSchema),
  rotation: rotationSchema.nullable(),
  audit: z.array(auditEntrySchema),
  /**
   * An operation on it whose end is open. `looking`: its outcome is not known yet, and is looked into; `ask`: it took no
   * effect, and a person says what now; `lost`: it took effect, but the new key's secret never came.
   */
  interrupted: z
    .object({
      state: z.enum(['looking', 'ask', 'lost']),
      /** The key whose secret was lost: this one, or the one that was made in its place. */
      lostKeyId: z.string().nullable(),
    })
    .nullable()
    .optional(),
});
export type KeyDetail = z.infer<typeof keyDetailSchema>;

export const keyTestResultSchema = z.object({
  outcome: z.enum(['accepted', 'refused', 'unreachable']),
  /** One sentence: which account, mode and role answered, or why it was refused. */
  message: saidSchema,
  at: timestampSchema,
});
export type KeyTestResult = z.infer<typeof keyTestResultSchema>;

export const reasonSchema = z.object({
  kind: z.enum(REASONS),
  text: z.string().max(500).default(''),
});
export type Reason = z.infer<typeof reasonSchema>;
