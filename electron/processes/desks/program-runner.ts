/**
 * Gives a secret to a program on its standard input. No shell reads the arguments; what the program prints is masked, also
 * where it prints the secret encoded; and nothing outlives the vault's process.
 */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { AppError } from '../../../shared/errors.ts';
import type { Program, ProgramResult } from '../../../shared/ipc/flow-channels.ts';
import { SecretMasker } from '../../keys/masking/masker.ts';
import { formsOf } from '../../keys/masking/forms.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import { say } from '../../../shared/messages/say.ts';
import { endTree } from '../../platform/end-tree.ts';
import { thisPlatform } from '../../platform/this-platform.ts';
import { launchOf } from '../../platform/windows-command.ts';

/** More than a person reads. */
const LONGEST_OUTPUT = 32 * 1024;
const TIME_LIMIT_MS = 120_000;
const KILL_AFTER_MS = 3_000;

/** Variables that would change what our own runtime, or a program built on it, does. */
const NOT_PASSED_ON = /^(ELECTRON_|NODE_OPTIONS$|NODE_CHANNEL_)/;

export class ProgramRunner {
  #child: ChildProcessWithoutNullStreams | null = null;

  get isRunning(): boolean {
    return this.#child !== null;
  }

  /**
   * @throws AppError `command-failed` where the program could not be started; `cancelled`; `conflict` while another runs
   */
  async run(program: Program, secret: SecretBytes): Promise<ProgramResult> {
    if (this.#child !== null) {
      throw new AppError({
        code: 'conflict',
        message: say('process.another-program-is-being-given-a-secret'),
        hint: say('process.wait-until-it-has-ended-or-cancel'),
      });
    }
    const forms = formsOf(secret.bytes());
    const masker = new SecretMasker(forms);
    const collected: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer): void => {
      const masked = masker.push(chunk);
      if (size < LONGEST_OUTPUT) collected.push(masked);
      size += masked.length;
    };
    const child = this.#start(program);
    this.#child = child;
    const early: { why: 'cancelled' | 'time' | null } = { why: null };
    const stop = (why: 'cancelled' | 'time'): void => {
      early.why ??= why;
      endTree(child, 'SIGTERM');
      setTimeout(() => {
        endTree(child, 'SIGKILL');
      }, KILL_AFTER_MS).unref();
    };
    this.#stop = () => {
      stop('cancelled');
    };
    const timer = setTimeout(() => {
      stop('time');
    }, TIME_LIMIT_MS);
    // One stream for the mask: a secret never goes half to one output and half to the other.
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    // A program that does not read its input closes it; that is its own business, and its exit code says so.
    child.stdin.on('error', () => undefined);
    const input = Buffer.alloc(secret.length + (program.newline ? 1 : 0), '\n');
    secret.bytes().copy(input);
    try {
      const ended = new Promise<{ code: number | null; signal: string | null }>((resolve, reject) => {
        child.once('error', reject);
        child.once('close', (code, signal) => {
          resolve({ code, signal });
        });
      });
      child.stdin.end(input);
      const { code, signal } = await ended;
      if (early.why !== null) throw endedEarly(early.why);
      const last = masker.end();
      collected.push(last);
      const output = Buffer.concat(collected).subarray(0, LONGEST_OUTPUT).toString('utf8');
      return {
        exitCode: code,
        signal,
        // Line ends stay; whatever else moves a cursor or turns text round is spelled out.
        output: output
          .replaceAll('\r\n', '\n')
          .split('\n')
          .map((line) => terminalLine(line))
          .join('\n'),
        truncated: size + last.length > LONGEST_OUTPUT,
      };
    } catch (thrown) {
      throw thrown instanceof AppError ? thrown : notStarted(program.command, thrown);
    } finally {
      clearTimeout(timer);
      input.fill(0);
      for (const form of forms) form.wipe();
      this.#child = null;
    }
  }

  cancel(): void {
    if (this.#child !== null) this.#stop();
  }

  #stop: () => void = () => undefined;

  #start(program: Program): ChildProcessWithoutNullStreams {
    const environment = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !NOT_PASSED_ON.test(name)),
    );
    try {
      const launch = launchOf(program.command, program.args, { platform: thisPlatform, environment });
      if (launch === null) throw Object.assign(new Error('not found'), { code: 'ENOENT' });
      // SECURITY: no shell of Node's, so nothing in an argument is interpreted.
      return spawn(launch.program, launch.args, {
        windowsVerbatimArguments: launch.verbatim,
        env: environment,
        stdio: ['pipe', 'pipe', 'pipe'],
        shell: false,
        windowsHide: true,
      });
    } catch (thrown) {
      throw notStarted(program.command, thrown);
    }
  }
}

function endedEarly(why: 'cancelled' | 'time'): AppError {
  return new AppError({
    code: 'cancelled',
    message:
      why === 'time'
        ? say('process.the-program-took-longer-than-two-minutes')
        : say('process.the-program-was-ended'),
    hint: say('process.it-may-have-taken-the-secret-already'),
  });
}

function notStarted(command: string, thrown: unknown): AppError {
  const code = (thrown as NodeJS.ErrnoException).code ?? 'unknown error';
  const shown = terminalLine(command);
  return new AppError({
    code: 'command-failed',
    message:
      code === 'ENOENT'
        ? say('process.the-program-shown-was-not-found', { shown })
        : say('process.the-program-shown-cant-be-run-code', { shown, code }),
    hint: say('process.it-was-not-given-the-secret-check'),
    cause: thrown,
  });
}
