/**
 * A key for one session of a program: noted, made, and ended with the session. What could not be ended then (the vault was
 * locked, the API was down, the process was killed) is ended by whoever holds the vault next; its service ends it by itself at
 * the session's time, and nobody but the vault has its secret.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { summaryOf } from '../../agent/broker/messages.ts';
import { statusWorks } from '../../../shared/key-status.ts';
import type { KeySummary, Role } from '../../../shared/domain.ts';
import { MINUTE_MS } from '../../../shared/times.ts';
import { certain } from '../../../shared/certain.ts';
import {
  connectionsCollection,
  intentsCollection,
  keysCollection,
  type IntentRecord,
} from '../../keys/registry/records.ts';
import { sessionKeysCollection, type SessionKeyRecord } from '../../keys/registry/session-keys.ts';
import type { AccountService } from '../../keys/types.ts';
import { computerIdentity } from '../../platform/computer.ts';
import type { ManagedVault } from '../../vault/index.ts';

/** The session ends first. */
const SPARE_MS = MINUTE_MS;
const AGAIN_MS = 5 * MINUTE_MS;
const LONGEST_BASE = 100;

export interface SessionKeyPlan {
  /** What the new key is called. */
  readonly name: string;
  readonly role: Role;
}

export interface SessionKey {
  /** Of its note; for {@link SessionKeys.end}. */
  readonly id: string;
  readonly key: KeySummary;
}

export const sessionKeyName = (key: KeySummary): string =>
  `${[...key.apiName].slice(0, LONGEST_BASE).join('')} (session ${randomBytes(8).toString('hex')})`;

export class SessionKeys {
  readonly #vault: ManagedVault;
  readonly #service: AccountService;
  readonly #computer: string;
  readonly #inUse = new Set<string>();
  #turn: Promise<void> = Promise.resolve();
  #again: NodeJS.Timeout | null = null;
  #isOver = false;

  constructor(vault: ManagedVault, service: AccountService, computer = computerIdentity()) {
    this.#vault = vault;
    this.#service = service;
    this.#computer = computer;
  }

  /** @throws AppError as `createKey` does; what was made all the same is ended like any */
  async make({ connectionId }: KeySummary, { name, role }: SessionKeyPlan, until: Date): Promise<SessionKey> {
    const aheadMs = (await this.#service.askClock(connectionId)) ?? 0;
    const expiresAt = new Date(until.getTime() + aheadMs + SPARE_MS).toISOString();
    const id = randomUUID();
    this.#inUse.add(id);
    try {
      // SECURITY: durable before the key is asked for.
      this.#write(id, {
        ...{ connectionId, name, keyId: null, computer: this.#computer, processId: process.pid },
        ...{ madeAt: new Date().toISOString(), expiresAt },
      });
      const { keyId } = await this.#service.createKey({ connectionId, name, roleId: role.id, expiresAt });
      const record = this.#vault.get(sessionKeysCollection, id);
      if (record !== undefined) this.#write(id, { ...record, keyId });
      return { id, key: certain(this.#service.listKeys().find((key) => key.id === keyId)) };
    } catch (thrown) {
      void this.end(id);
      throw thrown;
    }
  }

  /** Its session is over. Resolves once what can be done now is done; never rejects. */
  async end(id: string): Promise<void> {
    this.#inUse.delete(id);
    await this.tidy();
  }

  /** Ends what no session of this process uses. Never rejects; what could not be ended is tried again. */
  tidy(): Promise<void> {
    // A vault that can't be read any more says so elsewhere.
    this.#turn = this.#turn.then(() => this.#tidy()).catch(() => undefined);
    return this.#turn;
  }

  /** The vault is being locked: the notes stay for whoever holds it next. */
  close(): void {
    this.#isOver = true;
    if (this.#again !== null) clearTimeout(this.#again);
  }

  async #tidy(): Promise<void> {
    let isDone = true;
    for (const { id, value } of this.#isOver ? [] : this.#vault.list(sessionKeysCollection)) {
      if (this.#inUse.has(id) || this.#isOfOthers(value)) continue;
      // What could not be ended now is noted still, and keeps no other from its end.
      const isEnded = await this.#settle(id, value).catch(() => false);
      if (this.#isOver) return;
      isDone &&= isEnded;
    }
    if (this.#again !== null) clearTimeout(this.#again);
    this.#again = isDone ? null : setTimeout(() => void this.tidy(), AGAIN_MS).unref();
  }

  /** A session on another computer, or of a process that holds this vault at another socket, may go on until then. */
  #isOfOthers({ computer, processId, expiresAt }: SessionKeyRecord): boolean {
    const isElsewhere = computer !== this.#computer || (processId !== process.pid && isAlive(processId));
    return isElsewhere && Date.parse(expiresAt) > Date.now();
  }

  /** @returns whether nothing is left to do */
  async #settle(id: string, note: SessionKeyRecord): Promise<boolean> {
    if (this.#vault.get(connectionsCollection, note.connectionId) !== undefined) {
      // Whether it was made is looked into first; and a key is not ended that a request of its own still waits for.
      if (this.#isUnderWay(note, 'open')) await this.#service.sync(note.connectionId);
      if (this.#isUnderWay(note, 'open') || this.#isUnderWay(note, 'ask')) return false;
      const keyId = this.#keyIdOf(note);
      if (keyId !== null && !(await this.#endKey(keyId))) return false;
    }
    this.#vault.transaction((transaction) => {
      transaction.delete(sessionKeysCollection, id);
    });
    return true;
  }

  /** @returns false: it may still be accepted somewhere */
  async #endKey(keyId: string): Promise<boolean> {
    const before = this.#service.listKeys().find((key) => key.id === keyId);
    if (before === undefined) return true;
    // SECURITY: the key that the vault itself works with is no session's, whatever a server calls it.
    if (before.isConnectionKey) return true;
    if (statusWorks(before.status) || before.status === 'unresolved') {
      await this.#service.revokeKey({
        keyId,
        reason: { kind: 'other', text: '' },
        // A person agreed to its end when they agreed to its making.
        confirmation: before.apiName,
      });
    }
    // What was ended from here is believed, and its secret destroyed, once the API is seen to refuse it.
    const isToBeSeen = (): boolean =>
      this.#vault.hasSecret(keyId) && typeof this.#vault.get(keysCollection, keyId)?.endedHereAt === 'string';
    if (isToBeSeen()) await this.#service.sync(before.connectionId);
    if (isToBeSeen()) return false;
    this.#service.deleteKey(keyId);
    return true;
  }

  #isUnderWay(note: SessionKeyRecord, state: IntentRecord['state']): boolean {
    const keyId = this.#keyIdOf(note);
    return this.#vault
      .list(intentsCollection)
      .some(
        ({ value }) =>
          value.connectionId === note.connectionId &&
          value.state === state &&
          (value.name === note.name || (keyId !== null && value.actorKeyId === keyId)),
      );
  }

  #keyIdOf(note: SessionKeyRecord): string | null {
    if (note.keyId !== null) return note.keyId;
    // SECURITY: only a key that came after the note can be the one that it is about.
    const found = this.#vault
      .list(keysCollection)
      .find(
        ({ value }) =>
          value.connectionId === note.connectionId &&
          value.apiName === note.name &&
          value.firstSeenAt >= note.madeAt,
      );
    return found?.id ?? null;
  }

  #write(id: string, record: SessionKeyRecord): void {
    this.#vault.transaction((transaction) => {
      transaction.put(sessionKeysCollection, id, record);
    });
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (thrown) {
    // EPERM: it lives, under another user.
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** As any request is shown to a person who is asked about it. */
export function planText({ name, role }: SessionKeyPlan, forMs: number): string {
  const body = { name, role: role.name, expires_in_minutes: Math.ceil(forMs / MINUTE_MS) };
  return summaryOf('POST /v1/auth/api-keys', Buffer.from(JSON.stringify(body)));
}
