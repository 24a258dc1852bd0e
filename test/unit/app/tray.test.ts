/** What the tray says: true in each state of the vault, and no offer that leads to nothing. */
import type { MenuItemConstructorOptions } from 'electron';
import { expect, it, vi } from 'vitest';
import { mainMessages } from '../../../electron/app/messages.ts';
import type { TrayView } from '../../../electron/app/tray.ts';

vi.mock('electron', () => ({ Menu: {}, nativeImage: {}, Tray: null }));
const { trayMenu, trayState } = await import('../../../electron/app/tray.ts');

const words = mainMessages('en', 'en');
const none = { count: 0, urgent: 0 };
const nothing = (): void => undefined;
const actions = {
  ...{ open: nothing, quickAccess: nothing, lock: nothing, scan: nothing },
  ...{ showDue: nothing, remindTomorrow: nothing, quit: nothing },
};

function offered(view: Partial<TrayView>): readonly (string | undefined)[] {
  const whole: TrayView = {
    ...{ state: 'locked', due: [], waiting: null, canLock: false, canCopy: false },
    ...view,
  };
  return trayMenu(whole, actions, words)
    .filter(({ type, enabled }: MenuItemConstructorOptions) => type !== 'separator' && enabled !== false)
    .map(({ label }) => label);
}

it('is locked only where there is a vault, and calm only once it is known what needs somebody', () => {
  expect(trayState('no-vault', null, false)).toBe('no-vault');
  expect(trayState('locked', null, false)).toBe('locked');
  expect(trayState('unlocked', null, false)).toBe('unread');
  expect(trayState('unlocked', none, false)).toBe('fine');
  expect(trayState('unlocked', none, true)).toBe('attention');
  expect(trayState('unlocked', { count: 2, urgent: 1 }, false)).toBe('attention');
});

it('offers what can be done, and says nothing of what is not known', () => {
  const always = ['Open Augno Vault', 'Quit'];
  expect(offered({ state: 'no-vault' })).toEqual(always);
  expect(offered({ canCopy: true })).toEqual(['Open Augno Vault', 'Copy a secret…', 'Quit']);
  const all = trayMenu(
    { state: 'unread', due: [], waiting: null, canLock: true, canCopy: true },
    actions,
    words,
  ).map(({ label }) => label);
  expect(all).not.toContain('Nothing needs you');
  expect(all).not.toContain('Nothing is due');
  expect(offered({ state: 'fine', waiting: { count: 3, urgent: 1 }, canLock: true, canCopy: true })).toEqual([
    ...['Open Augno Vault', 'Copy a secret…', 'What needs you: 3, 1 urgent', 'Scan now…', 'Lock now'],
    'Quit',
  ]);
});
