/**
 * What may be a password. Argon2 takes any bytes, but bytes that are no text were turned into replacement characters on
 * the way, so that any others of their number opened the same vault.
 */
import { isUtf8 } from 'node:buffer';
import { AppError } from '../../../shared/errors.ts';

/** U+FFFD in UTF-8: what a decoder writes where it found no character. */
const REPLACEMENT = Buffer.from([0xef, 0xbf, 0xbd]);
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

type Fault = 'utf-16' | 'byte-order-mark' | 'not-text';

const SENTENCES: Readonly<Record<Fault, string>> = {
  'utf-16': 'The password is in UTF-16, as some editors and PowerShell write files.',
  'byte-order-mark': 'The password begins with a byte-order mark, which some editors and PowerShell write.',
  'not-text': 'The password is no text in UTF-8.',
};

function faultIn(bytes: Buffer): Fault | null {
  const isMarked16 =
    bytes.length >= 2 &&
    ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff));
  if (isMarked16 || bytes.includes(0)) return 'utf-16';
  if (bytes.subarray(0, UTF8_MARK.length).equals(UTF8_MARK)) return 'byte-order-mark';
  return isUtf8(bytes) && !bytes.includes(REPLACEMENT) ? null : 'not-text';
}

/**
 * Before the password is used, so that no try is counted.
 * @throws AppError `invalid-input`
 */
export function assertPasswordText(bytes: Buffer): void {
  const fault = faultIn(bytes);
  if (fault === null) return;
  throw new AppError({
    code: 'invalid-input',
    message: SENTENCES[fault],
    hint: 'It was not tried, and nothing was changed. Save it as plain UTF-8 without a mark. A vault that version 0.1 made with such a password is opened once by “augno-vault change-password --password-bytes”, which gives it another.',
    field: 'password',
  });
}

/** The number of blanks at the end: what a password file often has by mistake. */
export function blanksAtEnd(bytes: Buffer): number {
  let count = 0;
  while (count < bytes.length && [0x20, 0x09, 0x0d].includes(bytes[bytes.length - 1 - count]!)) count += 1;
  return count;
}
