/** Choices of the settings for notices. Apart from their schemas, so that the page can show them without loading zod. */

/** The days before a date on which a notice may be given; 0 is the day itself. */
export const NOTICE_DAYS = [30, 14, 7, 3, 1, 0] as const;

/** What a notice may say while the vault is locked: which key, only that there is one, or nothing at all. */
export const LOCKED_NOTICES = ['named', 'unnamed', 'none'] as const;
export type LockedNotices = (typeof LOCKED_NOTICES)[number];
