/** What the desktop's side of the app can be told: which notices come and when, what else locks the vault. */
import { z } from 'zod';
import { LOCKED_NOTICES } from '../notice-choices.ts';
import { QUICK_SHORTCUT_CHOICES } from '../quick-shortcuts.ts';

export { type LockedNotices } from '../notice-choices.ts';

/** `HH:MM`, local time, 24 hours. */
const clockTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const quietHoursSchema = z.object({
  from: clockTimeSchema,
  /** May be earlier than `from`: then it is the next morning's. */
  until: clockTimeSchema,
});
export type QuietHours = z.infer<typeof quietHoursSchema>;

export const desktopSettings = {
  noticeDays: z.array(z.number().int().min(0).max(365)).max(12),
  /** One more notice once the date is over. */
  noticeAfterwards: z.boolean(),
  quietHours: quietHoursSchema.nullable(),
  lockedNotices: z.enum(LOCKED_NOTICES),
  /** Closing the window locks the vault. */
  lockOnClose: z.boolean(),
  /** Keeps the window out of screen captures, where the system can. */
  contentProtection: z.boolean(),
  /** Opens the quick access window from anywhere; off until somebody chooses one. */
  quickAccess: z.enum(QUICK_SHORTCUT_CHOICES),
};
