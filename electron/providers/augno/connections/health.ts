/** How a connection is doing, learnt from what its requests come back with. */
import { AppError } from '../../../../shared/errors.ts';
import type { ConnectionHealth } from '../../../keys/registry/connection-summaries.ts';
import { ApiError, isKeyRefusal } from '../../../http/api-error.ts';
import { connectionsCollection, type ConnectionRecord } from '../../../keys/registry/records.ts';
import { isWriteProblem } from '../../../vault/write-access.ts';
import type { ServiceContext } from '../context.ts';
import { say, type Said } from '../../../../shared/messages/say.ts';

const UNKNOWN: ConnectionHealth = { health: 'unknown', message: say('state.not-asked-yet') };
const OK: ConnectionHealth = { health: 'ok', message: null };

export function both(first: Said | null, second: Said): Said {
  return first === null ? second : say('app.first-second', { first, second });
}

export class HealthMonitor {
  readonly #context: ServiceContext;
  readonly #live = new Map<string, ConnectionHealth>();
  readonly #syncedAt = new Map<string, string>();
  readonly #rolesReadAt = new Map<string, string>();

  readonly #onChange: () => void;

  constructor(context: ServiceContext, onChange: () => void = () => undefined) {
    this.#context = context;
    this.#onChange = onChange;
  }

  of(connectionId: string): ConnectionHealth {
    return this.#live.get(connectionId) ?? UNKNOWN;
  }

  lastSyncedAt(connectionId: string, record: ConnectionRecord): string | null {
    const live = this.#syncedAt.get(connectionId) ?? null;
    return live !== null && (record.lastSyncedAt === null || live > record.lastSyncedAt)
      ? live
      : record.lastSyncedAt;
  }

  /** Its roles were read, and nothing else. */
  rolesRead(connectionId: string, at: string): void {
    this.#rolesReadAt.set(connectionId, at);
  }

  /** By themselves or with everything else. */
  lastReadRolesAt(connectionId: string, record: ConnectionRecord): string | null {
    const synced = this.lastSyncedAt(connectionId, record);
    const alone = this.#rolesReadAt.get(connectionId) ?? null;
    return alone !== null && (synced === null || alone > synced) ? alone : synced;
  }

  /** @param note what a person should know although all is well */
  synced(connectionId: string, at: string, note: Said | null = null): void {
    this.#live.set(connectionId, note === null ? OK : { health: 'ok', message: note });
    this.#syncedAt.set(connectionId, at);
    this.#onChange();
  }

  /** Beside what {@link synced} said. */
  noted(connectionId: string, note: Said): void {
    const { health, message } = this.of(connectionId);
    if (health !== 'ok') return;
    this.#live.set(connectionId, { health, message: both(message, note) });
    this.#onChange();
  }

  forget(connectionId: string): void {
    this.#live.delete(connectionId);
    this.#syncedAt.delete(connectionId);
    this.#rolesReadAt.delete(connectionId);
  }

  /**
   * After a request for the whole list, which an admin's working key is never refused.
   * @param asked the connection as it was when the request went out
   */
  failed(connectionId: string, error: unknown, asked: ConnectionRecord): void {
    // Not for this connection to remember: it shows as asleep until its address is confirmed.
    if (error instanceof AppError && error.code === 'address-unconfirmed') {
      this.#live.delete(connectionId);
      this.#onChange();
      return;
    }
    // The server answered; that nothing could be stored is no news of the connection.
    if (isWriteProblem(error)) {
      this.#live.set(connectionId, OK);
      this.#onChange();
      return;
    }
    if (!(error instanceof ApiError)) {
      this.#live.set(connectionId, {
        health: 'key-refused',
        message: error instanceof AppError ? error.said.message : null,
      });
      this.#onChange();
      return;
    }
    const problem = problemOf(error);
    if (problem !== null) {
      this.#remember(connectionId, problem, asked);
      return;
    }
    if (error.code === 'cancelled') return;
    this.#live.set(connectionId, { health: 'offline', message: error.said.message });
    this.#onChange();
  }

  /** Written only where it changed: a check that finds what it found before writes nothing. */
  #remember(connectionId: string, problem: ConnectionRecord['problem'], asked: ConnectionRecord): void {
    if (this.#context.vault.get(connectionsCollection, connectionId)?.problem === problem) return;
    try {
      this.#context.transaction((transaction) => {
        const record = transaction.get(connectionsCollection, connectionId);
        if (record !== undefined && !isAnother(record, asked))
          transaction.put(connectionsCollection, connectionId, { ...record, problem });
      });
    } catch (thrown) {
      if (!isWriteProblem(thrown)) throw thrown;
      this.#live.set(connectionId, problem === null ? OK : { health: problem, message: null });
      this.#onChange();
    }
  }
}

/** Whether it is asked elsewhere, or with another key, by now: what the former one was answered says nothing of it. */
export function isAnother(now: ConnectionRecord, asked: ConnectionRecord): boolean {
  return now.origin !== asked.origin || now.adminKeyId !== asked.adminKeyId;
}

function problemOf(error: ApiError): ConnectionRecord['problem'] {
  if (isKeyRefusal(error)) return 'key-refused';
  if (error.code === 'api-forbidden') return 'not-admin';
  if (error.code === 'api-payment-required') return 'payment-required';
  return null;
}
