/** Brings a person to the app. Its links only ever navigate. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { vaultArguments } from '../../platform/paths.ts';
import { thisPlatform } from '../../platform/this-platform.ts';

const PATIENCE_MS = 10_000;

/**
 * False where there is no app that takes such a link, or no screen.
 * @param vaultFolder a link opens the app's usual vault: for another one it is not used
 */
export async function openApp(
  link: string,
  vaultFolder: string,
  platform: NodeJS.Platform = thisPlatform,
): Promise<boolean> {
  if (vaultArguments(vaultFolder).length > 0) return false;
  const run = promisify(execFile);
  try {
    if (platform === 'linux') {
      if ((process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'] ?? '') === '') return false;
      const handler = await run('xdg-mime', ['query', 'default', 'x-scheme-handler/augno-vault'], {
        timeout: PATIENCE_MS,
      });
      if (handler.stdout.trim() === '') return false;
      await run('xdg-open', [link], { timeout: PATIENCE_MS });
    } else if (platform === 'darwin') await run('/usr/bin/open', [link], { timeout: PATIENCE_MS });
    // Windows' own way of opening a link does not say whether anything took it.
    else return false;
    return true;
  } catch {
    return false;
  }
}
