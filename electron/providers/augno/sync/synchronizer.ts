/** One synchronisation: pull and reconcile, then look into open intents, plans that are due, and keys that were ended. */
import type { HealthMonitor } from '../connections/health.ts';
import { connectSandboxAccounts } from '../connections/sandbox.ts';
import type { ServiceContext } from '../context.ts';
import { ApiError } from '../../../http/api-error.ts';
import { endingWith } from '../../../http/ending-with.ts';
import { checkEndedKeys } from '../keys/ended.ts';
import type { RotationKeeper } from '../operations/rotations.ts';
import type { OperationRunner } from '../operations/runner.ts';
import { connectionsCollection, intentsCollection } from '../../../keys/registry/records.ts';
import { adoptImportedKeys } from './adopt.ts';
import type { RestoreWatch } from './restored.ts';
import { eachInTurn, isToldToPerson } from './each-in-turn.ts';
import { quotedNames, unreadEntries } from '../../../../shared/unread-entries.ts';
import { storedTwice, storedTwiceSentence } from './stored-twice.ts';
import { pullAndReconcile } from './sync.ts';
import { MINUTE_MS } from '../../../../shared/times.ts';
import { say, type Said } from '../../../../shared/messages/say.ts';

/** All of one connection: its lists, operations that are looked into, planned ends. */
const LONGEST_SYNC_MS = 15 * MINUTE_MS;

export interface SynchronizerParts {
  readonly health: HealthMonitor;
  readonly restores: RestoreWatch;
  readonly runner: OperationRunner;
  readonly rotations: RotationKeeper;
}

interface Running {
  readonly abort: AbortController;
  /** When it has stopped, whatever it ended in. */
  readonly ended: Promise<void>;
  /** What who asked for it gets: in its place that of {@link instead}. */
  readonly work: Promise<void>;
  instead: Promise<void> | null;
}

export class Synchronizer {
  readonly #context: ServiceContext;
  readonly #health: HealthMonitor;
  readonly #restores: RestoreWatch;
  readonly #runner: OperationRunner;
  readonly #rotations: RotationKeeper;
  readonly #running = new Map<string, Running>();
  /** Asked for by name while one was running, and not begun yet. */
  readonly #next = new Map<string, Promise<void>>();

  constructor(context: ServiceContext, parts: SynchronizerParts) {
    this.#context = context;
    this.#health = parts.health;
    this.#restores = parts.restores;
    this.#runner = parts.runner;
    this.#rotations = parts.rotations;
  }

  /** @param connectionId null: all of them; then what is wrong with one shows on it and keeps no other from being read */
  async sync(connectionId: string | null, signal: AbortSignal): Promise<void> {
    await this.#refreshSandbox(signal);
    if (connectionId !== null) return this.#syncFromNow(connectionId, signal);
    await eachInTurn(
      this.#context.vault.list(connectionsCollection),
      ({ id }) => this.syncOne(id, signal),
      isToldToPerson,
    );
  }

  /** Of one that is running the keys may have been read before what somebody wants to see: they get the next one, and share it. */
  #syncFromNow(connectionId: string, signal: AbortSignal): Promise<void> {
    const running = this.#running.get(connectionId);
    if (running === undefined) return this.syncOne(connectionId, signal);
    const waiting = this.#next.get(connectionId);
    if (waiting !== undefined) return waiting;
    const next = this.#syncAfter(running.ended, connectionId, signal);
    this.#next.set(connectionId, next);
    return next;
  }

  /** The embedded sandbox may have come up under another port since. */
  async #refreshSandbox(signal: AbortSignal): Promise<void> {
    const { sandbox, vault } = this.#context;
    if (sandbox === undefined) return;
    const connected = new Set(vault.list(connectionsCollection).map(({ value }) => value.sandboxAccountId));
    if (![...connected].some((accountId) => accountId !== null)) return;
    const address = await sandbox();
    if (address === null) return;
    // A connection that a person removed stays removed.
    const accounts = address.accounts.filter(({ id }) => connected.has(id));
    try {
      await connectSandboxAccounts(this.#context, { ...address, accounts }, signal);
    } catch (thrown) {
      // Its own synchronisation will say so.
      if (!(thrown instanceof ApiError) || thrown.code === 'cancelled') throw thrown;
    }
  }

  /** One at a time for each connection: who asks meanwhile gets the one that is running. */
  syncOne(connectionId: string, signal: AbortSignal): Promise<void> {
    const known = this.#running.get(connectionId);
    if (known !== undefined) return known.work;
    const abort = new AbortController();
    const ended = endingWith([signal, abort.signal], (either) => this.#within(connectionId, either)).finally(
      () => {
        this.#running.delete(connectionId);
      },
    );
    const running: Running = {
      abort,
      ended,
      work: ended.catch((thrown: unknown) => {
        if (running.instead === null) throw thrown;
        return running.instead;
      }),
      instead: null,
    };
    this.#running.set(connectionId, running);
    return running.work;
  }

  /**
   * Once a connection has another address or admin key. One that is running may be waiting for where it was before: it is ended,
   * and who waits for it gets this one. What the server answers now shows on the connection; it is no failure of what was done.
   * @throws ApiError `cancelled`
   */
  async syncAfresh(connectionId: string, signal: AbortSignal): Promise<void> {
    const running = this.#running.get(connectionId);
    const fresh = this.#syncAfter(running?.ended, connectionId, signal);
    if (running !== undefined) {
      running.instead = fresh;
      running.abort.abort();
    }
    await fresh.catch((thrown: unknown) => {
      if (!(thrown instanceof ApiError) || thrown.code === 'cancelled') throw thrown;
    });
  }

  async #syncAfter(
    ended: Promise<void> | undefined,
    connectionId: string,
    signal: AbortSignal,
  ): Promise<void> {
    await ended?.catch(() => undefined);
    this.#next.delete(connectionId);
    await this.syncOne(connectionId, signal);
  }

  /** What hangs in one synchronisation must not keep every later one from being made. */
  async #within(connectionId: string, signal: AbortSignal): Promise<void> {
    const { record: asked } = this.#context.connection(connectionId);
    const longest = this.#context.tuning.longestSyncMs ?? LONGEST_SYNC_MS;
    const deadline = AbortSignal.timeout(longest);
    try {
      await endingWith([signal, deadline], (either) => this.#sync(connectionId, either));
    } catch (thrown) {
      if (!deadline.aborted || signal.aborted) throw thrown;
      const error = new ApiError({
        code: 'api-timeout',
        message: say('account.synchronising-was-ended-after-longest-seconds-the', {
          longest: Math.ceil(longest / 1000),
        }),
        hint: say('account.what-was-read-until-then-is-kept'),
        effect: 'unknown',
      });
      this.#health.failed(connectionId, error, asked);
      throw error;
    }
  }

  async #sync(connectionId: string, signal: AbortSignal): Promise<void> {
    this.#askAboutRestoredIntents(connectionId);
    await pullAndReconcile(this.#context, this.#health, this.#restores, connectionId, signal);
    await adoptImportedKeys(this.#context, connectionId);
    const intents = this.#context.vault
      .list(intentsCollection)
      .filter(({ value }) => value.connectionId === connectionId && value.state === 'open');
    // An intent that could not be looked into stays open and shown.
    const isApiError = (thrown: unknown): boolean => thrown instanceof ApiError;
    const steps: readonly (() => Promise<void>)[] = [
      () =>
        eachInTurn(
          intents,
          async ({ id }) => {
            await this.#runner.resolve(id, signal);
          },
          isApiError,
        ),
      () => this.#rotations.advanceAll(connectionId, signal),
      async () => {
        const unasked = await checkEndedKeys(this.#context, connectionId, signal);
        if (unasked.length > 0) this.#health.noted(connectionId, notAsked(unasked));
        const twice = storedTwice(this.#context.vault, connectionId);
        if (twice.length > 0) this.#health.noted(connectionId, storedTwiceSentence(twice));
      },
    ];
    await eachInTurn(steps, (step) => step(), isApiError);
  }

  #askAboutRestoredIntents(connectionId: string): void {
    const restored = this.#restores.latest();
    if (restored === null) return;
    for (const { id, value } of this.#context.vault.list(intentsCollection)) {
      if (value.connectionId === connectionId && value.state === 'open' && value.openedAt <= restored.until) {
        this.#runner.askAfterRestore(id);
      }
    }
  }
}

function notAsked(names: readonly string[]): Said {
  return say('state.not-asked-whether-revoked', { names: quotedNames(unreadEntries(names)) });
}
