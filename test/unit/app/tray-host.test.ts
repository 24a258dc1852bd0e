import { afterEach, expect, it } from 'vitest';
import { hasTrayHost } from '../../../electron/app/tray-host.ts';

const names = ['DBUS_SESSION_BUS_ADDRESS', 'DISPLAY'] as const;
const before = names.map((name) => [name, process.env[name]] as const);
afterEach(() => {
  for (const [name, value] of before) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
});

// An unhandled error here would keep the app from starting at all.
it
  .runIf(process.platform === 'linux')
  .each(['disabled:', 'autolaunch:', 'nonsense', 'unix:path=/nowhere/bus', ''])(
  'there is no tray on a bus at %j, and no error',
  async (address) => {
    process.env['DBUS_SESSION_BUS_ADDRESS'] = address;
    process.env['DISPLAY'] = '';
    expect(await hasTrayHost()).toBe(false);
  },
);
