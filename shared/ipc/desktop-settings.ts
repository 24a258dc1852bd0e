/** What the desktop's side of the app can be told: which notices come and when, what else locks the vault. */
import { z } from 'zod';

/** `HH:MM`, local time, 24 hours. */
export const clockTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const quietHoursSchema = z.object({
  from: clockTimeSchema,
  /** May be earlier than `from`: then it is the next morning's. */
  until: clockTimeSchema,
});
export type QuietHours = z.infer<typeof quietHoursSchema>;

/** The days before a date on which a notice may be given; 0 is the day itself. */
export const NOTICE_DAYS = [30, 14, 7, 3, 1, 0] as const;

/** What a notice may say while the vault is locked: which key, only that there is one, or nothing at all. */
export const LOCKED_NOTICES = ['named', 'unnamed', 'none'] as const;
export type LockedNotices = (typeof LOCKED_NOTICES)[number];

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
};
