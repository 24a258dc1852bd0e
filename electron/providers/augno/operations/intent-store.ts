/** The intents in the vault: how one comes into being, who may work on it, and how it ends. */
import { randomUUID } from 'node:crypto';
import type { ServiceContext } from '../context.ts';
import {
  intentsCollection,
  keysCollection,
  UNKNOWN_QUESTION,
  type IntentRecord,
} from '../../../keys/registry/records.ts';
import { AppError } from '../../../../shared/errors.ts';
import { isPendingId, PENDING_ID_PREFIX } from '../../../../shared/pending-keys.ts';
import { busyElsewhere, isOfVault, notSentButNoted, outcomeUnknown } from './errors.ts';
import { replacedKeyOf } from '../../../keys/registry/replaced-key.ts';
import type { VaultReader } from '../../../vault/types.ts';
import { DAY_MS } from '../../../../shared/times.ts';
import { say, type Said } from '../../../../shared/messages/say.ts';

/** The documentation says 30 days; a day is kept back for clocks that differ. */
const REPLAYABLE_MS = 29 * DAY_MS;

export type IntentFields = Pick<
  IntentRecord,
  | 'kind'
  | 'connectionId'
  | 'actorKeyId'
  | 'apiVersion'
  | 'targetKeyId'
  | 'name'
  | 'roleId'
  | 'expiresAt'
  | 'revokeAt'
  | 'seen'
  | 'purpose'
  | 'reason'
>;

/** The key that an operation ends, now or later; null for a creation. */
function keyOf(intent: Pick<IntentRecord, 'targetKeyId' | 'purpose'>): string | null {
  return intent.targetKeyId ?? ('oldKeyId' in intent.purpose ? intent.purpose.oldKeyId : null);
}

interface Claimed {
  readonly intent: IntentRecord;
  readonly sentBefore: boolean;
}

export class IntentStore {
  readonly #context: ServiceContext;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /**
   * Writes the intent; from here on the operation can be found again whatever happens.
   * @param isWanted whether what was decided before the server was asked still holds
   * @throws AppError `conflict` where it does not, or where somebody else is working on the same key, or has just ended it
   */
  open(fields: IntentFields, isWanted: (reader: VaultReader) => boolean = () => true): string {
    const id = randomUUID();
    const there = this.#context.timeThere(fields.connectionId).getTime();
    const keyId = keyOf(fields);
    this.#context.transaction((transaction) => {
      // With the lock held: the app and a command may have got as far as this at the same time.
      if (!isWanted(transaction)) throw busyElsewhere();
      if (keyId !== null) {
        const taken = transaction
          .list(intentsCollection)
          .some(({ value }) => value.state === 'open' && keyOf(value) === keyId);
        const key = transaction.get(keysCollection, keyId);
        const revokedAt = key?.revokedAt ?? null;
        const ended =
          revokedAt !== null &&
          Date.parse(revokedAt) <= this.#context.countedTime(fields.connectionId).getTime();
        if (taken || ended) throw busyElsewhere();
      }
      transaction.put(intentsCollection, id, {
        ...fields,
        idempotencyKey: randomUUID(),
        openedAt: this.#context.timestamp(),
        sentAt: null,
        // By the clock of the server, which is the one that forgets.
        replayableUntil: new Date(there + REPLAYABLE_MS).toISOString(),
        lease: this.#context.lease(),
        state: 'open',
        question: null,
        orphanKeyId: null,
      });
    });
    return id;
  }

  /**
   * Before the first request nothing has left: then the intent goes too, or it is said that it stays. After one, that the
   * vault can't note the next says nothing of what the first has done.
   */
  claimOrClose(intentId: string, sends: number): Claimed {
    try {
      return this.claimForSending(intentId);
    } catch (thrown) {
      const failed = isOfVault(thrown) ? thrown : null;
      const intent = failed === null ? undefined : this.#context.vault.get(intentsCollection, intentId);
      if (failed === null || intent === undefined) throw thrown;
      if (intent.sentAt !== null) throw sends > 1 ? outcomeUnknown(intent, failed) : thrown;
      try {
        this.close(intentId);
      } catch {
        throw notSentButNoted(failed);
      }
      throw thrown;
    }
  }

  claimForSending(intentId: string): Claimed {
    return this.#context.transaction((transaction) => {
      const intent = transaction.get(intentsCollection, intentId);
      if (intent === undefined || intent.state !== 'open' || this.#context.leaseIsForeign(intent.lease))
        throw busyElsewhere();
      const claimed: IntentRecord = {
        ...intent,
        lease: this.#context.lease(),
        sentAt: this.#context.timestamp(),
      };
      transaction.put(intentsCollection, intentId, claimed);
      return { intent: claimed, sentBefore: intent.sentAt !== null };
    });
  }

  claimForLooking(intentId: string, asked = false): IntentRecord | null {
    const readable = this.#context.vault.get(intentsCollection, intentId);
    if (readable === undefined || this.#context.leaseIsForeign(readable.lease)) return null;
    return this.#context.transaction((transaction) => {
      const intent = transaction.get(intentsCollection, intentId);
      const wanted = intent?.state === 'open' || (asked && intent?.state === 'ask');
      if (intent === undefined || !wanted || this.#context.leaseIsForeign(intent.lease)) return null;
      // A moment that has not come was noted by a clock that was wrong: it counts from now, and not once it has come.
      const now = this.#context.timestamp();
      const sentAt = intent.sentAt === null || intent.sentAt <= now ? intent.sentAt : now;
      const claimed = { ...intent, sentAt, lease: this.#context.lease() };
      transaction.put(intentsCollection, intentId, claimed);
      return claimed;
    });
  }

  /** Where the vault can't note it, the lease ends by itself, and what is told is why it was given back. */
  release(intentId: string): void {
    try {
      this.#update(intentId, (intent) => ({ ...intent, lease: null }));
    } catch (thrown) {
      if (!isOfVault(thrown)) throw thrown;
    }
  }

  ask(intentId: string, why: 'no-effect' | 'restored' | 'unknown' | 'moved'): void {
    const question = why === 'unknown' ? UNKNOWN_QUESTION : why;
    this.#update(intentId, (intent) => ({ ...intent, lease: null, state: 'ask', question }));
  }

  orphan(intentId: string, newKeyId: string | null): void {
    this.#context.transaction((transaction) => {
      const intent = transaction.get(intentsCollection, intentId);
      if (intent === undefined) return;
      transaction.put(intentsCollection, intentId, {
        ...intent,
        lease: null,
        state: 'orphaned',
        orphanKeyId: newKeyId,
      });
      const newKey = newKeyId === null ? undefined : transaction.get(keysCollection, newKeyId);
      // The synchronisation may have seen it before anybody knew whose it was.
      if (newKeyId !== null && newKey !== undefined)
        transaction.put(keysCollection, newKeyId, { ...newKey, origin: 'here' });
      const oldKeyId = replacedKeyOf(intent);
      const oldKey = oldKeyId === null ? undefined : transaction.get(keysCollection, oldKeyId);
      if (oldKeyId !== null && oldKey !== undefined) {
        transaction.put(keysCollection, oldKeyId, {
          ...oldKey,
          replacedBy: newKeyId,
          endedHereAt: this.#context.timestamp(),
        });
      }
      transaction.audit({
        action: 'intent-resolved',
        subjectId: newKeyId,
        subjectName: intent.name,
        detail: say('account.it-took-effect-but-the-secret-could'),
      });
    });
  }

  close(intentId: string, detail?: Said): void {
    this.#context.transaction((transaction) => {
      const intent = transaction.get(intentsCollection, intentId);
      if (intent === undefined) return;
      transaction.delete(intentsCollection, intentId);
      if (detail !== undefined) {
        transaction.audit({
          action: 'intent-resolved',
          subjectId: intent.targetKeyId,
          subjectName: intent.name,
          detail,
        });
      }
    });
  }

  #update(intentId: string, change: (intent: IntentRecord) => IntentRecord): void {
    this.#context.transaction((transaction) => {
      const intent = transaction.get(intentsCollection, intentId);
      if (intent !== undefined) transaction.put(intentsCollection, intentId, change(intent));
    });
  }
}

/**
 * What a person means by the id of an operation, of a key that is not there yet, or of a key that one is about.
 * @throws AppError `not-found`
 */
export function intentIdOf({ vault }: Pick<ServiceContext, 'vault'>, keyOrIntentId: string): string {
  const bare = isPendingId(keyOrIntentId) ? keyOrIntentId.slice(PENDING_ID_PREFIX.length) : keyOrIntentId;
  const intent = vault
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
