/** Ids in the API's form: `<prefix>_` and characters of `[0-9a-z]`. */
import { randomBytes } from 'node:crypto';
import { certain } from '../../../shared/certain.ts';

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

export type IdentifierPrefix =
  'apke' | 'doapke' | 'rl' | 'ac' | 'us' | 'sbac' | 'rq' | 'un' | 'ug' | 'pm' | 'pmgr' | 'ae';

/** 12 characters, 19 for requests. */
export function newIdentifier(prefix: IdentifierPrefix): string {
  const length = prefix === 'rq' ? 19 : 12;
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      // 252 is the largest multiple of 36 that fits a byte: above it the first characters would come up more often.
      if (byte < 252 && text.length < length) text += certain(ALPHABET[byte % 36]);
    }
  }
  return `${prefix}_${text}`;
}
