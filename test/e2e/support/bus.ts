/** Buses and the desktop's services on them, as far as a headless machine has none: the protocol and the bus are real. */
import { spawn } from 'node:child_process';
import type { EventEmitter } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import dbus, { type MessageBus } from 'dbus-native';

export interface OwnBus {
  readonly address: string;
  stop(): Promise<void>;
}

/** A bus of its own, on which everybody may do everything. @param socket where it listens; without one, wherever it likes */
export async function startBus(folder: string, socket?: string): Promise<OwnBus> {
  const config = path.join(folder, 'bus.conf');
  writeFileSync(
    config,
    `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:${socket === undefined ? 'tmpdir=/tmp' : `path=${socket}`}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>`,
  );
  const child = spawn('dbus-daemon', [`--config-file=${config}`, '--print-address', '--nofork'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', () => {
      reject(new Error('The bus did not start.'));
    });
  });
  return {
    address,
    async stop() {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** Takes a well-known name on a bus. */
export async function ownName(address: string, name: string): Promise<MessageBus> {
  const bus = dbus.createClient({ busAddress: address });
  await bus.requestName(name, 0);
  return bus;
}

export const SESSION_PATH = '/org/freedesktop/login1/session/_31';

/** What stands in for systemd-logind: one session, ours. */
export async function startLogin(address: string): Promise<MessageBus> {
  const bus = await ownName(address, 'org.freedesktop.login1');
  bus.exportInterface({ GetSessionByPID: () => SESSION_PATH }, '/org/freedesktop/login1', {
    name: 'org.freedesktop.login1.Manager',
    methods: { GetSessionByPID: ['u', 'o', ['pid'], ['path']] },
  });
  const close = bus.close.bind(bus);
  return Object.assign(bus, {
    close: () => {
      // A call that arrives while it closes would be answered on a connection that has ended, which throws.
      (bus as unknown as { connection: EventEmitter }).connection.removeAllListeners('message');
      return close();
    },
  });
}
