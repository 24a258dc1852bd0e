/** An error of the API or of the way to it, with what an operation must know to decide what to do next. */
import { AppError, type AppErrorDetails } from '../../shared/errors.ts';

/**
 * `none`: the request certainly changed nothing (never sent, or refused). `unknown`: it may or may not have taken effect;
 * only looking tells.
 */
export type Effect = 'none' | 'unknown';

export interface ApiErrorDetails extends AppErrorDetails {
  readonly effect: Effect;
  /** HTTP status; null where no reply came. */
  readonly status?: number | null;
  /** The API's own `code`. */
  readonly apiCode?: string | null;
  readonly param?: string | null;
  /** The server's own words, cleaned; null where it sent none. */
  readonly serverText?: string | null;
  readonly transient?: boolean;
}

export class ApiError extends AppError {
  readonly effect: Effect;
  readonly status: number | null;
  readonly apiCode: string | null;
  readonly param: string | null;
  readonly serverText: string | null;
  /** Worth another try. */
  readonly transient: boolean;

  constructor(details: ApiErrorDetails) {
    super(details);
    this.effect = details.effect;
    this.status = details.status ?? null;
    this.apiCode = details.apiCode ?? null;
    this.param = details.param ?? null;
    this.serverText = details.serverText ?? null;
    this.transient = details.transient ?? false;
  }

  /** The same failure in other words, for where it happened. */
  restate(details: Partial<AppErrorDetails>): ApiError {
    return new ApiError({
      code: this.code,
      ...this.said,
      field: this.field,
      retryAfterSeconds: this.retryAfterSeconds,
      requestLogUrl: this.requestLogUrl,
      requestLogText: this.requestLogText,
      effect: this.effect,
      status: this.status,
      apiCode: this.apiCode,
      param: this.param,
      serverText: this.serverText,
      transient: this.transient,
      ...details,
    });
  }
}

/** What an error of the API that was cut short is called: its status is known, its reason is not. */
export const UNREADABLE_CODE = 'unreadable';

/**
 * Whether the API said that the key itself is not accepted (whatever the reason).
 * SECURITY: a 401 in another form is a gateway's or a portal's, and says nothing about any key.
 */
export function isKeyRefusal(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    error.apiCode !== null &&
    error.apiCode !== UNREADABLE_CODE &&
    (error.status === 401 || (error.status === 400 && error.param === 'api_key'))
  );
}

/**
 * Whether the API's refusal shows that a key has ended, so that its secret is of no more use.
 * SECURITY: that a server does not know a key, or cannot read its form, shows that only of a key that had ended by what was
 * known before: it may be another server, or one that spells keys otherwise.
 */
export function showsEnd(error: unknown, hadEnded: boolean): boolean {
  if (!(error instanceof ApiError) || !isKeyRefusal(error) || error.status !== 401) return false;
  return error.apiCode === 'api_key_revoked' || error.apiCode === 'api_key_expired' || hadEnded;
}
