/**
 * What a Linux desktop says on D-Bus when its screen is locked, its user is switched or it goes to sleep. Electron hears
 * of sleep only, so this listens for the rest. It listens and never polls: a quiet bus costs nothing.
 */
import { existsSync } from 'node:fs';
import type dbus from 'dbus-native';
import type { Message, MessageBus } from 'dbus-native';
import { followBus } from './bus-follower.ts';
import { createBusOwners, type BusOwners } from './bus-owners.ts';

export type SystemLockReason = 'suspend' | 'lock-screen' | 'user-switch';

export interface LockSignalSources {
  /** systemd-logind, or what stands in for it, answers. */
  readonly login: boolean;
  /** logind knows the session this app runs in, so its Lock signal and a switch of users reach us. */
  readonly session: boolean;
  /** The desktop's own lock screen, by its name on the bus; null where there is none. */
  readonly screenSaver: string | null;
}

export interface LockSignals {
  /** As they are now: a lock screen may have started later than the app. */
  sources(): Promise<LockSignalSources>;
  stop(): void;
}

const SYSTEM_SOCKET = '/run/dbus/system_bus_socket';
const LOGIN = 'org.freedesktop.login1';
const LOGIN_PATH = '/org/freedesktop/login1';
const LOGIN_SESSION = 'org.freedesktop.login1.Session';
const PROPERTIES = 'org.freedesktop.DBus.Properties';
const SCREEN_SAVERS = [
  'org.gnome.ScreenSaver',
  'org.freedesktop.ScreenSaver',
  'org.cinnamon.ScreenSaver',
  'org.mate.ScreenSaver',
  'org.xfce.ScreenSaver',
] as const;
const ANSWER_MS = 3000;

const NONE: LockSignalSources = { login: false, session: false, screenSaver: null };

/** The bus's address, or null where there is none to connect to. */
function addresses(): { readonly session: string | null; readonly system: string | null } {
  const session = process.env['DBUS_SESSION_BUS_ADDRESS'];
  const system = process.env['DBUS_SYSTEM_BUS_ADDRESS'];
  return {
    session: session === undefined || session === '' ? null : session,
    system: system ? system : existsSync(SYSTEM_SOCKET) ? `unix:path=${SYSTEM_SOCKET}` : null,
  };
}

/** The reply's first value; null for an error or no answer in time. */
async function ask(bus: MessageBus, message: Message): Promise<unknown> {
  try {
    return await bus.invoke<unknown>(message, { timeout: ANSWER_MS });
  } catch {
    return null;
  }
}

async function hasOwner(bus: MessageBus, name: string): Promise<boolean> {
  const answer = await ask(bus, {
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
    member: 'NameHasOwner',
    signature: 's',
    body: [name],
  });
  return answer === true;
}

/** Where logind keeps this app's session: by process, or as the user's own display where the app was started apart from it. */
async function sessionPath(bus: MessageBus): Promise<string | null> {
  const manager = { destination: LOGIN, path: LOGIN_PATH, interface: `${LOGIN}.Manager` };
  const byProcess = await ask(bus, {
    ...manager,
    member: 'GetSessionByPID',
    signature: 'u',
    body: [process.pid],
  });
  if (typeof byProcess === 'string') return byProcess;
  const id = process.env['XDG_SESSION_ID'];
  if (id === undefined || id === '') return null;
  const byId = await ask(bus, { ...manager, member: 'GetSession', signature: 's', body: [id] });
  return typeof byId === 'string' ? byId : null;
}

type Values = Pick<typeof dbus, 'toPlain' | 'variantValue'>;

/** Properties of a session that changed, by name. */
function changedProperties(
  body: readonly unknown[] | undefined,
  values: Values,
): ReadonlyMap<string, unknown> {
  const changed = values.toPlain(body?.[1]);
  if (Array.isArray(changed)) return new Map(changed as [string, unknown][]);
  return new Map(typeof changed === 'object' && changed !== null ? Object.entries(changed) : []);
}

/** SECURITY: only the lock screen that owns its name on this desktop is believed. */
function reasonOfDesktop(message: Message, owners: BusOwners): SystemLockReason | null {
  const { interface: name, member, body } = message;
  const known = SCREEN_SAVERS.find((screenSaver) => screenSaver === name);
  if (known === undefined || !owners.isFrom(message, known)) return null;
  return member === 'ActiveChanged' && body?.[0] === true ? 'lock-screen' : null;
}

/** SECURITY: only logind is believed: any user of this machine may send a signal to any connection. */
function reasonOfLogin(
  message: Message,
  session: string | null,
  values: Values,
  owners: BusOwners,
): SystemLockReason | null {
  const { interface: name, member, path, body } = message;
  if (!owners.isFrom(message, LOGIN)) return null;
  if (name === `${LOGIN}.Manager` && member === 'PrepareForSleep')
    return body?.[0] === true ? 'suspend' : null;
  if (session === null || path !== session) return null;
  if (name === LOGIN_SESSION && member === 'Lock') return 'lock-screen';
  if (name !== PROPERTIES || member !== 'PropertiesChanged' || body?.[0] !== LOGIN_SESSION) return null;
  const changed = changedProperties(body, values);
  if (values.variantValue(changed.get('LockedHint')) === true) return 'lock-screen';
  return values.variantValue(changed.get('Active')) === false ? 'user-switch' : null;
}

export interface LockSignalOptions {
  readonly onLock: (why: SystemLockReason) => void;
  readonly diagnose: (line: string) => void;
  /** How long a bus that went away is left alone at first. */
  readonly firstWaitMs?: number;
}

export async function watchLockSignals(options: LockSignalOptions): Promise<LockSignals> {
  const { diagnose } = options;
  const { default: values } = await import('dbus-native');
  let session: string | null = null;
  const match = async (bus: MessageBus, rule: string): Promise<void> => {
    try {
      await bus.addMatch(rule);
    } catch (thrown) {
      diagnose(`bus: ${thrown instanceof Error ? thrown.message : 'a rule was refused'}`);
    }
  };
  const desktopOwners = createBusOwners(SCREEN_SAVERS, match);
  const systemOwners = createBusOwners([LOGIN], match);
  const listen =
    (owners: BusOwners, reasonOf: (message: Message) => SystemLockReason | null) =>
    (message: Message): void => {
      if (owners.take(message)) return;
      const why = reasonOf(message);
      if (why !== null) options.onLock(why);
    };
  const at = addresses();
  const both = {
    diagnose,
    ...(options.firstWaitMs === undefined ? {} : { firstWaitMs: options.firstWaitMs }),
  };
  const sessionBus = followBus({
    ...both,
    address: at.session,
    onSignal: listen(desktopOwners, (message) => reasonOfDesktop(message, desktopOwners)),
    prepare: async (bus) => {
      await desktopOwners.follow(bus);
      for (const name of SCREEN_SAVERS) {
        await match(bus, `type='signal',sender='${name}',interface='${name}',member='ActiveChanged'`);
      }
    },
  });
  const systemBus = followBus({
    ...both,
    address: at.system,
    onSignal: listen(systemOwners, (message) => reasonOfLogin(message, session, values, systemOwners)),
    prepare: async (bus) => {
      await systemOwners.follow(bus);
      await match(
        bus,
        `type='signal',sender='${LOGIN}',interface='${LOGIN}.Manager',member='PrepareForSleep'`,
      );
      // A bus that has just come back may be there before logind is; the session is still the one it was.
      session = (await sessionPath(bus)) ?? session;
      if (session === null) return;
      await match(
        bus,
        `type='signal',sender='${LOGIN}',interface='${LOGIN_SESSION}',member='Lock',path='${session}'`,
      );
      await match(
        bus,
        `type='signal',sender='${LOGIN}',interface='${PROPERTIES}',member='PropertiesChanged',path='${session}'`,
      );
    },
  });
  await Promise.all([sessionBus.tried, systemBus.tried]);
  return {
    async sources() {
      let screenSaver: string | null = null;
      const desktop = sessionBus.current();
      if (desktop !== null) {
        for (const name of SCREEN_SAVERS) {
          if (await hasOwner(desktop, name)) {
            screenSaver = name;
            break;
          }
        }
      }
      const system = systemBus.current();
      if (system === null) return { ...NONE, screenSaver };
      return { login: await hasOwner(system, LOGIN), session: session !== null, screenSaver };
    },
    stop() {
      sessionBus.stop();
      systemBus.stop();
    },
  };
}
