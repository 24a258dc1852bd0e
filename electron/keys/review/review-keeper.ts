/** Access reviews: a dated walk through every key that works, with a decision each. Kept over locks and restarts. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { statusWorks, type KeySummary, type Rotation } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/errors.ts';
import { csvText } from '../../../shared/csv.ts';
import type { Guide } from '../../../shared/ipc/guide-channels.ts';
import {
  reviewItemSchema,
  reviewSchema,
  type Review,
  type ReviewDecision,
  type ReviewItem,
} from '../../../shared/ipc/upkeep-channels.ts';
import { redactKeysIn } from '../../../shared/key-format.ts';
import { DAY_MS } from '../../../shared/times.ts';
import { defineCollection } from '../../vault/collection.ts';
import type { Vault } from '../../vault/types.ts';
import { followUpOf, type FollowUpFacts } from './follow-up.ts';
import { say } from '../../../shared/messages/say.ts';

const storedItemSchema = reviewItemSchema.omit({ followUp: true, guideId: true, newKeyId: true });
type StoredItem = z.infer<typeof storedItemSchema>;
export const reviewsCollection = defineCollection(
  'reviews',
  reviewSchema.omit({ id: true, items: true }).extend({ items: z.array(storedItemSchema) }),
);
type ReviewRecord = z.infer<(typeof reviewsCollection)['schema']>;
type Facts = Omit<FollowUpFacts, 'since'>;

/** What a review is about, and what shows that a decision was carried out. */
export interface ReviewSources {
  readonly keys: () => readonly KeySummary[];
  readonly rotations: () => readonly Rotation[];
  readonly guides: () => readonly Guide[];
}

export class ReviewKeeper {
  readonly #vault: Vault;
  readonly #sources: ReviewSources;
  readonly #now: () => Date;

  constructor(vault: Vault, sources: ReviewSources, now: () => Date = () => new Date()) {
    this.#vault = vault;
    this.#sources = sources;
    this.#now = now;
  }

  /** Newest first. */
  list(): readonly Review[] {
    const facts = this.#facts();
    return this.#vault
      .list(reviewsCollection)
      .map(({ id, value }) => this.#shown(id, value, facts))
      .sort((left, right) => right.startedAt.localeCompare(left.startedAt));
  }

  /** Only when they were and when the next is due: no key is looked at. */
  dates(): readonly Pick<Review, 'id' | 'startedAt' | 'finishedAt' | 'nextAt'>[] {
    return this.#vault.list(reviewsCollection).map(({ id, value }) => ({ id, ...value }));
  }

  /** The one that is under way, if there is one: two at a time would decide twice about a key. */
  start(): Review {
    const open = this.list().find(({ finishedAt }) => finishedAt === null);
    if (open !== undefined) return open;
    const items = this.#sources
      .keys()
      .filter((key) => statusWorks(key.status) || key.status === 'unresolved')
      .map((key): StoredItem => ({
        keyId: key.id,
        name: key.name,
        redacted: key.redacted,
        mode: key.mode,
        roleName: key.roleName,
        ...(key.provider.abilities.roles ? {} : { kind: key.provider.kindLabel }),
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
        message: say('keys.there-is-no-key-that-works-so'),
        hint: say('keys.nothing-was-begun'),
      });
    }
    const made: ReviewRecord = {
      startedAt: this.#now().toISOString(),
      finishedAt: null,
      nextAt: null,
      items,
    };
    const { id, value } = this.#vault.transaction((transaction) => {
      const begun = transaction.list(reviewsCollection).find((one) => one.value.finishedAt === null);
      if (begun !== undefined) return begun;
      const id = randomUUID();
      transaction.put(reviewsCollection, id, made);
      transaction.audit({
        action: 'review-started',
        subjectId: id,
        detail: say('keys.count-keys', { count: items.length }),
      });
      return { id, value: made };
    });
    return this.#shown(id, value);
  }

  /**
   * The same decision about each of these keys, all at once or none.
   *
   * @param note null: each keeps the note that it has
   * @returns the items as they are now, in the order of the review
   * @throws AppError `not-found` where the review is over, or one of the keys is not in it
   */
  decide(
    id: string,
    keyIds: readonly string[],
    decision: ReviewDecision | null,
    note: string | null,
  ): readonly ReviewItem[] {
    const at = this.#now().toISOString();
    const clean = note === null ? null : redactKeysIn(note).trim();
    const asked = new Set(keyIds);
    const record = this.#vault.transaction((transaction): ReviewRecord => {
      const before = transaction.get(reviewsCollection, id);
      const theirs = before?.items.filter((item) => asked.has(item.keyId)) ?? [];
      if (before === undefined || before.finishedAt !== null || theirs.length !== asked.size) throw over();
      const changed = new Map(
        theirs
          .filter((item) => item.decision !== decision || item.note !== (clean ?? item.note))
          .map((item): [string, StoredItem] => [
            item.keyId,
            { ...item, decision, note: clean ?? item.note, decidedAt: decision === null ? null : at },
          ]),
      );
      if (changed.size === 0) return before;
      const after = { ...before, items: before.items.map((item) => changed.get(item.keyId) ?? item) };
      transaction.put(reviewsCollection, id, after);
      for (const { keyId, name, note: why } of changed.values()) {
        transaction.audit({
          action: 'review-decided',
          subjectId: keyId,
          subjectName: name,
          reason: why === '' ? null : why,
          detail: decision === null ? say('keys.taken-back') : say(`keys.decided-${decision}`),
        });
      }
      return after;
    });
    return this.#shown(id, record).items.filter((item) => asked.has(item.keyId));
  }

  /** @throws AppError `conflict` while a key that works has no decision */
  finish(id: string, remindInDays: number | null): Review {
    const facts = this.#facts();
    const now = this.#now();
    const finished = this.#vault.transaction((transaction): ReviewRecord => {
      const record = transaction.get(reviewsCollection, id);
      if (record === undefined) throw over();
      if (record.finishedAt !== null) return record;
      const items = this.#items(record, facts);
      const open = items.filter((item) => item.decision === null && !item.gone);
      if (open.length > 0) {
        throw new AppError({
          code: 'conflict',
          message: say('keys.length-keys-have-no-decision-yet', { length: open.length }),
          hint: say('keys.decide-about-each-of-them-what-is'),
        });
      }
      const count = (decision: ReviewDecision): number =>
        items.filter((item) => item.decision === decision).length;
      const after: ReviewRecord = {
        startedAt: record.startedAt,
        finishedAt: now.toISOString(),
        nextAt: remindInDays === null ? null : new Date(now.getTime() + remindInDays * DAY_MS).toISOString(),
        items,
      };
      transaction.put(reviewsCollection, id, after);
      transaction.audit({
        action: 'review-finished',
        subjectId: id,
        detail: say('keys.review-ended', {
          keep: count('keep'),
          rotate: count('rotate'),
          narrow: count('narrow'),
          revoke: count('revoke'),
        }),
      });
      return after;
    });
    return this.#shown(id, finished);
  }

  /** A CSV file for auditors: no secret is in it, and nothing that a spreadsheet would run. */
  csv(id: string): string {
    const review = this.#get(id);
    return csvText([
      [
        'key',
        'id',
        'redacted',
        'mode',
        'role',
        'owner',
        'last used',
        'decision',
        'decided at',
        'followed up',
        'note',
      ],
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
        item.followUp === 'none' ? '' : item.followUp,
        item.note,
      ]),
    ]);
  }

  #get(id: string): Review {
    return this.#shown(id, this.#record(id));
  }

  #record(id: string): ReviewRecord {
    const record = this.#vault.get(reviewsCollection, id);
    if (record === undefined) throw over();
    return record;
  }

  #facts(): Facts {
    return {
      keys: new Map(this.#sources.keys().map((key) => [key.id, key])),
      rotations: this.#sources.rotations(),
      guides: this.#sources.guides(),
    };
  }

  /**
   * With which of them stopped working before anything was decided. Until the review is finished a key is shown as the list
   * of keys shows it: its account may have been moved to the vendor's other name meanwhile.
   */
  #items(record: ReviewRecord, { keys }: Pick<Facts, 'keys'>): StoredItem[] {
    if (record.finishedAt !== null) return record.items;
    return record.items.map((item) => {
      const key = keys.get(item.keyId);
      const works = key !== undefined && (statusWorks(key.status) || key.status === 'unresolved');
      return {
        ...item,
        redacted: key?.redacted ?? item.redacted,
        gone: item.decision === null && !works,
      };
    });
  }

  #shown(id: string, record: ReviewRecord, facts: Facts = this.#facts()): Review {
    return {
      id,
      ...record,
      items: this.#items(record, facts).map((item) => ({
        ...item,
        ...followUpOf(item, { ...facts, since: record.startedAt }),
      })),
    };
  }
}

function over(): AppError {
  return new AppError({
    code: 'not-found',
    message: say('keys.this-review-is-over-or-the-key'),
    hint: say('command.nothing-was-changed'),
  });
}
