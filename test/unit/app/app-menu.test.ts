import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { appMenu } from '../../../electron/app/app-menu.ts';
import { mainMessages } from '../../../electron/app/messages.ts';

const english = mainMessages('en', 'en');
const german = mainMessages('de', 'de');

function itemsOf(
  platform: NodeJS.Platform,
  words = english,
  isDevelopment = false,
  showHelp: () => void = () => undefined,
): MenuItemConstructorOptions[] {
  return appMenu({ platform, words, isDevelopment, showHelp }).flatMap((top) => [
    top,
    ...(top.submenu as MenuItemConstructorOptions[]),
  ]);
}

describe('the app’s menu', () => {
  it('has on macOS what its shortcuts hang on', () => {
    const roles = itemsOf('darwin').map(({ role }) => role);
    for (const role of [
      'copy',
      'paste',
      'cut',
      'undo',
      'selectAll',
      'quit',
      'hide',
      'hideOthers',
      'close',
      'front',
    ])
      expect(roles).toContain(role);
  });

  it.each(['darwin', 'win32', 'linux'] as const)(
    'has no developer tools and no reloading on %s',
    (platform) => {
      const roles = itemsOf(platform).map(({ role }) => role);
      expect(roles.filter((role) => /reload|devtools/i.test(role ?? ''))).toEqual([]);
      expect(itemsOf(platform, english, true).map(({ role }) => role)).toContain('toggleDevTools');
      // Zooming by the keyboard goes on.
      expect(roles).toEqual(expect.arrayContaining(['zoomIn', 'zoomOut', 'resetZoom']));
    },
  );

  it.each(['darwin', 'win32', 'linux'] as const)('leads to the help on %s', (platform) => {
    let shown = 0;
    const help = itemsOf(platform, english, false, () => (shown += 1)).find(
      ({ label }) => label === 'Help with Augno Vault',
    );
    help?.click?.(undefined as never, undefined, undefined as never);
    expect(shown).toBe(1);
  });

  it.each(['darwin', 'win32', 'linux'] as const)('is in the reader’s language on %s', (platform) => {
    const labels = (words: typeof english): (string | undefined)[] =>
      itemsOf(platform, words)
        .filter(({ type }) => type !== 'separator')
        .map(({ label }) => label);
    const [first, second] = [labels(english), labels(german)];
    expect(first).not.toContain(undefined);
    const same = first.filter((label, index) => label === second[index]);
    expect(same.filter((label) => label !== 'Augno Vault')).toEqual([]);
  });
});
