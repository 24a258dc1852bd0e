/** Sends an operation whose intent is in the vault already, and stores what comes back in the transaction that ends the intent. */
import type { AppError } from '../../../../shared/errors.ts';
import type { ApiClient, CreatedKeyReply } from '../api/client.ts';
import type { ServiceContext } from '../context.ts';
import { targetOf } from '../../../keys/registry/replaced-key.ts';
import type { ConnectionRecord, IntentRecord } from '../../../keys/registry/records.ts';
import { commitReply, commitRevoked, type CommitOutcome } from './commit.ts';
import { isOfVault, revokedNotNoted } from './errors.ts';
import { rescueReply, type KeptAsideError } from './rescue.ts';

export type OperationResult = CommitOutcome | { readonly kind: 'revoked'; readonly keyId: string };

export class OperationSender {
  readonly #context: ServiceContext;
  /** SECURITY: holds a reply, for no longer than until its key is told of. */
  #stored: { readonly keyId: string; readonly rescue: (failure: AppError) => KeptAsideError } | null = null;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /**
   * The key was stored, and what is left to be done failed, as the file was taken away meanwhile, say, and the secret with it:
   * it is kept aside.
   * @returns what to tell in place of `failure`
   */
  afterStored(keyId: string, failure: unknown): unknown {
    const stored = this.#stored;
    this.#stored = null;
    if (!isOfVault(failure) || stored?.keyId !== keyId) return failure;
    const rescued = stored.rescue(failure);
    this.#context.onRescued?.(rescued);
    return rescued;
  }

  /** Nothing is left to be done for a key that was stored. */
  forgetStored(): void {
    this.#stored = null;
  }

  clientOf(intent: IntentRecord): ApiClient {
    // The server knows an idempotency key per caller: only the same admin key, in the same version, gets the same answer.
    return this.#context.client(intent.connectionId, {
      keyId: intent.actorKeyId,
      version: intent.apiVersion,
    });
  }

  async sendAndCommit(
    client: ApiClient,
    intentId: string,
    intent: IntentRecord,
    late: boolean,
    signal?: AbortSignal,
  ): Promise<OperationResult> {
    // Read now: once the file is gone nothing is read from the vault any more.
    const { record: connection } = this.#context.connection(intent.connectionId);
    switch (intent.kind) {
      case 'create':
        return this.#commitReply(
          intentId,
          { intent, connection },
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
        return this.#commitReply(
          intentId,
          { intent, connection },
          await client.rotateKey(
            targetOf(intent),
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
        await client.revokeKey(targetOf(intent), signal);
        return this.commitRevoked(intentId, intent, late);
    }
  }

  #commitReply(
    intentId: string,
    about: { readonly intent: IntentRecord; readonly connection: ConnectionRecord },
    reply: CreatedKeyReply,
    late: boolean,
  ): OperationResult {
    try {
      const outcome = this.#context.transaction((transaction) =>
        commitReply(transaction, intentId, about.intent, reply, this.#context.timestamp(), late),
      );
      if (outcome.kind === 'created' && !late) {
        const rescue = (failure: AppError): KeptAsideError =>
          rescueReply(this.#context, intentId, about, reply, failure, 'stored');
        this.#stored = { keyId: outcome.keyId, rescue };
      }
      return outcome;
    } catch (thrown) {
      const rescued = rescueReply(this.#context, intentId, about, reply, thrown);
      this.#context.onRescued?.(rescued);
      throw rescued;
    }
  }

  async commitRevoked(intentId: string, intent: IntentRecord, late: boolean): Promise<OperationResult> {
    const at = this.#context.timestamp();
    try {
      this.#context.transaction((transaction) => {
        commitRevoked(transaction, intentId, at, at, late);
      });
    } catch (thrown) {
      if (!isOfVault(thrown)) throw thrown;
      throw revokedNotNoted(intent, thrown);
    }
    return Promise.resolve({ kind: 'revoked', keyId: targetOf(intent) });
  }
}
