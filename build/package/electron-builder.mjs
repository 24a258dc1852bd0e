/** Starts electron-builder on the staged app. */
import path from 'node:path';
import process from 'node:process';
import { must, projectEnvironment } from '../bootstrap/processes.mjs';

/**
 * @param {import('../electron-runtime/index.mjs').ElectronRuntime} runtime
 * @param {readonly string[]} targets  empty: those of electron-builder.yml
 */
export async function runElectronBuilder(runtime, targets) {
  /** @type {Partial<Record<NodeJS.Platform, string>>} */
  const names = { linux: '--linux', darwin: '--mac', win32: '--win' };
  const platform = names[process.platform] ?? '--linux';
  const args = ['--config', 'electron-builder.yml', platform, ...targets, '--publish', 'never'];
  const distribution =
    runtime.kind === 'official' && process.platform === 'darwin'
      ? path.resolve(path.dirname(runtime.executable), '..', '..', '..')
      : path.dirname(runtime.executable);
  args.push(`-c.electronVersion=${runtime.version}`, `-c.electronDist=${distribution}`);
  // With a feed, electron-builder also writes the manifests that go with the installers.
  const feed = process.env['AUGNO_VAULT_UPDATE_FEED'];
  if (feed) args.push('-c.publish.provider=generic', `-c.publish.url=${feed}`);
  await must(process.platform === 'win32' ? 'electron-builder.cmd' : 'electron-builder', args, {
    what: 'Packaging',
    hint: "The lines above are electron-builder's own. Installers need helpers which it downloads from GitHub.",
    env: projectEnvironment(),
  });
}
