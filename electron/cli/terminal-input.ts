/**
 * Lines that are typed on the terminal. What was typed (or pasted) beyond a line is kept for the next question, and in the
 * end for the program that `run` starts: a terminal hands over whatever is there, not a line at a time.
 */
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { AppError, toAppError } from '../../shared/errors.ts';
import { say } from '../../shared/messages/say.ts';
import { certain } from '../../shared/certain.ts';

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const BACKSPACE = 0x08;
const DELETE = 0x7f;
const CONTROL_C = 0x03;
const CONTROL_D = 0x04;
const CONTROL_U = 0x15;
/** Longer than any password or key; what is longer is refused, not cut. */
const LONGEST_LINE = 1 << 16;

/** SECURITY: may hold a secret that was pasted for a later question. */
let ahead = Buffer.alloc(0);
/** A carriage return ended the last line: a newline right behind it belongs to it. */
let afterReturn = false;

/** What was typed and not asked for yet; afterwards it is the caller's. */
export function takeTypedAhead(): Buffer {
  const { stdin } = process;
  const buffered = stdin.readableLength > 0 ? (stdin.read() as Buffer | null) : null;
  const taken = Buffer.concat([withoutNewline(ahead), buffered ?? Buffer.alloc(0)]);
  ahead.fill(0);
  ahead = Buffer.alloc(0);
  return taken;
}

/**
 * SECURITY: throws away what was typed before a question, so that it is no answer to it: what Node has read, and what the
 * terminal still holds, line by line (Linux).
 *
 * @returns whether nothing of it is left
 */
export function dropTyped(): boolean {
  takeTypedAhead().fill(0);
  const { stdin } = process;
  let own: number | null = null;
  // A line that is not ended is given out only while the terminal edits none.
  stdin.setRawMode(true);
  try {
    // Of its own, so that not to wait holds for these reads alone.
    own = openSync('/proc/self/fd/0', constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    const some = Buffer.alloc(4096);
    while (readSync(own, some) > 0) some.fill(0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EAGAIN';
  } finally {
    if (own !== null) closeSync(own);
    stdin.setRawMode(false);
  }
}

function withoutNewline(bytes: Buffer): Buffer {
  const skip = afterReturn && bytes[0] === NEWLINE;
  if (bytes.length > 0) afterReturn = false;
  return skip ? bytes.subarray(1) : bytes;
}

const cancelled = (): AppError =>
  new AppError({
    code: 'cancelled',
    message: say('command.cancelled'),
    hint: say('command.nothing-was-done'),
  });

const tooLong = (): AppError =>
  new AppError({
    code: 'invalid-input',
    message: say('command.this-line-is-too-long'),
    hint: say('command.nothing-was-done-check-what-was-pasted'),
  });

/** Takes bytes until a line is whole. */
class LineReader {
  readonly #bytes = Buffer.alloc(LONGEST_LINE);
  #length = 0;

  /** How many bytes of `chunk` belong to this line once it is whole; null where it is not. */
  take(chunk: Buffer): { readonly used: number; readonly end: 'line' | 'cancelled' } | null {
    for (const [index, byte] of chunk.entries()) {
      if (byte === RETURN || byte === NEWLINE || byte === CONTROL_D) {
        afterReturn = byte === RETURN;
        return { used: index + 1, end: 'line' };
      }
      if (byte === CONTROL_C) return { used: index + 1, end: 'cancelled' };
      if (byte === BACKSPACE || byte === DELETE) this.#erase();
      else if (byte === CONTROL_U) this.#length = 0;
      else if (this.#length === LONGEST_LINE) throw tooLong();
      else this.#bytes[this.#length++] = byte;
    }
    return null;
  }

  /** A character may be several bytes in UTF-8: continuation bytes go with their first. */
  #erase(): void {
    do this.#length = Math.max(0, this.#length - 1);
    while (this.#length > 0 && (certain(this.#bytes[this.#length]) & 0xc0) === 0x80);
  }

  line(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.#length));
  }

  wipe(): void {
    this.#bytes.fill(0);
  }
}

/**
 * @param echo whether what is typed shows
 * @returns null at the end of input
 * @throws AppError `cancelled` at Ctrl-C, SIGINT or SIGTERM: the terminal is as it was before
 */
export async function readTerminalLine(
  prompt: string,
  { echo, signal }: { readonly echo: boolean; readonly signal: AbortSignal },
): Promise<Buffer | null> {
  const { stderr } = process;
  if (signal.aborted) throw cancelled();
  const reader = new LineReader();
  try {
    const typed = takeTypedAhead();
    // A terminal that edits lines gives out no carriage return: what comes now is no second half of one.
    if (echo) afterReturn = false;
    const early = reader.take(typed);
    if (early !== null) {
      ahead = Buffer.from(typed.subarray(early.used));
      const line = reader.line();
      stderr.write(`${prompt}${echo ? line.toString('utf8') : ''}\n`);
      typed.fill(0);
      if (early.end === 'cancelled') throw cancelled();
      return line;
    }
    // SECURITY: first the echo goes, then the question shows: whoever answers at once is not read over the shoulder.
    if (!echo) process.stdin.setRawMode(true);
    stderr.write(prompt);
    if (echo) stderr.write(typed);
    typed.fill(0);
    return await listen(reader, echo, signal);
  } finally {
    reader.wipe();
  }
}

function listen(reader: LineReader, echo: boolean, signal: AbortSignal): Promise<Buffer | null> {
  const { stdin, stderr } = process;
  return new Promise((resolve, reject) => {
    const settle = (outcome: () => void): void => {
      stdin.off('data', onData);
      stdin.off('end', onEnd);
      signal.removeEventListener('abort', onAbort);
      // SECURITY: whatever ended it, the next program finds a terminal that shows what is typed.
      if (!echo) stdin.setRawMode(false);
      stdin.pause();
      if (!echo) stderr.write('\n');
      outcome();
    };
    const onData = (chunk: Buffer): void => {
      try {
        const bytes = withoutNewline(chunk);
        const done = reader.take(bytes);
        if (done === null) return;
        ahead = Buffer.concat([ahead, bytes.subarray(done.used)]);
        settle(() => {
          if (done.end === 'cancelled') reject(cancelled());
          else resolve(reader.line());
        });
      } catch (thrown) {
        settle(() => {
          reject(toAppError(thrown));
        });
      } finally {
        chunk.fill(0);
      }
    };
    const onEnd = (): void => {
      settle(() => {
        resolve(null);
      });
    };
    const onAbort = (): void => {
      settle(() => {
        if (echo) stderr.write('\n');
        reject(cancelled());
      });
    };
    stdin.on('data', onData);
    stdin.once('end', onEnd);
    signal.addEventListener('abort', onAbort, { once: true });
    stdin.resume();
  });
}
