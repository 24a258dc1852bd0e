/** Starts electron-builder on the staged app. */
import path from 'node:path';
import process from 'node:process';
import { must, projectEnvironment } from '../bootstrap/processes.mjs';
import { thisPlatform } from '../lib/this-platform.mjs';
import { isTagged } from './release-checks.mjs';

/**
 * @param {import('../electron-runtime/index.mjs').ElectronRuntime} runtime
 * @param {readonly string[]} targets  empty: those of electron-builder.yml
 */
export async function runElectronBuilder(runtime, targets) {
  await must('electron-builder', builderArguments(runtime, targets, thisPlatform), {
    what: 'Packaging',
    hint: "The lines above are electron-builder's own. Installers need helpers which it downloads from GitHub.",
    env: projectEnvironment(),
  });
}

/**
 * @param {import('../electron-runtime/index.mjs').ElectronRuntime} runtime
 * @param {readonly string[]} targets
 * @param {NodeJS.Platform} platform
 * @param {Readonly<Record<string, string | undefined>>} [environment]
 * @returns {readonly string[]}
 */
export function builderArguments(runtime, targets, platform, environment = process.env) {
  /** @type {Partial<Record<NodeJS.Platform, string>>} */
  const names = { linux: '--linux', darwin: '--mac', win32: '--win' };
  const system = names[platform] ?? '--linux';
  const args = ['--config', 'electron-builder.yml', system, ...targets, '--publish', 'never'];
  const distribution =
    runtime.kind === 'official' && platform === 'darwin'
      ? path.resolve(path.dirname(runtime.executable), '..', '..', '..')
      : path.dirname(runtime.executable);
  args.push(`-c.electronVersion=${runtime.version}`, `-c.electronDist=${distribution}`);
  // With a feed, electron-builder also writes the manifests that go with the installers.
  const feed = environment['AUGNO_VAULT_UPDATE_FEED'];
  if (feed) args.push('-c.publish.provider=generic', `-c.publish.url=${feed}`);
  // Without a signature a release is none; electron-builder by itself only says so.
  if (isTagged(environment) && platform !== 'linux') args.push('-c.forceCodeSigning=true');
  return args;
}

/** Where electron-builder puts the app; it names the processor where that is not its usual one. @param {NodeJS.Platform} platform @param {string} architecture */
export function unpackedFolder(platform, architecture) {
  const processor = architecture === 'x64' ? '' : `-${architecture}`;
  if (platform === 'darwin') return `mac${processor}`;
  return `${platform === 'win32' ? 'win' : 'linux'}${processor}-unpacked`;
}
