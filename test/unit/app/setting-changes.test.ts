import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../electron/app/settings.ts';
import { describeSettingChanges } from '../../../electron/app/handlers/setting-changes.ts';

describe('what the log says of changed settings', () => {
  it('names what is different, from and to', () => {
    expect(describeSettingChanges(DEFAULT_SETTINGS, { autoLockMinutes: 10, theme: 'dark' })).toBe(
      'autoLockMinutes: 5 → 10, theme: "system" → "dark"',
    );
  });

  it('is nothing where nothing is different', () => {
    expect(describeSettingChanges(DEFAULT_SETTINGS, { autoLockMinutes: 5, theme: undefined })).toBeNull();
  });
});
