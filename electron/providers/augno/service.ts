/** Accounts of Augno, and their keys over the API: puts the parts together. */
import { BRANDS, type BrandId } from '../../../shared/brands.ts';
import type { Connection, KeyTestResult, Role } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { isPendingId, PENDING_ID_PREFIX } from '../../../shared/pending-keys.ts';
import { clockSentence, countedAhead, isClockSaid } from '../../../shared/server-clock.ts';
import type { ChannelOutput, ChannelParsedInput, CreatedKey } from '../../../shared/ipc-contract.ts';
import type { KeyUsageReport, PermissionGroups } from '../../../shared/ipc/guide-channels.ts';
import { unreadSentence } from '../../../shared/unread-entries.ts';
import { unreadOf } from './api/schemas.ts';
import type { KeptReply } from '../../../shared/kept-replies.ts';
import { AUGNO_PROVIDER_ID } from '../../../shared/providers.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import { connect, repair } from './connections/connect.ts';
import { HealthMonitor } from './connections/health.ts';
import { connectSandboxAccounts } from './connections/sandbox.ts';
import { addressQuestions, confirmConnection } from './connections/confirm.ts';
import { moveConnection, moveTarget } from './connections/move.ts';
import { removeConnection, renameConnection } from './connections/edit.ts';
import { ServiceContext, type AccountServiceTuning } from './context.ts';
import { addSecret } from './keys/add-secret.ts';
import { KeyChanger } from './keys/change.ts';
import { listKeptReplies, noteKeptReply, takeInKeptReply, testKeptReply } from './kept/keeper.ts';
import { testKey } from './keys/test.ts';
import { RotationKeeper } from './operations/rotations.ts';
import { replyKeptApart } from './operations/errors.ts';
import { OperationRunner } from './operations/runner.ts';
import { augno } from './provider.ts';
import { connectionsCollection, intentsCollection, keysCollection } from '../../keys/registry/records.ts';
import {
  countKeys,
  summarizeConnection,
  type ConnectionHealth,
} from '../../keys/registry/connection-summaries.ts';
import { readCreators } from './people/creators.ts';
import { listPermissionGroups } from './permission-groups.ts';
import { createRole, listRoles, listSandboxes } from './roles.ts';
import { startBackgroundLoop, type BackgroundLoop } from './sync/background-loop.ts';
import { RestoreWatch } from './sync/restored.ts';
import { Synchronizer } from './sync/synchronizer.ts';
import { purgeTrash } from '../../keys/trash/trash.ts';
import { readAccountRequests, requestEntry } from './usage/account-requests.ts';
import { readKeyHistory } from './usage/key-history.ts';
import { readKeyUsage } from './usage/read-usage.ts';
import type {
  ConnectionFacts,
  KeyProvider,
  Recognised,
  RevokeInput,
  RotateInput,
} from '../../keys/provider.ts';
import type {
  AccountRequests,
  AccountServiceOptions,
  ClockAgreement,
  CreatorsRead,
  KeyHistory,
  IntentDecision,
  SandboxListings,
} from '../../keys/types.ts';
import type { AddressQuestion, SandboxAddress } from '../../../shared/account-address.ts';
import { MINUTE_MS } from '../../../shared/times.ts';
import { say } from '../../../shared/messages/say.ts';

const DEFAULT_BACKGROUND_MS = 5 * MINUTE_MS;
const FIRST_BACKGROUND_MS = 2_000;
/** The next round, as long as the outcome of an operation is not known. */
const LOOK_AGAIN_MS = 20_000;
const REQUEST_LOG_ENTRIES = 50;

function factsOf(brand: BrandId, connectionName: string, aheadMs: number): ConnectionFacts {
  const name = BRANDS[brand].productName;
  const description = { ...augno.description, id: brand, name };
  return { description, name, connectionName, hasAddress: true, aheadMs };
}

export class AugnoAccounts implements KeyProvider {
  readonly #context: ServiceContext;
  readonly #health: HealthMonitor;
  readonly #runner: OperationRunner;
  readonly #synchronizer: Synchronizer;
  readonly #rotations: RotationKeeper;
  readonly #changer: KeyChanger;
  readonly #abort = new AbortController();
  readonly #working = new Set<Promise<unknown>>();
  #background: BackgroundLoop | null = null;

  constructor(options: AccountServiceOptions, tuning: AccountServiceTuning) {
    this.#context = new ServiceContext(options, tuning);
    this.#health = new HealthMonitor(this.#context, options.onConnections);
    const restores = new RestoreWatch(options.vault);
    this.#runner = new OperationRunner(this.#context);
    this.#rotations = new RotationKeeper(this.#context, this.#runner, restores);
    this.#synchronizer = new Synchronizer(this.#context, {
      health: this.#health,
      restores,
      runner: this.#runner,
      rotations: this.#rotations,
    });
    this.#changer = new KeyChanger(this.#context, this.#runner, this.#rotations);
  }

  // Connections

  listConnections(): readonly Connection[] {
    const { vault } = this.#context;
    const counts = countKeys(vault.list(keysCollection), (id) => vault.hasSecret(id));
    return vault
      .list(connectionsCollection)
      .map(({ id, value }) => ({
        ...summarizeConnection(
          id,
          value,
          this.#withClock(this.#health.of(id), id, value.origin),
          this.#health.lastSyncedAt(id, value),
          counts.get(id) ?? { keys: 0, secrets: 0 },
          value.sandboxAccountId !== null || this.#context.isAwake(id, value),
        ),
        ...this.#saidClock(id),
      }))
      .sort((left, right) => left.name.localeCompare(right.name));
  }

  #saidClock(connectionId: string): Pick<Connection, 'clockAheadMs'> {
    const aheadMs = this.#context.aheadOf(connectionId);
    return isClockSaid(aheadMs) ? { clockAheadMs: aheadMs } : {};
  }

  #withClock(live: ConnectionHealth, connectionId: string, origin: string): ConnectionHealth {
    const aheadMs = this.#context.aheadOf(connectionId);
    if (live.health !== 'ok' || !isClockSaid(aheadMs)) return live;
    const said = `${clockSentence(aheadMs, new URL(origin).host)} Times are reckoned by the server’s; set this computer’s clock.`;
    return { health: 'ok', message: live.message === null ? said : `${live.message} ${said}` };
  }

  async connect(input: { url: string; name: string; adminKey: SecretBytes }): Promise<Connection> {
    const { id, unread } = await this.#track(connect(this.#context, input, this.#abort.signal));
    this.#health.synced(id, this.#context.timestamp(), unreadSentence(unread));
    return this.#connection(id);
  }

  async connectSandbox(address: SandboxAddress): Promise<readonly Connection[]> {
    const ids = await this.#track(connectSandboxAccounts(this.#context, address, this.#abort.signal));
    for (const id of ids) await this.#track(this.#synchronizer.syncOne(id, this.#abort.signal));
    return ids.map((id) => this.#connection(id));
  }

  async repairConnection(connectionId: string, adminKey: SecretBytes): Promise<Connection> {
    await this.#track(repair(this.#context, connectionId, adminKey, undefined, this.#abort.signal));
    await this.#track(this.#synchronizer.syncOne(connectionId, this.#abort.signal));
    return this.#connection(connectionId);
  }

  checkMove(connectionId: string, url: string, adminKey: SecretBytes | null): string {
    return moveTarget(this.#context, connectionId, url, adminKey).origin;
  }

  async moveConnection(
    connectionId: string,
    input: { readonly url: string; readonly adminKey: SecretBytes | null },
  ): Promise<Connection> {
    const operations = {
      resolve: (intentId: string, signal?: AbortSignal) => this.#runner.resolve(intentId, signal),
      ask: (intentId: string) => {
        this.#runner.askAfterMove(intentId);
      },
    };
    await this.#track(moveConnection(this.#context, operations, connectionId, input, this.#abort.signal));
    await this.#track(this.#synchronizer.syncOne(connectionId, this.#abort.signal));
    return this.#connection(connectionId);
  }

  addressQuestions(): readonly AddressQuestion[] {
    return addressQuestions(this.#context);
  }

  confirmAddress(connectionId: string, address: string): void {
    confirmConnection(this.#context, connectionId, address);
  }

  renameConnection(connectionId: string, name: string): Connection {
    renameConnection(this.#context, connectionId, name);
    return this.#connection(connectionId);
  }

  removeConnection(connectionId: string): void {
    removeConnection(this.#context, connectionId);
    this.#health.forget(connectionId);
  }

  async sync(connectionId: string | null, signal?: AbortSignal): Promise<readonly Connection[]> {
    await this.#track(this.#synchronizer.sync(connectionId, this.#either(signal)));
    return connectionId === null ? this.listConnections() : [this.#connection(connectionId)];
  }

  // Roles

  listRoles(connectionId: string): Promise<readonly Role[]> {
    return this.#track(listRoles(this.#context, connectionId, this.#abort.signal));
  }

  listPermissionGroups(connectionId: string): Promise<PermissionGroups> {
    return this.#track(listPermissionGroups(this.#context, connectionId, this.#abort.signal));
  }

  createRole(connectionId: string, input: { name: string; permissions: readonly string[] }): Promise<Role> {
    return this.#track(createRole(this.#context, connectionId, input, this.#abort.signal));
  }

  listSandboxes(connectionId: string): Promise<SandboxListings> {
    return this.#track(listSandboxes(this.#context, connectionId, this.#abort.signal));
  }

  // Keys

  keeps(provider: string): boolean {
    return provider === AUGNO_PROVIDER_ID;
  }

  facts(connectionId: string): ConnectionFacts | null {
    const record = this.#context.vault.get(connectionsCollection, connectionId);
    const aheadMs = countedAhead(this.#context.aheadOf(connectionId));
    return record === undefined ? null : factsOf(record.brand, record.name, aheadMs);
  }

  factsOfNone(): ConnectionFacts {
    return factsOf('augno', '', 0);
  }

  recognise(_provider: string, secret: string): Recognised {
    return augno.recognise(secret);
  }

  async askClock(connectionId: string): Promise<number | null> {
    await this.#track(this.#context.client(connectionId).recentKeys(1, this.#abort.signal));
    return this.#context.aheadOf(connectionId);
  }

  async issue(input: ChannelParsedInput<'keys.create'>, agreed?: ClockAgreement): Promise<CreatedKey> {
    return this.#created(await this.#track(this.#changer.create(input, agreed, this.#abort.signal)));
  }

  async rotate(input: RotateInput, agreed?: ClockAgreement): Promise<CreatedKey> {
    return this.#created(await this.#track(this.#changer.rotate(input, agreed, this.#abort.signal)));
  }

  revoke({ keyId, reason, confirmation }: RevokeInput): Promise<void> {
    return this.#track(this.#changer.revoke(keyId, reason, confirmation, this.#abort.signal));
  }

  test(keyId: string, options: { readonly accountId?: string }): Promise<KeyTestResult> {
    return this.#track(testKey(this.#context, keyId, options, this.#abort.signal));
  }

  addSecret(keyId: string, secret: SecretBytes, from: 'person' | 'file'): void {
    addSecret(this.#context, keyId, secret, from);
  }

  async requests(keyId: string): Promise<ChannelOutput<'keys.requests'>> {
    const { record } = this.#context.key(keyId);
    const page = await this.#context
      .client(record.connectionId)
      .requestsOfKey(keyId, REQUEST_LOG_ENTRIES, this.#abort.signal);
    return {
      requests: page.items.map(requestEntry),
      more: page.nextCursor !== null,
      unread: unreadOf(page.skipped),
    };
  }

  accountRequests(connectionId: string, since: Date): Promise<AccountRequests> {
    return this.#track(readAccountRequests(this.#context, connectionId, since, this.#abort.signal));
  }

  history(keyId: string): Promise<KeyHistory> {
    return this.#track(readKeyHistory(this.#context, keyId, this.#abort.signal));
  }

  usage(keyId: string): Promise<KeyUsageReport> {
    return this.#track(readKeyUsage(this.#context, keyId, this.#abort.signal));
  }

  keyCreators(): Promise<CreatorsRead> {
    return this.#track(readCreators(this.#context, this.#abort.signal));
  }

  // Operations under way

  async resolveIntent(keyOrIntentId: string, decision: IntentDecision): Promise<CreatedKey | null> {
    const intentId = this.#intentIdOf(keyOrIntentId);
    const result = await this.#track(
      decision === 'send-again'
        ? this.#runner.sendAgain(intentId, this.#abort.signal)
        : this.#runner.giveUp(intentId, this.#abort.signal),
    );
    if (result?.kind === 'created' && result.rotationId !== null) {
      await this.#rotations.advance(result.rotationId, this.#abort.signal).catch((thrown: unknown) => {
        if (!(thrown instanceof AppError)) throw thrown;
      });
    }
    if (result?.kind === 'kept-apart') throw replyKeptApart();
    return result?.kind === 'created' ? this.#created(result.keyId) : null;
  }

  // Replies that are kept apart

  keptReplies(): readonly KeptReply[] {
    return listKeptReplies(this.#context);
  }

  testKeptReply(id: string): Promise<KeyTestResult> {
    return this.#track(testKeptReply(this.#context, id, this.#abort.signal));
  }

  async takeInKeptReply(id: string): Promise<CreatedKey> {
    return this.#created(await this.#track(takeInKeptReply(this.#context, id, this.#abort.signal)));
  }

  noteKeptReply(id: string): void {
    noteKeptReply(this.#context, id);
  }

  // Rotations

  async checkOldKey(rotationId: string): Promise<void> {
    await this.#track(this.#rotations.verifyOldKey(rotationId, this.#abort.signal));
  }

  // Background

  startBackground(): void {
    if (this.#background !== null || this.#abort.signal.aborted) return;
    const { vault, now, tuning } = this.#context;
    const interval = tuning.backgroundIntervalMs ?? DEFAULT_BACKGROUND_MS;
    this.#background = startBackgroundLoop({
      turns: [() => purgeTrash(vault, now()), () => this.sync(null, this.#abort.signal)],
      firstWaitMs: Math.min(interval, FIRST_BACKGROUND_MS),
      longestWaitMs: interval,
      // What is not known yet is looked into soon, while somebody still wonders.
      waitMs: () =>
        vault.list(intentsCollection).some(({ value }) => value.state === 'open') ? LOOK_AGAIN_MS : interval,
      track: (turn) => this.#track(turn),
    });
  }

  async close(): Promise<void> {
    this.#abort.abort();
    this.#background?.stop();
    await Promise.allSettled([...this.#working]);
  }

  #intentIdOf(keyOrIntentId: string): string {
    const bare = isPendingId(keyOrIntentId) ? keyOrIntentId.slice(PENDING_ID_PREFIX.length) : keyOrIntentId;
    const intent = this.#context.vault
      .list(intentsCollection)
      .find(
        ({ id, value }) =>
          id === bare ||
          value.targetKeyId === bare ||
          value.orphanKeyId === bare ||
          ('oldKeyId' in value.purpose && value.purpose.oldKeyId === bare),
      );
    if (intent !== undefined) return intent.id;
    throw new AppError({
      code: 'not-found',
      message: say('account.nothing-is-left-to-be-decided-about'),
      hint: say('account.it-may-have-been-resolved-in-the'),
    });
  }

  #connection(id: string): Connection {
    this.#context.connection(id);
    return this.listConnections().find((connection) => connection.id === id)!;
  }

  #created(keyId: string): CreatedKey {
    try {
      const { record } = this.#context.key(keyId);
      return {
        keyId,
        connectionId: record.connectionId,
        name: record.alias ?? record.apiName,
        redacted: record.redacted,
        stored: true,
        replaces: record.replaces,
      };
    } catch (thrown) {
      throw this.#runner.afterStored(keyId, thrown);
    } finally {
      this.#runner.forgetStored();
    }
  }

  #either(signal: AbortSignal | undefined): AbortSignal {
    return signal === undefined ? this.#abort.signal : AbortSignal.any([signal, this.#abort.signal]);
  }

  /** What is under way when the service is closed is waited for: it ends soon, since everything listens to the signal. */
  #track<Result>(work: Promise<Result>): Promise<Result> {
    this.#working.add(work);
    const done = (): void => {
      this.#working.delete(work);
    };
    work.then(done, done);
    return work;
  }
}
