/**
 * What comes after a rotation's new key: the connection is moved to it where it is the connection's own, the old key is
 * ended on its day, and seen to be refused. Each step may be the last before a crash; the next run goes on from there.
 */
import { deriveKeyStatus, statusWorks, type OldKeyCheck, type Rotation } from '../../../../shared/domain.ts';
import { DAY_MS } from '../../../../shared/times.ts';
import type { ApiVersion } from '../../../../shared/api-version.ts';
import type { StoredRecord, VaultReader } from '../../../vault/types.ts';
import type { ServiceContext } from '../context.ts';
import { ApiError, showsEnd } from '../../../http/api-error.ts';
import {
  connectionsCollection,
  intentsCollection,
  keysCollection,
  rotationsCollection,
  type KeyRecord,
  type RotationRecord,
} from '../../../keys/registry/records.ts';
import { listRotations, rotationGone, rotationState } from '../../../keys/registry/rotation-summaries.ts';
import { eachInTurn, isToldToPerson } from '../sync/each-in-turn.ts';
import { isWrittenSince, serverFields } from '../sync/reconcile.ts';
import type { RestoreWatch } from '../sync/restored.ts';
import type { OperationRunner } from './runner.ts';
import { say } from '../../../../shared/messages/say.ts';

/** A rotation at once that was interrupted longer ago than this is not carried on without a person. */
const CARRY_ON_MS = DAY_MS;
/** How long after its time by this computer's clock a plan waits for a server that says that it is earlier there. */
const LONGEST_DELAY_MS = 7 * DAY_MS;

export class RotationKeeper {
  readonly #context: ServiceContext;
  readonly #runner: OperationRunner;
  readonly #restores: RestoreWatch;

  constructor(context: ServiceContext, runner: OperationRunner, restores: RestoreWatch) {
    this.#context = context;
    this.#runner = runner;
    this.#restores = restores;
  }

  list(): readonly Rotation[] {
    return listRotations(this.#context.vault, (id) => this.#context.countedTime(id));
  }

  /** Goes on with every rotation of a connection as far as it can. What can't be reached is left for the next time. */
  async advanceAll(connectionId: string, signal?: AbortSignal): Promise<void> {
    // Each shows for itself how far it is; the others must not wait for it.
    await eachInTurn(this.#open(connectionId), ({ id }) => this.advance(id, signal), isToldToPerson);
  }

  async advance(id: string, signal?: AbortSignal): Promise<void> {
    this.#holdBackIfOutdated(id);
    if (this.#record(id).connectionKey === 'to-be-moved') await this.#moveConnection(id, signal);
    await this.#endOldKeyIfDue(id, signal);
    if (this.#isOver(this.#record(id))) await this.verifyOldKey(id, signal);
  }

  /** Tries the old secret. Its end is only believed when a request with it is refused. */
  async verifyOldKey(id: string, signal?: AbortSignal): Promise<OldKeyCheck> {
    const rotation = this.#record(id);
    if (rotation.oldRefusedAt !== null) return 'refused';
    if (rotation.closedWithoutTest) return 'listed-ended';
    if (!this.#context.vault.hasSecret(rotation.oldKeyId)) {
      return (await this.#closeWithoutTest(id, rotation, signal)) ? 'listed-ended' : 'listed-living';
    }
    try {
      await this.#context.client(rotation.connectionId, { keyId: rotation.oldKeyId }).probe(signal);
    } catch (thrown) {
      if (showsEnd(thrown, this.#isOver(rotation))) {
        this.#oldKeyRefused(id);
        return 'refused';
      }
      const answered =
        thrown instanceof ApiError &&
        (thrown.code === 'api-forbidden' || thrown.code === 'api-payment-required');
      if (!answered) throw thrown;
    }
    this.#oldKeyAccepted(id);
    return 'accepted';
  }

  #oldKeyRefused(id: string): void {
    const at = this.#context.timestamp();
    this.#context.transaction((transaction) => {
      const rotation = transaction.get(rotationsCollection, id);
      if (rotation === undefined || rotation.oldRefusedAt !== null) return;
      transaction.put(rotationsCollection, id, { ...rotation, oldRefusedAt: at, oldAcceptedAt: null });
      const key = transaction.get(keysCollection, rotation.oldKeyId);
      const name = key === undefined ? null : (key.alias ?? key.apiName);
      transaction.destroySecret(rotation.oldKeyId);
      transaction.audit({
        action: 'secret-destroyed',
        subjectId: rotation.oldKeyId,
        subjectName: name,
        detail: say('account.a-request-with-the-old-secret-was'),
      });
    });
  }

  #oldKeyAccepted(id: string): void {
    const at = this.#context.timestamp();
    const rotation = this.#record(id);
    if (!this.#isOver(rotation)) return;
    this.#context.transaction((transaction) => {
      const current = transaction.get(rotationsCollection, id);
      if (current !== undefined) transaction.put(rotationsCollection, id, { ...current, oldAcceptedAt: at });
    });
  }

  /** The secret was never held here: the server's own record is all there is to go by. */
  async #closeWithoutTest(id: string, rotation: RotationRecord, signal?: AbortSignal): Promise<boolean> {
    const fresh = await this.#refreshKey(rotation.oldKeyId, signal);
    if (fresh !== undefined && this.#works(fresh)) return false;
    this.#context.transaction((transaction) => {
      const current = transaction.get(rotationsCollection, id);
      if (current !== undefined)
        transaction.put(rotationsCollection, id, { ...current, closedWithoutTest: true });
    });
    return true;
  }

  /** Tests the new key as what it is to be used for, and only then makes it the connection's own. */
  async #moveConnection(id: string, signal?: AbortSignal): Promise<void> {
    const rotation = this.#record(id);
    await this.#context.client(rotation.connectionId, { keyId: rotation.newKeyId }).recentKeys(1, signal);
    this.#context.transaction((transaction) => {
      const current = transaction.get(rotationsCollection, id);
      const record = transaction.get(connectionsCollection, rotation.connectionId);
      if (current === undefined || record === undefined || current.connectionKey !== 'to-be-moved') return;
      transaction.put(rotationsCollection, id, { ...current, connectionKey: 'moved' });
      // A repair in the meantime gave the connection a key of its own: that one stays.
      if (record.adminKeyId !== rotation.oldKeyId) return;
      transaction.put(connectionsCollection, rotation.connectionId, {
        ...record,
        adminKeyId: rotation.newKeyId,
      });
      transaction.audit({
        action: 'connection-changed',
        subjectId: rotation.connectionId,
        subjectName: record.name,
        detail: say('account.it-works-with-its-new-admin-key'),
      });
    });
  }

  /** Only for plans of our own; where the server ends the key there is nothing to do. */
  async #endOldKeyIfDue(id: string, signal?: AbortSignal): Promise<void> {
    const due = this.#due(this.#context.vault, id);
    if (due === null) return;
    const { rotation, key } = due;
    const client = this.#context.client(rotation.connectionId);
    const seen = await client.getKey(rotation.oldKeyId, signal);
    const now = this.#context.timeThere(rotation.connectionId).getTime();
    if (seen.revoked_at !== null && Date.parse(seen.revoked_at) <= now) {
      await this.#refreshKey(rotation.oldKeyId, signal);
      return;
    }
    const intentId = this.#runner.open(
      {
        kind: 'revoke',
        connectionId: rotation.connectionId,
        actorKeyId: due.adminKeyId,
        apiVersion: due.apiVersion,
        targetKeyId: rotation.oldKeyId,
        name: key.apiName,
        roleId: key.roleId,
        expiresAt: null,
        revokeAt: null,
        seen: { keyIds: [], revokedAt: seen.revoked_at },
        purpose: { kind: 'plan', rotationId: id },
        reason: rotation.reason,
      },
      // Its end was put off, or the connection came to work with it, while the server was asked.
      (reader) => this.#due(reader, id) !== null,
    );
    await this.#runner.execute(intentId, signal);
  }

  /** Null: this vault has nothing to end now. */
  #due(
    reader: VaultReader,
    id: string,
  ): {
    readonly rotation: RotationRecord;
    readonly key: KeyRecord;
    readonly adminKeyId: string;
    readonly apiVersion: ApiVersion;
  } | null {
    const rotation = reader.get(rotationsCollection, id);
    if (rotation?.endedBy !== 'us' || rotation.heldBack !== null) return null;
    const { connectionId, oldKeyId, oldWorksUntil } = rotation;
    const now = this.#context.timeThere(connectionId).getTime();
    if (oldWorksUntil !== null && Date.parse(oldWorksUntil) > now && !this.#isOverdue(rotation)) return null;
    const key = reader.get(keysCollection, oldKeyId);
    const connection = reader.get(connectionsCollection, connectionId);
    if (key === undefined || !this.#works(key) || connection === undefined) return null;
    const { adminKeyId, apiVersion } = connection;
    if (rotation.connectionKey === 'to-be-moved' || adminKeyId === oldKeyId || adminKeyId === null)
      return null;
    // A replay is only answered to the key that made the request first, so that key has to live until then. And a
    // revocation under way is not sent twice.
    const isNeeded = reader
      .list(intentsCollection)
      .some(
        ({ value }) =>
          (value.actorKeyId === oldKeyId && value.state === 'open') ||
          (value.kind === 'revoke' && value.targetKeyId === oldKeyId),
      );
    return isNeeded ? null : { rotation, key, adminKeyId, apiVersion };
  }

  #holdBackIfOutdated(id: string): void {
    const rotation = this.#record(id);
    if (rotation.endedBy !== 'us' || rotation.heldBack !== null) return;
    const restored = this.#restores.latest();
    const age = this.#context.now().getTime() - Date.parse(rotation.startedAt);
    const outdated =
      restored !== null && rotation.startedAt <= restored.until
        ? 'restored'
        : rotation.oldWorksUntil === null && age > CARRY_ON_MS
          ? 'late'
          : null;
    if (outdated === null) return;
    this.#context.transaction((transaction) => {
      const current = transaction.get(rotationsCollection, id);
      if (current !== undefined) transaction.put(rotationsCollection, id, { ...current, heldBack: outdated });
    });
  }

  async #refreshKey(keyId: string, signal?: AbortSignal): Promise<KeyRecord | undefined> {
    const known = this.#context.vault.get(keysCollection, keyId);
    if (known === undefined) return undefined;
    const reply = await this.#context.client(known.connectionId).getKey(keyId, signal);
    const fields = serverFields(reply, known);
    if (Object.entries(fields).every(([name, value]) => known[name as keyof KeyRecord] === value))
      return known;
    return this.#context.transaction((transaction) => {
      const current = transaction.get(keysCollection, keyId);
      // Ended or renamed here while the server was asked: what it answered is of before.
      if (current === undefined || isWrittenSince(current, known)) return current;
      const fresh = { ...current, ...fields };
      transaction.put(keysCollection, keyId, fresh);
      return fresh;
    });
  }

  #open(connectionId: string): readonly StoredRecord<RotationRecord>[] {
    return this.#context.vault
      .list(rotationsCollection)
      .filter(
        ({ value }) =>
          value.connectionId === connectionId && value.oldRefusedAt === null && !value.closedWithoutTest,
      );
  }

  #isOver(rotation: RotationRecord): boolean {
    const key = this.#context.vault.get(keysCollection, rotation.oldKeyId);
    return key === undefined || !this.#works(key);
  }

  /** SECURITY: a server that says that it is ever earlier there does not keep the old key alive for ever. */
  #isOverdue({ newKeyId, oldWorksUntil, startedAt }: RotationRecord): boolean {
    const made = this.#context.vault.get(keysCollection, newKeyId)?.createdAt;
    if (made === undefined || oldWorksUntil === null) return false;
    const planned = Date.parse(oldWorksUntil) - Date.parse(made);
    return this.#context.now().getTime() - Date.parse(startedAt) > planned + LONGEST_DELAY_MS;
  }

  #works(key: KeyRecord): boolean {
    return statusWorks(deriveKeyStatus(key, this.#context.countedTime(key.connectionId)));
  }

  #record(id: string): RotationRecord {
    const record = this.#context.vault.get(rotationsCollection, id);
    if (record === undefined) throw rotationGone();
    return record;
  }

  /** For callers that only need to know whether something is left to do. */
  stateOf(id: string): Rotation['state'] {
    const record = this.#record(id);
    return rotationState(
      record,
      this.#context.vault.get(keysCollection, record.oldKeyId),
      this.#context.countedTime(record.connectionId),
    );
  }
}
