/**
 * Whether another process has a file of a folder open. SQLite's locks say it only of one that reads or writes at this moment.
 * What belongs to other users cannot be seen everywhere: "nobody" is no promise.
 */
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { thisPlatform } from './this-platform.ts';

/** To Windows' `open` by way of libuv (`UV_FS_O_EXLOCK`): refused where anybody has the file open. */
const ALONE = 0x1000_0000;

interface Surroundings {
  readonly platform?: NodeJS.Platform;
  readonly processes?: string;
  readonly openAlone?: (file: string) => void;
  /** @returns what the program wrote, also where it failed */
  readonly run?: (program: string, args: readonly string[]) => string;
}

function openAlone(file: string): void {
  closeSync(openSync(file, ALONE));
}

function outputOf(program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, {
      encoding: 'utf8',
      timeout: 20_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (thrown) {
    // It ends with 1 where one of several is not open, and where it may not look at all.
    const { stdout } = thrown as { stdout?: unknown };
    return typeof stdout === 'string' ? stdout : '';
  }
}

/** @param folders those that are not there count for nothing */
export function isOpenElsewhere(
  folders: readonly string[],
  {
    platform = thisPlatform,
    processes = '/proc',
    openAlone: open = openAlone,
    run = outputOf,
  }: Surroundings = {},
): boolean {
  const real = folders.flatMap((folder) => {
    try {
      return [realpathSync(folder)];
    } catch {
      return [];
    }
  });
  if (real.length === 0) return false;
  if (platform === 'win32') return real.some((folder) => isHeld(folder, open));
  if (platform === 'darwin') return real.some((folder) => lsofNames(run, folder));
  return hasDescriptorBelow(processes, real);
}

function isHeld(folder: string, open: (file: string) => void): boolean {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).some((entry) => {
    if (!entry.isFile()) return false;
    try {
      open(path.join(entry.parentPath, entry.name));
      return false;
    } catch (thrown) {
      return ['EBUSY', 'EPERM', 'EACCES'].includes(String((thrown as NodeJS.ErrnoException).code));
    }
  });
}

function lsofNames(run: Required<Surroundings>['run'], folder: string): boolean {
  const own = String(process.pid);
  return run('/usr/sbin/lsof', ['-w', '-t', '+D', folder])
    .split('\n')
    .some((line) => line.trim() !== '' && line.trim() !== own);
}

function hasDescriptorBelow(processes: string, folders: readonly string[]): boolean {
  const below = folders.map((folder) => `${folder}${path.sep}`);
  const own = String(process.pid);
  return namesIn(processes).some(
    (name) =>
      /^\d+$/.test(name) &&
      name !== own &&
      namesIn(path.join(processes, name, 'fd')).some((descriptor) => {
        const file = targetOf(path.join(processes, name, 'fd', descriptor));
        return below.some((folder) => file.startsWith(folder));
      }),
  );
}

/** Gone meanwhile, or of another user. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function targetOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return '';
  }
}
