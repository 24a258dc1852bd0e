import { z } from 'zod';
import { keyModeSchema, timestampSchema } from '../domain.ts';
import { channel, nothing } from './channel.ts';

/** What main wants shown: from a notification, the tray, a link or the menu. */
export const navigationTargetSchema = z.object({
  to: z.enum(['overview', 'keys', 'findings', 'sources', 'activity', 'settings']),
  keyId: z.string().nullable(),
});
export type NavigationTarget = z.infer<typeof navigationTargetSchema>;

/** A date of a key that notices speak of. */
export const dueDateSchema = z.object({
  id: z.string(),
  keyId: z.string(),
  name: z.string(),
  redacted: z.string(),
  mode: keyModeSchema,
  kind: z.enum(['expiry', 'revocation', 'rotation-due']),
  at: timestampSchema,
  /** No notice before this; null if it was not put off. */
  snoozedUntil: timestampSchema.nullable(),
});
export type DueDate = z.infer<typeof dueDateSchema>;

export const desktopChannels = {
  /** Where a click led that came before this window could hear of it; once. */
  'app.take-target': channel('unlocked', nothing, z.object({ target: navigationTargetSchema.nullable() })),
  /** Nearest first. */
  'notices.list': channel('unlocked', nothing, z.object({ due: z.array(dueDateSchema) })),
  /** `until` null: no longer put off. */
  'notices.snooze': channel(
    'unlocked',
    z.object({ ids: z.array(z.string().max(64)).min(1).max(500), until: timestampSchema.nullable() }),
    z.undefined(),
  ),
} as const;
