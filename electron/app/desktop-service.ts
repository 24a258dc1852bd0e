/** What the window may ask of the desktop's side of the app. */
import { Notification } from 'electron';
import type { IpcServices } from './handlers/services.ts';
import { canMarkForHistory } from './clipboard.ts';
import { clearsOnlyFocused, vaultHoldsSelection } from './copy-service.ts';
import type { Keychain } from './keychain.ts';
import type { LockTriggers } from './lock-triggers.ts';
import type { LoginStart } from './login-start.ts';
import type { NoticeCenter } from './notice-center.ts';
import type { QuestionService } from './question-service.ts';
import type { QuickAccess } from './quick-access.ts';
import type { TargetKeeper } from './target-keeper.ts';
import { canProtectContent } from '../platform/desktop-system.ts';

/** How far ahead the settings list what is coming, in days. */
const LISTED_DAYS = 400;

export function createDesktopService(parts: {
  readonly targets: TargetKeeper;
  readonly notices: NoticeCenter;
  readonly triggers: LockTriggers;
  readonly keychain: Keychain;
  readonly loginStart: LoginStart;
  readonly quick: Pick<QuickAccess, 'shortcutState'>;
  readonly questions: Pick<QuestionService, 'hiddenStart'>;
}): IpcServices['desktop'] {
  const { targets, notices, triggers, keychain, loginStart, quick, questions } = parts;
  return {
    takeTarget: targets.take,
    // What is over is no news; a rotation that is due stays due.
    dueDates: () =>
      notices
        .dates(LISTED_DAYS)
        .filter(
          ({ entry }) =>
            entry.kind === 'rotation-due' || entry.kind === 'review-due' || Date.parse(entry.at) > Date.now(),
        )
        .map(({ entry: { days: _own, ...entry }, snoozedUntil }) => ({ ...entry, snoozedUntil })),
    snooze: (ids, until) => notices.snooze(ids, until === null ? null : new Date(until)),
    abilities: async () => ({
      lockTriggers: await triggers.describe(),
      keychain: await keychain.status(),
      contentProtection: canProtectContent,
      startAtLogin: { available: loginStart.available, enabled: loginStart.enabled() },
      quickAccess: quick.shortcutState(),
      notifications: Notification.isSupported(),
      clipboard: { marked: canMarkForHistory || vaultHoldsSelection, clearsOnlyFocused },
    }),
    async startAtLogin(enabled) {
      if (!enabled || loginStart.enabled() || (await questions.hiddenStart())) loginStart.set(enabled);
      return loginStart.enabled();
    },
    stayUnlocked: triggers.stayForPage,
  };
}
