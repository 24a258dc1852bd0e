/**
 * What locking consists of, so built that no part of it can hold up another: each has a bound of its own and may throw,
 * never answer, or throw later. Knows no Electron; time is told by the timers of the system, which tests replace.
 */
import { AppError } from '../../shared/errors.ts';
import type { VaultProcessMethods } from '../wire/protocol.ts';
import type { RunningProcess } from './utility-process.ts';
import { say, type Said } from '../../shared/messages/say.ts';

/** Everything beside the vault's own process that has to go when the vault is locked. */
export type LockingStepName = 'clipboard' | 'scans';

export interface LockingStep {
  readonly name: LockingStepName;
  run(): Promise<void> | void;
}

export type UndoneName = LockingStepName | 'process';

/** How long a write under way may take before the process is ended all the same. */
export const CLOSE_TIMEOUT_MS = 1500;

/** SECURITY: after this the vault's process is gone, or it is said that it is not. */
export const LOCK_TIMEOUT_MS = 2000;

/** SECURITY: whoever listens must not be able to stop a lock by throwing. */
export function attemptsOf(diagnose: (line: string) => void): (what: string, work: () => void) => void {
  return (what, work) => {
    try {
      work();
    } catch (thrown) {
      diagnose(`${what}: ${thrown instanceof Error ? thrown.name : typeof thrown}`);
    }
  };
}

/**
 * @param work called here, so that what it throws at once counts too
 * @returns whether it came to a good end within the time; what it throws later is dropped
 */
export async function endsWithin(milliseconds: number, work: () => unknown): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => {
      resolve(false);
    }, milliseconds);
  });
  const done = (async (): Promise<boolean> => {
    await work();
    return true;
  })().catch(() => false);
  try {
    return await Promise.race([done, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * SECURITY: whoever locks while a password is being tried locks what it opens. One that does not answer may be opening it.
 * @returns whether the vault may be open in the process before main hears of it
 */
export async function mayBeOpening(
  process: Pick<RunningProcess<VaultProcessMethods>, 'call'> | null,
): Promise<boolean> {
  if (process === null) return false;
  let opening = true;
  await endsWithin(CLOSE_TIMEOUT_MS, async () => {
    opening = await process.call('process.is-opening', undefined);
  });
  return opening;
}

/** Asks the process to finish what it writes and to go, and ends it if it has not. @returns whether it is gone */
async function endVaultProcess(
  ending: Pick<RunningProcess<VaultProcessMethods>, 'call' | 'kill' | 'exited'>,
): Promise<boolean> {
  const end = { seen: false };
  const exited = ending.exited.then(() => {
    end.seen = true;
  });
  // An answer alone is no end, and a process that ended without one needs no killing.
  await endsWithin(CLOSE_TIMEOUT_MS, () =>
    Promise.race([exited, ending.call('process.close', undefined).then(() => exited)]),
  );
  const kill = (): void => {
    try {
      ending.kill();
    } catch {
      // Whether it worked is seen by its end, not by what the call says.
    }
  };
  if (!end.seen) {
    kill();
    if (!(await endsWithin(LOCK_TIMEOUT_MS - CLOSE_TIMEOUT_MS, () => exited))) kill();
  }
  return end.seen;
}

/**
 * SECURITY: what a garbage collector would keep is gone only with the process, so its end is waited for.
 * @param left those that were told before and have not gone; told again, and kept up to date
 * @returns whether none is left
 */
export async function endWithLeft<Process extends Parameters<typeof endVaultProcess>[0]>(
  left: Set<Process>,
  running: Process | null,
): Promise<boolean> {
  const ended = await Promise.all(
    [...left, ...(running === null ? [] : [running])].map(async (process) => {
      const gone = await endVaultProcess(process);
      if (gone) left.delete(process);
      else left.add(process);
      return gone;
    }),
  );
  return ended.every(Boolean);
}

/** Runs all of them at once. @returns those that failed or did not end in time */
export async function runLockingSteps(steps: readonly LockingStep[]): Promise<readonly LockingStepName[]> {
  const ends = await Promise.all(steps.map((step) => endsWithin(LOCK_TIMEOUT_MS, () => step.run())));
  return steps.filter((_, index) => ends[index] !== true).map(({ name }) => name);
}

const UNDONE: Readonly<Record<UndoneName, SaidWords>> = {
  process: {
    message: say('app.the-vault-is-closed-to-this-window'),
    hint: say('app.its-memory-may-still-hold-keys-quit'),
  },
  clipboard: {
    message: say('app.the-clipboard-could-not-be-cleared'),
    hint: say('app.what-you-copied-last-may-still-be'),
  },
  scans: {
    message: say('app.a-scan-that-was-running-could-not'),
    hint: say('app.quit-augno-vault-and-start-it-again'),
  },
};

interface SaidWords {
  readonly message: Said;
  readonly hint: Said;
}

const joined = (parts: readonly Said[]): Said =>
  parts.reduce((first, second) => say('app.first-second', { first, second }));

/** What a person has to know about a lock that was not whole; null where it was. */
export function lockProblem(names: ReadonlySet<UndoneName>): AppError | null {
  const found = (Object.keys(UNDONE) as UndoneName[])
    .filter((name) => names.has(name))
    .map((name) => UNDONE[name]);
  if (found.length === 0) return null;
  return new AppError({
    code: 'lock-incomplete',
    message: joined(found.map(({ message }) => message)),
    hint: joined(found.map(({ hint }) => hint)),
  });
}
