/**
 * Idempotency keys: one scope is actor, target account, method, route template and key; what is compared is a hash of query
 * and body. Finished replies are stored sealed under the caller's key; requests still running hold a lock in memory.
 */
import { createHash } from 'node:crypto';
import type { IdempotencyRecord } from '../state/records.ts';
import { openForCaller, sealForCaller } from '../state/seal.ts';
import type { Store, Transaction } from '../state/store.ts';
import { Problem, isStoredForReplay } from './problem.ts';
import { DAY_MS, MINUTE_MS } from '../../../shared/times.ts';

const LONGEST_KEY = 255;
const KEPT_FOR_MS = 30 * DAY_MS;
const LOCK_MS = 5 * MINUTE_MS;
const LARGEST_STORED_BODY = 64 * 1024;

export interface StoredReply {
  readonly status: number;
  readonly location: string | null;
  /** JSON text. */
  readonly body: string;
}

/** One request that carries an idempotency key. */
export interface IdempotentRequest {
  /** SHA-256 over the scope, hex: the record's id. */
  readonly scope: string;
  readonly contentHash: string;
  readonly accountId: string;
  /** SECURITY: the caller's secret part, under which the reply is sealed. */
  readonly secretPart: string;
}

function digest(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    // The length goes first, so that no two lists of parts give the same input.
    hash.update(`${Buffer.byteLength(part)}:`).update(part);
  }
  return hash.digest('hex');
}

/** @throws Problem `validation_failed` for a key that is too long */
export function checkIdempotencyKey(key: string | null): void {
  if (key !== null && key.length > LONGEST_KEY) {
    throw new Problem(
      400,
      'validation_failed',
      `The Idempotency-Key must have at most ${LONGEST_KEY} characters.`,
      {
        param: 'Idempotency-Key',
      },
    );
  }
}

export function idempotentRequest(input: {
  readonly actorId: string;
  readonly accountId: string;
  readonly method: string;
  readonly route: string;
  readonly key: string;
  readonly query: string;
  readonly body: Uint8Array;
  readonly secretPart: string;
}): IdempotentRequest {
  return {
    scope: digest([input.actorId, input.accountId, input.method, input.route, input.key]),
    contentHash: digest([input.query, input.body]),
    accountId: input.accountId,
    secretPart: input.secretPart,
  };
}

export class IdempotencyLocks {
  /** Scope → when the lock ends by itself. */
  readonly #running = new Map<string, number>();

  /**
   * Gives the stored reply, or takes the lock and gives null.
   * @throws Problem `validation_failed` (other content), `idempotency_in_progress`
   */
  begin(store: Store, request: IdempotentRequest, now: number): StoredReply | null {
    const record = store.table('idempotency').get(request.scope);
    if (record !== undefined && now - record.createdAt < KEPT_FOR_MS) {
      if (record.contentHash !== request.contentHash) {
        throw new Problem(
          400,
          'validation_failed',
          'This Idempotency-Key was used before with a different request.',
          { type: 'idempotency_error', param: 'Idempotency-Key' },
        );
      }
      const text = openForCaller(request.secretPart, request.scope, record.sealedReply);
      if (text !== null) return JSON.parse(text) as StoredReply;
      // The actor is part of the scope and a key's secret never changes, so only damage leads here: do nothing twice.
      throw new Problem(500, 'internal_error', 'An internal error occurred. Please try again later.');
    }
    if ((this.#running.get(request.scope) ?? -Infinity) > now) {
      throw new Problem(
        409,
        'idempotency_in_progress',
        'A request with this Idempotency-Key is still in progress.',
        { type: 'idempotency_error' },
      );
    }
    this.#running.set(request.scope, now + LOCK_MS);
    return null;
  }

  end(request: IdempotentRequest): void {
    this.#running.delete(request.scope);
  }
}

/** Puts the reply into the transaction of the change it reports, so that both are there after a crash or neither is. */
export function storeReply(
  transaction: Transaction,
  request: IdempotentRequest,
  reply: StoredReply,
  now: number,
): void {
  if (!isStoredForReplay(reply.status) || Buffer.byteLength(reply.body) > LARGEST_STORED_BODY) return;
  const record: IdempotencyRecord = {
    id: request.scope,
    accountId: request.accountId,
    createdAt: now,
    sequence: transaction.nextSequence(),
    contentHash: request.contentHash,
    sealedReply: sealForCaller(request.secretPart, request.scope, JSON.stringify(reply)),
  };
  transaction.put('idempotency', record);
}

/** Removes what is no longer honoured. */
export function pruneReplies(store: Store, now: number): void {
  for (const record of [...store.table('idempotency').all()]) {
    if (now - record.createdAt >= KEPT_FOR_MS) store.deleteLater('idempotency', record.id);
  }
}
