/** Accounts of Augno, and their keys over the API: puts the parts together. */
import type { Connection, KeyTestResult, OldKeyCheck, Role } from '../../../shared/domain.ts';
import type { RoleListing } from '../../../shared/ipc/connection-channels.ts';
import { AppError } from '../../../shared/errors.ts';
import { countedAhead } from '../../../shared/server-clock.ts';
import type { ChannelOutput, ChannelParsedInput, CreatedKey } from '../../../shared/ipc-contract.ts';
import type { KeyUsageReport, PermissionGroups } from '../../../shared/ipc/guide-channels.ts';
import type { KeptReply } from '../../../shared/kept-replies.ts';
import { AUGNO_PROVIDER_ID } from '../../../shared/providers.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import { ConnectionBook, type MoveInput } from './connections/book.ts';
import { UnderWay } from './under-way.ts';
import { HealthMonitor } from './connections/health.ts';
import { addressQuestions, confirmConnection } from './connections/confirm.ts';
import { moveTarget } from './connections/move.ts';
import { removeConnection, renameConnection } from './connections/edit.ts';
import { ServiceContext, type AccountServiceTuning } from './context.ts';
import { createdKeyOf } from './keys/created-key.ts';
import { addSecret } from './keys/add-secret.ts';
import { KeyChanger } from './keys/change.ts';
import { listKeptReplies, noteKeptReply, takeInKeptReply, testKeptReply } from './kept/keeper.ts';
import { testKey } from './keys/test.ts';
import { RotationKeeper } from './operations/rotations.ts';
import { replyKeptApart } from './operations/errors.ts';
import { intentIdOf } from './operations/intent-store.ts';
import { OperationRunner } from './operations/runner.ts';
import { augno, factsOf } from './provider.ts';
import { connectionsCollection, intentsCollection } from '../../keys/registry/records.ts';
import { readCreators } from './people/creators.ts';
import { listPermissionGroups } from './permission-groups.ts';
import { createRole, listSandboxes, readRoles } from './roles.ts';
import { startBackgroundLoop, type BackgroundLoop } from './sync/background-loop.ts';
import { RestoreWatch } from './sync/restored.ts';
import { Synchronizer } from './sync/synchronizer.ts';
import { purgeTrash } from '../../keys/trash/trash.ts';
import { readAccountRequests, readKeyRequests } from './usage/account-requests.ts';
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
  CreatorsRead,
  KeyHistory,
  IntentDecision,
  OperationTerms,
  SandboxListings,
} from '../../keys/types.ts';
import type { AddressQuestion, SandboxAddress } from '../../../shared/account-address.ts';
import { MINUTE_MS } from '../../../shared/times.ts';

const DEFAULT_BACKGROUND_MS = 5 * MINUTE_MS;
const FIRST_BACKGROUND_MS = 2_000;
/** The next round, as long as the outcome of an operation is not known. */
const LOOK_AGAIN_MS = 20_000;

export class AugnoAccounts implements KeyProvider {
  readonly #context: ServiceContext;
  readonly #health: HealthMonitor;
  readonly #runner: OperationRunner;
  readonly #synchronizer: Synchronizer;
  readonly #rotations: RotationKeeper;
  readonly #changer: KeyChanger;
  readonly #underWay = new UnderWay();
  readonly #book: ConnectionBook;
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
    this.#book = new ConnectionBook(this.#context, this.#health, this.#synchronizer, this.#runner);
  }

  get #signal(): AbortSignal {
    return this.#underWay.signal;
  }

  #track<Result>(work: Promise<Result>): Promise<Result> {
    return this.#underWay.track(work);
  }

  // Connections

  listConnections(): readonly Connection[] {
    return this.#book.list();
  }

  connect(input: { url: string; name: string; adminKey: SecretBytes }): Promise<Connection> {
    return this.#track(this.#book.connect(input, this.#signal));
  }

  connectSandbox(address: SandboxAddress): Promise<readonly Connection[]> {
    return this.#track(this.#book.connectSandbox(address, this.#signal));
  }

  repairConnection(connectionId: string, adminKey: SecretBytes): Promise<Connection> {
    return this.#track(this.#book.repair(connectionId, adminKey, this.#signal));
  }

  checkMove(connectionId: string, url: string, adminKey: SecretBytes | null): string {
    return moveTarget(this.#context, connectionId, url, adminKey).origin;
  }

  moveConnection(connectionId: string, input: MoveInput): Promise<Connection> {
    return this.#track(this.#book.move(connectionId, input, this.#signal));
  }

  addressQuestions(): readonly AddressQuestion[] {
    return addressQuestions(this.#context);
  }

  confirmAddress(connectionId: string, address: string): void {
    confirmConnection(this.#context, connectionId, address);
  }

  renameConnection(connectionId: string, name: string): Connection {
    renameConnection(this.#context, connectionId, name);
    return this.#book.get(connectionId);
  }

  removeConnection(connectionId: string): void {
    removeConnection(this.#context, connectionId);
    this.#health.forget(connectionId);
  }

  async sync(connectionId: string | null, signal?: AbortSignal): Promise<readonly Connection[]> {
    await this.#underWay.within(signal, (either) => this.#synchronizer.sync(connectionId, either));
    return connectionId === null ? this.listConnections() : [this.#book.get(connectionId)];
  }

  readRoles(connectionId: string): Promise<RoleListing> {
    return this.#track(readRoles(this.#context, this.#health, connectionId, this.#signal));
  }

  listPermissionGroups(connectionId: string): Promise<PermissionGroups> {
    return this.#track(listPermissionGroups(this.#context, connectionId, this.#signal));
  }

  createRole(connectionId: string, input: { name: string; permissions: readonly string[] }): Promise<Role> {
    return this.#track(createRole(this.#context, connectionId, input, this.#signal));
  }

  listSandboxes(connectionId: string): Promise<SandboxListings> {
    return this.#track(listSandboxes(this.#context, connectionId, this.#signal));
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
    await this.#track(this.#context.client(connectionId).recentKeys(1, this.#signal));
    return this.#context.aheadOf(connectionId);
  }

  async issue(input: ChannelParsedInput<'keys.create'>, terms?: OperationTerms): Promise<CreatedKey> {
    return this.#created(await this.#track(this.#changer.create(input, terms, this.#signal)));
  }

  async rotate(input: RotateInput, terms?: OperationTerms): Promise<CreatedKey> {
    return this.#created(await this.#track(this.#changer.rotate(input, terms, this.#signal)));
  }

  revoke({ keyId, reason, confirmation }: RevokeInput): Promise<void> {
    return this.#track(this.#changer.revoke(keyId, reason, confirmation, this.#signal));
  }

  test(keyId: string, options: { readonly accountId?: string }): Promise<KeyTestResult> {
    return this.#track(testKey(this.#context, keyId, options, this.#signal));
  }

  addSecret(keyId: string, secret: SecretBytes, from: 'person' | 'file'): void {
    addSecret(this.#context, keyId, secret, from);
  }

  requests(keyId: string): Promise<ChannelOutput<'keys.requests'>> {
    return this.#track(readKeyRequests(this.#context, keyId, this.#signal));
  }

  accountRequests(connectionId: string, since: Date): Promise<AccountRequests> {
    return this.#track(readAccountRequests(this.#context, connectionId, since, this.#signal));
  }

  history(keyId: string): Promise<KeyHistory> {
    return this.#track(readKeyHistory(this.#context, keyId, this.#signal));
  }

  usage(keyId: string): Promise<KeyUsageReport> {
    return this.#track(readKeyUsage(this.#context, keyId, this.#signal));
  }

  keyCreators(): Promise<CreatorsRead> {
    return this.#track(readCreators(this.#context, this.#signal));
  }

  // Operations under way

  async resolveIntent(keyOrIntentId: string, decision: IntentDecision): Promise<CreatedKey | null> {
    const intentId = intentIdOf(this.#context, keyOrIntentId);
    const result = await this.#track(
      decision === 'send-again'
        ? this.#runner.sendAgain(intentId, this.#signal)
        : this.#runner.giveUp(intentId, this.#signal),
    );
    if (result?.kind === 'created' && result.rotationId !== null) {
      await this.#rotations.advance(result.rotationId, this.#signal).catch((thrown: unknown) => {
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
    return this.#track(testKeptReply(this.#context, id, this.#signal));
  }

  async takeInKeptReply(id: string): Promise<CreatedKey> {
    return this.#created(await this.#track(takeInKeptReply(this.#context, id, this.#signal)));
  }

  noteKeptReply(id: string): void {
    noteKeptReply(this.#context, id);
  }

  checkOldKey(rotationId: string): Promise<OldKeyCheck> {
    return this.#track(this.#rotations.verifyOldKey(rotationId, this.#signal));
  }

  // Background

  startBackground(): void {
    if (this.#background !== null || this.#signal.aborted) return;
    const { vault, now, tuning } = this.#context;
    const interval = tuning.backgroundIntervalMs ?? DEFAULT_BACKGROUND_MS;
    this.#background = startBackgroundLoop({
      turns: [() => purgeTrash(vault, now()), () => this.sync(null, this.#signal)],
      firstWaitMs: Math.min(interval, FIRST_BACKGROUND_MS),
      longestWaitMs: interval,
      // What is not known yet is looked into soon, while somebody still wonders.
      waitMs: () =>
        vault.list(intentsCollection).some(({ value }) => value.state === 'open') ? LOOK_AGAIN_MS : interval,
      track: (turn) => this.#track(turn),
    });
  }

  async close(): Promise<void> {
    const ended = this.#underWay.end();
    this.#background?.stop();
    await ended;
  }

  #created(keyId: string): CreatedKey {
    try {
      return createdKeyOf(this.#context, keyId);
    } catch (thrown) {
      throw this.#runner.sending.afterStored(keyId, thrown);
    } finally {
      this.#runner.sending.forgetStored();
    }
  }
}
