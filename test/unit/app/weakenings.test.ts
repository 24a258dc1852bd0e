import { describe, expect, it } from 'vitest';
import { mainMessages } from '../../../electron/app/messages.ts';
import { DEFAULT_SETTINGS } from '../../../electron/app/settings.ts';
import { weakenings } from '../../../electron/app/weakenings.ts';
import type { Settings } from '../../../shared/ipc-contract.ts';

const safe: Settings = {
  ...DEFAULT_SETTINGS,
  autoLockMinutes: 5,
  clipboardClearSeconds: 30,
  lockedNotices: 'unnamed',
  lockOnClose: true,
  closeToTray: false,
  contentProtection: true,
};
const lax: Partial<Settings> = {
  autoLockMinutes: 6,
  clipboardClearSeconds: 31,
  lockedNotices: 'named',
  lockOnClose: false,
  closeToTray: true,
  contentProtection: false,
};

describe('what protects the vault less', () => {
  it.each(Object.entries(lax))('%s = %s is asked for, and the way back is not', (name, value) => {
    for (const language of ['en', 'de'] as const) {
      const words = mainMessages(language, 'en');
      expect(weakenings(safe, { [name]: value }, words)).toHaveLength(1);
      expect(weakenings({ ...safe, ...lax }, { [name]: safe[name as keyof Settings] }, words)).toEqual([]);
    }
  });

  it('everything at once is one question with a line for each', () => {
    expect(weakenings(safe, lax, mainMessages('en', 'en'))).toHaveLength(Object.keys(lax).length);
  });

  it('what is as it was, or has nothing to do with it, is not asked for', () => {
    const words = mainMessages('en', 'en');
    expect(weakenings(safe, { ...safe }, words)).toEqual([]);
    expect(weakenings(safe, { theme: 'dark', language: 'de', textSize: 150 }, words)).toEqual([]);
    expect(weakenings({ ...safe, lockedNotices: 'none' }, { lockedNotices: 'unnamed' }, words)).toEqual([]);
    expect(weakenings(safe, { autoLockMinutes: undefined }, words)).toEqual([]);
  });
});
