/** The API's error envelope as an ApiError that an admin understands. */
import { z } from 'zod';
import { brandOfHost } from '../../shared/brands.ts';
import { redactKeysIn } from '../../shared/key-format.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { wordsOnOneLine } from '../../shared/harmless-text.ts';
import { ApiError } from './api-error.ts';

const envelopeSchema = z.object({
  error: z.object({
    code: z.string(),
    type: z.string().nullish(),
    message: z.string().nullish(),
    param: z.string().nullish(),
    is_transient: z.boolean().nullish(),
    request_log_url: z.string().nullish(),
    quota: z.object({ limit: z.number().nullish(), used: z.number().nullish() }).nullish().catch(null),
  }),
});

export type ErrorEnvelope = z.infer<typeof envelopeSchema>['error'];

export function parseErrorEnvelope(body: unknown): ErrorEnvelope | null {
  const parsed = envelopeSchema.safeParse(body);
  return parsed.success ? parsed.data.error : null;
}

/** Nothing asks for a longer pause than that, whatever it says. */
const LONGEST_PAUSE_SECONDS = 30 * 24 * 3600;

/**
 * Retry-After in seconds: a number or an HTTP date; null if absent or unreadable.
 * @param now milliseconds, by the clock of whoever wrote the date
 */
export function parseRetryAfter(value: string | null, now: number): number | null {
  if (value === null) return null;
  const seconds = /^\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) : (Date.parse(value) - now) / 1000;
  return Number.isNaN(seconds) ? null : Math.min(LONGEST_PAUSE_SECONDS, Math.max(0, seconds));
}

/** A pause that is too long to be waited for here, with the time at which it is over by this computer's clock. */
export function longPause(error: ApiError, host: string, now: Date): ApiError {
  const until = new Date(now.getTime() + (error.retryAfterSeconds ?? 0) * 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${String(until.getFullYear())}-${two(until.getMonth() + 1)}-${two(until.getDate())}`;
  return error.restate({
    message: `${host} asks for a pause until ${day} ${two(until.getHours())}:${two(until.getMinutes())}.`,
    hint: 'Try again after that time. What is in the vault stays readable. Other programs on this network may share the limit.',
  });
}

/**
 * SECURITY: a link leads to the host that was asked, or to the dashboard that our own table names for it, over https;
 * whatever else a server calls its log could be a trap and stays text.
 */
function isOwnLog(url: string, host: string): boolean {
  const brand = brandOfHost(host);
  try {
    const { origin, username, password } = new URL(url);
    const own = brand !== null && [brand.apiOrigin, brand.dashboardOrigin].includes(origin);
    return own && username === '' && password === '';
  } catch {
    return false;
  }
}

/** Server text for people: no key in it, no control characters, not endless. */
export function cleanServerText(text: string): string {
  return wordsOnOneLine(redactKeysIn(text.slice(0, 4_000)))
    .replaceAll(/ {2,}/g, ' ')
    .slice(0, 300)
    .trim();
}

interface Sentence {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

const FIELD_OF_PARAM: Readonly<Record<string, string>> = {
  name: 'name',
  role_id: 'roleId',
  expires_at: 'expiresAt',
  revoke_at: 'overlapSeconds',
  permissions: 'permissions',
};

function sentenceFor(error: ErrorEnvelope, status: number, host: string): Sentence {
  const said = cleanServerText(error.message ?? '');
  const quoted = said === '' ? '' : ` The server says: ${said}`;
  switch (error.code) {
    case 'api_key_expired':
      return {
        code: 'api-key-expired',
        message: 'This API key has expired.',
        hint: 'Use a key that is still valid, or create a new one in the dashboard.',
      };
    case 'api_key_revoked':
      return {
        code: 'api-key-revoked',
        message: 'This API key was revoked.',
        hint: 'A revoked key never works again. Use another one.',
      };
    case 'invalid_credentials':
    case 'expired_token':
      return {
        code: 'api-invalid-key',
        message: `${host} does not know this API key.`,
        hint: 'It may belong to another server or account, or was deleted. Check that the key and the address belong together.',
      };
    case 'insufficient_permissions':
      return {
        code: 'api-forbidden',
        message: 'The key works, but its role does not allow this.',
        hint: `Managing API keys needs a key whose role is of the type admin.${quoted}`,
      };
    case 'limit_exceeded':
      return {
        code: 'api-forbidden',
        message: "A limit of the account's plan is reached.",
        hint: `Nothing was created.${quoted}`,
      };
    case 'payment_required':
      return {
        code: 'api-payment-required',
        message: "The account's subscription is not active, so the API refuses its requests.",
        hint: 'Settle the subscription in the dashboard; the keys and everything in the vault stay as they are.',
      };
    case 'resource_not_found':
      return {
        code: 'api-not-found',
        message: 'The server does not have this entry, or not in this account.',
        hint: 'Synchronise to see what is there now.',
      };
    case 'resource_gone':
      return {
        code: 'api-not-found',
        message: 'This entry was deleted.',
        hint: 'Synchronise to see what is there now.',
      };
    case 'resource_exists':
    case 'resource_conflict':
      return {
        code: 'api-conflict',
        message:
          error.param === 'name' ? 'This name is already taken.' : 'This clashes with what is already there.',
        hint: `Nothing was changed. Choose another ${error.param === 'name' ? 'name' : 'value'}.`,
      };
    case 'rate_limit_exceeded':
      return {
        code: 'api-rate-limited',
        message: `${host} asks for a pause: too many requests came from this address.`,
        hint: 'Wait for the time named and try again. Other programs on this network may share the limit.',
      };
    case 'api_version_required':
    case 'api_version_invalid':
    case 'api_version_too_old':
      return {
        code: 'unsupported',
        message: `${host} does not speak a version of the API that Augno Vault knows.`,
        hint: `Look for an update of Augno Vault.${quoted}`,
      };
    default:
  }
  if (error.param === 'api_key') {
    return {
      code: 'api-invalid-key',
      message: `${host} says that this is not a whole API key.`,
      hint: 'Copy it again from where it was issued.',
    };
  }
  if (status >= 500 || status === 408) {
    return {
      code: 'api-server-error',
      message: `${host} has a problem of its own (${status}).`,
      hint: 'Try again in a moment. What is in the vault stays readable.',
    };
  }
  if (status === 401) {
    return {
      code: 'api-invalid-key',
      message: `${host} does not accept this API key.`,
      hint: `Use another key.${quoted}`,
    };
  }
  if (status === 402) return sentenceFor({ ...error, code: 'payment_required' }, status, host);
  if (status === 403) return sentenceFor({ ...error, code: 'insufficient_permissions' }, status, host);
  if (status === 404 || status === 410)
    return sentenceFor({ ...error, code: 'resource_not_found' }, status, host);
  if (status === 429) return sentenceFor({ ...error, code: 'rate_limit_exceeded' }, status, host);
  return {
    code: 'api-rejected',
    message: error.param
      ? `The server does not accept what was given for “${cleanServerText(error.param)}”.`
      : 'The server does not accept this.',
    hint: `Nothing was changed.${quoted}`,
  };
}

/** An envelope that came with `status` as an error; `retryAfterSeconds` from the header. */
export function errorFromEnvelope(
  error: ErrorEnvelope,
  status: number,
  host: string,
  retryAfterSeconds: number | null,
): ApiError {
  const inProgress = error.code === 'idempotency_in_progress';
  const transient = error.is_transient ?? (status === 429 || status === 408 || status >= 500);
  const log = error.request_log_url ?? '';
  const linked = isOwnLog(log, host);
  return new ApiError({
    ...sentenceFor(error, status, host),
    field: error.param ? FIELD_OF_PARAM[error.param] : undefined,
    requestLogUrl: linked ? log : undefined,
    requestLogText: linked || log === '' ? undefined : cleanServerText(log),
    retryAfterSeconds: retryAfterSeconds ?? undefined,
    // A refusal changes nothing. What a server says after it failed by itself (5xx, 408), or of a request that is still
    // running, says nothing about that.
    effect: status >= 500 || status === 408 || inProgress ? 'unknown' : 'none',
    status,
    apiCode: error.code,
    param: error.param ?? null,
    transient,
  });
}
