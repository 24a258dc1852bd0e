/** What the scanner is measured against and npm has: installed apart from the project, which has no other use for it. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { capture } from '../bootstrap/processes.mjs';
import { say } from '../bootstrap/progress.mjs';
import { exists, writeJson } from './files.mjs';
import { stateFolder } from './project.mjs';

/** Exact, so that figures of different days are of the same programs. */
const peers = {
  '@secretlint/secretlint-rule-pattern': '12.0.0',
  secretlint: '12.0.0',
};

/**
 * @returns {Promise<string | null>} the folder that holds them in its node_modules; null where they can't be had, which is
 * said, and the comparison goes on without them
 */
export async function preparePeers() {
  const folder = path.join(stateFolder, 'bench-peers');
  if (await exists(path.join(folder, 'node_modules', '.bin', 'secretlint'))) return folder;
  await mkdir(folder, { recursive: true });
  await writeJson(path.join(folder, 'package.json'), { private: true, dependencies: peers });
  const { code } = await capture('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
  });
  if (code === 0) return folder;
  say('secretlint could not be installed: npm failed. It is left out of the comparison.');
  return null;
}
