/** How the quick access window is opened from anywhere. Apart from its messages: the settings' page has no zod. */

/** The combinations that can be chosen, as Electron spells them. A page can ask for no other. */
const QUICK_SHORTCUTS = [
  'CommandOrControl+Shift+Space',
  'CommandOrControl+Alt+Space',
  'CommandOrControl+Alt+K',
] as const;
export const QUICK_SHORTCUT_CHOICES = ['off', ...QUICK_SHORTCUTS] as const;

/** `taken`: another program has it. `unsupported`: this desktop gives none to programs. */
export const QUICK_SHORTCUT_STATES = ['off', 'works', 'taken', 'unsupported'] as const;
export type QuickShortcutState = (typeof QUICK_SHORTCUT_STATES)[number];

/** A second start with it opens the window: for desktops that give no shortcuts to programs, but have some of their own. */
export const QUICK_ACCESS_OPTION = '--quick-access';
