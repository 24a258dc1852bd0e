/**
 * What the desktop gives: who owns the well-known names of the services that the app speaks to. Windows and macOS have no
 * such names; there only the app itself can tell.
 */
import { askBus } from '../platform/ask-bus.ts';
import { connectX11 } from '../x11/connection.ts';
import type { Check, CheckId, CheckResult, DoctorSources } from './index.ts';

const KEYRINGS = ['org.freedesktop.secrets', 'org.kde.kwalletd6', 'org.kde.kwalletd5'];
const NOTIFICATIONS = ['org.freedesktop.Notifications'];
const TRAYS = ['org.kde.StatusNotifierWatcher'];
const LOCKERS = ['org.freedesktop.login1'];
const SCREEN_SAVERS = ['org.gnome.ScreenSaver', 'org.freedesktop.ScreenSaver'];

type Said = Omit<CheckResult, 'id' | 'essential'>;

/** Which names of a bus are owned, or would be started when called; null where there is no such bus. */
async function namesOn(busAddress: string | undefined): Promise<ReadonlySet<string> | null> {
  return await askBus(busAddress, async (ask) => {
    const lists = await Promise.all([
      ask<readonly string[]>('ListNames'),
      ask<readonly string[]>('ListActivatableNames'),
    ]);
    return new Set(lists.flat());
  });
}

const elsewhere: Said = {
  state: 'unknown',
  found: 'Only the app can tell on this system.',
  next: 'Open the app: Settings says what works.',
};

function oneOf(
  names: ReadonlySet<string> | null,
  wanted: readonly string[],
  has: string,
  without: { readonly found: string; readonly next: string },
): Said {
  if (names !== null && wanted.some((name) => names.has(name)))
    return { state: 'works', found: has, next: null };
  const found = names === null ? `There is no bus to ask. ${without.found}` : without.found;
  return { state: 'missing', found, next: without.next };
}

export function desktopChecks(sources: DoctorSources): readonly (readonly [CheckId, Check])[] {
  const { platform, environment } = sources;
  let session: Promise<ReadonlySet<string> | null> | null = null;
  const onSession = (): Promise<ReadonlySet<string> | null> =>
    (session ??= namesOn(environment['DBUS_SESSION_BUS_ADDRESS']));
  const onSystem = (): Promise<ReadonlySet<string> | null> =>
    namesOn(environment['DBUS_SYSTEM_BUS_ADDRESS'] ?? 'unix:path=/run/dbus/system_bus_socket');
  const check = (id: CheckId, ask: () => Promise<Said>): readonly [CheckId, Check] => [
    id,
    async () => ({ id, essential: false, ...(platform === 'linux' ? await ask() : elsewhere) }),
  ];
  return [
    check('keyring', async () =>
      oneOf(await onSession(), KEYRINGS, 'A keyring answers.', {
        found: 'No keyring answers.',
        next: 'Quick unlock stays off; the master password opens the vault. GNOME Keyring or KWallet bring one.',
      }),
    ),
    check('notifications', async () =>
      oneOf(await onSession(), NOTIFICATIONS, 'Notifications are shown.', {
        found: 'Nobody shows notifications.',
        next: 'Warnings stand in the app alone; a notification daemon shows them over other windows.',
      }),
    ),
    check('tray', async () =>
      oneOf(await onSession(), TRAYS, 'The desktop has a tray.', {
        found: 'Nobody shows tray icons by StatusNotifierItem.',
        next: 'Where there is no tray of the older kind either, closing the window ends the app.',
      }),
    ),
    check('lock-signals', async () => {
      const login = await onSystem();
      const locks = login !== null && LOCKERS.some((name) => login.has(name));
      const names = await onSession();
      const saver = names !== null && SCREEN_SAVERS.some((name) => names.has(name));
      if (locks)
        return {
          state: 'works',
          found: 'The system says when the screen locks and before it sleeps.',
          next: null,
        };
      return {
        state: saver ? 'limited' : 'missing',
        found: saver
          ? 'The screen’s lock is told of, going to sleep is not.'
          : 'Nobody tells of locking or sleep.',
        next: 'The vault locks after the idle time and by hand. systemd-logind or elogind tell of the rest.',
      };
    }),
    check('clipboard', async () => {
      const x11 = await connectX11(environment);
      x11?.close();
      if (x11 !== null)
        return {
          state: 'works',
          found: 'X11: a process of its own owns what is copied, and ends with it.',
          next: null,
        };
      if ((environment['WAYLAND_DISPLAY'] ?? '') !== '') {
        return {
          state: 'limited',
          found: 'Wayland without X11: the app itself owns what is copied until it is cleared.',
          next: 'Locking the vault clears it. Clipboard managers may keep a copy.',
        };
      }
      return { state: 'missing', found: 'No display.', next: 'The command works without one.' };
    }),
  ];
}
