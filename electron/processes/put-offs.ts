/**
 * What a person has put off on the overview: sealed records. Dates of keys are not kept here: notices and overview share
 * one memory of those, so that what is put off in one is put off in the other.
 */
import type { KeySummary } from '../../shared/domain.ts';
import { putOffSchema, type PutOff, type PutOffDate } from '../../shared/ipc/attention-channels.ts';
import { redactKeysIn } from '../../shared/key-format.ts';
import { defineCollection } from '../vault/collection.ts';
import type { Vault } from '../vault/types.ts';
import { snoozedDates } from './notice-memory.ts';
import { reviewDates, scheduleOf } from './schedule.ts';

export const putOffsCollection = defineCollection('put-offs', putOffSchema);
/** Over for this long, a record is dropped at the next change. */
const KEPT_AFTERWARDS_MS = 7 * 86_400_000;

/** Newest first. What is over is left out. */
export function listPutOffs(vault: Vault, now: Date): PutOff[] {
  return vault
    .list(putOffsCollection)
    .map(({ value }) => value)
    .filter(({ until }) => until === null || Date.parse(until) > now.getTime())
    .sort((left, right) => right.putOffAt.localeCompare(left.putOffAt));
}

/** The dates that notices speak of, and until when they are put off. @param reviews newest first */
export function listPutOffDates(
  vault: Vault,
  keys: readonly KeySummary[],
  reviews: Parameters<typeof reviewDates>[0],
  now: Date,
): PutOffDate[] {
  const snoozed = snoozedDates(vault);
  const latest = reviews[0]?.id ?? '';
  const dates = [
    ...scheduleOf(keys, now).map(({ keyId: subjectId, ...date }) => ({ ...date, subjectId })),
    ...reviewDates(reviews, now).map((date) => ({ ...date, subjectId: latest })),
  ];
  return dates.map(({ id, subjectId, kind, at }) => {
    const until = snoozed[id] ?? '';
    return {
      id,
      subjectId,
      kind,
      at,
      putOffUntil: until !== '' && Date.parse(until) > now.getTime() ? until : null,
    };
  });
}

export function putOff(vault: Vault, item: Omit<PutOff, 'putOffAt'>, now: Date): void {
  vault.transaction((transaction) => {
    for (const { id, value } of transaction.list(putOffsCollection)) {
      const over = value.until !== null && now.getTime() - Date.parse(value.until) > KEPT_AFTERWARDS_MS;
      if (over) transaction.delete(putOffsCollection, id);
    }
    // SECURITY: what comes from the page is kept as it is but for a key in it, which does not belong here.
    const record = {
      ...item,
      name: redactKeysIn(item.name),
      state: redactKeysIn(item.state),
      putOffAt: now.toISOString(),
    };
    transaction.put(putOffsCollection, item.id, record);
    transaction.audit({
      action: 'attention-put-off',
      subjectId: item.keyId,
      subjectName: record.name,
      detail: `${item.kind}, ${item.until === null ? 'until it changes' : `until ${item.until}`}`,
    });
  });
}

export function bringBack(vault: Vault, id: string): void {
  vault.transaction((transaction) => {
    const known = transaction.get(putOffsCollection, id);
    if (known === undefined) return;
    transaction.delete(putOffsCollection, id);
    transaction.audit({
      action: 'attention-put-off',
      subjectId: known.keyId,
      subjectName: known.name,
      detail: `${known.kind}, no longer`,
    });
  });
}
