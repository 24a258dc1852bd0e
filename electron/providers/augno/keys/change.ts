/** Create, rotate and revoke: what is checked before, which way is taken, and what is tried right after. */
import type { Reason } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { ChannelParsedInput } from '../../../../shared/ipc-contract.ts';
import { schedulesRevocation } from '../../../../shared/api-version.ts';
import { idsOf } from '../api/client.ts';
import type { ApiKeyReply } from '../api/schemas.ts';
import type { Connection, Key, ServiceContext } from '../context.ts';
import { ApiError } from '../../../http/api-error.ts';
import type { OperationTerms } from '../../../keys/types.ts';
import { requireClock } from './require-clock.ts';
import { requireRotatable } from './require-rotatable.ts';
import { requireConfirmation, requireFuture, requireName } from '../input.ts';
import { checkEndedKey } from './ended.ts';
import { closeAsked } from '../operations/commit.ts';
import { replyKeptApart } from '../operations/errors.ts';
import type { RotationKeeper } from '../operations/rotations.ts';
import type { IntentFields } from '../operations/intent-store.ts';
import type { OperationRunner } from '../operations/runner.ts';
import type { OperationResult } from '../operations/sender.ts';
import { connectionsCollection, intentsCollection, keysCollection } from '../../../keys/registry/records.ts';
import type { VaultReader } from '../../../vault/types.ts';
import { serverFields } from '../sync/reconcile.ts';
import { say } from '../../../../shared/messages/say.ts';

export class KeyChanger {
  readonly #context: ServiceContext;
  readonly #runner: OperationRunner;
  readonly #rotations: RotationKeeper;

  constructor(context: ServiceContext, runner: OperationRunner, rotations: RotationKeeper) {
    this.#context = context;
    this.#runner = runner;
    this.#rotations = rotations;
  }

  async create(
    input: ChannelParsedInput<'keys.create'>,
    terms: OperationTerms | undefined,
    signal?: AbortSignal,
  ): Promise<string> {
    const name = requireName(input.name, 'key');
    if (input.roleId.trim() === '') {
      throw new AppError({
        code: 'invalid-input',
        message: say('account.the-key-needs-a-role'),
        hint: say('account.choose-the-role-that-allows-what-the'),
        field: 'roleId',
      });
    }
    const connection = this.#context.connection(input.connectionId);
    // SECURITY: what is in the future is the server's to say, whose key it is. This also asks it for the time.
    requireFuture(input.expiresAt, new Date(0));
    const seen = await this.#context.client(connection.id).keysByName(name, signal);
    if (input.expiresAt !== null) requireClock(this.#context, connection, terms);
    const expiresAt = requireFuture(input.expiresAt, this.#context.timeThere(connection.id));
    const result = await this.#run(
      {
        ...this.#actor(connection, terms?.by),
        kind: 'create',
        targetKeyId: null,
        name,
        roleId: input.roleId,
        expiresAt,
        revokeAt: null,
        seen: { keyIds: idsOf(seen), revokedAt: null },
        purpose: { kind: 'plain' },
        reason: null,
      },
      signal,
    );
    return this.#createdKeyId(result);
  }

  async rotate(
    input: ChannelParsedInput<'keys.rotate'>,
    terms: OperationTerms | undefined,
    signal?: AbortSignal,
  ): Promise<string> {
    const key = this.#context.key(input.keyId);
    const connection = this.#context.connection(key.record.connectionId);
    const isNotOfConnection = this.#isNotOf(connection.id, key.id);
    const isConnectionKey = !isNotOfConnection(this.#context.vault);
    this.#confirm(key, input.confirmation);
    this.#refuseWhileUnresolved(key.id);
    requireFuture(input.expiresAt, new Date(0));
    const client = this.#context.client(connection.id);
    const target = await client.getKey(key.id, signal);
    const sameName = await client.keysByName(target.name, signal);
    const overlap = input.overlapSeconds > 0;
    if (overlap || (input.expiresAt ?? null) !== null) requireClock(this.#context, connection, terms);
    const now = this.#context.timeThere(connection.id);
    const expiresAt = requireFuture(input.expiresAt, now);
    requireRotatable(target, expiresAt, now);

    const revokeAt = overlap ? new Date(now.getTime() + input.overlapSeconds * 1000).toISOString() : null;
    const common = {
      ...this.#actor(connection, terms?.by),
      name: target.name,
      roleId: target.role?.id ?? key.record.roleId,
      seen: { keyIds: idsOf(sameName), revokedAt: target.revoked_at },
      reason: input.reason,
    };
    const replacement: Omit<IntentFields, 'purpose'> = {
      ...common,
      kind: 'create',
      targetKeyId: null,
      // A replacement is made here in place of the server's own rotation, so it inherits the expiry from here too.
      expiresAt: expiresAt ?? target.expires_at,
      revokeAt: null,
    };
    // A replacement since is of another window or command, and a second one would be nobody's.
    const isNotReplaced = (reader: VaultReader): boolean =>
      reader.get(keysCollection, key.id)?.replacedBy === key.record.replacedBy;
    const run = (fields: IntentFields, isWanted = isNotReplaced): Promise<OperationResult> =>
      this.#run(fields, signal, (reader) => isNotReplaced(reader) && isWanted(reader));
    const byOwnPlan =
      revokeAt === null
        ? null
        : (): Promise<OperationResult> =>
            run({ ...replacement, purpose: { kind: 'overlap', oldKeyId: key.id, revokeAt } });

    let result: OperationResult;
    if (isConnectionKey) {
      result = await run({ ...replacement, purpose: { kind: 'connection-key', oldKeyId: key.id, revokeAt } });
    } else if (
      byOwnPlan !== null &&
      (input.movable === true ||
        // SECURITY: a moment of ours that has passed there already would end the old key at once.
        this.#context.aheadOf(connection.id) === null ||
        !schedulesRevocation(connection.record.apiVersion))
    ) {
      result = await byOwnPlan();
    } else {
      try {
        const purpose = { kind: 'plain' } as const;
        result = await run(
          { ...common, kind: 'rotate', targetKeyId: key.id, expiresAt, revokeAt, purpose },
          isNotOfConnection,
        );
      } catch (thrown) {
        const cannotSchedule =
          byOwnPlan !== null &&
          thrown instanceof ApiError &&
          thrown.effect === 'none' &&
          thrown.apiCode === 'parameter_unknown';
        if (!cannotSchedule) throw thrown;
        result = await byOwnPlan();
      }
    }
    if (result.kind === 'created' && result.rotationId !== null)
      await this.#follow(result.rotationId, signal);
    return this.#createdKeyId(result);
  }

  async revoke(
    keyId: string,
    reason: Reason,
    confirmation: string | null,
    signal?: AbortSignal,
  ): Promise<void> {
    const key = this.#context.key(keyId);
    const connection = this.#context.connection(key.record.connectionId);
    const isNotOfConnection = this.#isNotOf(connection.id, keyId);
    const isConnectionKey = !isNotOfConnection(this.#context.vault);
    if (isConnectionKey && !this.#names(key).includes(confirmation?.trim() ?? '')) {
      throw new AppError({
        code: 'conflict',
        message: say('account.the-connection-name-itself-works-with-this', { name: connection.record.name }),
        hint: say('account.rotate-the-key-instead-the-connection-then'),
        field: 'confirmation',
      });
    }
    this.#confirm(key, confirmation);
    this.#refuseWhileUnresolved(keyId);
    const client = this.#context.client(connection.id);
    const seen = await client.getKey(keyId, signal);
    if (
      seen.revoked_at !== null &&
      Date.parse(seen.revoked_at) <= this.#context.countedTime(connection.id).getTime()
    ) {
      this.#takeOver(key, seen);
      return;
    }
    await this.#run(
      {
        ...this.#actor(connection),
        kind: 'revoke',
        targetKeyId: keyId,
        name: seen.name,
        roleId: key.record.roleId,
        expiresAt: null,
        revokeAt: null,
        seen: { keyIds: [], revokedAt: seen.revoked_at },
        purpose: { kind: 'plain' },
        reason,
      },
      signal,
      isConnectionKey ? undefined : isNotOfConnection,
    );
    const rotation = this.#rotations
      .list()
      .find((candidate) => candidate.oldKeyId === keyId && candidate.state !== 'done');
    if (rotation !== undefined) await this.#follow(rotation.id, signal);
    else await this.#checkEnded(keyId, signal);
  }

  async #checkEnded(keyId: string, signal?: AbortSignal): Promise<void> {
    if (!this.#context.vault.hasSecret(keyId)) return;
    try {
      await checkEndedKey(this.#context, keyId, signal);
    } catch (thrown) {
      // The next synchronisation tries again.
      if (!(thrown instanceof AppError)) throw thrown;
    }
  }

  async #run(
    fields: IntentFields,
    signal?: AbortSignal,
    isWanted?: (reader: VaultReader) => boolean,
  ): Promise<OperationResult> {
    return this.#runner.execute(this.#runner.open(fields, isWanted), signal);
  }

  /** Asked again when the operation is written down: a repair may have given the connection this key meanwhile. */
  #isNotOf(connectionId: string, keyId: string): (reader: VaultReader) => boolean {
    return (reader) => reader.get(connectionsCollection, connectionId)?.adminKeyId !== keyId;
  }

  /** The new key is safe already; what comes after it may wait for the background. */
  async #follow(rotationId: string, signal?: AbortSignal): Promise<void> {
    try {
      await this.#rotations.advance(rotationId, signal);
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
    }
  }

  #createdKeyId(result: OperationResult): string {
    switch (result.kind) {
      case 'created':
        return result.keyId;
      case 'kept-apart':
        throw replyKeptApart();
      case 'revoked':
        throw new Error('A creation ended as a revocation.');
    }
  }

  #actor(
    { id, record: { adminKeyId, apiVersion, name } }: Connection,
    by?: string,
  ): Pick<IntentFields, 'connectionId' | 'actorKeyId' | 'apiVersion'> {
    const actorKeyId = by ?? adminKeyId;
    if (actorKeyId === null) {
      throw new AppError({
        code: 'api-invalid-key',
        message: say('account.the-connection-name-has-no-admin-key', { name }),
        hint: say('account.repair-the-connection-with-an-admin-key-2'),
      });
    }
    return { connectionId: id, actorKeyId, apiVersion };
  }

  #names(key: Key): readonly string[] {
    return key.record.alias === null ? [key.record.apiName] : [key.record.alias, key.record.apiName];
  }

  #confirm(key: Key, confirmation: string | null): void {
    if (key.record.mode !== 'prod') return;
    requireConfirmation(this.#names(key), confirmation, say('account.this-is-a-production-key'));
  }

  /** A second operation on a key whose first one has an unknown outcome could do it twice. */
  #refuseWhileUnresolved(keyId: string): void {
    const waiting = this.#context.vault
      .list(intentsCollection)
      .some(
        ({ value }) =>
          value.state === 'open' &&
          (value.targetKeyId === keyId || ('oldKeyId' in value.purpose && value.purpose.oldKeyId === keyId)),
      );
    if (!waiting) return;
    throw new AppError({
      code: 'conflict',
      message: say('account.an-operation-on-this-key-is-under'),
      hint: say('account.synchronise-what-became-of-it-is-looked'),
    });
  }

  #takeOver(key: Key, reply: ApiKeyReply): void {
    this.#context.transaction((transaction) => {
      const current = transaction.get(keysCollection, key.id);
      if (current === undefined) return;
      transaction.put(keysCollection, key.id, { ...current, ...serverFields(reply, current) });
      closeAsked(transaction, key.id);
    });
  }
}
