/** A virtual display where there is none. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { atEnd, endChild, must, start } from './processes.mjs';
import { isOnPath } from './system-packages.mjs';
import { StepFailure } from './progress.mjs';
import { thisPlatform } from '../lib/this-platform.mjs';

/** Whether windows can be shown without our doing. */
export function hasDisplay(environment = process.env, platform = thisPlatform) {
  return platform !== 'linux' || Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY']);
}

/**
 * Starts Xvfb on a free display; it is ended with the command.
 * @returns {Promise<{ readonly DISPLAY: string, readonly XAUTHORITY: string }>} for the environment of what uses it
 */
export async function startVirtualDisplay() {
  if (!isOnPath('Xvfb') || !isOnPath('xauth')) {
    throw new StepFailure('There is no display, and Xvfb is not installed.', {
      hint: 'Install Xvfb and xauth (Debian: xvfb xauth), or start from a desktop session.',
    });
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'augno-vault-display-'));
  const authority = path.join(folder, 'authority');
  await writeFile(authority, '', { mode: 0o600 });
  const server = start(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp', '-noreset', '-auth', authority],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true },
  );
  atEnd(async () => {
    await endChild(server);
    await rm(folder, { recursive: true, force: true });
  });
  const number = await new Promise((resolve, reject) => {
    let text = '';
    server.stdio[3]?.on('data', (data) => {
      text += String(data);
      if (text.includes('\n')) resolve(text.trim());
    });
    server.once('error', reject);
    server.once('exit', () => reject(new StepFailure('The virtual display (Xvfb) did not start.')));
  });
  const DISPLAY = `:${number}`;
  const cookie = randomBytes(16).toString('hex');
  await must('xauth', ['-q', '-f', authority, 'add', DISPLAY, '.', cookie], {
    what: 'Securing the virtual display',
  });
  return { DISPLAY, XAUTHORITY: authority };
}
