/**
 * What a Linux desktop says on D-Bus when its screen is locked, its user is switched or it goes to sleep. Electron hears
 * of sleep only, so this listens for the rest. It listens and never polls: a quiet bus costs nothing.
 */
import { existsSync } from 'node:fs';
import dbus, { type Message, type MessageBus } from 'dbus-native';

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
const SIGNAL = 4;
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

/** Null where nobody answers. A bus that goes away later takes its signals with it and nothing else. */
async function connect(
  busAddress: string | null,
  onSignal: (message: Message) => void,
  diagnose: (line: string) => void,
): Promise<MessageBus | null> {
  if (busAddress === null) return null;
  return new Promise((resolve) => {
    try {
      const bus = dbus.createClient({ busAddress });
      bus.connection.on('error', (error) => {
        diagnose(`bus: ${error.message}`);
        resolve(null);
      });
      bus.connection.on('connect', () => {
        resolve(bus);
      });
      bus.connection.on('message', (message) => {
        if (message.type === SIGNAL) onSignal(message);
      });
    } catch (thrown) {
      diagnose(`bus: ${thrown instanceof Error ? thrown.message : 'no connection'}`);
      resolve(null);
    }
  });
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

/** Properties of a session that changed, by name. */
function changedProperties(body: readonly unknown[] | undefined): ReadonlyMap<string, unknown> {
  const changed = dbus.toPlain(body?.[1]);
  if (Array.isArray(changed)) return new Map(changed as [string, unknown][]);
  return new Map(typeof changed === 'object' && changed !== null ? Object.entries(changed) : []);
}

/** SECURITY: whoever sends these can only lock. Match rules name the sender, which the bus itself vouches for. */
function reasonOf(message: Message, session: string | null): SystemLockReason | null {
  const { interface: name, member, path, body } = message;
  if (name === `${LOGIN}.Manager` && member === 'PrepareForSleep')
    return body?.[0] === true ? 'suspend' : null;
  if (name !== undefined && (SCREEN_SAVERS as readonly string[]).includes(name)) {
    return member === 'ActiveChanged' && body?.[0] === true ? 'lock-screen' : null;
  }
  if (session === null || path !== session) return null;
  if (name === LOGIN_SESSION && member === 'Lock') return 'lock-screen';
  if (name !== PROPERTIES || member !== 'PropertiesChanged' || body?.[0] !== LOGIN_SESSION) return null;
  const changed = changedProperties(body);
  if (dbus.variantValue(changed.get('LockedHint')) === true) return 'lock-screen';
  return dbus.variantValue(changed.get('Active')) === false ? 'user-switch' : null;
}

export async function watchLockSignals(
  onLock: (why: SystemLockReason) => void,
  diagnose: (line: string) => void,
): Promise<LockSignals> {
  let session: string | null = null;
  const onSignal = (message: Message): void => {
    const why = reasonOf(message, session);
    if (why !== null) onLock(why);
  };
  const at = addresses();
  const [sessionBus, systemBus] = await Promise.all([
    connect(at.session, onSignal, diagnose),
    connect(at.system, onSignal, diagnose),
  ]);
  const match = async (bus: MessageBus, rule: string): Promise<void> => {
    try {
      await bus.addMatch(rule);
    } catch (thrown) {
      diagnose(`bus: ${thrown instanceof Error ? thrown.message : 'a rule was refused'}`);
    }
  };
  if (sessionBus !== null) {
    for (const name of SCREEN_SAVERS) {
      await match(sessionBus, `type='signal',sender='${name}',interface='${name}',member='ActiveChanged'`);
    }
  }
  if (systemBus !== null) {
    await match(
      systemBus,
      `type='signal',sender='${LOGIN}',interface='${LOGIN}.Manager',member='PrepareForSleep'`,
    );
    session = await sessionPath(systemBus);
    if (session !== null) {
      await match(
        systemBus,
        `type='signal',sender='${LOGIN}',interface='${LOGIN_SESSION}',member='Lock',path='${session}'`,
      );
      await match(
        systemBus,
        `type='signal',sender='${LOGIN}',interface='${PROPERTIES}',member='PropertiesChanged',path='${session}'`,
      );
    }
  }
  return {
    async sources() {
      let screenSaver: string | null = null;
      if (sessionBus !== null) {
        for (const name of SCREEN_SAVERS) {
          if (await hasOwner(sessionBus, name)) {
            screenSaver = name;
            break;
          }
        }
      }
      if (systemBus === null) return { ...NONE, screenSaver };
      return { login: await hasOwner(systemBus, LOGIN), session: session !== null, screenSaver };
    },
    stop() {
      void sessionBus?.close().catch(() => undefined);
      void systemBus?.close().catch(() => undefined);
    },
  };
}
