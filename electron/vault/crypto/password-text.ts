/**
 * What may be a password. Argon2 takes any bytes, but bytes that are no text were turned into replacement characters on
 * the way, so that any others of their number opened the same vault.
 */
import { isUtf8 } from 'node:buffer';
import { AppError } from '../../../shared/errors.ts';
import { say, type Said } from '../../../shared/messages/say.ts';
import { certain } from '../../../shared/certain.ts';

/** U+FFFD in UTF-8: what a decoder writes where it found no character. */
const REPLACEMENT = Buffer.from([0xef, 0xbf, 0xbd]);
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

type Fault = 'utf-16' | 'byte-order-mark' | 'not-text';

const SENTENCES: Readonly<Record<Fault, Said>> = {
  'utf-16': say('vault.the-password-is-in-utf-16-as'),
  'byte-order-mark': say('vault.the-password-begins-with-a-byte-order'),
  'not-text': say('vault.the-password-is-no-text-in-utf'),
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
    hint: say('vault.it-was-not-tried-and-nothing-was'),
    field: 'password',
  });
}

/** The number of blanks at the end: what a password file often has by mistake. */
export function blanksAtEnd(bytes: Buffer): number {
  let count = 0;
  while (count < bytes.length && [0x20, 0x09, 0x0d].includes(certain(bytes[bytes.length - 1 - count])))
    count += 1;
  return count;
}
