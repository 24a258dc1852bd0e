import { z } from 'zod';
import { keyModeSchema, timestampSchema } from '../domain.ts';
import { QUICK_SHORTCUT_STATES } from '../quick-shortcuts.ts';
import { channel, nothing } from './channel.ts';

/** What main wants shown: from a notification, the tray, a link or the menu. */
export const navigationTargetSchema = z.object({
  to: z.enum(['overview', 'keys', 'findings', 'sources', 'activity', 'settings', 'review', 'help']),
  keyId: z.string().nullable(),
});
export type NavigationTarget = z.infer<typeof navigationTargetSchema>;

const dateOnlySchema = z.object({
  id: z.string(),
  at: timestampSchema,
  /** No notice before this; null if it was not put off. */
  snoozedUntil: timestampSchema.nullable(),
});

/** A date that notices speak of: of a key, or of the next access review. */
const dueDateSchema = z.discriminatedUnion('kind', [
  dateOnlySchema.extend({
    kind: z.enum(['expiry', 'revocation', 'rotation-due']),
    keyId: z.string(),
    name: z.string(),
    redacted: z.string(),
    mode: keyModeSchema,
  }),
  dateOnlySchema.extend({ kind: z.literal('review-due') }),
]);
export type DueDate = z.infer<typeof dueDateSchema>;

/** Which triggers of locking work on this system. */
const lockTriggerStateSchema = z.object({
  /** Who measures idling: the system, or only this app's own window. */
  idle: z.enum(['system', 'window']),
  sleep: z.boolean(),
  lockScreen: z.boolean(),
  userSwitch: z.boolean(),
});
export type LockTriggerState = z.infer<typeof lockTriggerStateSchema>;

/** What this system lets the app do, as settings say it. */
const desktopAbilitiesSchema = z.object({
  lockTriggers: lockTriggerStateSchema,
  /** Why the system's keychain can't be used, or `usable`. */
  keychain: z.enum(['usable', 'no-keyring', 'refused']),
  contentProtection: z.boolean(),
  startAtLogin: z.object({ available: z.boolean(), enabled: z.boolean() }),
  /** What became of the shortcut for quick access that the settings name. */
  quickAccess: z.enum(QUICK_SHORTCUT_STATES),
  notifications: z.boolean(),
  clipboard: z.object({
    /** Copied secrets are marked to be kept out of clipboard histories. */
    marked: z.boolean(),
    /** Only while the window has the focus can the clipboard be cleared. */
    clearsOnlyFocused: z.boolean(),
  }),
});
export type DesktopAbilities = z.infer<typeof desktopAbilitiesSchema>;

const MOST_FIELDS = 100;

/** A form that was open: its fields, never a secret. */
const draftValuesSchema = z
  .record(z.string().max(60), z.union([z.string().max(20_000), z.number(), z.boolean(), z.null()]))
  // More fields than any form has: what is kept for a page is bounded.
  .refine((values) => Object.keys(values).length <= MOST_FIELDS);
export const draftSchema = z.object({
  /** Which form, and of what: `create-key`, `key-notes:apke_…`. */
  formId: z.string().min(1).max(200),
  values: draftValuesSchema,
  savedAt: timestampSchema,
});
export type Draft = z.infer<typeof draftSchema>;

export const desktopChannels = {
  'desktop.abilities': channel('main', 'unlocked', nothing, desktopAbilitiesSchema),
  /** On or off as the system has it afterwards. */
  'desktop.start-at-login': channel(
    'main',
    'unlocked',
    z.object({ enabled: z.boolean() }),
    z.object({ enabled: z.boolean() }),
  ),
  /** Answers the warning before locking: somebody is there. */
  'lock.stay-unlocked': channel('main', 'nothing', nothing, z.undefined()),
  /** Oldest first. */
  'drafts.list': channel('vault', 'unlocked', nothing, z.object({ drafts: z.array(draftSchema) })),
  'drafts.save': channel('vault', 'unlocked', draftSchema.omit({ savedAt: true }), z.undefined()),
  'drafts.remove': channel('vault', 'unlocked', draftSchema.pick({ formId: true }), z.undefined()),
  /** Where a click led that came before this window could hear of it; once. */
  'app.take-target': channel(
    'main',
    'unlocked',
    nothing,
    z.object({ target: navigationTargetSchema.nullable() }),
  ),
  /** Nearest first. */
  'notices.list': channel('main', 'unlocked', nothing, z.object({ due: z.array(dueDateSchema) })),
  /** `until` null: no longer put off. */
  'notices.snooze': channel(
    'main',
    'unlocked',
    z.object({ ids: z.array(z.string().max(64)).min(1).max(500), until: timestampSchema.nullable() }),
    z.undefined(),
  ),
} as const;
