/**
 * Standard output that could not be written: a full disk, or a closed pipe behind something that was done for good. It is
 * said in one sentence, and the exit code tells it from what was not done at all.
 */
import type { Writable } from 'node:stream';
import { EXIT } from './types.ts';

export interface OutputWatch {
  /** All of it has been handed to the system, or it is known why not. */
  flushed(): Promise<boolean>;
  /** False where what was written is lost although somebody wants it: a full disk, not a reader that has seen enough. */
  fits(): Promise<boolean>;
  /** Said after the sentence: what was done all the same. */
  remember(done: string): void;
  /** The code to end with, after the sentence where one is due. */
  finish(code: number): Promise<number>;
}

const hasNoReader = ({ code }: NodeJS.ErrnoException): boolean =>
  code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';

function reasonOf(error: NodeJS.ErrnoException): string {
  if (hasNoReader(error)) return 'whatever reads it has ended';
  switch (error.code) {
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
    fits: async () => (await flushed()) || hasNoReader(lost!),
    remember: (sentence) => void done.push(sentence),
    async finish(code) {
      if (await flushed()) return code;
      // A reader that has seen enough (`| head`) ended on purpose; only what cannot be done again has to be told.
      if (hasNoReader(lost!) && done.length === 0) return code;
      const also = done.length === 0 ? '' : ` ${done.join(' ')}`;
      stderr.write(
        `augno-vault: Standard output could not be written (${reasonOf(lost!)}), so its end is missing.${also}\n`,
      );
      return code === EXIT.done ? EXIT.outputLost : code;
    },
  };
}
