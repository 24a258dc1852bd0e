/**
 * Bundles what runs in Node and in Electron's main, preload and utility processes: CommonJS in the syntax of
 * Node 20.18 (Electron 33), so that both runtimes run the same files.
 *
 * Everything lands directly in dist/, chunks included, so that `import.meta.url` of any module (and `__dirname` of its
 * bundle) is dist/ wherever the module ended up: a worker is found as `new URL('./<name>-worker.js', import.meta.url)`.
 */
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { listFiles } from '../lib/files.mjs';
import { projectFolder } from '../lib/project.mjs';
import { commandChunks } from './command-chunks.mjs';
import { computedModules } from './computed.mjs';
import { lazyRequires } from './lazy-requires.mjs';
import { oneByteSources } from './one-byte.mjs';
import { closureOf, listThirdParty, thirdPartyFiles } from './third-party.mjs';

/** Never bundled: Electron's own module and the two packages that hold native code. */
export const externalPackages = ['electron', 'better-sqlite3', 'argon2'];

/** Needed to compile the packages with native code from source only. */
const compileTimePackages = new Set(['node-addon-api', 'cross-env']);

/** The packages that run without being bundled, and what they need at run time. */
export function shippedAsTheyAre() {
  /** @type {Set<string>} */
  const names = new Set();
  for (const name of externalPackages) if (name !== 'electron') closureOf(name, compileTimePackages, names);
  return names;
}

const nodeTarget = 'node20.18';

/** @typedef {{ readonly name: string, readonly source: string }} Entry  name without .js; source relative to the project */

/**
 * The entries that must be one file each or share chunks, found in the source tree.
 * @param {string} [root]
 * @returns {Promise<{ entries: Entry[], command: Entry, hook: Entry, preloads: Entry[] }>}
 */
export async function findEntries(root = projectFolder) {
  const files = await listFiles(path.join(root, 'electron'), (file) => file.endsWith('.ts'));
  const sources = files.map((file) => `electron/${file}`);
  /** @type {Entry[]} */
  const entries = [{ name: 'main', source: 'electron/main.ts' }];
  for (const source of sources) {
    const isProcess = /^electron\/processes\/[^/]+-process\.ts$/.test(source);
    const isWorker = /-worker\.ts$/.test(source);
    if (isProcess || isWorker) entries.push({ name: path.basename(source, '.ts'), source });
  }
  const command = { name: 'cli', source: 'electron/cli.ts' };
  const hook = { name: 'ai-hook', source: 'electron/ai-hook.ts' };
  const names = new Set();
  for (const { name, source } of [...entries, command, hook]) {
    if (names.has(name))
      throw new Error(`Two entries would both become dist/${name}.js; the second is ${source}.`);
    names.add(name);
  }
  const preloads = ['electron/wire/preload.ts', 'electron/app/password-preload.ts'].map((source) => ({
    name: path.basename(source, '.ts'),
    source,
  }));
  return { entries, command, hook, preloads };
}

/**
 * The preload script has to know which calls go to the vault's process, but not the contract with all its schemas.
 * @returns {Promise<readonly string[]>}
 */
async function channelsOfTheVault() {
  const { runnerImport } = await import('vite');
  const { module } = await runnerImport(path.join(projectFolder, 'shared/ipc-contract.ts'), {
    configFile: false,
    root: projectFolder,
    logLevel: 'warn',
  });
  return module.channelsAnsweredBy('vault');
}

/** @param {string} id */
function isExternal(id) {
  return (
    id.startsWith('node:') ||
    builtinModules.includes(id) ||
    externalPackages.some((name) => id === name || id.startsWith(`${name}/`))
  );
}

/**
 * @param {readonly Entry[]} entries
 * @param {string} outputFolder
 * @param {{ readonly splitting: boolean | import('rolldown').CodeSplittingOptions, readonly plugins: import('vite').Plugin[], readonly define?: Record<string, string>, readonly minify?: boolean | import("rolldown").MinifyOptions, readonly sourcemap: false | 'inline' }} options  splitting: false for everything in one file (a sandboxed preload can require nothing)
 */
async function bundle(entries, outputFolder, { splitting, plugins, define = {}, minify = false, sourcemap }) {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: projectFolder,
    logLevel: 'warn',
    publicDir: false,
    plugins: [computedModules(), ...plugins, oneByteSources()],
    define: { 'process.env.NODE_ENV': JSON.stringify('production'), ...define },
    ssr: { noExternal: true, external: externalPackages, target: 'node' },
    build: {
      ssr: true,
      outDir: outputFolder,
      emptyOutDir: false,
      target: nodeTarget,
      minify: false,
      sourcemap,
      reportCompressedSize: false,
      rolldownOptions: {
        platform: 'node',
        input: Object.fromEntries(
          entries.map(({ name, source }) => [name, path.join(projectFolder, source)]),
        ),
        external: isExternal,
        output: {
          format: 'cjs',
          exports: 'auto',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunk-[name]-[hash].js',
          codeSplitting: splitting,
          // V8 keeps each source whole for as long as its process runs, and a tenth of them was what only a reader needs.
          comments: { legal: true, annotation: true, jsdoc: false },
          minify,
        },
      },
    },
  });
}

/**
 * @param {string} outputFolder  an empty folder
 * @param {{ readonly sourcemap?: false | 'inline' }} [options]
 */
export async function buildNode(outputFolder, { sourcemap = false } = {}) {
  const { entries, command, hook, preloads } = await findEntries();
  const listed = [listThirdParty(thirdPartyFiles.node, [...shippedAsTheyAre()])];
  await bundle(entries, outputFolder, { splitting: true, plugins: listed, sourcemap });
  for (const { entry, splitting, listing } of [
    {
      entry: command,
      splitting: commandChunks(projectFolder),
      listing: [listThirdParty(thirdPartyFiles.command, [])],
    },
    // Either it needs no search at all, or nearly all of it.
    { entry: hook, splitting: true, listing: [] },
  ])
    await bundle([entry], outputFolder, {
      splitting,
      sourcemap,
      plugins: [...listing, lazyRequires()],
      // Names stay: only what nobody reads at run time is left out, as each byte takes time at each start.
      minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
    });
  const define = { CHANNELS_OF_THE_VAULT: JSON.stringify(await channelsOfTheVault()) };
  for (const preload of preloads)
    await bundle([preload], outputFolder, { splitting: false, plugins: [], define, sourcemap });
  // The project itself is ESM; what is built is not.
  await writeFile(path.join(outputFolder, 'package.json'), '{ "type": "commonjs" }\n');
  await makeExecutable(path.join(outputFolder, 'cli.js'));
}

/** @param {string} file */
async function makeExecutable(file) {
  const text = await readFile(file, 'utf8');
  if (!text.startsWith('#!')) {
    // SECURITY: without this `--` Node reads `--env-file FILE` among the command's own arguments, and runs what a NODE_OPTIONS
    // in that file names inside the process that then asks for the master password. npm's and pnpm's Windows scripts keep it.
    await writeFile(file, `#!/usr/bin/env -S node --\n${text}`);
  }
  await chmod(file, 0o755);
}
