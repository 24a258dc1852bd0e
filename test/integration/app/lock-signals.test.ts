import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Message, MessageBus } from 'dbus-native';
import { watchLockSignals, type LockSignals } from '../../../electron/app/lock-signals.ts';
import { ownName, SESSION_PATH, startBus, startLogin, type OwnBus } from '../../e2e/support/bus.ts';

const SCREEN_SAVER = 'org.gnome.ScreenSaver';
const PATIENCE = { timeout: 20_000, interval: 50 };

/** A signal to one connection alone, which no match rule of its keeps away. */
function send(bus: MessageBus, signal: Partial<Message>): void {
  const { connection } = bus as unknown as { connection: { message(message: object): void } };
  const serial = (bus as unknown as { serial: number }).serial++;
  connection.message({ type: 4, serial, ...signal });
}

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

  it('a signal that anybody else sends to this very connection locks nothing', async () => {
    const desktop = await startDesktop();
    watched = await watchLockSignals({
      onLock: (why) => heard.push(why),
      diagnose: (line) => lines.push(line),
    });
    const forger = await ownName(`unix:path=${socket}`, 'com.example.Forger');
    clients.push(forger);
    const names = await forger.invoke<string[]>({
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member: 'ListNames',
    });
    const session = 'org.freedesktop.login1.Session';
    const changed = [session, [['LockedHint', ['b', true]]], []];
    const forged: readonly Partial<Message>[] = [
      {
        path: '/org/gnome/ScreenSaver',
        interface: SCREEN_SAVER,
        member: 'ActiveChanged',
        signature: 'b',
        body: [true],
      },
      { path: SESSION_PATH, interface: session, member: 'Lock' },
      {
        path: SESSION_PATH,
        interface: 'org.freedesktop.DBus.Properties',
        member: 'PropertiesChanged',
        signature: 'sa{sv}as',
        body: changed,
      },
      {
        path: '/org/freedesktop/login1',
        interface: 'org.freedesktop.login1.Manager',
        member: 'PrepareForSleep',
        signature: 'b',
        body: [true],
      },
      // The owner of a name is told by the bus alone.
      {
        path: '/org/freedesktop/DBus',
        interface: 'org.freedesktop.DBus',
        member: 'NameOwnerChanged',
        signature: 'sss',
        body: [SCREEN_SAVER, '', forger.name],
      },
      {
        path: '/org/gnome/ScreenSaver',
        interface: SCREEN_SAVER,
        member: 'ActiveChanged',
        signature: 'b',
        body: [true],
      },
    ];
    for (const destination of names.filter((name) => name.startsWith(':'))) {
      for (const signal of forged) send(forger, { ...signal, destination });
    }
    // The bus keeps the order of what one connection sends, so what it answers now comes after all of it has arrived.
    await forger.invoke({
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member: 'GetId',
    });
    // A true one, sent after them, is the only one that is heard.
    desktop.login.sendSignal(
      '/org/freedesktop/login1',
      'org.freedesktop.login1.Manager',
      'PrepareForSleep',
      'b',
      [true],
    );
    await vi.waitFor(() => {
      expect(heard).toContain('suspend');
    }, PATIENCE);
    expect(heard).toEqual(['suspend']);
    // Whoever takes the name when its owner has gone is believed from then on.
    await desktop.screen.close();
    const next = await ownName(`unix:path=${socket}`, SCREEN_SAVER);
    clients.push(next);
    next.sendSignal('/org/gnome/ScreenSaver', SCREEN_SAVER, 'ActiveChanged', 'b', [true]);
    await vi.waitFor(() => {
      expect(heard).toEqual(['suspend', 'lock-screen']);
    }, PATIENCE);
  });
});
