/** What is said of a key's use beside every question whether to end it: only what is known. */
import { createElement, type ComponentProps, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { LastUse, LastUseCell } from '../../../renderer/features/keys/last-use.tsx';
import { StartSection } from '../../../renderer/features/settings/start-section.tsx';
import type { DesktopAbilities } from '../../../shared/ipc/desktop-channels.ts';
import { VaultIntlProvider } from '../../../renderer/lib/intl.tsx';
import { StatusBadge } from '../../../renderer/ui/marks.tsx';
import type { KeyStatus } from '../../../shared/domain.ts';
import { DEFAULT_SETTINGS } from '../../../electron/app/settings.ts';

/** The class of what is well, whatever the build makes of its name. */
const OK = /class="[^"]*\bok\b|class="[^"]*_ok_/;

const markup = (children: ReactElement): string =>
  renderToStaticMarkup(createElement(VaultIntlProvider, { language: 'en', children }));

const said = (props: ComponentProps<typeof LastUse>): readonly [sentence: string, cell: string] => [
  markup(createElement(LastUse, props)),
  markup(createElement(LastUseCell, props)),
];

it('“Never used” is said of a key whose service tells of requests, and of no other', () => {
  expect(said({ at: null, logs: true })).toEqual(['Never used', 'Never']);
  expect(said({ at: null, logs: false })).toEqual(['Its service tells of no requests.', '–']);
  expect(said({ at: null, logs: null })).toEqual(['When it was last used is not known', '–']);
  expect(said({ at: null, logs: true, unread: true })[0]).toBe(
    'Never used (as of the last sync; its request log cannot be read now)',
  );
});

it('the setting of quick access speaks of no tray where there is none', () => {
  const section = createElement(StartSection, {
    settings: DEFAULT_SETTINGS,
    update: () => undefined,
    abilities: null,
    reload: () => Promise.resolve(),
  });
  expect(markup(section)).toContain('A shortcut opens a small window');
  expect(markup(section)).not.toContain('tray’s menu');
});

it('where the desktop gives no shortcut it is said, with what starts quick access all the same', () => {
  const section = createElement(StartSection, {
    settings: { ...DEFAULT_SETTINGS, quickAccess: 'CommandOrControl+Alt+K' },
    update: () => undefined,
    abilities: {
      quickAccess: 'unsupported',
      startAtLogin: { available: true, enabled: false },
    } as DesktopAbilities,
    reload: () => Promise.resolve(),
  });
  expect(markup(section)).toContain('This desktop (Wayland) gives no shortcuts to programs.');
  expect(markup(section)).toContain('--quick-access');
});

it('a leaked key that works wears no green “Active”', () => {
  const badge = (status: KeyStatus, isLeaked: boolean): string =>
    markup(createElement(StatusBadge, { status, isLeaked }));
  expect(badge('active', false)).toMatch(OK);
  expect(badge('active', true)).toMatch(/danger.*Still works/s);
  for (const status of ['active', 'expiring', 'revoking', 'expired', 'revoked', 'unresolved'] as const)
    expect(badge(status, true)).not.toMatch(OK);
});
