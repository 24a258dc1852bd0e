/** Whether somebody shows tray icons. macOS and Windows always do; on Linux it depends on the desktop. */
import { askBus } from '../platform/ask-bus.ts';
import { x11HasTray } from './x11-tray.ts';
import { thisPlatform } from '../platform/this-platform.ts';

const WATCHER = 'org.kde.StatusNotifierWatcher';

async function watcherRuns(busAddress: string | undefined): Promise<boolean> {
  const question = { signature: 's', body: [WATCHER] };
  return (await askBus(busAddress, (ask) => ask<boolean>('NameHasOwner', question))) ?? false;
}

export async function hasTrayHost(platform: NodeJS.Platform = thisPlatform): Promise<boolean> {
  if (platform !== 'linux') return true;
  return (await watcherRuns(process.env['DBUS_SESSION_BUS_ADDRESS'])) || (await x11HasTray(process.env));
}
