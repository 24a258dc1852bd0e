/**
 * Carries operations out so that no secret is lost and nothing happens twice: an intent is in the vault before a request
 * leaves, and goes away in the same transaction that stores the result. What stays open is resolved by looking first.
 */
import { randomUUID } from 'node:crypto';
import { AppError } from '../../../shared/errors.ts';
import type { ApiClient, CreatedKeyReply } from '../api/client.ts';
import type { ServiceContext } from '../context.ts';
import { ApiError } from '../http/api-error.ts';
import { delay } from '../http/request-limiter.ts';
import { intentsCollection, keysCollection, type IntentRecord } from '../registry/records.ts';
import { commitCreated, commitRevoked, replacedKeyOf, type CommittedKey } from './commit.ts';
import { busyElsewhere, outcomeUnknown, secretLost } from './errors.ts';
import { lookForEffect, type Outcome } from './look.ts';

/** How many times one call sends before it leaves the rest to the next synchronisation. */
const MAXIMUM_SENDS = 4;
const DEFAULT_RETRY_MS = 500;
/** The documentation says 30 days; a day is kept back for clocks that differ. */
const REPLAYABLE_MS = 29 * 86_400_000;
/** How long a request that was sent may still be at work on the server. */
const DEFAULT_SETTLE_MS = 90_000;

export type IntentFields = Pick<
  IntentRecord,
  | 'kind'
  | 'connectionId'
  | 'actorKeyId'
  | 'apiVersion'
  | 'targetKeyId'
  | 'name'
  | 'roleId'
  | 'expiresAt'
  | 'revokeAt'
  | 'seen'
  | 'purpose'
  | 'reason'
>;

/** The key that an operation ends, now or later; null for a creation. */
function keyOf(intent: Pick<IntentRecord, 'targetKeyId' | 'purpose'>): string | null {
  return intent.targetKeyId ?? ('oldKeyId' in intent.purpose ? intent.purpose.oldKeyId : null);
}

export type OperationResult =
  ({ readonly kind: 'created' } & CommittedKey) | { readonly kind: 'revoked'; readonly keyId: string };

export class OperationRunner {
  readonly #context: ServiceContext;
  /** Being carried out by this very object at the moment. */
  readonly #running = new Set<string>();

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /**
   * Writes the intent; from here on the operation can be found again whatever happens.
   * @throws AppError `conflict` where somebody else is working on the same key, or has just ended it
   */
  open(fields: IntentFields): string {
    const id = randomUUID();
    const now = this.#context.now();
    const keyId = keyOf(fields);
    this.#context.transaction((transaction) => {
      // With the lock held: the app and a command may have got as far as this at the same time.
      if (keyId !== null) {
        const taken = transaction
          .list(intentsCollection)
          .some(({ value }) => value.state === 'open' && keyOf(value) === keyId);
        const key = transaction.get(keysCollection, keyId);
        const revokedAt = key?.revokedAt ?? null;
        const ended = revokedAt !== null && Date.parse(revokedAt) <= now.getTime();
        if (taken || ended) throw busyElsewhere();
      }
      transaction.put(intentsCollection, id, {
        ...fields,
        idempotencyKey: randomUUID(),
        openedAt: now.toISOString(),
        sentAt: null,
        replayableUntil: new Date(now.getTime() + REPLAYABLE_MS).toISOString(),
        lease: this.#context.lease(),
        state: 'open',
        question: null,
        orphanKeyId: null,
      });
    });
    return id;
  }

  /**
   * Sends until the outcome is known, a few times at most. A create or rotate goes out again only under the same
   * idempotency key, a revoke only after looking.
   * @throws AppError `outcome-unknown` with the intent left open; any other with the intent closed and nothing changed
   */
  async execute(intentId: string, signal?: AbortSignal): Promise<OperationResult> {
    if (this.#running.has(intentId)) throw busyElsewhere();
    this.#running.add(intentId);
    try {
      return await this.#execute(intentId, signal);
    } finally {
      this.#running.delete(intentId);
    }
  }

  async #execute(intentId: string, signal?: AbortSignal): Promise<OperationResult> {
    for (let sends = 1; ; sends += 1) {
      const { intent, sentBefore } = this.#claimForSending(intentId);
      const client = this.#clientOf(intent);
      let failure: unknown;
      try {
        return await this.#sendAndCommit(client, intentId, intent, false, signal);
      } catch (thrown) {
        failure = thrown;
      }
      const error = failure instanceof ApiError ? failure : null;
      if (error === null && !(failure instanceof AppError)) {
        // Not the network: the vault could not be written, say. The reply may have come, so the intent stays.
        this.#release(intentId);
        throw failure;
      }
      // Not an ApiError: there was no key to send with, or the vault refused the result.
      if (error === null) {
        if ((failure as AppError).code.startsWith('vault-')) throw failure;
        if (!sentBefore) this.#close(intentId);
        throw failure;
      }
      if (error.effect === 'none' && !sentBefore && sends === 1) {
        this.#close(intentId);
        throw error;
      }
      const stillRunning = error.apiCode === 'idempotency_in_progress';
      const mustLook =
        intent.kind === 'revoke' || error.effect === 'none' || ((error.status ?? 0) >= 500 && !stillRunning);
      if (mustLook) {
        const outcome = await this.#look(client, intentId, intent, error, signal);
        const done = await this.#afterLooking(intentId, intent, outcome, error);
        if (done !== null) return done;
      }
      if (
        sends >= MAXIMUM_SENDS ||
        error.code === 'cancelled' ||
        (intent.kind === 'revoke' && error.code === 'api-timeout')
      ) {
        this.#release(intentId);
        throw outcomeUnknown(intent, error);
      }
      await this.#pause(intentId, intent, sends, error, signal);
    }
  }

  /** null: send again. */
  async #afterLooking(
    intentId: string,
    intent: IntentRecord,
    outcome: Outcome,
    error: ApiError,
  ): Promise<OperationResult | null> {
    if (outcome.kind === 'no-effect') {
      if (error.effect !== 'none') return null;
      this.#close(intentId);
      throw error;
    }
    if (intent.kind === 'revoke') return this.#commitRevoked(intentId, intent, false);
    // A refusal, or a failure after the change (which the server does not keep for a replay): asking again could make a
    // second key.
    if (error.effect === 'none' || error.status === 500) {
      this.#orphan(intentId, outcome.newKeyId);
      throw secretLost(intent);
    }
    return null;
  }

  async #pause(
    intentId: string,
    intent: IntentRecord,
    sends: number,
    error: ApiError,
    signal?: AbortSignal,
  ): Promise<void> {
    const base = this.#context.tuning.retryBaseMs ?? DEFAULT_RETRY_MS;
    const wait =
      error.retryAfterSeconds === undefined ? base * 2 ** (sends - 1) : error.retryAfterSeconds * 1000;
    try {
      await delay(Math.min(wait, 60_000), signal);
    } catch {
      this.#release(intentId);
      throw outcomeUnknown(intent, error);
    }
  }

  async #look(
    client: ApiClient,
    intentId: string,
    intent: IntentRecord,
    cause: ApiError,
    signal?: AbortSignal,
  ): Promise<Outcome> {
    try {
      return await lookForEffect(client, intent, this.#context.vault, signal);
    } catch {
      this.#release(intentId);
      throw outcomeUnknown(intent, cause);
    }
  }

  async #sendAndCommit(
    client: ApiClient,
    intentId: string,
    intent: IntentRecord,
    late: boolean,
    signal?: AbortSignal,
  ): Promise<OperationResult> {
    switch (intent.kind) {
      case 'create':
        return this.#commitCreated(
          intentId,
          await client.createKey(
            {
              name: intent.name,
              role_id: intent.roleId ?? '',
              ...(intent.expiresAt === null ? {} : { expires_at: intent.expiresAt }),
            },
            intent.idempotencyKey,
            signal,
          ),
          late,
        );
      case 'rotate':
        return this.#commitCreated(
          intentId,
          await client.rotateKey(
            intent.targetKeyId!,
            {
              ...(intent.expiresAt === null ? {} : { expires_at: intent.expiresAt }),
              ...(intent.revokeAt === null ? {} : { revoke_at: intent.revokeAt }),
            },
            intent.idempotencyKey,
            signal,
          ),
          late,
        );
      case 'revoke':
        await client.revokeKey(intent.targetKeyId!, signal);
        return this.#commitRevoked(intentId, intent, late);
    }
  }

  #commitCreated(intentId: string, reply: CreatedKeyReply, late: boolean): OperationResult {
    const committed = this.#context.transaction((transaction) =>
      commitCreated(transaction, intentId, reply, this.#context.timestamp(), late),
    );
    return { kind: 'created', ...(committed ?? { keyId: reply.key.id, rotationId: null }) };
  }

  async #commitRevoked(intentId: string, intent: IntentRecord, late: boolean): Promise<OperationResult> {
    const at = this.#context.timestamp();
    this.#context.transaction((transaction) => {
      commitRevoked(transaction, intentId, at, at, late);
    });
    return Promise.resolve({ kind: 'revoked', keyId: intent.targetKeyId! });
  }

  /**
   * Looks what became of an intent that nobody is working on: fetches the result if it took effect, asks if it did not.
   * Never sends what did not take effect.
   * @throws ApiError when the server can't be asked; the intent stays as it is
   */
  async resolve(intentId: string, signal?: AbortSignal): Promise<OperationResult | null> {
    if (this.#running.has(intentId)) return null;
    this.#running.add(intentId);
    try {
      const intent = this.#claimForLooking(intentId);
      return intent === null ? null : await this.#resolve(intentId, intent, signal);
    } finally {
      this.#running.delete(intentId);
    }
  }

  async #resolve(
    intentId: string,
    intent: IntentRecord,
    signal?: AbortSignal,
  ): Promise<OperationResult | null> {
    const client = this.#lookingClientOf(intent);
    let outcome: Outcome;
    try {
      outcome =
        intent.sentAt === null
          ? { kind: 'no-effect' }
          : await lookForEffect(client, intent, this.#context.vault, signal);
    } catch (thrown) {
      this.#release(intentId);
      throw thrown;
    }
    if (outcome.kind === 'no-effect') {
      const settleMs = this.#context.tuning.settleMs ?? DEFAULT_SETTLE_MS;
      const settled =
        intent.sentAt === null || Date.parse(intent.sentAt) + settleMs <= this.#context.now().getTime();
      if (settled) this.#ask(intentId, 'no-effect');
      else this.#release(intentId);
      return null;
    }
    if (intent.kind === 'revoke') return this.#commitRevoked(intentId, intent, true);
    return this.#replay(intentId, intent, outcome.newKeyId, signal);
  }

  /** It took effect: the same request under the same idempotency key gives the secret once more. */
  async #replay(
    intentId: string,
    intent: IntentRecord,
    newKeyId: string | null,
    signal?: AbortSignal,
  ): Promise<OperationResult | null> {
    const possible =
      this.#context.vault.hasSecret(intent.actorKeyId) &&
      Date.parse(intent.replayableUntil) > this.#context.now().getTime();
    if (!possible) {
      this.#orphan(intentId, newKeyId);
      return null;
    }
    try {
      return await this.#sendAndCommit(this.#clientOf(intent), intentId, intent, true, signal);
    } catch (thrown) {
      if (
        thrown instanceof ApiError &&
        thrown.effect === 'none' &&
        thrown.status !== 429 &&
        thrown.status !== null
      ) {
        this.#orphan(intentId, newKeyId);
        return null;
      }
      this.#release(intentId);
      throw thrown;
    }
  }

  /** Gives an intent up for good, after a last look. */
  async giveUp(intentId: string, signal?: AbortSignal): Promise<OperationResult | null> {
    const resolved = await this.#resolveAsked(intentId, signal);
    if (resolved !== null) return resolved;
    const intent = this.#context.vault.get(intentsCollection, intentId);
    if (intent !== undefined && intent.state === 'ask')
      this.#close(intentId, 'It did not take effect and was given up.');
    return null;
  }

  /** A person's word to do it after all. */
  async sendAgain(intentId: string, signal?: AbortSignal): Promise<OperationResult | null> {
    const resolved = await this.#resolveAsked(intentId, signal);
    if (resolved !== null) return resolved;
    const intent = this.#context.vault.get(intentsCollection, intentId);
    if (intent === undefined || intent.state !== 'ask') return null;
    this.#context.transaction((transaction) => {
      const current = transaction.get(intentsCollection, intentId);
      if (current === undefined) return;
      transaction.put(intentsCollection, intentId, { ...current, state: 'open', question: null });
    });
    return this.execute(intentId, signal);
  }

  async #resolveAsked(intentId: string, signal?: AbortSignal): Promise<OperationResult | null> {
    if (this.#running.has(intentId)) throw busyElsewhere();
    this.#running.add(intentId);
    try {
      const claimed = this.#claimForLooking(intentId, true);
      if (claimed === null) return null;
      return await this.#resolve(intentId, claimed, signal);
    } finally {
      this.#running.delete(intentId);
    }
  }

  #clientOf(intent: IntentRecord): ApiClient {
    const { record } = this.#context.connection(intent.connectionId);
    // The server knows an idempotency key per caller: only the same admin key, in the same version, gets the same answer.
    return this.#context.client(record, { keyId: intent.actorKeyId, version: intent.apiVersion });
  }

  /** Looking works with any admin key of the account. */
  #lookingClientOf(intent: IntentRecord): ApiClient {
    return this.#context.client(this.#context.connection(intent.connectionId).record);
  }

  #claimForSending(intentId: string): { readonly intent: IntentRecord; readonly sentBefore: boolean } {
    return this.#context.transaction((transaction) => {
      const intent = transaction.get(intentsCollection, intentId);
      if (intent === undefined || intent.state !== 'open' || this.#context.leaseIsForeign(intent.lease))
        throw busyElsewhere();
      const claimed: IntentRecord = {
        ...intent,
        lease: this.#context.lease(),
        sentAt: this.#context.timestamp(),
      };
      transaction.put(intentsCollection, intentId, claimed);
      return { intent: claimed, sentBefore: intent.sentAt !== null };
    });
  }

  #claimForLooking(intentId: string, asked = false): IntentRecord | null {
    const readable = this.#context.vault.get(intentsCollection, intentId);
    if (readable === undefined || this.#context.leaseIsForeign(readable.lease)) return null;
    return this.#context.transaction((transaction) => {
      const intent = transaction.get(intentsCollection, intentId);
      const wanted = intent?.state === 'open' || (asked && intent?.state === 'ask');
      if (intent === undefined || !wanted || this.#context.leaseIsForeign(intent.lease)) return null;
      transaction.put(intentsCollection, intentId, { ...intent, lease: this.#context.lease() });
      return intent;
    });
  }

  #release(intentId: string): void {
    this.#update(intentId, (intent) => ({ ...intent, lease: null }));
  }

  #ask(intentId: string, question: 'no-effect' | 'restored' | 'expired'): void {
    this.#update(intentId, (intent) => ({ ...intent, lease: null, state: 'ask', question }));
  }

  /** Intents that a restored backup brought back are nobody's to carry on with but a person's. */
  askAfterRestore(intentId: string): void {
    this.#ask(intentId, 'restored');
  }

  #orphan(intentId: string, newKeyId: string | null): void {
    this.#context.transaction((transaction) => {
      const intent = transaction.get(intentsCollection, intentId);
      if (intent === undefined) return;
      transaction.put(intentsCollection, intentId, {
        ...intent,
        lease: null,
        state: 'orphaned',
        orphanKeyId: newKeyId,
      });
      const oldKeyId = replacedKeyOf(intent);
      const oldKey = oldKeyId === null ? undefined : transaction.get(keysCollection, oldKeyId);
      if (oldKeyId !== null && oldKey !== undefined) {
        transaction.put(keysCollection, oldKeyId, {
          ...oldKey,
          replacedBy: newKeyId,
          endedHereAt: this.#context.timestamp(),
        });
      }
      transaction.audit({
        action: 'intent-resolved',
        subjectId: newKeyId,
        subjectName: intent.name,
        detail: 'It took effect, but the secret could not be had any more; the key has to be revoked.',
      });
    });
  }

  #close(intentId: string, detail?: string): void {
    this.#context.transaction((transaction) => {
      const intent = transaction.get(intentsCollection, intentId);
      if (intent === undefined) return;
      transaction.delete(intentsCollection, intentId);
      if (detail !== undefined) {
        transaction.audit({
          action: 'intent-resolved',
          subjectId: intent.targetKeyId,
          subjectName: intent.name,
          detail,
        });
      }
    });
  }

  #update(intentId: string, change: (intent: IntentRecord) => IntentRecord): void {
    this.#context.transaction((transaction) => {
      const intent = transaction.get(intentsCollection, intentId);
      if (intent !== undefined) transaction.put(intentsCollection, intentId, change(intent));
    });
  }
}
