/**
 * Puts the app together as it is packaged: dist/, the native modules with what they need at run time on one platform,
 * and a package.json that says what kind of build it is.
 */
import { createPublicKey } from 'node:crypto';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { shippedAsTheyAre } from '../bundle/node.mjs';
import { exists } from '../lib/files.mjs';
import { projectFolder, readManifest } from '../lib/project.mjs';
import { thisPlatform } from '../lib/this-platform.mjs';

/**
 * electron-builder.yml names it as its app folder. Not below node_modules: electron-builder asks npm what the app
 * depends on, and npm would answer for the project around it.
 */
export const stagingFolder = path.join(projectFolder, 'dist-package', 'app');

/**
 * Whether a file of a native package belongs into the package for one platform.
 * @param {string} file  relative to the package, with '/'
 * @param {string} platform
 * @param {string} architecture
 */
export function isNeeded(file, platform, architecture) {
  const top = file.split('/')[0] ?? '';
  if (['src', 'deps', 'test', 'tests', 'example', 'examples'].includes(top)) return false;
  if (/\.(d\.[cm]?ts|md|markdown|gyp|gypi|cpp|h|c|map|yml)$/i.test(file) || /^(\.|Makefile)/.test(top))
    return false;
  if (top !== 'prebuilds') return true;
  // Electron is made for glibc only.
  if (/\.musl\.node$/.test(file)) return false;
  // Either a folder or a file for each platform.
  const build = file.split('/')[1]?.replace(/\.node$/, '');
  return build === undefined || build === `${platform}-${architecture}`;
}

/**
 * One of the packages with native code, with what it needs on this platform at run time.
 * @param {string} name @param {string} target
 */
export async function copyNativePackage(name, target) {
  const source = path.join(projectFolder, 'node_modules', name);
  await cp(source, target, {
    recursive: true,
    dereference: true,
    filter: (file) => {
      const relative = path.relative(source, file).split(path.sep).join('/');
      return (
        relative === '' ||
        (!relative.split('/').includes('node_modules') && isNeeded(relative, thisPlatform, process.arch))
      );
    },
  });
}

/**
 * Where this build looks for updates and whose signature it believes; without a key it takes none.
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {{ readonly updateFeed: string | null, readonly updateKey: string | null }}
 */
export function updateSource(environment = process.env) {
  const { AUGNO_VAULT_UPDATE_FEED: feed, AUGNO_VAULT_UPDATE_KEY: key } = environment;
  if (!key) return { updateFeed: null, updateKey: null };
  if (
    createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' }).asymmetricKeyType !==
    'ed25519'
  )
    throw new Error('AUGNO_VAULT_UPDATE_KEY is not an Ed25519 key (base64 of its DER form).');
  return { updateFeed: feed || null, updateKey: key };
}

/** electron-updater's own file. In the archive, so that nobody can change it beside an installed app. */
function updaterConfiguration() {
  const publisher = process.env['AUGNO_VAULT_UPDATE_PUBLISHER'];
  return [
    'provider: custom',
    'updaterCacheDirName: augno-vault-updater',
    // SECURITY: Windows checks that an installer is signed by this name before it is run.
    ...(publisher ? [`publisherName: ${JSON.stringify(publisher)}`] : []),
    '',
  ].join('\n');
}

/**
 * @param {{ readonly kind: 'development' | 'release', readonly runtime: import('../electron-runtime/index.mjs').ElectronRuntime }} options
 * @returns {Promise<string>} the folder
 */
export async function stageApp({ kind, runtime }) {
  const native = path.join(stagingFolder, 'native');
  await rm(stagingFolder, { recursive: true, force: true });
  await mkdir(native, { recursive: true });
  await cp(path.join(projectFolder, 'dist'), path.join(stagingFolder, 'dist'), { recursive: true });

  for (const name of shippedAsTheyAre()) await copyNativePackage(name, path.join(native, name));
  // A runtime that brings its own build of a native module (the fallback) is packaged with that one.
  const own = path.join(path.dirname(runtime.executable), 'resources', 'app', 'node_modules');
  if (runtime.kind === 'fallback' && (await exists(own))) {
    await rm(path.join(native, 'better-sqlite3'), { recursive: true, force: true });
    await cp(own, native, { recursive: true });
  }

  const { name, version, description, license, author, homepage } = /** @type {any} */ (readManifest());
  const manifest = {
    name,
    productName: 'Augno Vault',
    version,
    description,
    license,
    author,
    homepage,
    main: 'dist/main.js',
    desktopName: 'augno-vault-desktop.desktop',
    augnoVaultBuild: { kind, electron: runtime.version, ...updateSource() },
  };
  await writeFile(path.join(stagingFolder, 'app-update.yml'), updaterConfiguration());
  await writeFile(path.join(stagingFolder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return stagingFolder;
}
