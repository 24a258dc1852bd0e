/** The account service: puts the parts together and answers in the forms of the contract. */
import type {
  Connection,
  KeyDetail,
  KeySummary,
  KeyTestResult,
  Reason,
  Role,
  Rotation,
} from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { clockSentence, isClockSaid } from '../../../shared/server-clock.ts';
import type { ChannelParsedInput, CreatedKey } from '../../../shared/ipc-contract.ts';
import type { KeyUsageReport, PermissionGroup } from '../../../shared/ipc/guide-channels.ts';
import { unreadSentence } from '../../../shared/unread-entries.ts';
import { unreadOf } from './api/schemas.ts';
import type { KeptReply } from '../../../shared/kept-replies.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import { connect, repair } from './connections/connect.ts';
import { HealthMonitor } from './connections/health.ts';
import { connectSandboxAccounts } from './connections/sandbox.ts';
import { addressQuestions, confirmConnection } from './connections/confirm.ts';
import { moveConnection, moveTarget } from './connections/move.ts';
import { removeConnection, renameConnection } from './connections/edit.ts';
import { ServiceContext, type AccountServiceTuning } from './context.ts';
import { openFindingsByKey, placeText } from '../../keys/findings/records.ts';
import { KeyChanger } from './keys/change.ts';
import { listKeptReplies, noteKeptReply, takeInKeptReply, testKeptReply } from './kept/keeper.ts';
import { addSecret, deleteKey, editKey } from './keys/local.ts';
import { proveSecret, requireProven } from '../../keys/lifecycle/unproven.ts';
import { testKey } from './keys/test.ts';
import { RotationKeeper } from './operations/rotations.ts';
import { replyKeptApart } from './operations/errors.ts';
import { wholeKey } from '../../../shared/key-format.ts';
import { OperationRunner } from './operations/runner.ts';
import {
  connectionsCollection,
  intentsCollection,
  keysCollection,
  rolesCollection,
  roleRecordId,
} from '../../keys/registry/records.ts';
import {
  countKeys,
  interruptionOf,
  PENDING_ID_PREFIX,
  pendingSummaries,
  readView,
  summarizeConnection,
  summarizeKey,
  type ConnectionHealth,
} from '../../keys/registry/summaries.ts';
import { readCreators } from './people/creators.ts';
import { withSpelledSecret } from '../../keys/lifecycle/spelling.ts';
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
  AccountRequests,
  AccountService,
  AccountServiceOptions,
  ClockAgreement,
  CreatorsRead,
  KeyHistory,
  IntentDecision,
  SandboxListings,
} from '../../keys/types.ts';
import type { AddressQuestion, SandboxAddress } from '../../../shared/account-address.ts';
import { MINUTE_MS } from '../../../shared/times.ts';

const DEFAULT_BACKGROUND_MS = 5 * MINUTE_MS;
const FIRST_BACKGROUND_MS = 2_000;
/** The next round, as long as the outcome of an operation is not known. */
const LOOK_AGAIN_MS = 20_000;
const AUDIT_ENTRIES = 100;
const REQUEST_LOG_ENTRIES = 50;

export class AugnoAccountService implements AccountService {
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

  listPermissionGroups(connectionId: string): Promise<readonly PermissionGroup[]> {
    return this.#track(listPermissionGroups(this.#context, connectionId, this.#abort.signal));
  }

  createRole(connectionId: string, input: { name: string; permissions: readonly string[] }): Promise<Role> {
    return this.#track(createRole(this.#context, connectionId, input, this.#abort.signal));
  }

  listSandboxes(connectionId: string): Promise<SandboxListings> {
    return this.#track(listSandboxes(this.#context, connectionId, this.#abort.signal));
  }

  // Keys

  listKeys(): readonly KeySummary[] {
    const view = this.#view();
    const keys = this.#context.vault
      .list(keysCollection)
      .map(({ id, value }) => summarizeKey(id, value, view));
    return [...pendingSummaries(view), ...keys].sort(
      (left, right) => right.createdAt.localeCompare(left.createdAt) || left.id.localeCompare(right.id),
    );
  }

  keyDetail(keyId: string): KeyDetail {
    const view = this.#view();
    if (keyId.startsWith(PENDING_ID_PREFIX)) {
      const pending = pendingSummaries(view).find((summary) => summary.id === keyId);
      if (pending !== undefined) {
        return {
          ...pending,
          alias: null,
          notes: '',
          updatedAt: pending.createdAt,
          permissions: null,
          replaces: null,
          replacedBy: null,
          places: [],
          rotation: null,
          audit: [],
          interrupted: interruptionOf(view.intents.find(({ id }) => PENDING_ID_PREFIX + id === keyId)?.value),
        };
      }
    }
    const { record } = this.#context.key(keyId);
    const role =
      record.roleId === null
        ? undefined
        : this.#context.vault.get(rolesCollection, roleRecordId(record.connectionId, record.roleId));
    const rotation = this.#rotations
      .list()
      .find((candidate) => candidate.oldKeyId === keyId || candidate.newKeyId === keyId);
    return {
      ...summarizeKey(keyId, record, view),
      alias: record.alias,
      notes: record.notes,
      updatedAt: record.updatedAt,
      permissions: role?.permissions ?? null,
      replaces: record.replaces,
      replacedBy: record.replacedBy,
      places: [
        ...record.places.map((place) => ({ ...place, kind: 'note' as const })),
        ...(openFindingsByKey(this.#context.vault, this.#context.now()).get(keyId) ?? []).map((finding) => ({
          id: finding.id,
          kind: 'finding' as const,
          text: placeText(finding.record),
        })),
      ],
      rotation: rotation ?? null,
      audit: [...this.#context.vault.auditLog({ limit: AUDIT_ENTRIES, subjectId: keyId })],
      interrupted: interruptionOf(view.intentsByKey.get(keyId)),
    };
  }

  async askClock(connectionId: string): Promise<number | null> {
    await this.#track(this.#context.client(connectionId).recentKeys(1, this.#abort.signal));
    return this.#context.aheadOf(connectionId);
  }

  async createKey(input: ChannelParsedInput<'keys.create'>, agreed?: ClockAgreement): Promise<CreatedKey> {
    const keyId = await this.#track(this.#changer.create(input, agreed, this.#abort.signal));
    return this.#created(keyId);
  }

  async rotateKey(input: ChannelParsedInput<'keys.rotate'>, agreed?: ClockAgreement): Promise<CreatedKey> {
    const keyId = await this.#track(this.#changer.rotate(input, agreed, this.#abort.signal));
    return this.#created(keyId);
  }

  async revokeKey(input: {
    keyId: string;
    reason: Reason;
    confirmation: string | null;
  }): Promise<KeySummary> {
    await this.#track(
      this.#changer.revoke(input.keyId, input.reason, input.confirmation, this.#abort.signal),
    );
    return this.#key(input.keyId);
  }

  deleteKey(keyId: string): void {
    deleteKey(this.#context, keyId);
  }

  testKey(keyId: string, options: { accountId?: string } = {}): Promise<KeyTestResult> {
    return this.#track(testKey(this.#context, keyId, options, this.#abort.signal));
  }

  editKey(input: ChannelParsedInput<'keys.edit'>): KeyDetail {
    editKey(this.#context, input);
    return this.keyDetail(input.keyId);
  }

  addSecret(keyId: string, secret: SecretBytes, from?: 'person' | 'file'): KeySummary {
    addSecret(this.#context, keyId, secret, from);
    return this.#key(keyId);
  }

  confirmSecret(keyId: string): KeySummary {
    proveSecret(this.#context, keyId, 'confirmed');
    return this.#key(keyId);
  }

  async keyRequests(keyId: string): ReturnType<AccountService['keyRequests']> {
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

  keyHistory(keyId: string): Promise<KeyHistory> {
    return this.#track(readKeyHistory(this.#context, keyId, this.#abort.signal));
  }

  keyUsage(keyId: string): Promise<KeyUsageReport> {
    return this.#track(readKeyUsage(this.#context, keyId, this.#abort.signal));
  }

  keyCreators(): Promise<CreatorsRead> {
    return this.#track(readCreators(this.#context, this.#abort.signal));
  }

  async useSecret<Result>(
    keyId: string,
    purpose: 'reveal' | 'copy' | 'inject',
    use: (secret: SecretBytes) => Result | Promise<Result>,
  ): Promise<Result> {
    const { record } = this.#context.key(keyId);
    if (!this.#context.vault.hasSecret(keyId)) {
      throw new AppError({
        code: 'not-found',
        message: "This key's secret is not held here.",
        hint: 'Augno shows a secret once, when the key is made. Add the secret if you have it, or rotate the key.',
      });
    }
    if (purpose !== 'reveal') await this.#requireKeyForm(keyId);
    // Looking at it is how a person gets to know it.
    if (purpose !== 'reveal') requireProven(this.#context.vault, keyId);
    // SECURITY: the entry comes first; a secret that was lent without one could not be accounted for.
    this.#context.vault.enter(
      {
        action: ({ reveal: 'secret-revealed', copy: 'secret-copied', inject: 'secret-injected' } as const)[
          purpose
        ],
        subjectId: keyId,
        subjectName: record.alias ?? record.apiName,
      },
      { actor: this.#context.actor, lends: true },
    );
    return withSpelledSecret(this.#context.vault, keyId, use);
  }

  /**
   * SECURITY: versions before replies were checked stored whatever a server had sent. What is not a key is shown on demand,
   * so that it is not lost, and goes nowhere else.
   */
  async #requireKeyForm(keyId: string): Promise<void> {
    const isKey = await this.#context.vault.withSecret(
      keyId,
      (secret) => wholeKey(secret.revealText()) !== null,
    );
    if (isKey) return;
    throw new AppError({
      code: 'conflict',
      message: 'What is stored as the secret of this key is not a key.',
      hint: 'The server sent it in place of one. Nothing was copied or passed on. Rotate the key, or create another.',
    });
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

  listRotations(): readonly Rotation[] {
    return this.#rotations.list();
  }

  async checkOldKey(rotationId: string): Promise<Rotation> {
    await this.#track(this.#rotations.verifyOldKey(rotationId, this.#abort.signal));
    return this.#rotations.get(rotationId);
  }

  tickPlace(rotationId: string, placeId: string, done: boolean): Rotation {
    return this.#rotations.tickPlace(rotationId, placeId, done);
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
    const bare = keyOrIntentId.startsWith(PENDING_ID_PREFIX)
      ? keyOrIntentId.slice(PENDING_ID_PREFIX.length)
      : keyOrIntentId;
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
      message: 'Nothing is left to be decided about this key.',
      hint: 'It may have been resolved in the meantime.',
    });
  }

  #view(): ReturnType<typeof readView> {
    const leaks = new Map<string, number>();
    for (const [keyId, findings] of openFindingsByKey(this.#context.vault, this.#context.now())) {
      leaks.set(keyId, findings.length);
    }
    return readView(this.#context.vault, this.#context.now(), leaks);
  }

  #connection(id: string): Connection {
    this.#context.connection(id);
    return this.listConnections().find((connection) => connection.id === id)!;
  }

  #key(id: string): KeySummary {
    return summarizeKey(id, this.#context.key(id).record, this.#view());
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
