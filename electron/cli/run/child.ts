/** Starts the program, masks what it prints, forwards signals, and gives the exit code to end with. */
import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { maskStream } from './masker.ts';
import type { MaskPattern } from './patterns.ts';

export const RUN_EXIT = {
  /** Our own failure: nothing was started. */
  failed: 125,
  /** Found, but it can't be run. */
  notExecutable: 126,
  notFound: 127,
  /** Added to the number of the signal that ended the program. */
  signalBase: 128,
} as const;

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGCONT'] as const;

export interface ChildOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly patterns: readonly MaskPattern[];
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** One line for people when the program could not be started. */
  readonly warn: (line: string) => void;
}

/** A terminal sends Ctrl-C and Ctrl-\ to the program itself: sending them again would make them two. */
function cameFromTerminal(signal: NodeJS.Signals): boolean {
  return (signal === 'SIGINT' || signal === 'SIGQUIT') && process.stdin.isTTY;
}

function forwardSignals(child: ChildProcess): () => void {
  const listeners = FORWARDED.filter((signal) => signal in constants.signals).map((signal) => {
    const listener = (): void => {
      if (!cameFromTerminal(signal)) child.kill(signal);
    };
    // Having a listener also keeps the signal from ending us before the program has ended.
    process.on(signal, listener);
    return [signal, listener] as const;
  });
  return () => {
    for (const [signal, listener] of listeners) process.removeListener(signal, listener);
  };
}

/** Resolves when everything was passed on, or nobody reads any more. */
function relay(source: Readable, target: Writable, patterns: readonly MaskPattern[]): Promise<void> {
  return new Promise((resolve) => {
    const mask = maskStream(patterns);
    const stop = (): void => {
      // The reader is gone: let the program notice, as it would without us.
      source.destroy();
      mask.destroy();
      resolve();
    };
    target.once('error', stop);
    source.once('error', stop);
    mask.once('end', () => {
      target.removeListener('error', stop);
      resolve();
    });
    source.pipe(mask);
    mask.pipe(target, { end: false });
  });
}

function startFailure(command: string, error: NodeJS.ErrnoException): readonly [number, string] {
  const shown = JSON.stringify(command);
  if (error.code === 'ENOENT') return [RUN_EXIT.notFound, `The program ${shown} was not found.`];
  const reason = error.code ?? 'unknown error';
  return [RUN_EXIT.notExecutable, `The program ${shown} can't be run (${reason}).`];
}

/** Resolves to the exit code: the program's own, 128 + signal, or 126 and 127 where it could not be started. */
export async function runChild(options: ChildOptions): Promise<number> {
  let child: ChildProcess;
  try {
    // SECURITY: no shell, so nothing in an argument is interpreted.
    child = spawn(options.command, [...options.args], {
      env: options.env,
      stdio: ['inherit', 'pipe', 'pipe'],
      shell: false,
      windowsHide: true,
    });
  } catch (error) {
    const [code, message] = startFailure(options.command, error as NodeJS.ErrnoException);
    options.warn(message);
    return code;
  }
  const stopForwarding = forwardSignals(child);
  try {
    const exited = new Promise<number>((resolve) => {
      child.once('error', (error: NodeJS.ErrnoException) => {
        if (child.pid !== undefined) return;
        const [code, message] = startFailure(options.command, error);
        options.warn(message);
        resolve(code);
      });
      child.once('exit', (code, signal) => {
        resolve(
          signal === null ? (code ?? RUN_EXIT.failed) : RUN_EXIT.signalBase + constants.signals[signal],
        );
      });
    });
    const relayed = Promise.all([
      relay(child.stdout!, options.stdout, options.patterns),
      relay(child.stderr!, options.stderr, options.patterns),
    ]);
    const code = await exited;
    if (child.pid !== undefined) await relayed;
    return code;
  } finally {
    stopForwarding();
  }
}
