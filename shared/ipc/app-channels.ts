import { z } from 'zod';
import { timestampSchema } from '../domain.ts';
import { saidErrorSchema, serializedErrorSchema } from '../error-schema.ts';
import { channel, nothing } from './channel.ts';
import { settingsSchema } from './settings-schema.ts';

export type { Settings } from './settings-schema.ts';

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
  /** What was found and put right when the vault was opened. */
  vaultNotes: z.array(saidErrorSchema),
  /** Open, but its disk is full or read-only (`problem`), or entries of its log wait; null while no vault is open. */
  writeAccess: z
    .object({
      problem: serializedErrorSchema.nullable(),
      pending: z.number().int(),
      /** The entries lie in a sealed file; false: in memory alone. */
      kept: z.boolean(),
    })
    .nullable(),
  /** Locked, but something of it could not be done: the clipboard may still hold a secret, a process may not have ended. */
  lockProblem: serializedErrorSchema.nullable(),
  /** What locked the vault, where it was no person; null while it is open, too. */
  lockedBecause: z.enum(['idle', 'suspend', 'lock-screen', 'user-switch']).nullable(),
  version: z.string(),
  platform: z.enum(['linux', 'darwin', 'win32']),
  /** A build that is not for shipping: the fallback runtime, or a development package. */
  development: z.boolean(),
  hasTray: z.boolean(),
  quickUnlock: z.enum(['unavailable', 'off', 'on']),
  settings: settingsSchema,
});
export type AppState = z.infer<typeof appStateSchema>;

export const appChannels = {
  'app.state': channel('main', 'nothing', nothing, appStateSchema),
  'app.open-external': channel('main', 'nothing', z.object({ url: z.url().max(4096) }), z.undefined()),
  /** The update feed is an address, and has a channel of its own. */
  'settings.update': channel(
    'main',
    'unlocked',
    settingsSchema.omit({ updateFeed: true }).partial(),
    settingsSchema,
  ),
} as const;
