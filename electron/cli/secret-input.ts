/** Reads passwords and keys: line by line from a descriptor, or from the terminal without showing them. */
import { isUtf8 } from 'node:buffer';
import { readSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';
import { SecretBytes } from '../vault/secret-bytes.ts';
import { readTerminalLine } from './terminal-input.ts';
import { say } from '../../shared/messages/say.ts';
import { certain } from '../../shared/certain.ts';
import { thisPlatform } from '../platform/this-platform.ts';

const MAX_SECRET_BYTES = 1 << 16;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
/** What Windows' shells may put before the first line that they pipe. */
const BYTE_ORDER_MARK = Buffer.from('\uFEFF', 'utf8');

/** Git Bash has a terminal of its own, which programs of Windows do not see without winpty. */
export function missing(
  platform: NodeJS.Platform = thisPlatform,
  environment: NodeJS.ProcessEnv = process.env,
): AppError {
  const inGitBash = platform === 'win32' && environment['MSYSTEM'] !== undefined;
  return new AppError({
    code: 'invalid-input',
    message: say('command.a-password-is-needed-and-there-is'),
    hint: inGitBash
      ? say('command.nothing-was-done-winpty')
      : say('command.nothing-was-done-give-it-with-password'),
  });
}

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
export function readSecretLine(descriptor: number, platform: NodeJS.Platform = thisPlatform): SecretBytes {
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
    const mark = platform === 'win32' && line.subarray(0, length).indexOf(BYTE_ORDER_MARK) === 0;
    return SecretBytes.copyOf(line.subarray(mark ? BYTE_ORDER_MARK.length : 0, length));
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

/**
 * Before a new password is taken from a pipe: shells of Windows hand on letters beyond ASCII in a code page of their own, or as
 * question marks, and what is typed later would be another password.
 * @throws AppError `invalid-input` where it is no UTF-8; it is wiped then
 */
export function assertTypeable(password: SecretBytes): void {
  if (isUtf8(password.bytes())) return;
  password.wipe();
  throw new AppError({
    code: 'invalid-input',
    message: say('command.the-password-is-no-utf-8'),
    hint: say('command.nothing-was-done-give-it-as-utf-8'),
  });
}

/** Whether a shell may have put question marks where letters were: only on Windows does one. */
export function mayBeReplaced(password: Uint8Array, platform: NodeJS.Platform = thisPlatform): boolean {
  return platform === 'win32' && password.includes(0x3f);
}
