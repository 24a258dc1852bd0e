/** Reads passwords and keys: line by line from a descriptor, or from the terminal without showing them. */
import { readSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';
import { SecretBytes } from '../vault/secret-bytes.ts';
import { readTerminalLine } from './terminal-input.ts';
import { say } from '../../shared/messages/say.ts';
import { certain } from '../../shared/certain.ts';

const MAX_SECRET_BYTES = 1 << 16;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

const missing = (): AppError =>
  new AppError({
    code: 'invalid-input',
    message: say('command.a-password-is-needed-and-there-is'),
    hint: say('command.nothing-was-done-give-it-with-password'),
  });

const tooLong = (): AppError =>
  new AppError({
    code: 'invalid-input',
    message: say('command.this-is-too-long-to-be-a'),
    hint: say('command.nothing-was-done-check-what-is-being'),
  });

/** Waits a little; for a non-blocking descriptor that has nothing yet. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
}

/**
 * The next line of `descriptor`, without its line end. Reads byte by byte, so that whatever follows stays for the program
 * that inherits the descriptor.
 */
export function readSecretLine(descriptor: number): SecretBytes {
  const line = Buffer.alloc(MAX_SECRET_BYTES);
  const one = Buffer.alloc(1);
  let length = 0;
  try {
    for (;;) {
      let count: number;
      try {
        count = readSync(descriptor, one, 0, 1, null);
      } catch (thrown) {
        if ((thrown as NodeJS.ErrnoException).code === 'EAGAIN') {
          pause();
          continue;
        }
        if ((thrown as NodeJS.ErrnoException).code === 'EOF') count = 0;
        else throw missing();
      }
      if (count === 0) {
        if (length === 0) throw missing();
        break;
      }
      if (one[0] === NEWLINE) break;
      if (length === MAX_SECRET_BYTES) throw tooLong();
      line[length] = certain(one[0]);
      length += 1;
    }
    if (length > 0 && line[length - 1] === RETURN) length -= 1;
    return SecretBytes.copyOf(line.subarray(0, length));
  } finally {
    line.fill(0);
    one.fill(0);
  }
}

/** Asks on the terminal; nothing of what is typed is shown. */
export async function promptSecret(prompt: string, signal: AbortSignal): Promise<SecretBytes> {
  if (!process.stdin.isTTY) throw missing();
  const line = await readTerminalLine(`${prompt}: `, { echo: false, signal });
  if (line === null) throw missing();
  return SecretBytes.adopt(line);
}
