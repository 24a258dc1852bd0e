/**
 * Stops or ends a process of the running app at its n-th call of a kind on the files of a vault: `strace` attached to it, so
 * that the place is in what really runs, and the same one each time. Its main thread alone is followed: it writes the vault.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const canTrap = process.platform === 'linux' && spawnSync('strace', ['--version']).status === 0;

/** What changes files, and what waits for the disk. */
const CALLS = ['fsync', 'pwrite64', 'unlink', 'rename', 'link', 'mkdir'] as const;

export interface AppPlace {
  readonly call: string;
  /** Of the calls of this kind since it was attached. */
  readonly count: number;
}

const LINE = /^([a-z0-9]+)\(/;

interface Attached {
  lines(): readonly string[];
  /** `strace` has ended, because the process did or because it was detached; its record is whole. */
  readonly ended: Promise<void>;
  /** Leaves the process as it is. */
  detach(): Promise<void>;
}

/** @throws where it can't be attached */
async function attach(pid: number, options: readonly string[]): Promise<Attached> {
  const folder = mkdtempSync(path.join(tmpdir(), 'augno-trap-'));
  const log = path.join(folder, 'trace');
  const tracer: ChildProcess = spawn('strace', ['-y', '-o', log, ...options, '-p', String(pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    tracer.once('error', reject);
    tracer.once('exit', () => {
      reject(new Error(`strace ended: ${said}`));
    });
    tracer.stderr!.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (/attached/.test(said)) resolve();
    });
  });
  const exited = new Promise<void>((resolve) => {
    if (tracer.exitCode !== null || tracer.signalCode !== null) resolve();
    else
      tracer.once('exit', () => {
        resolve();
      });
  });
  const lines = (): readonly string[] => (existsSync(log) ? readFileSync(log, 'latin1').split('\n') : []);
  let kept: readonly string[] | null = null;
  return {
    lines: () => kept ?? lines(),
    ended: exited,
    async detach() {
      if (kept !== null) return;
      tracer.kill('SIGTERM');
      await exited;
      kept = lines();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the process does to files below `folder` from now on. @returns ends the watching and gives the places in their order */
export async function watchCalls(pid: number, folder: string): Promise<() => Promise<readonly AppPlace[]>> {
  const watched = await attach(pid, ['-e', `trace=${CALLS.join(',')}`]);
  return async () => {
    await watched.detach();
    const counts = new Map<string, number>();
    return watched.lines().flatMap((line): readonly AppPlace[] => {
      const call = LINE.exec(line)?.[1];
      if (call === undefined) return [];
      const count = (counts.get(call) ?? 0) + 1;
      counts.set(call, count);
      return line.includes(folder) ? [{ call, count }] : [];
    });
  };
}

export interface Trap {
  /** Resolves once the process is at the place: ended, or stopped. Also once it has ended without coming there. */
  readonly sprung: Promise<void>;
  /** As its record says it by now. */
  isSprung(): boolean;
  /** A stopped process goes on; nothing of the trap is left. */
  release(): Promise<void>;
}

/** What the call answers in place of being done. `lasting ENOSPC`: that one and all of its kind after it. */
export const FAILURES = ['EIO', 'ENOSPC', 'EROFS', 'lasting ENOSPC'] as const;
export type Failure = (typeof FAILURES)[number];

/** Lets a call fail until what comes back is called. @returns the line of the trace, where it was one on files below `folder` */
export async function failCall(
  pid: number,
  { call, count }: AppPlace,
  failure: Failure,
  folder: string,
): Promise<() => Promise<string | null>> {
  const lasting = failure === 'lasting ENOSPC';
  const inject = `inject=${call}:error=${lasting ? 'ENOSPC' : failure}:when=${String(count)}${lasting ? '+' : ''}`;
  const attached = await attach(pid, ['-e', `trace=${call}`, '-e', inject]);
  return async () => {
    await attached.detach();
    const hit = attached.lines().find((line) => line.includes('(INJECTED)'));
    return hit?.includes(folder) === true ? hit.slice(0, 300) : null;
  };
}

export async function setTrap(
  pid: number,
  { call, count }: AppPlace,
  how: 'SIGKILL' | 'SIGSTOP',
): Promise<Trap> {
  const inject = `inject=${call}:signal=${how}:when=${String(count)}`;
  const attached = await attach(pid, ['-e', `trace=${call}`, '-e', inject]);
  let over = false;
  void attached.ended.then(() => {
    over = true;
  });
  const isSprung = (): boolean =>
    attached
      .lines()
      .some((line) =>
        line.includes(how === 'SIGSTOP' ? '--- stopped by SIGSTOP ---' : '+++ killed by SIGKILL +++'),
      );
  const sprung = async (): Promise<void> => {
    while (!over && !isSprung()) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  return {
    sprung: sprung(),
    isSprung,
    async release() {
      over = true;
      try {
        process.kill(pid, 'SIGCONT');
      } catch {
        // It is gone.
      }
      await attached.detach();
      try {
        process.kill(pid, 'SIGCONT');
      } catch {
        // It is gone.
      }
    },
  };
}
