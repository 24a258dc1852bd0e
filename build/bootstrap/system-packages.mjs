/**
 * Libraries and programs outside npm's reach. On Debian and Ubuntu as root the missing ones are installed; elsewhere
 * the one command that does it is shown.
 */
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { capture, must } from './processes.mjs';
import { StepFailure } from './progress.mjs';
import { thisPlatform } from '../lib/this-platform.mjs';

/** A package, or its name before and after Debian's and Ubuntu's 64-bit-time transition. @typedef {readonly string[]} Names */

/** What Chromium links to. @type {readonly Names[]} */
const windowPackages = [
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libxss1'],
  ['libnotify4'],
  ['libsecret-1-0'],
  ['fonts-dejavu-core'],
];
/** @type {readonly Names[]} */
const displayPackages = [['xvfb'], ['xauth']];
/** A desktop of its own for tests: bus, window manager, tray, notifications, keyring, eyes and hands. @type {readonly Names[]} */
const desktopPackages = [
  'dbus',
  'dbus-x11',
  'dunst',
  'gnome-keyring',
  'libsecret-tools',
  'openbox',
  'trayer',
  'imagemagick',
  'xdotool',
  'x11-utils',
].map((name) => [name]);
/** What packs archives for the scanner's tests. @type {readonly Names[]} */
const archiverPackages = [['7zip', 'p7zip-full'], ['lz4']];
/** What makes system calls fail on purpose. @type {readonly Names[]} */
const faultPackages = [['strace']];
/** Whom the kernel names at the other end of a socket. @type {readonly Names[]} */
const socketPackages = [['iproute2']];
/**
 * What runs Windows' programs, and what builds an installer. Debian only suggests the preloader: without it nothing keeps the
 * address free at which Windows' programs expect the system's data, and of about a thousand one does not start ("spawn UNKNOWN").
 * @type {readonly Names[]}
 */
const windowsPackages = [['wine64'], ['wine64-preloader'], ['nsis']];
/** @type {readonly Names[]} */
const benchPackages = [['ripgrep'], ['git-secrets'], ['time']];

/** @typedef {{ readonly window: boolean, readonly display: boolean, readonly desktop: boolean, readonly bench: boolean, readonly windows?: boolean }} Needs */

/** @param {Needs} needs @returns {readonly Names[]} */
export function packagesFor({ window, display, desktop, bench, windows = false }) {
  return [
    ...(window ? windowPackages : []),
    ...(display ? displayPackages : []),
    ...(desktop ? [...desktopPackages, ...archiverPackages, ...faultPackages, ...socketPackages] : []),
    ...(bench ? benchPackages : []),
    ...(windows ? windowsPackages : []),
  ];
}

/** @param {string} program */
export function isOnPath(program) {
  return (process.env['PATH'] ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * @typedef {object} System  what this step asks of the machine; tests bring their own
 * @property {boolean} debian
 * @property {boolean} root
 * @property {(names: readonly string[]) => Promise<ReadonlySet<string>>} installed  those of the names that are
 * @property {() => Promise<void>} update
 * @property {(name: string) => Promise<boolean>} available
 * @property {(names: readonly string[]) => Promise<void>} install
 */

/** @param {NodeJS.Platform} platform @returns {System} */
function thisSystem(platform) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return {
    debian: platform === 'linux' && isOnPath('apt-get') && isOnPath('dpkg-query'),
    root: process.getuid?.() === 0,
    async installed(names) {
      // Ends with 1 when one of the names is unknown, and still lists the others.
      const { stdout } = await capture('dpkg-query', [
        '-W',
        '-f',
        '${db:Status-Status} ${Package}\\n',
        ...names,
      ]);
      const lines = stdout.split('\n').filter((line) => line.startsWith('installed '));
      return new Set(lines.map((line) => line.slice('installed '.length)));
    },
    async update() {
      const hint = 'Check the network and the sources of apt, then start again.';
      await must('apt-get', ['update', '-qq'], { what: 'Updating the list of system packages', hint, env });
    },
    async available(name) {
      const { stdout } = await capture('apt-cache', ['show', '--no-all-versions', name]);
      return stdout.includes(`Package: ${name}`);
    },
    async install(names) {
      const options = [
        '-y',
        '-qq',
        '--no-install-recommends',
        '-o',
        'Dpkg::Use-Pty=0',
        '-o',
        'DPkg::Lock::Timeout=120',
      ];
      await must('apt-get', ['install', ...options, ...names], {
        what: 'Installing system packages',
        hint: `Try it by hand: apt-get update && apt-get install -y ${names.join(' ')}`,
        env,
      });
    },
  };
}

/**
 * @param {Needs} needs
 * @param {System} [system]
 * @returns {Promise<readonly string[] | false>} what was installed; false: nothing was missing
 */
export async function ensureSystemPackages(needs, system = thisSystem(thisPlatform)) {
  const wanted = packagesFor(needs);
  if (wanted.length === 0 || !system.debian) return false;
  const present = await system.installed(wanted.flat());
  const missing = wanted.filter((names) => !names.some((name) => present.has(name)));
  if (missing.length === 0) return false;
  if (!system.root) {
    const names = missing.map((alternatives) => alternatives[0]).join(' ');
    throw new StepFailure('System packages are missing.', {
      hint: `Run this once, then start again:  sudo apt-get update && sudo apt-get install -y ${names}`,
    });
  }
  await system.update();
  /** @type {string[]} */
  const chosen = [];
  for (const alternatives of missing) {
    let choice = alternatives[0] ?? '';
    // The newer name first: there the old one is at best a virtual package.
    for (const name of [...alternatives].reverse()) {
      if (alternatives.length > 1 && (await system.available(name))) {
        choice = name;
        break;
      }
    }
    chosen.push(choice);
  }
  await system.install(chosen);
  return chosen;
}
