/**
 * Errors that people read. Each says what happened (`message`), and what is safe and what to do next (`hint`): by the id of
 * a text and its values, worded where it is read (`messages/`).
 *
 * SECURITY: neither text may ever hold a secret, a password or unredacted input.
 */
import { say, type Said } from './messages/say.ts';
import { inEnglish } from './messages/words.ts';

export const ERROR_CODES = [
  // bad input
  'invalid-input',
  'not-found',
  'ambiguous',
  'conflict',
  'clock-differs',
  'unsupported',
  'cancelled',
  // vault
  'vault-missing',
  'vault-vanished',
  'vault-exists',
  'vault-locked',
  'vault-wrong-password',
  'vault-waiting',
  'vault-damaged',
  'vault-foreign',
  'vault-newer-format',
  'vault-rolled-back',
  'vault-parameters',
  'vault-unwritable',
  'vault-unreadable',
  'vault-disk-full',
  'vault-busy',
  'lock-incomplete',
  'vault-replaced',
  'vault-another-copy',
  'keychain-unavailable',
  // API
  'api-unreachable',
  'api-timeout',
  'api-not-augno',
  'api-insecure-url',
  'api-redirect',
  'api-invalid-key',
  'api-key-expired',
  'api-key-revoked',
  'api-forbidden',
  'api-payment-required',
  'api-not-found',
  'api-conflict',
  'api-rejected',
  'api-rate-limited',
  'api-server-error',
  'api-unexpected-reply',
  'address-unconfirmed',
  'outcome-unknown',
  // scanner
  'scan-path-missing',
  'scan-path-unreadable',
  'scan-not-a-repository',
  'scan-nothing-to-scan',
  'scan-file-unparsable',
  // files in which a key is replaced
  'file-changed',
  'file-read-only',
  'file-unwritable',
  // a program that is given a secret
  'command-failed',
  // updates of the app
  'update-unreachable',
  'update-refused',
  // everything else
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** What an error says. */
export interface SaidError {
  readonly message: Said;
  readonly hint: Said;
}

/** An AppError as it travels between processes. */
export interface SerializedError {
  readonly code: ErrorCode;
  /** In English, for logs and programs. */
  readonly message: string;
  readonly hint: string;
  /** For people. */
  readonly said: SaidError;
  /** The input the error belongs to, so that a form can show it at the field. */
  readonly field?: string | undefined;
  /** Seconds to wait, for `vault-waiting` and `api-rate-limited`. */
  readonly retryAfterSeconds?: number | undefined;
  /** Link to the server's own log of the request, where it gave one. */
  readonly requestLogUrl?: string | undefined;
  /** What the server calls that log, where it does not lead to the server itself: text, never a link. */
  readonly requestLogText?: string | undefined;
}

export interface AppErrorDetails {
  readonly code: ErrorCode;
  /** What happened, one sentence. */
  readonly message: Said;
  /** What is safe, and what to do next. */
  readonly hint: Said;
  readonly field?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly requestLogUrl?: string | undefined;
  readonly requestLogText?: string | undefined;
  /** Kept in memory for the developer; never serialized, because a library's message may quote input. */
  readonly cause?: unknown;
}

export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  /** In English, like `message`. */
  readonly hint: string;
  readonly said: SaidError;
  readonly field: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly requestLogUrl: string | undefined;
  readonly requestLogText: string | undefined;

  constructor(details: AppErrorDetails) {
    super(inEnglish(details.message), details.cause === undefined ? undefined : { cause: details.cause });
    this.code = details.code;
    this.hint = inEnglish(details.hint);
    this.said = { message: details.message, hint: details.hint };
    this.field = details.field;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.requestLogUrl = details.requestLogUrl;
    this.requestLogText = details.requestLogText;
  }

  serialize(): SerializedError {
    return {
      code: this.code,
      message: this.message,
      hint: this.hint,
      said: this.said,
      ...(this.field === undefined ? {} : { field: this.field }),
      ...(this.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: this.retryAfterSeconds }),
      ...(this.requestLogUrl === undefined ? {} : { requestLogUrl: this.requestLogUrl }),
      ...(this.requestLogText === undefined ? {} : { requestLogText: this.requestLogText }),
    };
  }

  static fromSerialized(error: SerializedError): AppError {
    return new AppError({ ...error, ...error.said });
  }
}

/** Turns anything thrown into an AppError. An unknown error's own text stays out: it may quote a secret. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  return new AppError({
    code: 'internal',
    message: say('file.something-went-wrong-inside-augno-vault'),
    hint: say('file.nothing-that-was-saved-is-lost-try'),
    cause: thrown,
  });
}

/** For the default branch of an exhaustive switch. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${typeof value}`);
}
