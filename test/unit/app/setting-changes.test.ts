import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../electron/app/settings.ts';
import { describeSettingChanges } from '../../../electron/app/handlers/setting-changes.ts';
import { settingsSchema, type Settings } from '../../../shared/ipc/settings-schema.ts';
import { german } from '../../../shared/messages/de/index.ts';
import { inEnglish, wordsOf } from '../../../shared/messages/words.ts';

describe('what the log says of changed settings', () => {
  it('names what is different, from and to, in the language of whoever reads it', () => {
    const said = describeSettingChanges(DEFAULT_SETTINGS, { autoLockMinutes: 10, theme: 'dark' })!;
    expect(said.map(inEnglish)).toEqual([
      'Minutes until it locks when idle: 5 → 10.',
      'Theme: as the system → dark.',
    ]);
    expect(wordsOf(said[1]!, german)).toBe('Darstellung: wie das System → dunkel.');
  });

  it('has words for each setting and what it may be', () => {
    const quietHours = { from: '22:00', until: '06:30' };
    const others: Settings = {
      theme: 'light',
      language: 'de',
      textSize: 150,
      autoLockMinutes: 7,
      clipboardClearSeconds: 33,
      notifications: !DEFAULT_SETTINGS.notifications,
      closeToTray: !DEFAULT_SETTINGS.closeToTray,
      noticeDays: [9, 3],
      noticeAfterwards: !DEFAULT_SETTINGS.noticeAfterwards,
      quietHours: DEFAULT_SETTINGS.quietHours === null ? quietHours : null,
      lockedNotices: DEFAULT_SETTINGS.lockedNotices === 'none' ? 'named' : 'none',
      lockOnClose: !DEFAULT_SETTINGS.lockOnClose,
      contentProtection: !DEFAULT_SETTINGS.contentProtection,
      quickAccess: 'CommandOrControl+Alt+K',
      updateFeed: 'https://feed.example',
      updateChecks: !DEFAULT_SETTINGS.updateChecks,
    };
    expect(Object.keys(others).sort()).toEqual(Object.keys(settingsSchema.shape).sort());
    const said = describeSettingChanges(DEFAULT_SETTINGS, others)!;
    expect(said).toHaveLength(Object.keys(others).length);
    for (const one of said) {
      expect(wordsOf(one, german)).toMatch(/^[A-ZÄÖÜ].* → .+\.$/);
      expect(wordsOf(one, german), one.id).not.toMatch(/setting\.|true|false|null|\[|\{/);
    }
  });

  it('is nothing where nothing is different', () => {
    expect(describeSettingChanges(DEFAULT_SETTINGS, { autoLockMinutes: 5, theme: undefined })).toBeNull();
  });
});
