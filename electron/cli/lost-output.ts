/**
 * Standard output that could not be written: a full disk, a closed pipe. It is said in one sentence, and the exit code tells
 * it from what was not done at all.
 */
import type { Writable } from 'node:stream';
import { EXIT } from './types.ts';

export interface OutputWatch {
  /** All of it has been handed to the system, or it is known why not. */
  flushed(): Promise<boolean>;
  /** Said after the sentence: what was done all the same. */
  remember(done: string): void;
  /** The code to end with, after the sentence where one is due. */
  finish(code: number): Promise<number>;
}

function reasonOf(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'EPIPE':
    case 'ERR_STREAM_DESTROYED':
      return 'whatever reads it has ended';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'no space is left';
    default:
      return error.code ?? 'unknown error';
  }
}

export function watchOutput(stdout: Writable, stderr: Writable): OutputWatch {
  let lost: NodeJS.ErrnoException | null = null;
  const done: string[] = [];
  const note = (error: NodeJS.ErrnoException | null | undefined): void => {
    lost ??= error ?? null;
  };
  stdout.on('error', note);
  // There is nowhere to say it.
  stderr.on('error', () => undefined);
  const flushed = (): Promise<boolean> =>
    new Promise((resolve) => {
      if (lost !== null) resolve(false);
      else
        stdout.write('', (error) => {
          note(error);
          // The stream's own report of an earlier write comes right behind.
          setImmediate(() => {
            resolve(lost === null);
          });
        });
    });
  return {
    flushed,
    remember: (sentence) => void done.push(sentence),
    async finish(code) {
      if (await flushed()) return code;
      const also = done.length === 0 ? '' : ` ${done.join(' ')}`;
      stderr.write(
        `augno-vault: Standard output could not be written (${reasonOf(lost!)}), so its end is missing.${also}\n`,
      );
      return code === EXIT.done ? EXIT.outputLost : code;
    },
  };
}
