/**
 * What the desktop gives: who owns the well-known names of the services that the app speaks to. Windows and macOS have no
 * such names; there only the app itself can tell.
 */
import { askBus } from '../platform/ask-bus.ts';
import { connectX11 } from '../x11/connection.ts';
import { say, type Said } from '../../shared/messages/say.ts';
import type { Answer, Check, CheckId, DoctorSources } from './index.ts';

const KEYRINGS = ['org.freedesktop.secrets', 'org.kde.kwalletd6', 'org.kde.kwalletd5'];
const NOTIFICATIONS = ['org.freedesktop.Notifications'];
const TRAYS = ['org.kde.StatusNotifierWatcher'];
const LOCKERS = ['org.freedesktop.login1'];
const SCREEN_SAVERS = ['org.gnome.ScreenSaver', 'org.freedesktop.ScreenSaver'];

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

const elsewhere: Answer = {
  state: 'unknown',
  found: say('doctor.only-the-app'),
  next: say('doctor.open-the-app'),
};

function oneOf(
  names: ReadonlySet<string> | null,
  wanted: readonly string[],
  has: Said,
  without: { readonly found: Said; readonly next: Said },
): Answer {
  if (names !== null && wanted.some((name) => names.has(name)))
    return { state: 'works', found: has, next: null };
  const found = names === null ? say('doctor.no-bus', { found: without.found }) : without.found;
  return { state: 'missing', found, next: without.next };
}

export function desktopChecks(sources: DoctorSources): readonly (readonly [CheckId, Check])[] {
  const { platform, environment } = sources;
  let session: Promise<ReadonlySet<string> | null> | null = null;
  const onSession = (): Promise<ReadonlySet<string> | null> =>
    (session ??= namesOn(environment['DBUS_SESSION_BUS_ADDRESS']));
  const onSystem = (): Promise<ReadonlySet<string> | null> =>
    namesOn(environment['DBUS_SYSTEM_BUS_ADDRESS'] ?? 'unix:path=/run/dbus/system_bus_socket');
  const check = (id: CheckId, ask: () => Promise<Answer>): readonly [CheckId, Check] => [
    id,
    async () => ({ id, essential: false, ...(platform === 'linux' ? await ask() : elsewhere) }),
  ];
  return [
    check('keyring', async () =>
      oneOf(await onSession(), KEYRINGS, say('doctor.keyring-works'), {
        found: say('doctor.keyring-missing'),
        next: say('doctor.keyring-next'),
      }),
    ),
    check('notifications', async () =>
      oneOf(await onSession(), NOTIFICATIONS, say('doctor.notifications-work'), {
        found: say('doctor.notifications-missing'),
        next: say('doctor.notifications-next'),
      }),
    ),
    check('tray', async () =>
      oneOf(await onSession(), TRAYS, say('doctor.tray-works'), {
        found: say('doctor.tray-missing'),
        next: say('doctor.tray-next'),
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
          found: say('doctor.lock-works'),
          next: null,
        };
      return {
        state: saver ? 'limited' : 'missing',
        found: saver ? say('doctor.lock-limited') : say('doctor.lock-missing'),
        next: say('doctor.lock-next'),
      };
    }),
    check('clipboard', async () => {
      const x11 = await connectX11(environment);
      x11?.close();
      if (x11 !== null)
        return {
          state: 'works',
          found: say('doctor.clipboard-works'),
          next: null,
        };
      if ((environment['WAYLAND_DISPLAY'] ?? '') !== '') {
        return {
          state: 'limited',
          found: say('doctor.clipboard-limited'),
          next: say('doctor.clipboard-limited-next'),
        };
      }
      return { state: 'missing', found: say('doctor.no-display'), next: say('doctor.no-display-next') };
    }),
  ];
}
