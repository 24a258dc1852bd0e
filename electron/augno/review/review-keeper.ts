/** Access reviews: a dated walk through every key that works, with a decision each. Kept over locks and restarts. */
import { randomUUID } from 'node:crypto';
import { statusWorks, type KeySummary } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { csvText } from '../../../shared/csv.ts';
import {
  reviewSchema,
  type Review,
  type ReviewDecision,
  type ReviewItem,
} from '../../../shared/ipc/upkeep-channels.ts';
import { redactKeysIn } from '../../../shared/key-format.ts';
import { defineCollection } from '../../vault/collection.ts';
import type { Vault } from '../../vault/types.ts';

const reviewsCollection = defineCollection('reviews', reviewSchema.omit({ id: true }));
type ReviewRecord = Omit<Review, 'id'>;
const DAY_MS = 86_400_000;

export class ReviewKeeper {
  readonly #vault: Vault;
  readonly #keys: () => readonly KeySummary[];
  readonly #now: () => Date;

  constructor(vault: Vault, keys: () => readonly KeySummary[], now: () => Date = () => new Date()) {
    this.#vault = vault;
    this.#keys = keys;
    this.#now = now;
  }

  /** Newest first. */
  list(): readonly Review[] {
    return this.#vault
      .list(reviewsCollection)
      .map(({ id, value }) => this.#withGone({ id, ...value }))
      .sort((left, right) => right.startedAt.localeCompare(left.startedAt));
  }

  /** The one that is under way, if there is one: two at a time would decide twice about a key. */
  start(): Review {
    const open = this.list().find(({ finishedAt }) => finishedAt === null);
    if (open !== undefined) return open;
    const items = this.#keys()
      .filter((key) => statusWorks(key.status) || key.status === 'unresolved')
      .map((key): ReviewItem => ({
        keyId: key.id,
        name: key.name,
        redacted: key.redacted,
        mode: key.mode,
        roleName: key.roleName,
        owner: key.care?.owner ?? null,
        lastUsedAt: key.lastUsedAt,
        decision: null,
        decidedAt: null,
        note: '',
        gone: false,
      }))
      .sort((left, right) => left.name.localeCompare(right.name) || left.keyId.localeCompare(right.keyId));
    if (items.length === 0) {
      throw new AppError({
        code: 'conflict',
        message: 'There is no key that works, so there is nothing to review.',
        hint: 'Nothing was begun.',
      });
    }
    const id = randomUUID();
    const record: ReviewRecord = {
      startedAt: this.#now().toISOString(),
      finishedAt: null,
      nextAt: null,
      items,
    };
    this.#vault.transaction((transaction) => {
      transaction.put(reviewsCollection, id, record);
      transaction.audit({ action: 'review-started', subjectId: id, detail: `${String(items.length)} keys.` });
    });
    return { id, ...record };
  }

  decide(id: string, keyId: string, decision: ReviewDecision | null, note: string): Review {
    const at = this.#now().toISOString();
    const clean = redactKeysIn(note).trim();
    this.#vault.transaction((transaction) => {
      const record = transaction.get(reviewsCollection, id);
      const before = record?.items.find((item) => item.keyId === keyId);
      if (record === undefined || before === undefined || record.finishedAt !== null) throw over();
      if (before.decision === decision && before.note === clean) return;
      transaction.put(reviewsCollection, id, {
        ...record,
        items: record.items.map((item) =>
          item.keyId === keyId
            ? { ...item, decision, note: clean, decidedAt: decision === null ? null : at }
            : item,
        ),
      });
      transaction.audit({
        action: 'review-decided',
        subjectId: keyId,
        subjectName: before.name,
        reason: clean === '' ? null : clean,
        detail: decision ?? 'taken back',
      });
    });
    return this.#get(id);
  }

  /** @throws AppError `conflict` while a key that works has no decision */
  finish(id: string, remindInDays: number | null): Review {
    const review = this.#get(id);
    if (review.finishedAt !== null) return review;
    const open = review.items.filter((item) => item.decision === null && !item.gone);
    if (open.length > 0) {
      throw new AppError({
        code: 'conflict',
        message: `${String(open.length)} keys have no decision yet.`,
        hint: 'Decide about each of them. What is decided is kept.',
      });
    }
    const now = this.#now();
    const count = (decision: ReviewDecision): string =>
      `${decision} ${String(review.items.filter((item) => item.decision === decision).length)}`;
    const finished: ReviewRecord = {
      startedAt: review.startedAt,
      finishedAt: now.toISOString(),
      nextAt: remindInDays === null ? null : new Date(now.getTime() + remindInDays * DAY_MS).toISOString(),
      items: review.items,
    };
    this.#vault.transaction((transaction) => {
      transaction.put(reviewsCollection, id, finished);
      transaction.audit({
        action: 'review-finished',
        subjectId: id,
        detail: `${count('keep')}, ${count('rotate')}, ${count('narrow')}, ${count('revoke')}.`,
      });
    });
    return { id, ...finished };
  }

  /** A CSV file for auditors: no secret is in it, and nothing that a spreadsheet would run. */
  csv(id: string): string {
    const review = this.#get(id);
    return csvText([
      ['key', 'id', 'redacted', 'mode', 'role', 'owner', 'last used', 'decision', 'decided at', 'note'],
      ...review.items.map((item) => [
        item.name,
        item.keyId,
        item.redacted,
        item.mode,
        item.roleName ?? '',
        item.owner ?? '',
        item.lastUsedAt ?? '',
        item.decision ?? (item.gone ? 'gone' : ''),
        item.decidedAt ?? '',
        item.note,
      ]),
    ]);
  }

  #get(id: string): Review {
    const record = this.#vault.get(reviewsCollection, id);
    if (record === undefined) throw over();
    return this.#withGone({ id, ...record });
  }

  #withGone(review: Review): Review {
    if (review.finishedAt !== null) return review;
    const working = new Set(
      this.#keys()
        .filter((key) => statusWorks(key.status) || key.status === 'unresolved')
        .map(({ id }) => id),
    );
    return {
      ...review,
      items: review.items.map((item) => ({
        ...item,
        gone: item.decision === null && !working.has(item.keyId),
      })),
    };
  }
}

function over(): AppError {
  return new AppError({
    code: 'not-found',
    message: 'This review is over, or the key is not part of it.',
    hint: 'Nothing was changed.',
  });
}
