/**
 * `npm run dev [-- --workbench] [-- ARGUMENTS]`: the app with its page from a server that reloads what changes; main, the
 * preload scripts and the other processes are built again and the app is started again when their sources change. All with
 * source maps, into a folder of its own: dist/ stays what is tested and packaged. The other arguments go to the app.
 */
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { hasDisplay, startVirtualDisplay } from './bootstrap/display.mjs';
import { prepareMachine, prepareRuntime } from './bootstrap/prepare.mjs';
import {
  atEnd,
  endChild,
  exitCodeOf,
  projectEnvironment,
  runCommand,
  start,
} from './bootstrap/processes.mjs';
import { describeFailure, say } from './bootstrap/progress.mjs';
import { collectAssets } from './build.mjs';
import { buildNode } from './bundle/node.mjs';
import { buildOwnWindows, OWN_WINDOWS } from './bundle/own-windows.mjs';
import { startPageServer } from './dev/server.mjs';
import { withoutChromiumNoise } from './lib/chromium-noise.mjs';
import { projectFolder, readManifest, stateFolder } from './lib/project.mjs';

const appFolder = path.join(stateFolder, 'dev');
const distFolder = path.join(appFolder, 'dist');
/** Of its own: what is being worked on does not open anybody's keys. */
const vaultFolder = path.join(stateFolder, 'dev-vault');
/** Several files are saved at once. */
const QUIET_MS = 150;

/** Which part of the app a file goes into; null: the page, which its server reloads by itself. */
function partOf(/** @type {string} */ file) {
  const name = path.relative(projectFolder, file).replaceAll('\\', '/');
  if (OWN_WINDOWS.some((window) => name.startsWith(`renderer/${window}/`))) return 'window';
  return /^(electron|shared)\//.test(name) ? 'node' : null;
}

async function buildApp() {
  const next = path.join(appFolder, 'next');
  await rm(next, { recursive: true, force: true });
  await mkdir(next, { recursive: true });
  await buildNode(next, { sourcemap: 'inline' });
  await collectAssets(next);
  await buildOwnWindows(next);
  await rm(distFolder, { recursive: true, force: true });
  await cp(next, distFolder, { recursive: true });
  const { name, version } = readManifest();
  await writeFile(
    path.join(appFolder, 'package.json'),
    `${JSON.stringify({ name, version, type: 'module', main: 'dist/main.js' })}\n`,
  );
}

await runCommand(async () => {
  await prepareMachine({ desktop: false });
  const runtime = await prepareRuntime();
  /** @type {Record<string, string>} */
  const display = hasDisplay() ? {} : await startVirtualDisplay();
  const given = process.argv.slice(2);
  const page = given.includes('--workbench') ? '/workbench.html' : '/index.html';
  const passed = given.filter((argument) => argument !== '--workbench');
  const vault = passed.some((argument) => /^--vault(=|$)/.test(argument)) ? [] : ['--vault', vaultFolder];

  const server = await startPageServer();
  atEnd(() => server.vite.close());
  say(
    `The page: ${server.address}/ (in the app only)\nThe workbench of renderer/ui: ${server.address}/workbench.html`,
  );

  /** @type {import('node:child_process').ChildProcess | null} */
  let app = null;
  /** @type {(code: number) => void} */
  let finish = () => undefined;
  const finished = new Promise((resolve) => (finish = resolve));
  const startApp = () => {
    const hook = ['-r', path.join(projectFolder, 'build', 'dev', 'hook.cjs')];
    const child = start(
      runtime.executable,
      [...runtime.argsPrefix, ...hook, appFolder, ...vault, ...passed],
      {
        stdio: ['ignore', 'inherit', 'pipe'],
        env: projectEnvironment({ ...display, ...server.environment(page) }),
      },
    );
    child.stderr?.pipe(withoutChromiumNoise()).pipe(process.stderr);
    app = child;
    void exitCodeOf(child).then((code) => {
      if (app !== child) return;
      app = null;
      if (code === 0) finish(0);
      else say(`The app ended with ${code}. It is started again when a file of it changes.`);
    });
  };

  const restart = async () => {
    try {
      await buildApp();
    } catch (error) {
      say(`${error instanceof Error ? error.message : String(error)}\nThe app goes on as it was.`);
      return;
    }
    const before = app;
    app = null;
    if (before !== null) await endChild(before);
    startApp();
    say('Started with what changed.');
  };
  let work = Promise.resolve();
  /** @type {Set<string>} */
  const changed = new Set();
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  server.vite.watcher.add(['electron', 'shared'].map((folder) => path.join(projectFolder, folder)));
  server.vite.watcher.on('all', (event, file) => {
    const part = partOf(file);
    if (part === null || event === 'addDir' || event === 'unlinkDir') return;
    changed.add(path.relative(projectFolder, file));
    clearTimeout(timer);
    timer = setTimeout(() => {
      say(`${[...changed].join(', ')} changed.`);
      changed.clear();
      work = work.then(restart);
    }, QUIET_MS);
  });

  await buildApp();
  startApp();
  say('Augno Vault is running. Ctrl-C ends it.');
  return finished;
}, describeFailure);
