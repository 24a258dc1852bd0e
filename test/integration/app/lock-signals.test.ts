import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MessageBus } from 'dbus-native';
import { watchLockSignals, type LockSignals } from '../../../electron/app/lock-signals.ts';
import { ownName, SESSION_PATH, startBus, startLogin, type OwnBus } from '../../e2e/support/bus.ts';

const SCREEN_SAVER = 'org.gnome.ScreenSaver';
const PATIENCE = { timeout: 20_000, interval: 50 };

/** Buses that are ended, and started again at the same place, as a service manager does it. */
describe.skipIf(process.platform !== 'linux')('after a bus was restarted', () => {
  let folder: string;
  let socket: string;
  let bus: OwnBus;
  let watched: LockSignals | null = null;
  const clients: MessageBus[] = [];
  const heard: string[] = [];
  const lines: string[] = [];

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'augno-vault-bus-'));
    socket = path.join(folder, 'socket');
    bus = await startBus(folder, socket);
    vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', `unix:path=${socket}`);
    vi.stubEnv('DBUS_SYSTEM_BUS_ADDRESS', `unix:path=${socket}`);
    heard.length = 0;
    lines.length = 0;
  });
  afterEach(async () => {
    watched?.stop();
    for (const client of clients.splice(0)) await client.close().catch(() => undefined);
    await bus.stop();
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  async function startDesktop(): Promise<{ readonly login: MessageBus; readonly screen: MessageBus }> {
    const login = await startLogin(`unix:path=${socket}`);
    const screen = await ownName(`unix:path=${socket}`, SCREEN_SAVER);
    clients.push(login, screen);
    return { login, screen };
  }
  const ready = { login: true, session: true, screenSaver: SCREEN_SAVER };

  it('the lock screen and logind lock the vault as before', async () => {
    let desktop = await startDesktop();
    watched = await watchLockSignals({
      onLock: (why) => heard.push(why),
      diagnose: (line) => lines.push(line),
      firstWaitMs: 50,
    });
    const { sources } = watched;
    expect(await sources()).toEqual(ready);
    desktop.screen.sendSignal(`/${SCREEN_SAVER.replaceAll('.', '/')}`, SCREEN_SAVER, 'ActiveChanged', 'b', [
      true,
    ]);
    await vi.waitFor(() => {
      expect(heard).toEqual(['lock-screen']);
    }, PATIENCE);

    for (const client of clients.splice(0)) await client.close().catch(() => undefined);
    await bus.stop();
    await vi.waitFor(async () => {
      expect(await sources()).toEqual({ login: false, session: false, screenSaver: null });
    }, PATIENCE);
    // One line for each of the two connections, not one for each attempt.
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(lines.filter((line) => line.includes('tried again'))).toHaveLength(2);

    rmSync(socket, { force: true });
    bus = await startBus(folder, socket);
    desktop = await startDesktop();
    await vi.waitFor(async () => {
      expect(await sources()).toEqual(ready);
    }, PATIENCE);
    heard.length = 0;
    desktop.screen.sendSignal(`/${SCREEN_SAVER.replaceAll('.', '/')}`, SCREEN_SAVER, 'ActiveChanged', 'b', [
      true,
    ]);
    desktop.login.sendSignal(SESSION_PATH, 'org.freedesktop.login1.Session', 'Lock');
    await vi.waitFor(() => {
      expect(heard).toEqual(['lock-screen', 'lock-screen']);
    }, PATIENCE);
  }, 60_000);
});
