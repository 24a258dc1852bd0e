/** The connections as they are shown, and what changes one over the API. */
import type { Connection } from '../../../../shared/domain.ts';
import type { SandboxAddress } from '../../../../shared/account-address.ts';
import { clockSentence, isClockSaid } from '../../../../shared/server-clock.ts';
import { unreadSentence } from '../../../../shared/unread-entries.ts';
import {
  countKeys,
  summarizeConnection,
  type ConnectionHealth,
} from '../../../keys/registry/connection-summaries.ts';
import { connectionsCollection, keysCollection } from '../../../keys/registry/records.ts';
import type { SecretBytes } from '../../../vault/secret-bytes.ts';
import type { ServiceContext } from '../context.ts';
import type { OperationRunner } from '../operations/runner.ts';
import type { Synchronizer } from '../sync/synchronizer.ts';
import { connect, repair } from './connect.ts';
import { both, type HealthMonitor } from './health.ts';
import { moveConnection } from './move.ts';
import { connectSandboxAccounts } from './sandbox.ts';
import { say } from '../../../../shared/messages/say.ts';

export interface MoveInput {
  readonly url: string;
  readonly adminKey: SecretBytes | null;
}

export class ConnectionBook {
  readonly #context: ServiceContext;
  readonly #health: HealthMonitor;
  readonly #synchronizer: Synchronizer;
  readonly #runner: Pick<OperationRunner, 'resolve' | 'askAfterMove'>;

  constructor(
    context: ServiceContext,
    health: HealthMonitor,
    synchronizer: Synchronizer,
    runner: Pick<OperationRunner, 'resolve' | 'askAfterMove'>,
  ) {
    this.#context = context;
    this.#health = health;
    this.#synchronizer = synchronizer;
    this.#runner = runner;
  }

  /** @throws AppError `not-found` */
  get(id: string): Connection {
    this.#context.connection(id);
    const found = this.list().find((connection) => connection.id === id);
    if (found === undefined) throw new Error('A connection that is there is not listed.');
    return found;
  }

  list(): readonly Connection[] {
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
    const clock = clockSentence(aheadMs, new URL(origin).host);
    return { health: 'ok', message: both(live.message, say('state.clock-counts', { clock })) };
  }

  async connect(
    input: { url: string; name: string; adminKey: SecretBytes },
    signal: AbortSignal,
  ): Promise<Connection> {
    const { id, unread } = await connect(this.#context, input, signal);
    this.#health.synced(id, this.#context.timestamp(), unreadSentence(unread));
    return this.get(id);
  }

  async connectSandbox(address: SandboxAddress, signal: AbortSignal): Promise<readonly Connection[]> {
    const ids = await connectSandboxAccounts(this.#context, address, signal);
    for (const id of ids) await this.#synchronizer.syncOne(id, signal);
    return ids.map((id) => this.get(id));
  }

  async repair(connectionId: string, adminKey: SecretBytes, signal: AbortSignal): Promise<Connection> {
    await repair(this.#context, connectionId, adminKey, undefined, signal);
    await this.#synchronizer.syncAfresh(connectionId, signal);
    return this.get(connectionId);
  }

  async move(connectionId: string, input: MoveInput, signal: AbortSignal): Promise<Connection> {
    const operations = {
      resolve: (intentId: string, within?: AbortSignal) => this.#runner.resolve(intentId, within),
      ask: (intentId: string) => {
        this.#runner.askAfterMove(intentId);
      },
    };
    await moveConnection(this.#context, operations, connectionId, input, signal);
    await this.#synchronizer.syncAfresh(connectionId, signal);
    return this.get(connectionId);
  }
}
