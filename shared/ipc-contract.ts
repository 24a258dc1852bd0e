/**
 * The one contract between the renderer and the rest: channel → input, output and what it needs. Every type on both
 * sides is inferred from it, and every call is checked against it on both of its ways.
 */
import { z } from 'zod';
import {
  auditEntrySchema,
  connectionSchema,
  keyDetailSchema,
  keySummarySchema,
  keyTestResultSchema,
  localIdSchema,
  reasonSchema,
  requestLogEntrySchema,
  roleSchema,
  rotationSchema,
  timestampSchema,
} from './domain.ts';
import { serializedErrorSchema } from './error-schema.ts';
import { findingSchema, scanProgressSchema, scanReportSchema } from './findings.ts';

/** `nothing`: answered at any time. `unlocked`: refused with `vault-locked` while the vault is not open. */
export type Need = 'nothing' | 'unlocked';

export interface ChannelDefinition<Input extends z.ZodType, Output extends z.ZodType> {
  readonly input: Input;
  readonly output: Output;
  readonly needs: Need;
}

function channel<Input extends z.ZodType, Output extends z.ZodType>(
  needs: Need,
  input: Input,
  output: Output,
): ChannelDefinition<Input, Output> {
  return { input, output, needs };
}

const nothing = z.undefined();
const passwordSchema = z.string().min(1).max(1024);
const keyId = z.object({ keyId: z.string() });

export const themeSchema = z.enum(['system', 'light', 'dark']);

export const settingsSchema = z.object({
  theme: themeSchema,
  language: z.enum(['system', 'en', 'de']),
  autoLockMinutes: z.number().int().min(1).max(240),
  clipboardClearSeconds: z.number().int().min(5).max(300),
  notifications: z.boolean(),
  closeToTray: z.boolean(),
});
export type Settings = z.infer<typeof settingsSchema>;

export const appStateSchema = z.object({
  phase: z.enum(['no-vault', 'locked', 'unlocked']),
  vaultName: z.string().nullable(),
  vaultPath: z.string(),
  /** When this vault was last open on this machine; null if never. */
  lastOpenedAt: timestampSchema.nullable(),
  /** After failed tries: when the next one is allowed. */
  nextTryAt: timestampSchema.nullable(),
  /** Why the vault can't be opened at all (damaged, newer format, unreadable); null if it can. */
  vaultProblem: serializedErrorSchema.nullable(),
  /** Open, but the file is older than what this machine's keychain last saw of it: someone may have put back a copy. */
  rollbackWarning: serializedErrorSchema.nullable(),
  version: z.string(),
  platform: z.enum(['linux', 'darwin', 'win32']),
  /** A build that is not for shipping: the fallback runtime, or a development package. */
  development: z.boolean(),
  hasTray: z.boolean(),
  quickUnlock: z.enum(['unavailable', 'off', 'on']),
  settings: settingsSchema,
});
export type AppState = z.infer<typeof appStateSchema>;

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

export const ipcContract = {
  'app.state': channel('nothing', nothing, appStateSchema),
  'app.open-external': channel('nothing', z.object({ url: z.url() }), z.undefined()),
  'app.choose-folder': channel('nothing', nothing, z.object({ path: z.string().nullable() })),
  'settings.update': channel('unlocked', settingsSchema.partial(), settingsSchema),

  'vault.create': channel(
    'nothing',
    z.object({ name: z.string().trim().min(1).max(100), password: passwordSchema }),
    // The recovery key is shown once and printed; the renderer must not keep it beyond that screen.
    z.object({ recoveryKey: z.string() }),
  ),
  /** Confirms by retyping that the recovery key was written down. */
  'vault.confirm-recovery-key': channel(
    'unlocked',
    z.object({ recoveryKey: z.string().max(200) }),
    z.object({ matches: z.boolean() }),
  ),
  'vault.unlock': channel('nothing', z.object({ password: passwordSchema }), z.undefined()),
  'vault.unlock-with-recovery-key': channel(
    'nothing',
    z.object({ recoveryKey: z.string().min(1).max(200) }),
    z.undefined(),
  ),
  'vault.quick-unlock': channel('nothing', nothing, z.undefined()),
  'vault.set-quick-unlock': channel('unlocked', z.object({ enabled: z.boolean() }), z.undefined()),
  /** After `rollbackWarning`: the older file is taken as the right one. */
  'vault.accept-rollback': channel('unlocked', nothing, z.undefined()),
  'vault.lock': channel('nothing', nothing, z.undefined()),
  'vault.change-password': channel(
    'unlocked',
    z.object({ oldPassword: passwordSchema, newPassword: passwordSchema }),
    z.undefined(),
  ),
  'vault.verify': channel(
    'unlocked',
    nothing,
    z.object({ sound: z.boolean(), problems: z.array(z.string()) }),
  ),
  'audit.list': channel(
    'unlocked',
    z.object({
      limit: z.number().int().min(1).max(1000),
      before: z.number().int().nullable(),
      subjectId: z.string().nullable(),
    }),
    z.object({ entries: z.array(auditEntrySchema) }),
  ),

  'connections.list': channel('unlocked', nothing, z.object({ connections: z.array(connectionSchema) })),
  'connections.connect': channel(
    'unlocked',
    z.object({ url: z.string().max(2048), name: z.string().max(100), adminKey: z.string().max(4096) }),
    connectionSchema,
  ),
  /** Starts the embedded sandbox if need be and connects its demo accounts. Existing ones are kept. */
  'connections.connect-sandbox': channel(
    'unlocked',
    nothing,
    z.object({ connections: z.array(connectionSchema) }),
  ),
  'connections.repair': channel(
    'unlocked',
    z.object({ connectionId: localIdSchema, adminKey: z.string().max(4096) }),
    connectionSchema,
  ),
  'connections.rename': channel(
    'unlocked',
    z.object({ connectionId: localIdSchema, name: z.string().trim().min(1).max(100) }),
    connectionSchema,
  ),
  'connections.remove': channel('unlocked', z.object({ connectionId: localIdSchema }), z.undefined()),
  'connections.sync': channel(
    'unlocked',
    z.object({ connectionId: localIdSchema.nullable() }),
    z.object({ connections: z.array(connectionSchema) }),
  ),

  'roles.list': channel(
    'unlocked',
    z.object({ connectionId: localIdSchema }),
    z.object({ roles: z.array(roleSchema) }),
  ),

  'keys.list': channel('unlocked', nothing, z.object({ keys: z.array(keySummarySchema) })),
  'keys.detail': channel('unlocked', keyId, keyDetailSchema),
  'keys.create': channel(
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
    'unlocked',
    z.object({
      keyId: z.string(),
      /** Seconds that the old key goes on working; 0 for at once. */
      overlapSeconds: z
        .number()
        .int()
        .min(0)
        .max(30 * 86_400),
      /** Undefined: the new key inherits the old one's. */
      expiresAt: timestampSchema.optional(),
      reason: reasonSchema,
      /** The key's name, typed; needed in production. */
      confirmation: z.string().nullable(),
    }),
    createdKeySchema,
  ),
  'keys.revoke': channel(
    'unlocked',
    z.object({ keyId: z.string(), reason: reasonSchema, confirmation: z.string().nullable() }),
    keySummarySchema,
  ),
  /** Removes a dead key's record from this vault; the API keeps its own. */
  'keys.delete': channel('unlocked', keyId, z.undefined()),
  'keys.test': channel('unlocked', keyId, keyTestResultSchema),
  'keys.edit': channel(
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
    'unlocked',
    z.object({ keyId: z.string(), decision: z.enum(['send-again', 'give-up']) }),
    z.object({ created: createdKeySchema.nullable() }),
  ),
  /** Stores a secret that the user has for a key whose secret is not held here. */
  'keys.add-secret': channel(
    'unlocked',
    z.object({ keyId: z.string(), secret: z.string().max(4096) }),
    keySummarySchema,
  ),
  /** The secret never passes through the renderer: main writes the clipboard. */
  'keys.copy-secret': channel(
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
  'keys.reveal-secret': channel('unlocked', keyId, z.object({ secret: z.string() })),
  'keys.requests': channel(
    'unlocked',
    keyId,
    z.object({ requests: z.array(requestLogEntrySchema), more: z.boolean() }),
  ),
  /** Tries the old secret; done when it is seen to be refused. */
  'rotations.check-old-key': channel('unlocked', z.object({ rotationId: localIdSchema }), rotationSchema),
  'rotations.tick-place': channel(
    'unlocked',
    z.object({ rotationId: localIdSchema, placeId: localIdSchema, done: z.boolean() }),
    rotationSchema,
  ),
  'rotations.list': channel('unlocked', nothing, z.object({ rotations: z.array(rotationSchema) })),

  'scan.start': channel(
    'unlocked',
    z.object({ paths: z.array(z.string()).min(1).max(100), history: z.boolean() }),
    z.object({ scanId: localIdSchema }),
  ),
  'scan.cancel': channel('unlocked', z.object({ scanId: localIdSchema }), z.undefined()),
  'findings.list': channel('unlocked', nothing, z.object({ findings: z.array(findingSchema) })),
  'findings.ignore': channel(
    'unlocked',
    z.object({
      findingId: z.string(),
      reason: z.string().trim().min(1).max(500),
      until: timestampSchema.nullable(),
    }),
    findingSchema,
  ),
  'findings.reopen': channel('unlocked', z.object({ findingId: z.string() }), findingSchema),
  /** Opens the file in the user's editor or file manager; never runs anything from the repository. */
  'findings.open': channel('unlocked', z.object({ findingId: z.string() }), z.undefined()),
} as const;

export type IpcContract = typeof ipcContract;
export type ChannelName = keyof IpcContract;
export type ChannelInput<Name extends ChannelName> = z.input<IpcContract[Name]['input']>;
export type ChannelParsedInput<Name extends ChannelName> = z.output<IpcContract[Name]['input']>;
export type ChannelOutput<Name extends ChannelName> = z.output<IpcContract[Name]['output']>;

/** What main tells the renderer without being asked. */
export const ipcEvents = {
  'app.state-changed': appStateSchema,
  /** Something in these collections changed, here or in another process: read them again. */
  'vault.changed': z.object({
    collections: z.array(
      z.enum(['connections', 'keys', 'roles', 'findings', 'rotations', 'audit', 'settings']),
    ),
  }),
  'clipboard.state': z.object({
    /** What was copied, for a person; null when the clipboard was cleared or taken over. */
    label: z.string().nullable(),
    clearsAt: timestampSchema.nullable(),
  }),
  'scan.progress': z.object({ scanId: localIdSchema, progress: scanProgressSchema }),
  'scan.finished': z.object({
    scanId: localIdSchema,
    outcome: z.enum(['done', 'cancelled', 'failed']),
    error: serializedErrorSchema.nullable(),
    report: scanReportSchema.omit({ findings: true }).nullable(),
    newFindings: z.number().int(),
  }),
  /** From a notification, the tray, a link or the menu: show this. */
  'app.navigate': z.object({
    to: z.enum(['overview', 'keys', 'findings', 'sources', 'activity', 'settings']),
    keyId: z.string().nullable(),
  }),
} as const;

export type EventName = keyof typeof ipcEvents;
export type EventPayload<Name extends EventName> = z.output<(typeof ipcEvents)[Name]>;

/** How main answers a call: errors are data, so that code and hint survive the way. */
export type IpcReply<Name extends ChannelName> =
  | { readonly ok: true; readonly value: ChannelOutput<Name> }
  | { readonly ok: false; readonly error: z.infer<typeof serializedErrorSchema> };

/** What preload puts on `window`. */
export interface VaultBridge {
  call<Name extends ChannelName>(name: Name, input: ChannelInput<Name>): Promise<IpcReply<Name>>;
  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void;
}
