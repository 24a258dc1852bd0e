/**
 * `npm run build [-- --only node|renderer] [--force]`: makes dist/. A part whose inputs have not changed since it was last
 * built is left alone.
 */
import { copyFile, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { buildOwnWindows, OWN_WINDOWS } from './bundle/own-windows.mjs';
import { copyInto, hashFiles, listFiles, readJson, withLock, writeJson } from './lib/files.mjs';
import { projectFolder, stateFolder } from './lib/project.mjs';

/** @typedef {'node' | 'renderer' | 'assets'} Part */

/** @type {readonly Part[]} */
const parts = ['assets', 'node', 'renderer'];
const distFolder = path.join(projectFolder, 'dist');

/** What each part is made from, besides the lockfile and the build scripts. @type {Record<Part, readonly string[]>} */
const sourceFolders = {
  node: ['electron', 'shared'],
  renderer: ['renderer', 'shared'],
  assets: ['electron', 'build/icons'],
};

const buildInputs = [
  'package-lock.json',
  'package.json',
  'vite.config.ts',
  'build/build.mjs',
  'build/bundle/node.mjs',
  'build/bundle/command-chunks.mjs',
  'build/bundle/computed.mjs',
  'build/bundle/lazy-requires.mjs',
  'build/bundle/one-byte.mjs',
  'build/bundle/own-windows.mjs',
  'build/bundle/third-party.mjs',
];

/** @param {Part} part */
async function inputsOf(part) {
  const files = [...buildInputs];
  for (const folder of sourceFolders[part]) {
    const inside = await listFiles(path.join(projectFolder, folder));
    files.push(...inside.map((file) => `${folder}/${file}`));
  }
  return hashFiles(projectFolder, files);
}

/**
 * Which part a file of dist/ belongs to.
 * @param {string} file
 * @returns {Part}
 */
function partOf(file) {
  if (['renderer', ...OWN_WINDOWS].some((folder) => file.startsWith(`${folder}/`))) return 'renderer';
  return file.startsWith('icons/') || file.endsWith('.wasm') ? 'assets' : 'node';
}

/**
 * A part is fresh if its inputs hash as they did and every file it made is still there with its size.
 * @param {Part} part
 * @param {string} inputs
 */
async function isFresh(part, inputs) {
  const stamp = await readJson(path.join(stateFolder, `build-${part}.json`));
  if (stamp?.inputs !== inputs) return false;
  for (const [file, size] of Object.entries(stamp.outputs)) {
    const found = await stat(path.join(distFolder, file)).catch(() => null);
    if (found?.size !== size) return false;
  }
  return true;
}

/**
 * Wasm files beside the code that loads them, and the icons which the app shows.
 * @param {string} outputFolder
 */
export async function collectAssets(outputFolder) {
  const electron = path.join(projectFolder, 'electron');
  for (const file of await listFiles(electron, (name) => name.endsWith('.wasm'))) {
    await copyFile(path.join(electron, file), path.join(outputFolder, path.basename(file)));
  }
  const icons = path.join(projectFolder, 'build', 'icons', 'app');
  await mkdir(path.join(outputFolder, 'icons'), { recursive: true });
  await copyInto(icons, path.join(outputFolder, 'icons'));
}

/** @param {string} outputFolder */
async function buildRenderer(outputFolder) {
  const { build } = await import('vite');
  const before = process.env['NODE_ENV'];
  // What is built is what is shipped, also where a test builds it: in its environment React would be the one for development.
  process.env['NODE_ENV'] = 'production';
  try {
    await build({
      configFile: path.join(projectFolder, 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: path.join(outputFolder, 'renderer') },
    });
    await buildOwnWindows(outputFolder);
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

/**
 * Built into a folder of its own and moved over, so that a failed build leaves the last good one.
 * @param {Part} part
 */
async function buildPart(part) {
  const inputs = await inputsOf(part);
  const temporary = await mkdtemp(path.join(stateFolder, `building-${part}-`));
  try {
    if (part === 'node') await (await import('./bundle/node.mjs')).buildNode(temporary);
    else if (part === 'renderer') await buildRenderer(temporary);
    else await collectAssets(temporary);
    /** @type {Record<string, number>} */
    const outputs = {};
    for (const file of await listFiles(temporary))
      outputs[file] = (await stat(path.join(temporary, file))).size;
    const stampFile = path.join(stateFolder, `build-${part}.json`);
    await copyInto(temporary, distFolder);
    // What an earlier build left, also one that was interrupted, must not end up in a package.
    const stale = await listFiles(distFolder, (file) => partOf(file) === part && !(file in outputs));
    for (const file of stale) await rm(path.join(distFolder, file), { force: true });
    await writeJson(stampFile, { inputs, outputs });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/**
 * The JavaScript and styles which the page loads before it can show anything: what index.html names.
 * @returns {Promise<{ script: number, style: number } | null>} gzip bytes
 */
export async function firstLoadSize() {
  const page = await readFile(path.join(distFolder, 'renderer', 'index.html'), 'utf8').catch(() => null);
  if (page === null) return null;
  const size = { script: 0, style: 0 };
  for (const [, file] of page.matchAll(/(?:src|href)="\.\/([^"]+\.(?:js|css))"/g)) {
    if (file === undefined) continue;
    const bytes = gzipSync(await readFile(path.join(distFolder, 'renderer', file))).length;
    size[file.endsWith('.js') ? 'script' : 'style'] += bytes;
  }
  return size;
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${Math.round(bytes / 1000)} kB`;

/** @param {(line: string) => void} write */
async function printSizes(write) {
  for (const name of ['main.js', 'preload.js', 'cli.js']) {
    const found = await stat(path.join(distFolder, name)).catch(() => null);
    if (found) write(`  dist/${name}  ${kilobytes(found.size)}`);
  }
  const first = await firstLoadSize();
  if (first) {
    write(
      `  first load of the page: ${kilobytes(first.script)} script, ${kilobytes(first.style)} style (gzip)`,
    );
  }
}

/**
 * Builds what is out of date.
 * @param {{ readonly only?: Part, readonly force?: boolean }} [options]
 * @returns {Promise<readonly Part[]>} what was built
 */
export async function buildAll({ only, force = false } = {}) {
  await mkdir(stateFolder, { recursive: true });
  await mkdir(distFolder, { recursive: true });
  return withLock(path.join(stateFolder, 'build.lock'), async () => {
    /** @type {Part[]} */
    const built = [];
    for (const part of parts) {
      if (only !== undefined && part !== only && part !== 'assets') continue;
      if (!force && (await isFresh(part, await inputsOf(part)))) continue;
      await buildPart(part);
      built.push(part);
    }
    return built;
  });
}

async function main() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      force: { type: 'boolean', default: false },
    },
  });
  const only = values.only;
  if (only !== undefined && only !== 'node' && only !== 'renderer') {
    console.error('--only takes "node" or "renderer".');
    process.exitCode = 2;
    return;
  }
  const started = performance.now();
  const built = await buildAll({
    ...(only === undefined ? {} : { only }),
    force: values.force,
  });
  if (built.length === 0) {
    console.log('dist/ is up to date.');
    return;
  }
  console.log(`Built ${built.join(', ')} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  await printSizes(console.log);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main().catch((error) => {
    // The bundler has its own way of showing what is wrong; the stack of this script would only hide it.
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
