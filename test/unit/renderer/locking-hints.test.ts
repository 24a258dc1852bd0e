/** What macOS does with what is copied, and asks about its Keychain, is said where it is switched on. */
import { describe, expect, it } from 'vitest';
import { clipboardHints, quickUnlockHints } from '../../../renderer/features/settings/locking-hints.ts';
import type { DesktopAbilities } from '../../../shared/ipc/desktop-channels.ts';

const abilities = (marked: boolean, clearsOnlyFocused: boolean): DesktopAbilities =>
  ({ clipboard: { marked, clearsOnlyFocused } }) as DesktopAbilities;

describe('below the settings of locking', () => {
  it.each([
    ['linux', false],
    ['win32', false],
    ['darwin', true],
  ] as const)('%s: Universal Clipboard and the question of the Keychain: %s', (platform, isSaid) => {
    expect(clipboardHints(platform, abilities(true, false)).includes('locking.clipboard-universal')).toBe(
      isSaid,
    );
    expect(quickUnlockHints(platform).includes('locking.keychain-asks')).toBe(isSaid);
  });

  it('it is said whether histories are told, once that is known', () => {
    expect(clipboardHints('linux', null)).toEqual(['settings.clipboard-hint']);
    expect(clipboardHints('linux', abilities(true, true))).toEqual([
      'settings.clipboard-hint',
      'locking.clipboard-focus',
      'locking.clipboard-marked',
    ]);
    expect(clipboardHints('linux', abilities(false, false))).toContain('locking.clipboard-unmarked');
  });
});
