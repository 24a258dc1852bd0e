/**
 * Rotates or revokes many keys, one after the other. What is to be done is sealed before the first request, each key's
 * outcome as soon as it is known; so a lock, a crash or a refusal in the middle leaves a list that says which keys are
 * done and goes on, at a person's word, with those that are not. A key whose outcome is unknown is looked into first.
 */
import { whyLeftOut } from '../../../shared/left-out.ts';
import { setTimeout } from 'node:timers/promises';
import { AppError } from '../../../shared/errors.ts';
import type { ChannelParsedInput } from '../../../shared/ipc-contract.ts';
import type { Batch, BatchItem } from '../../../shared/ipc/upkeep-channels.ts';
import { redactKeysIn } from '../../../shared/key-format.ts';
import type { KeySummary } from '../../../shared/domain.ts';
import { HOUR_MS } from '../../../shared/times.ts';
import type { Vault } from '../../vault/types.ts';
import type { AccountService, ClockAgreement } from '../types.ts';
import { countWanted, doneNotNoted, notKnownYet, someNotHere, stepUnderWay } from './errors.ts';
import { RestoredSince, withoutWhatIsLeft } from './restored-since.ts';
import {
  batchesCollection,
  failed,
  HALTING,
  isOpenItem,
  reasonOf,
  recordOf,
  type BatchRecord,
} from './records.ts';
import { say } from '../../../shared/messages/say.ts';

/** How long a typed confirmation holds: for one sitting, not for the next day. */
const CONFIRMED_MS = HOUR_MS;
const MOST_KEPT = 50;
/** While the server, or the background, is still at the same key. */
const MOST_LOOKS = 20;
const LOOK_AGAIN_MS = 500;
type Accounts = Pick<
  AccountService,
  'listKeys' | 'keyDetail' | 'rotateKey' | 'revokeKey' | 'endOverlap' | 'resolveIntent' | 'sync'
>;

const UNSAID = { message: null, hint: null, said: null } as const;

export class BatchKeeper {
  readonly #vault: Vault;
  readonly #accounts: Accounts;
  readonly #now: () => Date;
  readonly #inFlight = new Set<string>();
  readonly #restored: RestoredSince;

  constructor(vault: Vault, accounts: Accounts, now: () => Date = () => new Date()) {
    this.#vault = vault;
    this.#restored = new RestoredSince(vault);
    this.#accounts = accounts;
    this.#now = now;
  }

  /** Newest first. */
  list(): readonly Batch[] {
    return this.#vault
      .list(batchesCollection)
      .map(({ id, value }) => ({ id, ...value }))
      .sort((left, right) => right.startedAt.localeCompare(left.startedAt));
  }

  /** @throws AppError `not-found` for an unknown key, `invalid-input` with field `confirmation` */
  start(input: ChannelParsedInput<'batches.start'>): Batch {
    const byId = new Map(this.#accounts.listKeys().map((key) => [key.id, key]));
    const keys = [...new Set(input.keyIds)].map((id) => byId.get(id));
    if (keys.some((key) => key === undefined || whyLeftOut(key, input.kind) !== null)) {
      throw someNotHere();
    }
    const items = (keys as KeySummary[]).map(({ id, name, redacted, mode }): BatchItem => ({
      keyId: id,
      name,
      redacted,
      mode,
      state: 'waiting',
      tried: false,
      newKeyId: null,
      ...UNSAID,
    }));
    this.#requireCount(items, input.confirmation);
    const at = this.#now();
    const id = crypto.randomUUID();
    const record: BatchRecord = {
      kind: input.kind,
      cause: input.cause,
      person: input.person === null ? null : redactKeysIn(input.person).trim(),
      reason: { kind: input.reason.kind, text: redactKeysIn(input.reason.text) },
      overlapSeconds: input.kind === 'rotate' ? input.overlapSeconds : 0,
      ...(input.kind === 'rotate' && input.overlapSeconds > 0 ? { movable: input.movable } : {}),
      ...(input.kind === 'revoke' ? { endsOverlaps: input.endsOverlaps } : {}),
      startedAt: at.toISOString(),
      endedAt: null,
      confirmedUntil: new Date(at.getTime() + CONFIRMED_MS).toISOString(),
      items,
    };
    this.#vault.transaction((transaction) => {
      const old = transaction
        .list(batchesCollection)
        .filter(({ value }) => value.endedAt !== null)
        .sort((left, right) => right.value.startedAt.localeCompare(left.value.startedAt));
      for (const { id: gone } of old.slice(MOST_KEPT - 1)) transaction.delete(batchesCollection, gone);
      transaction.put(batchesCollection, id, record);
      transaction.audit({
        action: 'bulk-started',
        subjectId: id,
        subjectName: record.person,
        reason: reasonOf(record),
        detail: say('keys.batch-begun', { kind: input.kind, count: items.length }),
      });
    });
    return { id, ...record };
  }

  /** The account of the key that {@link step} does next; null where none is left. */
  nextConnection(id: string): string | null {
    const item = recordOf(this.#vault, id).items.find(isOpenItem);
    return item === undefined ? null : this.#accounts.keyDetail(item.keyId).connectionId;
  }

  /**
   * Does the next key; ends the batch when none is left.
   * @throws AppError `clock-differs` before that key is touched; it stays the next one
   */
  async step(
    id: string,
    confirmation: string | null,
    agreed?: ClockAgreement,
  ): Promise<{ batch: Batch; halted: boolean }> {
    // With what others have written: a list that was ended does no further key.
    const record = this.#vault.transaction((transaction) => recordOf(transaction, id));
    if (this.#inFlight.has(id)) throw stepUnderWay();
    const item = record.items.find(isOpenItem);
    const isLeft = item !== undefined && this.#restored.concerns(id);
    if (isLeft) this.#change(id, withoutWhatIsLeft);
    if (record.endedAt !== null || item === undefined || isLeft)
      return { batch: this.#finish(id), halted: false };
    this.#requireFresh(id, record, confirmation);
    this.#inFlight.add(id);
    try {
      const lookFirst = item.tried || item.state === 'running';
      this.#note(id, item.keyId, { state: 'running', tried: true, ...UNSAID });
      let failure: AppError | null = null;
      let newKeyId: string | null = null;
      try {
        newKeyId = await this.#do(record, item, lookFirst, agreed);
      } catch (thrown) {
        // Locking ends what is under way: the key stays `running` and is looked into when somebody goes on.
        if (!(thrown instanceof AppError) || thrown.code === 'cancelled') throw thrown;
        failure = thrown;
      }
      if (failure?.code === 'clock-differs') {
        this.#note(id, item.keyId, { state: item.state, tried: item.tried });
        throw new AppError({
          code: failure.code,
          message: failure.said.message,
          hint: say('keys.this-key-and-those-after-it-wait'),
        });
      }
      try {
        this.#note(id, item.keyId, failure === null ? { state: 'done', newKeyId } : failed(failure));
      } catch (thrown) {
        if (!(thrown instanceof AppError)) throw thrown;
        // It stays `running` too. What became of the key is told, and not that the list could not take it.
        throw failure ?? doneNotNoted(item, record.kind, thrown);
      }
      if (failure !== null && HALTING.includes(failure.code)) return { batch: this.#get(id), halted: true };
    } finally {
      this.#inFlight.delete(id);
    }
    const after = this.#get(id);
    return { batch: after.items.some(isOpenItem) ? after : this.#finish(id), halted: false };
  }

  retry(id: string): Batch {
    this.#change(id, (record) => ({
      ...record,
      endedAt: null,
      items: record.items.map((item) =>
        item.state === 'failed' ? { ...item, state: 'waiting', ...UNSAID } : item,
      ),
    }));
    return this.#get(id);
  }

  end(id: string): Batch {
    this.#change(id, (record) => ({
      ...record,
      items: record.items.map((item) => (item.state === 'waiting' ? { ...item, state: 'skipped' } : item)),
    }));
    return this.#finish(id);
  }

  /** @returns the new key's id, for a rotation */
  async #do(
    record: BatchRecord,
    item: BatchItem,
    lookFirst: boolean,
    agreed?: ClockAgreement,
  ): Promise<string | null> {
    if (lookFirst) {
      const seen = await this.#look(record, item);
      if (seen !== null) return seen.newKeyId;
    }
    const { keyId } = item;
    const { name, isConnectionKey, rotation: last } = this.#accounts.keyDetail(keyId);
    if (record.kind === 'rotate') {
      // By itself, since this list was made: twice would leave a key that nobody has.
      if (last?.oldKeyId === keyId && last.startedAt >= record.startedAt) return last.newKeyId;
      const { overlapSeconds, reason, movable } = record;
      const rotation = { keyId, overlapSeconds, reason, movable, confirmation: name };
      return (await this.#accounts.rotateKey(rotation, agreed)).keyId;
    }
    // SECURITY: the key that a connection works with is not revoked among many; its own dialog asks for its name.
    const confirmation = isConnectionKey ? null : name;
    if (record.endsOverlaps === true) await this.#accounts.endOverlap(keyId, confirmation);
    else await this.#accounts.revokeKey({ keyId, reason: record.reason, confirmation });
    return null;
  }

  /** What became of an earlier try; null: nothing, so it may be done now. */
  async #look(record: BatchRecord, item: BatchItem): Promise<{ newKeyId: string | null } | null> {
    for (let tries = 1; ; tries += 1) {
      try {
        const created = await this.#accounts.resolveIntent(item.keyId, 'send-again');
        if (record.kind === 'rotate' && created !== null) return { newKeyId: created.keyId };
      } catch (thrown) {
        if (!(thrown instanceof AppError)) throw thrown;
        // Nothing is left open: the key itself says what came of it. A conflict: somebody else looks into it now.
        if (thrown.code === 'not-found')
          await this.#accounts.sync(this.#accounts.keyDetail(item.keyId).connectionId);
        else if (thrown.code !== 'conflict') throw thrown;
      }
      if (this.#accounts.keyDetail(item.keyId).status !== 'unresolved') break;
      if (tries === MOST_LOOKS) throw notKnownYet();
      await setTimeout(LOOK_AGAIN_MS);
    }
    const { replacedBy, status } = this.#accounts.keyDetail(item.keyId);
    if (record.kind === 'rotate') return replacedBy === null ? null : { newKeyId: replacedBy };
    return status === 'revoked' ? { newKeyId: null } : null;
  }

  #requireFresh(id: string, record: BatchRecord, confirmation: string | null): void {
    const open = record.items.filter(isOpenItem);
    if (!open.some(({ mode }) => mode === 'prod')) return;
    const left = Date.parse(record.confirmedUntil) - this.#now().getTime();
    // SECURITY: longer than it may hold is by a clock that was wrong.
    if (left > 0 && left <= CONFIRMED_MS) return;
    this.#requireCount(open, confirmation);
    const confirmedUntil = new Date(this.#now().getTime() + CONFIRMED_MS).toISOString();
    this.#change(id, (current) => ({ ...current, confirmedUntil }));
  }

  /** The number that has to be typed is that of the production keys: it is not known without reading. */
  #requireCount(items: readonly BatchItem[], confirmation: string | null): void {
    const production = items.filter(({ mode }) => mode === 'prod').length;
    if (production === 0 || confirmation?.trim() === String(production)) return;
    throw countWanted(production);
  }

  #finish(id: string): Batch {
    this.#vault.transaction((transaction) => {
      const record = recordOf(transaction, id);
      if (record.endedAt !== null) return;
      const count = (state: string): number => record.items.filter((item) => item.state === state).length;
      const [done, failed, skipped] = [count('done'), count('failed'), count('skipped')];
      const ended: BatchRecord = { ...record, endedAt: this.#now().toISOString() };
      transaction.put(batchesCollection, id, ended);
      transaction.audit({
        action: 'bulk-finished',
        subjectId: id,
        subjectName: record.person,
        reason: reasonOf(record),
        detail: say('keys.batch-ended', { kind: record.kind, done, failed, skipped }),
      });
    });
    return this.#get(id);
  }

  #note(id: string, keyId: string, change: Partial<BatchItem>): void {
    this.#change(id, (record) => ({
      ...record,
      items: record.items.map((item) => (item.keyId === keyId ? { ...item, ...change } : item)),
    }));
  }

  #change(id: string, change: (record: BatchRecord) => BatchRecord): void {
    this.#vault.transaction((transaction) => {
      const record = transaction.get(batchesCollection, id);
      if (record !== undefined) transaction.put(batchesCollection, id, change(record));
    });
  }

  #get(id: string): Batch {
    return { id, ...recordOf(this.#vault, id) };
  }
}
