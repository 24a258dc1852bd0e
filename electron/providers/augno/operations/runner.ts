/**
 * Carries operations out so that no secret is lost and nothing happens twice: an intent is in the vault before a request
 * leaves, and goes away in the same transaction that stores the result. What stays open is resolved by looking first.
 */
import { AppError } from '../../../../shared/errors.ts';
import { MINUTE_MS } from '../../../../shared/times.ts';
import type { ApiClient } from '../api/client.ts';
import type { ServiceContext } from '../context.ts';
import { ApiError } from '../../../http/api-error.ts';
import { delay } from '../../../http/request-limiter.ts';
import { intentsCollection, UNKNOWN_QUESTION, type IntentRecord } from '../../../keys/registry/records.ts';
import { OperationSender, type OperationResult } from './sender.ts';
import { busyElsewhere, isOfVault, outcomeUnknown, secretLost } from './errors.ts';
import { IntentStore } from './intent-store.ts';
import { lookForEffect, type Outcome } from './look.ts';
import { KeptAsideError } from './rescue.ts';
import { say } from '../../../../shared/messages/say.ts';

/** How many times one call sends before it leaves the rest to the next synchronisation. */
const MAXIMUM_SENDS = 4;
const DEFAULT_RETRY_MS = 500;
/** How long a request that was sent may still be at work on the server. */
const DEFAULT_SETTLE_MS = 90_000;

export class OperationRunner {
  readonly #context: ServiceContext;
  readonly #intents: IntentStore;
  readonly sending: OperationSender;
  /** Being carried out by this very object at the moment. */
  readonly #running = new Set<string>();

  constructor(context: ServiceContext) {
    this.#context = context;
    this.#intents = new IntentStore(context);
    this.sending = new OperationSender(context);
  }

  /** As `IntentStore`. */
  open(...asked: Parameters<IntentStore['open']>): string {
    return this.#intents.open(...asked);
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
      const { intent, sentBefore } = this.#intents.claimOrClose(intentId, sends);
      const client = this.sending.clientOf(intent);
      let failure: unknown;
      try {
        return await this.sending.sendAndCommit(client, intentId, intent, false, signal);
      } catch (thrown) {
        failure = thrown;
      }
      if (failure instanceof KeptAsideError) throw failure;
      const error = failure instanceof ApiError ? failure : null;
      if (error === null && !(failure instanceof AppError)) {
        // Not the network: the vault could not be written, say. The reply may have come, so the intent stays.
        this.#intents.release(intentId);
        throw failure;
      }
      // Not an ApiError: there was no key to send with, or the vault refused the result.
      if (error === null) {
        if (isOfVault(failure)) throw failure;
        if (!sentBefore) this.#intents.close(intentId);
        throw failure;
      }
      if (error.effect === 'none' && !sentBefore && sends === 1) {
        this.#intents.close(intentId);
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
        this.#intents.release(intentId);
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
      this.#intents.close(intentId);
      throw error;
    }
    if (outcome.kind === 'unknown') {
      if (error.effect !== 'none' && error.status !== 500) return null;
      this.#intents.release(intentId);
      throw outcomeUnknown(intent, error);
    }
    if (intent.kind === 'revoke') return this.sending.commitRevoked(intentId, intent, false);
    // A refusal, or a failure after the change (which the server does not keep for a replay): asking again could make a
    // second key.
    if (error.effect === 'none' || error.status === 500) {
      try {
        this.#intents.orphan(intentId, outcome.newKeyId);
      } catch (thrown) {
        throw isOfVault(thrown) ? outcomeUnknown(intent, thrown) : thrown;
      }
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
      await delay(Math.min(wait, MINUTE_MS), signal);
    } catch {
      this.#intents.release(intentId);
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
      this.#intents.release(intentId);
      throw outcomeUnknown(intent, cause);
    }
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
      const intent = this.#intents.claimForLooking(intentId);
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
    // Looking works with any admin key of the account.
    const client = this.#context.client(intent.connectionId);
    let outcome: Outcome;
    try {
      outcome =
        intent.sentAt === null
          ? { kind: 'no-effect' }
          : await lookForEffect(client, intent, this.#context.vault, signal);
    } catch (thrown) {
      this.#intents.release(intentId);
      throw thrown;
    }
    if (outcome.kind !== 'done') {
      const settleMs = this.#context.tuning.settleMs ?? DEFAULT_SETTLE_MS;
      const settled =
        intent.sentAt === null || Date.parse(intent.sentAt) + settleMs <= this.#context.now().getTime();
      if (settled) this.#intents.ask(intentId, outcome.kind);
      else this.#intents.release(intentId);
      return null;
    }
    if (intent.kind === 'revoke') return this.sending.commitRevoked(intentId, intent, true);
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
      Date.parse(intent.replayableUntil) > this.#context.timeThere(intent.connectionId).getTime();
    if (!possible) {
      this.#intents.orphan(intentId, newKeyId);
      return null;
    }
    try {
      return await this.sending.sendAndCommit(this.sending.clientOf(intent), intentId, intent, true, signal);
    } catch (thrown) {
      if (thrown instanceof KeptAsideError) throw thrown;
      if (
        thrown instanceof ApiError &&
        thrown.effect === 'none' &&
        thrown.status !== 429 &&
        thrown.status !== null
      ) {
        this.#intents.orphan(intentId, newKeyId);
        return null;
      }
      this.#intents.release(intentId);
      throw thrown;
    }
  }

  /** Gives an intent up for good, after a last look. */
  async giveUp(intentId: string, signal?: AbortSignal): Promise<OperationResult | null> {
    const resolved = await this.#resolveAsked(intentId, signal);
    if (resolved !== null) return resolved;
    const intent = this.#context.vault.get(intentsCollection, intentId);
    if (intent !== undefined && intent.state === 'ask') {
      const known = intent.question !== UNKNOWN_QUESTION;
      this.#intents.close(
        intentId,
        say(known ? 'account.given-up-without-effect' : 'account.given-up-effect-not-known'),
      );
    }
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
      const claimed = this.#intents.claimForLooking(intentId, true);
      if (claimed === null) return null;
      return await this.#resolve(intentId, claimed, signal);
    } finally {
      this.#running.delete(intentId);
    }
  }

  /** The account is at another address now: what was sent to the old one is not sent again by itself. */
  askAfterMove(intentId: string): void {
    this.#intents.ask(intentId, 'moved');
  }

  /** Intents that a restored backup brought back are nobody's to carry on with but a person's. */
  askAfterRestore(intentId: string): void {
    this.#intents.ask(intentId, 'restored');
  }
}
