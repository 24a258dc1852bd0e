/** Starts the program, masks what it prints, forwards signals, and gives the exit code to end with. */
import { say, type Said } from '../../../shared/messages/say.ts';
import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import type { Writable } from 'node:stream';
import type { MaskForm } from '../../keys/masking/forms.ts';
import { relay } from './relay.ts';
import { forwardSignals, HAS_GROUPS } from './signals.ts';
import { loadPty, runOnTerminal, startProblem } from './terminal-child.ts';
import { certain } from '../../../shared/certain.ts';
import { thisPlatform } from '../../platform/this-platform.ts';
import { launchOf } from '../../platform/windows-command.ts';

export const RUN_EXIT = {
  /** Our own failure: nothing was started. */
  failed: 125,
  /** Found, but it can't be run. */
  notExecutable: 126,
  notFound: 127,
  /** Added to the number of the signal that ended the program. */
  signalBase: 128,
} as const;

export interface ChildOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Null: the program gets our own streams, and nothing is masked. */
  readonly forms: readonly MaskForm[];
  readonly masking: boolean;
  /** What was typed on the terminal before the program was there to read it. */
  readonly typedAhead: Buffer;
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** One line for people when the program could not be started. */
  readonly warn: (line: Said) => void;
  /** Left out: this one. */
  readonly platform?: NodeJS.Platform;
}

function startFailure(command: string, code: string | undefined): readonly [number, Said] {
  const program = JSON.stringify(command);
  if (code === 'ENOENT') return [RUN_EXIT.notFound, say('command.program-not-found', { program })];
  if (code === 'EINVAL')
    return [RUN_EXIT.notExecutable, say('command.program-takes-no-line-break', { program })];
  const why = code ?? say('command.unknown-error');
  return [RUN_EXIT.notExecutable, say('command.program-cannot-be-run', { program, why })];
}

/** The terminal's keys make carriage returns while nothing is echoed; a program that reads a pipe wants lines. */
function asLines(typed: Buffer): Buffer {
  return Buffer.from(typed.toString('latin1').replace(/\r\n?/g, '\n'), 'latin1');
}

/** First what was typed ahead, then whatever comes. */
function feed(child: ChildProcess, typedAhead: Buffer): () => void {
  const { stdin } = process;
  certain(child.stdin).on('error', () => undefined);
  certain(child.stdin).write(asLines(typedAhead));
  stdin.pipe(certain(child.stdin));
  return () => {
    stdin.unpipe(certain(child.stdin));
    stdin.pause();
    certain(child.stdin).destroy();
  };
}

/** Resolves to the exit code: the program's own, 128 + signal, or 126 and 127 where it could not be started. */
export async function runChild(options: ChildOptions): Promise<number> {
  const onTerminal = process.stdin.isTTY && process.stdout.isTTY && process.stderr.isTTY;
  const pty = options.masking && onTerminal ? loadPty() : null;
  if (pty === null) return runOnPipes(options);
  const problem = startProblem(options.command, options.env);
  if (problem === null) return runOnTerminal(pty, options);
  const [code, message] = startFailure(options.command, problem);
  options.warn(message);
  return code;
}

async function runOnPipes(options: ChildOptions): Promise<number> {
  const { typedAhead, masking } = options;
  // On a terminal the program stays in our group: only so may it read from there, and Ctrl-C reaches it by itself.
  const ownGroup = HAS_GROUPS && !process.stdin.isTTY;
  let child: ChildProcess;
  try {
    const launch = launchOf(options.command, options.args, {
      platform: options.platform ?? thisPlatform,
      environment: options.env,
    });
    if (launch === null) {
      const [code, message] = startFailure(options.command, 'ENOENT');
      options.warn(message);
      return code;
    }
    // SECURITY: no shell of Node's, so nothing in an argument is interpreted.
    child = spawn(launch.program, [...launch.args], {
      windowsVerbatimArguments: launch.verbatim,
      env: options.env,
      stdio: [
        typedAhead.length > 0 ? 'pipe' : 'inherit',
        masking ? 'pipe' : 'inherit',
        masking ? 'pipe' : 'inherit',
      ],
      detached: ownGroup,
      shell: false,
      windowsHide: true,
    });
  } catch (error) {
    const [code, message] = startFailure(options.command, (error as NodeJS.ErrnoException).code);
    options.warn(message);
    return code;
  }
  const exited = new Promise<number>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (child.pid !== undefined) return;
      const [code, message] = startFailure(options.command, error.code);
      options.warn(message);
      resolve(code);
    });
    child.once('exit', (code, signal) => {
      resolve(signal === null ? (code ?? RUN_EXIT.failed) : RUN_EXIT.signalBase + constants.signals[signal]);
    });
  });
  if (child.pid === undefined) return exited;
  const stopForwarding = forwardSignals({ pid: child.pid, ownGroup });
  const stopFeeding = typedAhead.length > 0 ? feed(child, typedAhead) : null;
  const relays = masking
    ? [
        relay(certain(child.stdout), options.stdout, options.forms),
        relay(certain(child.stderr), options.stderr, options.forms),
      ]
    : [];
  try {
    const code = await exited;
    for (const each of relays) each.programEnded();
    await Promise.all(relays.map(({ done }) => done));
    return code;
  } finally {
    stopFeeding?.();
    stopForwarding();
  }
}
