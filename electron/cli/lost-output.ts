/**
 * Standard output that could not be written: a full disk, or a closed pipe behind something that was done for good. It is
 * said in one sentence, and the exit code tells it from what was not done at all.
 */
import { say, type Said } from '../../shared/messages/say.ts';
import { fstatSync, statSync, writeSync } from 'node:fs';
import { devNull } from 'node:os';
import type { Writable } from 'node:stream';
import { EXIT } from './types.ts';
import { certain } from '../../shared/certain.ts';

export interface OutputWatch {
  /** To standard output, as it is. */
  write(text: string): void;
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

function reasonOf(error: NodeJS.ErrnoException): Said | string {
  if (hasNoReader(error)) return say('command.output-lost-no-reader');
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return say('command.output-lost-no-space');
    default:
      return error.code ?? say('command.unknown-error');
  }
}

/**
 * Calls `watch` before anybody else has the stream. Until it is used it is not made: what it takes to write to a terminal
 * or a pipe is a third of the start of a command that writes nothing.
 */
function whenFirstUsed(name: 'stdout' | 'stderr', watch: (stream: Writable) => void): void {
  const property = Object.getOwnPropertyDescriptor(process, name);
  const make = property?.get?.bind(process) as (() => Writable) | undefined;
  if (property === undefined || make === undefined) {
    watch(process[name]);
    return;
  }
  const get = (): Writable => {
    Object.defineProperty(process, name, property);
    const stream = make();
    watch(stream);
    return stream;
  };
  Object.defineProperty(process, name, { ...property, get });
}

/** Whether a stream leads to a person; a file and a pipe are told without the runtime's way of writing to a terminal. */
export function isTerminal(name: 'stdout' | 'stderr'): boolean {
  return !isPlain(name === 'stdout' ? 1 : 2) && process[name].isTTY;
}

/** A file, a pipe or nowhere. */
function isPlain(descriptor: number): boolean {
  try {
    const kind = fstatSync(descriptor);
    return (
      kind.isFile() || kind.isFIFO() || (kind.isCharacterDevice() && kind.rdev === statSync(devNull).rdev)
    );
  } catch {
    return false;
  }
}

/**
 * Of standard output and standard error, from their first use on.
 * @param words in the language of whoever started the command, as soon as it is known
 */
export function watchOutput(words: (said: Said) => string): OutputWatch {
  let stdout: Writable | null = null;
  let lost: NodeJS.ErrnoException | null = null;
  const done: string[] = [];
  const note = (error: NodeJS.ErrnoException | null | undefined): void => {
    lost ??= error ?? null;
  };
  whenFirstUsed('stdout', (stream) => {
    stdout = stream;
    stream.on('error', note);
  });
  whenFirstUsed('stderr', (stream) => {
    // There is nowhere to say it.
    stream.on('error', () => undefined);
  });
  const flushed = (): Promise<boolean> =>
    new Promise((resolve) => {
      if (lost !== null) resolve(false);
      else if (stdout === null) resolve(true);
      else
        stdout.write('', (error) => {
          note(error);
          // The stream's own report of an earlier write comes right behind.
          setImmediate(() => {
            resolve(lost === null);
          });
        });
    });
  const write = (text: string): void => {
    if (stdout !== null || lost !== null || !isPlain(1)) {
      process.stdout.write(text);
      return;
    }
    let rest: Buffer = Buffer.from(text);
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(1, rest));
    } catch (error) {
      // Whoever reads it is slower than we are, and the pipe is one that does not wait.
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') process.stdout.write(rest);
      else note(error as NodeJS.ErrnoException);
    }
  };
  return {
    write,
    flushed,
    fits: async () => (await flushed()) || hasNoReader(certain(lost)),
    remember: (sentence) => void done.push(sentence),
    async finish(code) {
      if (await flushed()) return code;
      // A reader that has seen enough (`| head`) ended on purpose; only what cannot be done again has to be told.
      if (hasNoReader(certain(lost)) && done.length === 0) return code;
      const also = done.length === 0 ? '' : ` ${done.join(' ')}`;
      const sentence = words(say('command.output-lost', { why: reasonOf(certain(lost)) }));
      process.stderr.write(`${sentence}${also}\n`);
      return code === EXIT.done ? EXIT.outputLost : code;
    },
  };
}
