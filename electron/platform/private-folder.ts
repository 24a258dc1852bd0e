/**
 * Windows keeps no modes: who may reach a folder stands in its access list. What lies in a user's profile is that user's by
 * inheritance; a folder that is made on another drive is open to all users of the computer until its list says otherwise.
 */
import { execFileSync } from 'node:child_process';
import { homedir } from 'node:os';
import path from 'node:path';
import { thisPlatform } from './this-platform.ts';
import { wayBelow } from './way-below.ts';

/** `open`: others may reach it as far as is known. */
export type FolderAccess = 'alone' | 'open';

interface Surroundings {
  readonly platform?: NodeJS.Platform;
  readonly home?: string;
  readonly systemRoot?: string;
  /** @returns what the program wrote; @throws where it failed */
  readonly run?: (program: string, args: readonly string[]) => string;
}

const LOCAL_SYSTEM = 'S-1-5-18';
const USER = /S-1-\d+(?:-\d+)+/;

const runProgram = (program: string, args: readonly string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', windowsHide: true, timeout: 10_000, stdio: 'pipe' });

/**
 * Gives a folder that was made just now, and all that comes into it, to this user and the system alone. On other systems the
 * mode does it.
 * @param isNew what was there before may be others' on purpose: it is left as it is
 */
export function keepForUser(
  folder: string,
  isNew: boolean,
  {
    platform = thisPlatform,
    home = homedir(),
    systemRoot = process.env['SystemRoot'] ?? 'C:\\Windows',
    run = runProgram,
  }: Surroundings = {},
): FolderAccess {
  if (platform !== 'win32' || (wayBelow(home, folder, path.win32)?.length ?? 0) > 0) return 'alone';
  if (!isNew) return 'open';
  // SECURITY: absolute, so that nothing in the path of the user is run instead.
  const program = (name: string): string => path.win32.join(systemRoot, 'System32', name);
  try {
    const user = USER.exec(run(program('whoami.exe'), ['/user', '/fo', 'csv', '/nh']))?.[0];
    if (user === undefined) return 'open';
    // By number: names of users and groups are in the system's language.
    const grants = [user, LOCAL_SYSTEM].map((id) => `*${id}:(OI)(CI)F`);
    run(program('icacls.exe'), [folder, '/inheritance:r', '/grant:r', ...grants]);
    return 'alone';
  } catch {
    // FAT and exFAT have no such lists; some shares keep their own.
    return 'open';
  }
}
