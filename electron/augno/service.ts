/** The account service: puts the parts together and answers in the forms of the contract. */
import type {
  Connection,
  KeyDetail,
  KeySummary,
  KeyTestResult,
  Reason,
  RequestLogEntry,
  Role,
  Rotation,
} from '../../shared/domain.ts';
import { AppError } from '../../shared/errors.ts';
import type { ChannelParsedInput, CreatedKey } from '../../shared/ipc-contract.ts';
import type { SecretBytes } from '../vault/secret-bytes.ts';
import { connect, freeName, repair, storeRoles } from './connections/connect.ts';
import { HealthMonitor } from './connections/health.ts';
import { connectSandboxAccounts } from './connections/sandbox.ts';
import { ServiceContext, type AccountServiceTuning } from './context.ts';
import { openFindingsByKey, placeText } from './findings/records.ts';
import { ApiError } from './http/api-error.ts';
import { requireName } from './input.ts';
import { KeyChanger } from './keys/change.ts';
import { checkEndedKeys } from './keys/ended.ts';
import { addSecret, deleteKey, editKey } from './keys/local.ts';
import { testKey } from './keys/test.ts';
import { RotationKeeper } from './operations/rotations.ts';
import { OperationRunner } from './operations/runner.ts';
import {
  connectionsCollection,
  deletedKeysCollection,
  intentsCollection,
  keysCollection,
  rolesCollection,
  rotationsCollection,
  roleRecordId,
} from './registry/records.ts';
import {
  countKeys,
  PENDING_ID_PREFIX,
  pendingSummaries,
  readView,
  summarizeConnection,
  summarizeKey,
  summarizeRole,
} from './registry/summaries.ts';
import { RestoreWatch } from './sync/restored.ts';
import { pullAndReconcile } from './sync/sync.ts';
import type {
  AccountService,
  AccountServiceOptions,
  IntentDecision,
  SandboxAddress,
  SandboxListing,
} from './types.ts';
import { randomUUID } from 'node:crypto';

const DEFAULT_BACKGROUND_MS = 5 * 60_000;
const FIRST_BACKGROUND_MS = 2_000;
const AUDIT_ENTRIES = 100;
const REQUEST_LOG_ENTRIES = 50;

export class AugnoAccountService implements AccountService {
  readonly #context: ServiceContext;
  readonly #health: HealthMonitor;
  readonly #runner: OperationRunner;
  readonly #restores: RestoreWatch;
  readonly #rotations: RotationKeeper;
  readonly #changer: KeyChanger;
  readonly #abort = new AbortController();
  readonly #syncing = new Map<string, Promise<void>>();
  readonly #working = new Set<Promise<unknown>>();
  #timer: NodeJS.Timeout | null = null;

  constructor(options: AccountServiceOptions, tuning: AccountServiceTuning) {
    this.#context = new ServiceContext(options, tuning);
    this.#health = new HealthMonitor(this.#context);
    this.#restores = new RestoreWatch(options.vault);
    this.#runner = new OperationRunner(this.#context);
    this.#rotations = new RotationKeeper(this.#context, this.#runner, this.#restores);
    this.#changer = new KeyChanger(this.#context, this.#runner, this.#rotations);
  }

  // Connections

  listConnections(): readonly Connection[] {
    const { vault } = this.#context;
    const counts = countKeys(vault.list(keysCollection), (id) => vault.hasSecret(id));
    return vault
      .list(connectionsCollection)
      .map(({ id, value }) =>
        summarizeConnection(
          id,
          value,
          this.#health.of(id),
          this.#health.lastSyncedAt(id, value),
          counts.get(id) ?? { keys: 0, secrets: 0 },
        ),
      )
      .sort((left, right) => left.name.localeCompare(right.name));
  }

  async connect(input: { url: string; name: string; adminKey: SecretBytes }): Promise<Connection> {
    const id = await this.#track(connect(this.#context, input, this.#abort.signal));
    this.#health.synced(id, this.#context.timestamp());
    return this.#connection(id);
  }

  async connectSandbox(address: SandboxAddress): Promise<readonly Connection[]> {
    const ids = await this.#track(connectSandboxAccounts(this.#context, address, this.#abort.signal));
    for (const id of ids) await this.#syncOne(id);
    return ids.map((id) => this.#connection(id));
  }

  async repairConnection(connectionId: string, adminKey: SecretBytes): Promise<Connection> {
    await this.#track(repair(this.#context, connectionId, adminKey, undefined, this.#abort.signal));
    await this.#syncOne(connectionId);
    return this.#connection(connectionId);
  }

  renameConnection(connectionId: string, name: string): Connection {
    const wanted = requireName(name, 'connection');
    const { record } = this.#context.connection(connectionId);
    if (record.name !== wanted) {
      if (record.name.toLowerCase() !== wanted.toLowerCase() && freeName(this.#context, wanted) !== wanted) {
        throw new AppError({
          code: 'conflict',
          message: `Another connection is named “${wanted}”.`,
          hint: 'Choose another name. Nothing was changed.',
          field: 'name',
        });
      }
      this.#context.transaction((transaction) => {
        const current = transaction.get(connectionsCollection, connectionId);
        if (current === undefined) return;
        transaction.put(connectionsCollection, connectionId, { ...current, name: wanted });
        transaction.audit({
          action: 'connection-changed',
          subjectId: connectionId,
          subjectName: wanted,
          detail: `Renamed from ${current.name}.`,
        });
      });
    }
    return this.#connection(connectionId);
  }

  removeConnection(connectionId: string): void {
    const { record } = this.#context.connection(connectionId);
    this.#context.transaction((transaction) => {
      const open = transaction
        .list(intentsCollection)
        .filter(({ value }) => value.connectionId === connectionId);
      if (open.some(({ value }) => value.state === 'open')) {
        throw new AppError({
          code: 'conflict',
          message: `An operation of “${record.name}” has an outcome that is not known yet.`,
          hint: 'Synchronise first, so that no key is left behind without its secret. Nothing was removed.',
        });
      }
      for (const { id } of open) transaction.delete(intentsCollection, id);
      const keys = transaction
        .list(keysCollection)
        .filter(({ value }) => value.connectionId === connectionId);
      for (const { id } of keys) {
        transaction.destroySecret(id);
        transaction.delete(keysCollection, id);
      }
      for (const collection of [rolesCollection, rotationsCollection, deletedKeysCollection] as const) {
        for (const { id, value } of transaction.list<{ readonly connectionId: string }>(collection)) {
          if (value.connectionId === connectionId)
            transaction.delete<{ readonly connectionId: string }>(collection, id);
        }
      }
      transaction.delete(connectionsCollection, connectionId);
      transaction.audit({
        action: 'connection-removed',
        subjectId: connectionId,
        subjectName: record.name,
        detail: `With ${keys.length} keys and their secrets. The account itself is unchanged.`,
      });
    });
    this.#health.forget(connectionId);
  }

  async sync(connectionId: string | null, signal?: AbortSignal): Promise<readonly Connection[]> {
    const { vault } = this.#context;
    if (connectionId !== null) {
      await this.#syncOne(connectionId, signal);
      return [this.#connection(connectionId)];
    }
    for (const { id } of vault.list(connectionsCollection)) {
      try {
        await this.#syncOne(id, signal);
      } catch (thrown) {
        // One account that can't be reached must not keep the others from being read; its connection says what is wrong.
        if (!(thrown instanceof AppError) || thrown.code.startsWith('vault-') || thrown.code === 'cancelled')
          throw thrown;
      }
    }
    return this.listConnections();
  }

  // Roles

  async listRoles(connectionId: string): Promise<readonly Role[]> {
    const { record } = this.#context.connection(connectionId);
    try {
      const roles = await this.#context.client(record).listRoles(this.#abort.signal);
      const known = new Map(this.#cachedRoles(connectionId).map((role) => [role.id, JSON.stringify(role)]));
      const changed = roles.filter(
        (role) =>
          known.get(role.id) !==
          JSON.stringify(
            summarizeRole({
              connectionId,
              roleId: role.id,
              name: role.name,
              type: role.type,
              ownedBy: role.owner,
              permissions: role.permissions,
            }),
          ),
      );
      const gone = [...known.keys()].filter((id) => !roles.some((role) => role.id === id));
      if (changed.length > 0 || gone.length > 0) {
        this.#context.transaction((transaction) => {
          storeRoles(transaction, connectionId, changed);
          for (const id of gone) transaction.delete(rolesCollection, roleRecordId(connectionId, id));
        });
      }
    } catch (thrown) {
      // Offline, what was read last is still worth showing.
      if (
        !(thrown instanceof ApiError) ||
        thrown.code === 'cancelled' ||
        this.#cachedRoles(connectionId).length === 0
      ) {
        throw thrown;
      }
    }
    return this.#cachedRoles(connectionId);
  }

  async createRole(
    connectionId: string,
    input: { name: string; permissions: readonly string[] },
  ): Promise<Role> {
    const name = requireName(input.name, 'role');
    const { record } = this.#context.connection(connectionId);
    const role = await this.#context
      .client(record)
      .createRole({ name, permissions: input.permissions }, randomUUID(), this.#abort.signal);
    this.#context.transaction((transaction) => {
      storeRoles(transaction, connectionId, [role]);
      transaction.audit({
        action: 'role-created',
        subjectId: role.id,
        subjectName: role.name,
        detail: `${input.permissions.length} permissions.`,
      });
    });
    return this.#cachedRoles(connectionId).find((candidate) => candidate.id === role.id)!;
  }

  async listSandboxes(connectionId: string): Promise<readonly SandboxListing[]> {
    const { record } = this.#context.connection(connectionId);
    const listed = await this.#context.client(record).listSandboxes(this.#abort.signal);
    // The API gives a sandbox's own id, not that of its account, so the name is what tells which is connected.
    const connections = this.#context.vault.list(connectionsCollection);
    return listed.map((sandbox) => ({
      id: sandbox.id,
      name: sandbox.name,
      createdAt: sandbox.created_at,
      connectionId:
        connections.find(
          ({ value }) =>
            value.mode === 'test' &&
            value.origin === record.origin &&
            (value.accountName ?? value.name).toLowerCase() === sandbox.name.toLowerCase(),
        )?.id ?? null,
    }));
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
    };
  }

  async createKey(input: ChannelParsedInput<'keys.create'>): Promise<CreatedKey> {
    const keyId = await this.#track(this.#changer.create(input, this.#abort.signal));
    return this.#created(keyId);
  }

  async rotateKey(input: ChannelParsedInput<'keys.rotate'>): Promise<CreatedKey> {
    const keyId = await this.#track(this.#changer.rotate(input, this.#abort.signal));
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

  addSecret(keyId: string, secret: SecretBytes): KeySummary {
    addSecret(this.#context, keyId, secret);
    return this.#key(keyId);
  }

  async keyRequests(keyId: string): Promise<{ requests: readonly RequestLogEntry[]; more: boolean }> {
    const { record } = this.#context.key(keyId);
    const connection = this.#context.connection(record.connectionId);
    const page = await this.#context
      .client(connection.record)
      .requestsOfKey(keyId, REQUEST_LOG_ENTRIES, this.#abort.signal);
    return {
      requests: page.items.map((log) => ({
        id: log.id,
        at: log.occurred_at,
        method: log.method,
        path: log.path,
        route: log.normalized_route,
        statusCode: log.status_code,
        errorCode: log.error_code,
        clientIp: log.client_ip,
        userAgent: log.user_agent,
        latencyMs: log.latency_us === null || log.latency_us === undefined ? null : log.latency_us / 1000,
      })),
      more: page.nextCursor !== null,
    };
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
    // SECURITY: the entry comes first; a secret that was lent without one could not be accounted for.
    this.#context.transaction((transaction) => {
      transaction.audit({
        action: ({ reveal: 'secret-revealed', copy: 'secret-copied', inject: 'secret-injected' } as const)[
          purpose
        ],
        subjectId: keyId,
        subjectName: record.alias ?? record.apiName,
      });
    });
    return this.#context.vault.withSecret(keyId, use);
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
    return result?.kind === 'created' ? this.#created(result.keyId) : null;
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
    if (this.#timer !== null || this.#abort.signal.aborted) return;
    const interval = this.#context.tuning.backgroundIntervalMs ?? DEFAULT_BACKGROUND_MS;
    const round = async (): Promise<void> => {
      try {
        await this.#refreshSandbox();
        await this.sync(null, this.#abort.signal);
      } catch {
        // What is wrong shows on the connections; the next round tries again.
      }
      if (!this.#abort.signal.aborted) this.#timer = schedule(interval);
    };
    const schedule = (wait: number): NodeJS.Timeout => {
      const timer = setTimeout(() => void this.#track(round()), wait);
      timer.unref();
      return timer;
    };
    this.#timer = schedule(Math.min(interval, FIRST_BACKGROUND_MS));
  }

  async close(): Promise<void> {
    this.#abort.abort();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    await Promise.allSettled([...this.#working]);
  }

  /** The embedded sandbox may have come up under another port since. */
  async #refreshSandbox(): Promise<void> {
    const { sandbox, vault } = this.#context;
    if (sandbox === undefined) return;
    if (!vault.list(connectionsCollection).some(({ value }) => value.sandboxAccountId !== null)) return;
    const address = await sandbox();
    if (address !== null) await connectSandboxAccounts(this.#context, address, this.#abort.signal);
  }

  #syncOne(connectionId: string, signal?: AbortSignal): Promise<void> {
    const running = this.#syncing.get(connectionId);
    if (running !== undefined) return running;
    const combined =
      signal === undefined ? this.#abort.signal : AbortSignal.any([signal, this.#abort.signal]);
    const work = this.#track(this.#sync(connectionId, combined)).finally(() => {
      this.#syncing.delete(connectionId);
    });
    this.#syncing.set(connectionId, work);
    return work;
  }

  async #sync(connectionId: string, signal: AbortSignal): Promise<void> {
    this.#askAboutRestoredIntents(connectionId);
    await pullAndReconcile(this.#context, this.#health, this.#restores, connectionId, signal);
    const intents = this.#context.vault
      .list(intentsCollection)
      .filter(({ value }) => value.connectionId === connectionId && value.state === 'open');
    for (const { id } of intents) {
      try {
        await this.#runner.resolve(id, signal);
      } catch (thrown) {
        // The intent stays open and shown; the other ones are looked into all the same.
        if (!(thrown instanceof ApiError) || thrown.code === 'cancelled') throw thrown;
      }
    }
    await this.#rotations.advanceAll(connectionId, signal);
    await checkEndedKeys(this.#context, connectionId, signal).catch((thrown: unknown) => {
      if (!(thrown instanceof ApiError) || thrown.code === 'cancelled') throw thrown;
    });
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

  #cachedRoles(connectionId: string): readonly Role[] {
    return this.#context.vault
      .list(rolesCollection)
      .filter(({ value }) => value.connectionId === connectionId)
      .map(({ value }) => summarizeRole(value))
      .sort((left, right) => left.name.localeCompare(right.name));
  }

  #connection(id: string): Connection {
    this.#context.connection(id);
    return this.listConnections().find((connection) => connection.id === id)!;
  }

  #key(id: string): KeySummary {
    return summarizeKey(id, this.#context.key(id).record, this.#view());
  }

  #created(keyId: string): CreatedKey {
    const { record } = this.#context.key(keyId);
    return {
      keyId,
      connectionId: record.connectionId,
      name: record.alias ?? record.apiName,
      redacted: record.redacted,
      stored: true,
      replaces: record.replaces,
    };
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
