/** Errors of the API: status, `code`, `type`, `param` and the envelope they travel in. */
import type { Brand } from '../../../shared/brands.ts';

export type ProblemCode =
  | 'validation_failed'
  | 'missing_field'
  | 'invalid_format'
  | 'parameter_missing'
  | 'parameter_invalid'
  | 'parameter_unknown'
  | 'api_version_required'
  | 'api_version_invalid'
  | 'api_version_too_old'
  | 'invalid_credentials'
  | 'api_key_expired'
  | 'api_key_revoked'
  | 'payment_required'
  | 'insufficient_permissions'
  | 'limit_exceeded'
  | 'resource_not_found'
  | 'method_not_allowed'
  | 'request_timeout'
  | 'resource_exists'
  | 'resource_conflict'
  | 'idempotency_in_progress'
  | 'resource_gone'
  | 'rate_limit_exceeded'
  | 'client_closed_request'
  | 'internal_error'
  | 'external_service_error'
  | 'service_unavailable'
  | 'timeout';

export type ProblemType = 'invalid_request_error' | 'api_error' | 'idempotency_error';

export interface Quota {
  readonly limit: number;
  readonly used: number;
  readonly reset_at: string | null;
}

export interface ProblemDetails {
  readonly param?: string | null;
  readonly type?: ProblemType;
  readonly quota?: Quota;
  readonly headers?: Readonly<Record<string, string>>;
}

const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);
/** A reply with one of these is not stored for replay: the retry runs anew. */
const UNSTORED_STATUSES: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

export class Problem extends Error {
  readonly status: number;
  readonly code: ProblemCode;
  readonly details: ProblemDetails;

  constructor(status: number, code: ProblemCode, message: string, details: ProblemDetails = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }

  get type(): ProblemType {
    if (this.details.type !== undefined) return this.details.type;
    return this.status >= 500 || this.status === 408 || this.status === 499
      ? 'api_error'
      : 'invalid_request_error';
  }

  get isTransient(): boolean {
    return TRANSIENT_STATUSES.has(this.status) || this.code === 'idempotency_in_progress';
  }
}

export function isStoredForReplay(status: number): boolean {
  return !UNSTORED_STATUSES.has(status);
}

export interface ProblemEnvelope {
  readonly error: {
    readonly code: ProblemCode;
    readonly type: ProblemType;
    readonly message: string;
    readonly param: string | null;
    readonly doc_url: string | null;
    readonly is_transient: boolean;
    readonly quota: Quota | null;
    readonly request_log_url: string | null;
  };
}

export function renderProblem(problem: Problem, brand: Brand, requestId: string | null): ProblemEnvelope {
  return {
    error: {
      code: problem.code,
      type: problem.type,
      message: problem.message,
      param: problem.details.param ?? null,
      doc_url: `${brand.docsOrigin}/api/errors#${problem.code}`,
      is_transient: problem.isTransient,
      quota: problem.details.quota ?? null,
      request_log_url:
        requestId === null ? null : `${brand.dashboardOrigin}/dashboard/request-logs/${requestId}`,
    },
  };
}

export function notFound(what: string): Problem {
  return new Problem(404, 'resource_not_found', `No such ${what}.`);
}

export function gone(what: string): Problem {
  return new Problem(410, 'resource_gone', `This ${what} has been deleted.`);
}

/** 5xx never say anything internal. */
export function internalError(): Problem {
  return new Problem(500, 'internal_error', 'An internal error occurred. Please try again later.');
}

/** What an injected status looks like. */
export function problemForStatus(status: number): Problem {
  switch (status) {
    case 401:
      return new Problem(401, 'invalid_credentials', 'Invalid API Key provided.', {
        headers: { 'WWW-Authenticate': 'Bearer' },
      });
    case 402:
      return new Problem(402, 'payment_required', "This account's subscription is past_due.");
    case 403:
      return new Problem(403, 'insufficient_permissions', 'This API Key may not do that.');
    case 404:
      return notFound('resource');
    case 408:
      return new Problem(408, 'request_timeout', 'The request took too long to arrive.');
    case 409:
      return new Problem(409, 'resource_conflict', 'The request conflicts with the current state.');
    case 410:
      return gone('resource');
    case 429:
      return new Problem(429, 'rate_limit_exceeded', 'Too many requests. Please slow down.', {
        headers: { 'Retry-After': '1' },
      });
    case 502:
      return new Problem(
        502,
        'external_service_error',
        'An external service failed. Please try again later.',
      );
    case 503:
      return new Problem(503, 'service_unavailable', 'The service is unavailable. Please try again later.');
    case 504:
      return new Problem(504, 'timeout', 'The request timed out. Please try again later.');
    default:
      if (status >= 500) {
        return new Problem(status, 'internal_error', 'An internal error occurred. Please try again later.');
      }
      return new Problem(status, 'validation_failed', 'The request was refused.');
  }
}
