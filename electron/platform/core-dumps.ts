/**
 * Keeps memory out of core dumps, where the system lets a process do so for itself and what it starts. Node has no call
 * for it, so Linux's own `prlimit` is asked. macOS writes none unless somebody who administers the machine turns them on.
 * Windows Error Reporting may write one, and send it; the installer excludes our programs from it.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { thisPlatform } from './this-platform.ts';

/** SECURITY: absolute, so that nothing in the path of the user is run instead. */
const PRLIMIT = '/usr/bin/prlimit';

/**
 * One byte, not none: too small for a core file, and the one value at which the kernel also starts no program that a
 * core is piped to (core(5): a limit of zero does not keep the kernel from that). Only the soft limit: a browser or an
 * editor that is started from here may raise it again for itself.
 */
const LIMIT = '--core=1:';

/** Processes that were started before our first line ran: Chromium forks its later children from them. */
function childrenOf(parent: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return Number(fields[1]) === parent ? [Number(name)] : [];
      } catch {
        return [];
      }
    });
}

/** @returns whether no core dump of this process, of its children and of theirs will be written from now on */
export function preventCoreDumps(platform: NodeJS.Platform = thisPlatform): boolean {
  if (platform !== 'linux') return false;
  try {
    for (let waiting = [process.pid]; waiting.length > 0;) {
      const [id = 0, ...rest] = waiting;
      execFileSync(PRLIMIT, ['--pid', String(id), LIMIT], { stdio: 'ignore', env: {}, timeout: 2000 });
      waiting = [...rest, ...childrenOf(id)];
    }
    return true;
  } catch {
    return false;
  }
}
