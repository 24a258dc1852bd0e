/**
 * A desktop of its own for tests and the demo, so that they neither see nor touch the one of the person who runs them:
 * virtual display, private bus, window manager, tray, notification daemon and an unlocked keyring, with data folders
 * that are removed afterwards.
 *
 * As a program (inside the private bus): `desktop-session.mjs -- COMMAND ARGUMENTS…`, or `-- --hold`, which writes the
 * environment of what is to run there as a line of JSON, and ends with its input.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { startVirtualDisplay } from './display.mjs';
import { atEnd, capture, exitCodeOf, runCommand, start } from './processes.mjs';
import { describeFailure, StepFailure } from './progress.mjs';
import { isOnPath } from './system-packages.mjs';
import { thisPlatform } from '../lib/this-platform.mjs';

const here = fileURLToPath(import.meta.url);
const programs = [
  'dbus-run-session',
  'openbox',
  'trayer',
  'dunst',
  'dunstctl',
  'gnome-keyring-daemon',
  'xprop',
  'secret-tool',
];

/**
 * How to run a program in such a session: the words to put before it, and its environment. On systems other than Linux
 * there is no such thing, and the program runs on the desktop as it is.
 * @returns {Promise<{ readonly prefix: readonly string[], readonly environment: Record<string, string> }>}
 */
export async function prepareDesktopSession(platform = thisPlatform) {
  if (platform !== 'linux') return { prefix: [], environment: {} };
  const missing = programs.filter((program) => !isOnPath(program));
  if (missing.length > 0) {
    throw new StepFailure(`The tests need a desktop session of their own; missing: ${missing.join(', ')}.`, {
      hint: 'Debian: dbus dunst gnome-keyring libsecret-tools openbox trayer x11-utils imagemagick xdotool',
    });
  }
  const display = await startVirtualDisplay();
  const folder = await mkdtemp(path.join(tmpdir(), 'augno-vault-session-'));
  atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  /** @type {Record<string, string>} */
  const folders = {};
  for (const name of ['CONFIG_HOME', 'DATA_HOME', 'STATE_HOME', 'CACHE_HOME', 'RUNTIME_DIR']) {
    const target = path.join(folder, name.toLowerCase());
    await mkdir(target, { mode: 0o700 });
    folders[`XDG_${name}`] = target;
  }
  return {
    prefix: ['dbus-run-session', '--', process.execPath, here, '--'],
    environment: {
      ...display,
      ...folders,
      XDG_CURRENT_DESKTOP: 'GNOME',
      XDG_SESSION_TYPE: 'x11',
      WAYLAND_DISPLAY: '',
      DBUS_SESSION_BUS_ADDRESS: '',
    },
  };
}

/**
 * A session that others start programs in, as long as it is open. It is gone with the command at the latest, also where
 * that was killed.
 * @returns {Promise<{ readonly environment: Record<string, string>, readonly close: () => Promise<void> }>}
 */
export async function openDesktopSession() {
  const { prefix, environment } = await prepareDesktopSession();
  const [program, ...args] = prefix;
  if (program === undefined) return { environment, close: () => Promise.resolve() };
  const child = start(program, [...args, '--hold'], {
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  child.stderr?.setEncoding('utf8').on('data', (said) => {
    output += said;
  });
  const close = atEnd(async () => {
    const gone = exitCodeOf(child);
    child.stdin?.end();
    await gone;
  });
  return await new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (data) => {
      text += data;
      const end = text.indexOf('\n');
      if (end !== -1) resolve({ environment: JSON.parse(text.slice(0, end)), close });
    });
    child.once('error', reject);
    child.once('exit', () =>
      reject(new StepFailure('The desktop session of the tests did not come up.', { output })),
    );
  });
}

/** What leads a program to the desktop around it. */
function desktopEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) =>
      /^(XDG|DBUS)_|^(WAYLAND_)?DISPLAY$|^XAUTHORITY$/.test(name),
    ),
  );
}

/**
 * @param {string} what
 * @param {() => Promise<boolean>} ready
 */
async function waitFor(what, ready) {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await ready()) return;
    await sleep(100);
  }
  throw new StepFailure(`The desktop session of the tests did not come up: ${what}.`);
}

/** Starts the parts of the desktop; each is ended with this program. */
async function startDesktop() {
  const quiet = /** @type {const} */ ({ stdio: 'ignore' });
  const keyring = start('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // The password of a keyring that lives as long as this session.
  keyring.stdin?.end('session');
  start('openbox', [], quiet);
  await waitFor('window manager', async () => {
    const { stdout } = await capture('xprop', ['-root', '_NET_SUPPORTING_WM_CHECK']);
    return stdout.includes('window id');
  });
  start('trayer', ['--edge', 'top', '--align', 'right', '--widthtype', 'request', '--height', '28'], quiet);
  start('dunst', [], quiet);
  await waitFor('notifications', async () => (await capture('dunstctl', ['history'])).code === 0);
  await waitFor('keyring', async () => {
    const stored = await capture('secret-tool', ['store', '--label=ready', 'augno-vault-test', 'ready'], {
      input: 'yes',
    });
    return stored.code === 0;
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await runCommand(async () => {
    const [command, ...args] = process.argv.slice(process.argv.indexOf('--') + 1);
    if (command === undefined) throw new StepFailure('desktop-session.mjs -- COMMAND [ARGUMENT…]');
    await startDesktop();
    if (command === '--hold') {
      process.stdout.write(`${JSON.stringify(desktopEnvironment())}\n`);
      for await (const ignored of process.stdin) void ignored;
      return 0;
    }
    return exitCodeOf(start(command, args, { stdio: 'inherit' }));
  }, describeFailure);
}

/** How many tests in windows run at once: elsewhere than on Linux there is one desktop. @param {NodeJS.Platform} platform @param {number} processors */
export const desktopCount = (platform, processors) => (platform === 'linux' ? Math.min(6, processors) : 1);
