/** A request whose reply would hold a new key: what it asks for, and what the program is told in place of that reply. */
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Endpoint } from '../../../shared/endpoint-permissions.ts';
import { toAppError } from '../../../shared/errors.ts';
import { ApiError } from '../../http/api-error.ts';
import type { Problem } from './request-checks.ts';

const time = z.iso.datetime({ offset: true });
const createSchema = z.strictObject({
  name: z.string().max(1000),
  role_id: z.string().max(200),
  expires_at: time.optional(),
});
const rotateSchema = z.strictObject({ expires_at: time.optional(), revoke_at: time.optional() });

interface Once {
  /** The program's own: under the same one the same is made once. */
  readonly idempotencyKey: string | null;
}

export type NewKeyRequest =
  | (Once & {
      readonly kind: 'create';
      readonly name: string;
      readonly roleId: string;
      readonly expiresAt: string | null;
    })
  | (Once & {
      readonly kind: 'rotate';
      readonly keyId: string;
      /** Undefined: the old key's. */
      readonly expiresAt: string | undefined;
      /** Null: at once. */
      readonly oldWorksUntil: string | null;
    });

export function readNewKey(
  endpoint: Endpoint,
  { url = '', headers }: IncomingMessage,
  body: Buffer,
): NewKeyRequest | Problem {
  const named = headers['idempotency-key'];
  const idempotencyKey = typeof named === 'string' ? named : null;
  const isCreation = !endpoint.route.endsWith('/rotate');
  let value: unknown;
  try {
    value = body.length === 0 && !isCreation ? {} : JSON.parse(body.toString('utf8'));
  } catch {
    value = null;
  }
  if (isCreation) {
    const { data, error } = createSchema.safeParse(value);
    return data === undefined
      ? invalid(error)
      : {
          ...{ kind: 'create', idempotencyKey, name: data.name, roleId: data.role_id },
          expiresAt: data.expires_at ?? null,
        };
  }
  const { data, error } = rotateSchema.safeParse(value);
  return data === undefined
    ? invalid(error)
    : {
        ...{ kind: 'rotate', idempotencyKey },
        keyId: decodeURIComponent(url.split(/[/?]/)[4] ?? ''),
        expiresAt: data.expires_at,
        oldWorksUntil: data.revoke_at ?? null,
      };
}

function invalid(error: z.ZodError | undefined): Problem {
  const param = error?.issues[0]?.path.join('.') ?? '';
  return {
    status: 400,
    code: 'validation_failed',
    message: 'Through a session a key is made with the fields of the API’s documentation and no others.',
    ...(param === '' ? {} : { param }),
  };
}

/** What came of it instead of a new key, in the API's form. */
export function newKeyProblem(thrown: unknown): Problem {
  const error = toAppError(thrown);
  const message = `${error.message} ${error.hint}`;
  if (error instanceof ApiError && error.effect === 'none' && error.status !== null && error.status >= 400)
    return { status: error.status, code: error.apiCode ?? 'validation_failed', message };
  switch (error.code) {
    case 'invalid-input':
      return {
        status: 400,
        code: 'validation_failed',
        message,
        ...(error.field === undefined ? {} : { param: error.field }),
      };
    case 'not-found':
      return { status: 404, code: 'resource_not_found', message };
    case 'conflict':
    case 'clock-differs':
      return { status: 409, code: 'resource_conflict', message };
    default:
      // SECURITY: whatever it was, a second one must not be made by a client that tries again by itself.
      return { status: 502, code: 'external_service_error', message, isOnce: true };
  }
}
