/** Whether somebody shows tray icons. macOS and Windows always do; on Linux it depends on the desktop. */
import type { MessageBus } from 'dbus-native';
import { x11HasTray } from './x11-tray.ts';

const WATCHER = 'org.kde.StatusNotifierWatcher';
const ANSWER_MS = 3000;

async function watcherRuns(busAddress: string | undefined): Promise<boolean> {
  if (busAddress === undefined || busAddress === '') return false;
  // Large, and nothing that the first window needs.
  const { default: dbus } = await import('dbus-native');
  let bus: MessageBus;
  try {
    bus = dbus.createClient({ busAddress });
  } catch {
    // An address of a kind it does not know (`disabled:`, a launcher's) throws at once; the app starts all the same.
    return false;
  }
  const failed = new Promise<boolean>((resolve) => {
    bus.connection.on('error', () => {
      resolve(false);
    });
  });
  const asked = bus
    .invoke<boolean>(
      {
        destination: 'org.freedesktop.DBus',
        path: '/org/freedesktop/DBus',
        interface: 'org.freedesktop.DBus',
        member: 'NameHasOwner',
        signature: 's',
        body: [WATCHER],
      },
      { timeout: ANSWER_MS },
    )
    .then(
      (answer) => answer,
      () => false,
    );
  const found = await Promise.race([asked, failed]);
  void bus.close().catch(() => undefined);
  return found;
}

export async function hasTrayHost(): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  return (await watcherRuns(process.env['DBUS_SESSION_BUS_ADDRESS'])) || (await x11HasTray(process.env));
}
