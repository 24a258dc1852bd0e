/** The built command under `strace`: which calls a step makes on our files, and the same step with one of them failing. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PRELOAD, type World } from './world.ts';
import type { Step } from './steps.ts';

const COMMAND = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

/** Names as a trace shows them. Opening is one of them: it makes files, too. */
export const CALLS = [
  'openat',
  'write',
  'pwrite64',
  'fsync',
  'fdatasync',
  'ftruncate',
  'rename',
  'renameat',
  'renameat2',
  'link',
  'linkat',
  'unlink',
  'unlinkat',
  'mkdir',
  'mkdirat',
] as const;

/** What a disk that is full refuses. Files that are there can still be opened, those of the command among them. */
const TAKES_ROOM: readonly string[] = [
  'write',
  'pwrite64',
  'ftruncate',
  'link',
  'linkat',
  'mkdir',
  'mkdirat',
];

/** One use of a call on one of our files. */
export interface Place {
  readonly call: string;
  /** Which use it is: of those on `paths`, or, where that is null, of all in the process's main thread. */
  readonly count: number;
  readonly paths: readonly string[] | null;
  /** How often each call that takes room was used on `paths` before this one. */
  readonly usesBefore: Readonly<Record<string, number>>;
  /** The line of the trace, for whoever reads of a failure. */
  readonly line: string;
}

/** ENOTCONN: a network share that is gone. */
export type Effect = 'EIO' | 'ENOSPC' | 'EROFS' | 'ENOTCONN' | 'SIGKILL' | 'lasting ENOSPC';

export interface Run {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  readonly errors: string;
  readonly trace: readonly string[];
}

export const hasStrace = process.platform === 'linux' && spawnSync('strace', ['--version']).status === 0;

interface RunOptions {
  readonly strace: readonly string[];
  /** Further modules to be loaded before the command: planted bugs. */
  readonly preload?: readonly string[];
  /** Called where the step was stopped by a SIGSTOP of `strace`; it goes on afterwards. */
  readonly whenStopped?: () => Promise<void> | void;
}

const STOPPED = /^(\d+) .*--- stopped by SIGSTOP ---/m;

/** @returns the process, or null where it ended without coming there */
async function waitUntilStopped(log: string, isOver: () => boolean): Promise<number | null> {
  while (!isOver()) {
    const pid = STOPPED.exec(existsSync(log) ? readFileSync(log, 'latin1') : '')?.[1];
    if (pid !== undefined) return Number(pid);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return null;
}

export function runStep(
  world: World,
  step: Step,
  { strace, preload = [], whenStopped }: RunOptions,
): Promise<Run> {
  const log = path.join(world.root, 'trace');
  rmSync(log, { force: true });
  const modules = [PRELOAD, ...preload].flatMap((module) => ['--require', module]);
  const args = [...step.args(world), '--vault', world.vault, '--password-stdin'];
  const child = spawn(
    'strace',
    [
      '-f',
      '-qq',
      '-e',
      'signal=none',
      '-y',
      '-o',
      log,
      ...strace,
      process.execPath,
      ...modules,
      COMMAND,
      ...args,
    ],
    { stdio: ['pipe', 'pipe', 'pipe'], env: { PATH: process.env['PATH'], XDG_DATA_HOME: world.state } },
  );
  child.stdin.on('error', () => undefined);
  child.stdin.end(`${step.secrets.join('\n')}\n`);
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  return new Promise((resolve, reject) => {
    let isOver = false;
    if (whenStopped !== undefined) {
      void waitUntilStopped(log, () => isOver)
        .then(async (pid) => {
          if (pid === null) return;
          try {
            await whenStopped();
          } catch (thrown) {
            // Stopped it would stay for ever.
            process.kill(pid, 'SIGKILL');
            throw thrown;
          }
          process.kill(pid, 'SIGCONT');
        })
        .catch(reject);
    }
    child.on('error', reject);
    child.on('close', (code, signal) => {
      isOver = true;
      resolve({
        code,
        signal,
        output: Buffer.concat(out).toString('utf8'),
        errors: Buffer.concat(err).toString('utf8'),
        trace: wholeCalls(readFileSync(log, 'latin1').split('\n')),
      });
    });
  });
}

const BEGUN = /^(\d+)\s+(.*?)\s*<unfinished \.\.\.>$/;
const RESUMED = /^(\d+)\s+<\.\.\. [a-z0-9_]+ resumed>(.*)$/;

/** A call during which another thread made one stands in two lines. Here it is one, where it ended; one that never ended stays. */
export function wholeCalls(lines: readonly string[]): readonly string[] {
  const whole: (string | null)[] = [];
  const begun = new Map<string, { readonly index: number; readonly text: string }>();
  for (const line of lines) {
    const [, beginner, text] = BEGUN.exec(line) ?? [];
    const [, thread, rest] = RESUMED.exec(line) ?? [];
    const first = thread === undefined ? undefined : begun.get(thread);
    if (beginner !== undefined && text !== undefined) begun.set(beginner, { index: whole.length, text });
    if (first === undefined || rest === undefined) {
      whole.push(line);
      continue;
    }
    whole[first.index] = null;
    whole.push(`${String(thread)} ${first.text}${rest}`);
    begun.delete(String(thread));
  }
  return whole.filter((line) => line !== null);
}

const LINE = /^(\d+)\s+([a-z0-9_]+)\((.*)$/;
const PATH = /["<]([^"<>]+)[">]/g;
/** Such a name is another one in each run. */
const DATED = /\d{8}T\d{6}/;

function pathsIn(world: World, line: string): readonly string[] {
  return [...line.matchAll(PATH)].flatMap(([, found = '']) =>
    [world.live, world.state].some((folder) => found === folder || found.startsWith(`${folder}/`))
      ? [found]
      : [],
  );
}

/** Whether the call of this line is on a file of the vault, of the application data or of the step. */
const isOurs = (world: World, line: string): boolean => pathsIn(world, line).length > 0;

function calls({
  trace,
}: Run): readonly { readonly thread: string; readonly call: string; readonly line: string }[] {
  return trace.flatMap((line) => {
    const [, thread, call] = LINE.exec(line) ?? [];
    return thread === undefined || call === undefined ? [] : [{ thread, call, line }];
  });
}

/** Every place of an unharmed run at which a fault can be put, in the order of the run. */
export function placesOf(world: World, run: Run): readonly Place[] {
  const all = calls(run);
  const main = all[0]?.thread;
  const paths = [...new Set(all.flatMap(({ line }) => pathsIn(world, line)))].filter(
    (one) => !DATED.test(one),
  );
  const counts = new Map<string, number>();
  const next = (key: string): number => {
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count;
  };
  return all.flatMap(({ thread, call, line }): readonly Place[] => {
    const found = pathsIn(world, line);
    // Strace counts for each thread: a second one's calls would need places of their own.
    if (thread !== main && found.length > 0) throw new Error(`Another thread touches our files: ${line}`);
    if (thread !== main) return [];
    const among = next(call);
    if (found.length === 0) return [];
    const usesBefore = Object.fromEntries(
      TAKES_ROOM.map((name) => [name, counts.get(`limited ${name}`) ?? 0]),
    );
    if (found.some((one) => !DATED.test(one)))
      return [{ call, count: next(`limited ${call}`), paths, usesBefore, line }];
    return [{ call, count: among, paths: null, usesBefore, line }];
  });
}

/** Stops only at the calls that are traced; but with it strace delivers no signal. */
const QUICK = '--seccomp-bpf';

export const TRACE_ALL: readonly string[] = [QUICK, '-e', `trace=${CALLS.join(',')}`];

export const EFFECTS: readonly Effect[] = ['EIO', 'ENOSPC', 'EROFS', 'SIGKILL', 'lasting ENOSPC'];

/** A disk stays full for everything that takes room from there on, which needs the paths. */
export const isPossible = ({ call, paths }: Place, effect: Effect): boolean =>
  effect !== 'lasting ENOSPC' || (TAKES_ROOM.includes(call) && paths !== null);

export function faultAt(place: Place, effect: Effect): readonly string[] {
  const limits = (place.paths ?? []).flatMap((one) => ['-P', one]);
  if (effect === 'lasting ENOSPC') {
    const full = TAKES_ROOM.flatMap((call) => [
      '-e',
      `inject=${call}:error=ENOSPC:when=${String((place.usesBefore[call] ?? 0) + 1)}+`,
    ]);
    return [QUICK, ...limits, '-e', `trace=${TAKES_ROOM.join(',')}`, ...full];
  }
  const { call, count } = place;
  const what = effect === 'SIGKILL' ? 'signal=SIGKILL' : `error=${effect}`;
  const inject = `inject=${call}:${what}:when=${String(count)}`;
  return [...(effect === 'SIGKILL' ? [] : [QUICK]), ...limits, '-e', `trace=${call}`, '-e', inject];
}

/** The step is stopped once the call is done, and nothing of it fails. */
export function stopAt({ call, count, paths }: Place): readonly string[] {
  const limits = (paths ?? []).flatMap((one) => ['-P', one]);
  const inject = `inject=${call}:signal=SIGSTOP:when=${String(count)}`;
  return ['-e', 'signal=SIGSTOP', ...limits, '-e', `trace=${call}`, '-e', inject];
}

/** Whether the fault met the call it was meant for. */
export function hasFired(world: World, place: Place, effect: Effect, run: Run): boolean {
  const [hit] =
    effect === 'SIGKILL'
      ? calls(run).slice(-1)
      : calls(run).filter(({ line }) => line.includes('(INJECTED)'));
  if (effect === 'SIGKILL' && run.signal !== 'SIGKILL') return false;
  return hit !== undefined && hit.call === place.call && isOurs(world, hit.line);
}
