/** Which changes of settings let the vault stay open longer, or show more, than before. */
import type { Settings } from '../../shared/ipc-contract.ts';
import type { MainMessages } from './messages.ts';

export type SettingChanges = { readonly [Name in keyof Settings]?: Settings[Name] | undefined };

/** From the least that is shown to the most. */
const LOCKED_NOTICES: readonly Settings['lockedNotices'][] = ['none', 'unnamed', 'named'];

type Weakening = (before: Settings, after: Settings, words: MainMessages) => string | null;

const WEAKENINGS: { readonly [Name in keyof Settings]?: Weakening } = {
  autoLockMinutes: (before, after, words) =>
    after.autoLockMinutes > before.autoLockMinutes
      ? words['weaken.auto-lock'](before.autoLockMinutes, after.autoLockMinutes)
      : null,
  clipboardClearSeconds: (before, after, words) =>
    after.clipboardClearSeconds > before.clipboardClearSeconds
      ? words['weaken.clipboard'](before.clipboardClearSeconds, after.clipboardClearSeconds)
      : null,
  lockedNotices: (before, after, words) =>
    LOCKED_NOTICES.indexOf(after.lockedNotices) > LOCKED_NOTICES.indexOf(before.lockedNotices) &&
    after.lockedNotices === 'named'
      ? words['weaken.locked-notices']
      : null,
  lockOnClose: (before, after, words) =>
    before.lockOnClose && !after.lockOnClose ? words['weaken.lock-on-close'] : null,
  closeToTray: (before, after, words) =>
    !before.closeToTray && after.closeToTray ? words['weaken.close-to-tray'] : null,
  contentProtection: (before, after, words) =>
    before.contentProtection && !after.contentProtection ? words['weaken.content-protection'] : null,
};

/** One sentence for each; empty where nothing gets weaker. */
export function weakenings(
  before: Settings,
  changes: SettingChanges,
  words: MainMessages,
): readonly string[] {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const after: Settings = { ...before, ...given };
  return Object.values(WEAKENINGS).flatMap((weakening) => weakening(before, after, words) ?? []);
}
