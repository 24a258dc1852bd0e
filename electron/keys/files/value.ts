/**
 * A secret on its way into a file.
 *
 * SECURITY: what a server or a file called a secret may be a line of a shell script. Nothing gets into a file that has not
 * been through `keyValueOf`, and every planner of an edit takes nothing else.
 */
import { KEY_LENGTH, parseKey, redactKey } from '../../../shared/key-format.ts';
import { placeError } from './errors.ts';
import { say } from '../../../shared/messages/say.ts';

/** `checked`: a key whose form is known, checksum included. `free`: of a service that says nothing about the form of its keys. */
export type ValueForm = 'checked' | 'free';

export interface KeyValue {
  /** SECURITY: the secret itself; it stays the caller's, who wipes it. */
  readonly bytes: Buffer;
  /** Letters, digits, `_`, `-` and `.` only, and like no number, date or word: it means the same in every syntax. */
  readonly isPlain: boolean;
  /** For people: the value with nothing but its middle masked. */
  readonly masked: string;
}

const PLAIN = /^[A-Za-z][A-Za-z0-9_.-]{15,}$/;
const PRINTABLE = /^[\x20-\x7e]+$/;
/** Below this the ends of a secret would give too much of it away. */
const SHORTEST_WITH_ENDS = 20;

/** @throws AppError `unsupported` where a byte is not of a key */
export function keyValueOf(secret: Buffer, form: ValueForm): KeyValue {
  const text = secret.toString('latin1');
  if (form === 'checked') {
    if (text.length !== KEY_LENGTH || !parseKey(text).ok) {
      throw placeError(
        'unsupported',
        say('keys.what-is-kept-as-the-secret-of'),
        say('keys.nothing-was-written-it-came-from-the'),
      );
    }
    return { bytes: secret, isPlain: true, masked: redactKey(text) };
  }
  if (!PRINTABLE.test(text) || text !== text.trim()) {
    throw placeError(
      'unsupported',
      say('keys.this-secret-holds-characters-that-do-not'),
      say('keys.nothing-was-written-give-it-to-the'),
    );
  }
  const masked = text.length < SHORTEST_WITH_ENDS ? '****' : `${text.slice(0, 4)}****${text.slice(-4)}`;
  return { bytes: secret, isPlain: PLAIN.test(text), masked };
}

/** Where the syntax of a file is not known, or has no safe spelling for a value that is not plain. */
export function notQuotable(file: string): Error {
  return placeError(
    'unsupported',
    say('keys.this-secret-has-characters-that-file-could', { file }),
    say('keys.nothing-was-written-put-it-into-a'),
  );
}
