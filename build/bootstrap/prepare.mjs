/** The set-up that every command does before its own work. Done a second time it only looks. */
import path from 'node:path';
import process from 'node:process';
import { cacheFolderOf, resolveElectronRuntime } from '../electron-runtime/index.mjs';
import { projectFolder, projectNode } from '../lib/project.mjs';
import { checkTools, ensureDependencies } from './dependencies.mjs';
import { hasDisplay } from './display.mjs';
import { must, projectEnvironment } from './processes.mjs';
import { say, step } from './progress.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

/**
 * @param {{ readonly desktop: boolean, readonly bench?: boolean, readonly windows?: boolean }} needs  desktop: the private
 *   desktop session of the tests; windows: what runs Windows' programs
 */
export async function prepareMachine({ desktop, bench = false, windows = false }) {
  await step('tools', checkTools);
  const needs = { window: true, display: desktop || !hasDisplay(), desktop, bench, windows };
  await step('system packages', () => ensureSystemPackages(needs));
  await step('dependencies', ensureDependencies);
}

export async function prepareBuild() {
  await step('build', async () => {
    const output = await must(projectNode(), [path.join(projectFolder, 'build', 'build.mjs')], {
      what: 'The build',
      hint: 'Fix what it names above, then start again.',
      env: projectEnvironment(),
    });
    return !output.includes('up to date');
  });
}

export async function prepareRuntime() {
  /** @type {string[]} */
  const lines = [];
  const runtime = await step('Electron', () =>
    resolveElectronRuntime({ announce: (line) => lines.push(line) }),
  );
  const last = lines.at(-1);
  if (last !== undefined) say(`  ${last}`);
  return runtime;
}

/**
 * How everything that starts the app learns what to start.
 * @param {import('../electron-runtime/index.mjs').ElectronRuntime} runtime
 */
export function runtimeEnvironment(runtime) {
  return {
    AUGNO_VAULT_ELECTRON: runtime.executable,
    AUGNO_VAULT_ELECTRON_ARGS: runtime.argsPrefix.join(' '),
    // The session of the tests has data folders of its own; the prepared runtime stays where it is.
    AUGNO_VAULT_CACHE_DIR: cacheFolderOf(process.env),
  };
}
