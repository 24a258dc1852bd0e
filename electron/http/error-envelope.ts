/** The API's error envelope as an ApiError that an admin understands. */
import { z } from 'zod';
import { brandOfHost } from '../../shared/brands.ts';
import { redactKeysIn } from '../../shared/key-format.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { wordsOnOneLine } from '../../shared/harmless-text.ts';
import { ApiError } from './api-error.ts';
import { say, type Said } from '../../shared/messages/say.ts';

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
    message: say('network.host-asks-for-a-pause-until', {
      host,
      until: `${day} ${two(until.getHours())}:${two(until.getMinutes())}`,
    }),
    hint: say('network.try-again-after-that-time-what-is'),
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
  readonly message: Said;
  readonly hint: Said;
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
  const quoted = said === '' ? '' : say('network.the-server-says', { said });
  switch (error.code) {
    case 'api_key_expired':
      return {
        code: 'api-key-expired',
        message: say('network.this-api-key-has-expired'),
        hint: say('network.use-a-key-that-is-still-valid'),
      };
    case 'api_key_revoked':
      return {
        code: 'api-key-revoked',
        message: say('network.this-api-key-was-revoked'),
        hint: say('network.a-revoked-key-never-works-again-use'),
      };
    case 'invalid_credentials':
    case 'expired_token':
      return {
        code: 'api-invalid-key',
        message: say('network.host-does-not-know-this-api-key', { host }),
        hint: say('network.it-may-belong-to-another-server-or'),
      };
    case 'insufficient_permissions':
      return {
        code: 'api-forbidden',
        message: say('network.the-key-works-but-its-role-does'),
        hint: say('network.managing-api-keys-needs-a-key-whose', { quoted }),
      };
    case 'limit_exceeded':
      return {
        code: 'api-forbidden',
        message: say('network.a-limit-of-the-accounts-plan-is'),
        hint: say('network.nothing-was-created-quoted', { quoted }),
      };
    case 'payment_required':
      return {
        code: 'api-payment-required',
        message: say('network.the-accounts-subscription-is-not-active-so'),
        hint: say('network.settle-the-subscription-in-the-dashboard-the'),
      };
    case 'resource_not_found':
      return {
        code: 'api-not-found',
        message: say('network.the-server-does-not-have-this-entry'),
        hint: say('network.synchronise-to-see-what-is-there-now'),
      };
    case 'resource_gone':
      return {
        code: 'api-not-found',
        message: say('network.this-entry-was-deleted'),
        hint: say('network.synchronise-to-see-what-is-there-now'),
      };
    case 'resource_exists':
    case 'resource_conflict':
      return {
        code: 'api-conflict',
        message:
          error.param === 'name'
            ? say('network.this-name-is-already-taken')
            : say('network.this-clashes-with-what-is-already-there'),
        hint:
          error.param === 'name'
            ? say('network.nothing-was-changed-choose-another-name')
            : say('network.nothing-was-changed-choose-another-value'),
      };
    case 'rate_limit_exceeded':
      return {
        code: 'api-rate-limited',
        message: say('network.host-asks-for-a-pause-too-many', { host }),
        hint: say('network.wait-for-the-time-named-and-try'),
      };
    case 'api_version_required':
    case 'api_version_invalid':
    case 'api_version_too_old':
      return {
        code: 'unsupported',
        message: say('network.host-does-not-speak-a-version-of', { host }),
        hint: say('network.look-for-an-update-of-augno-vault', { quoted }),
      };
    default:
  }
  if (error.param === 'api_key') {
    return {
      code: 'api-invalid-key',
      message: say('network.host-says-that-this-is-not-a', { host }),
      hint: say('network.copy-it-again-from-where-it-was'),
    };
  }
  if (status >= 500 || status === 408) {
    return {
      code: 'api-server-error',
      message: say('network.host-has-a-problem-of-its-own', { host, status }),
      hint: say('network.try-again-in-a-moment-what-is'),
    };
  }
  if (status === 401) {
    return {
      code: 'api-invalid-key',
      message: say('network.host-does-not-accept-this-api-key', { host }),
      hint: say('network.use-another-key-quoted', { quoted }),
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
      ? say('network.the-server-does-not-accept-what-was', { param: cleanServerText(error.param) })
      : say('network.the-server-does-not-accept-this'),
    hint: say('network.nothing-was-changed-quoted', { quoted }),
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
    serverText: cleanServerText(error.message ?? ''),
    transient,
  });
}
