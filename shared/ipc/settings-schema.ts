/** The settings, apart from everything else of the contract: main reads them before it shows its first window. */
import { z } from 'zod';
import { aboutSettings } from './about-settings.ts';
import { desktopSettings } from './desktop-settings.ts';

const themeSchema = z.enum(['system', 'light', 'dark']);

export const settingsSchema = z.object({
  theme: themeSchema,
  language: z.enum(['system', 'en', 'de']),
  /** Per cent of the window's contents. */
  textSize: z.number().int().min(100).max(200),
  autoLockMinutes: z.number().int().min(1).max(240),
  clipboardClearSeconds: z.number().int().min(5).max(300),
  notifications: z.boolean(),
  closeToTray: z.boolean(),
  ...desktopSettings,
  ...aboutSettings,
});
export type Settings = z.infer<typeof settingsSchema>;
