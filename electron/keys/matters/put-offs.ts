/**
 * What a person has put off: sealed records, one memory for window, tray and notices. Versions before kept the dates of
 * notices in the notices' own memory; what lies there goes on counting until it is over or decided anew.
 */
import { AppError } from '../../../shared/errors.ts';
import { putOffSchema, type PutOff, type PutOffDate } from '../../../shared/ipc/attention-channels.ts';
import { redactKeysIn } from '../../../shared/key-format.ts';
import { mayWaitForChange, type Matter, type Matters, type PutOffSpan } from '../../../shared/matters.ts';
import { DAY_MS } from '../../../shared/times.ts';
import { defineCollection } from '../../vault/collection.ts';
import type { Vault, VaultReader, VaultTransaction } from '../../vault/types.ts';
import { matterIdOfDate } from './matters-of.ts';
import { noticesCollection, NOTICES_ID, readNoticeMemory } from './notices-record.ts';
import { say } from '../../../shared/messages/say.ts';

export const putOffsCollection = defineCollection('put-offs', putOffSchema);
/** Over for this long, a record is dropped at the next change. */
const KEPT_AFTERWARDS_MS = 7 * DAY_MS;
const LONGEST_NAME = 300;

/** A date that notices speak of, with what it belongs to. */
export type SubjectDate = Omit<PutOffDate, 'putOffUntil'> & { readonly name?: string };

/** What is over is left out. @param dates those that notices speak of */
export function listPutOffs(reader: VaultReader, dates: readonly SubjectDate[], now: Date): PutOff[] {
  const records = new Map(reader.list(putOffsCollection).map(({ id, value }) => [id, value]));
  const { snoozed } = readNoticeMemory(reader);
  for (const date of dates) {
    const id = matterIdOfDate(date);
    const until = snoozed[date.id] ?? '';
    if (until === '' || records.has(id)) continue;
    records.set(id, { ...ofDate(date), until, putOffAt: now.toISOString() });
  }
  return [...records.values()].filter(({ until }) => until === null || Date.parse(until) > now.getTime());
}

function ofDate(date: SubjectDate): Omit<PutOff, 'until' | 'putOffAt'> {
  return {
    id: matterIdOfDate(date),
    kind: date.kind === 'review-due' ? 'review' : date.kind,
    state: date.at,
    name: date.name ?? '',
    mode: null,
    keyId: date.kind === 'review-due' ? null : date.subjectId,
  };
}

/** Nine in the morning, as "remind me tomorrow" of a notice has it. */
function morningIn(days: number, now: Date): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 9).toISOString();
}

/** Null: until it changes. The day of a date is a change: the key stops. */
function untilOf(matter: Matter, span: PutOffSpan, now: Date): string | null {
  if (span !== 'change') return morningIn(span === 'day' ? 1 : 7, now);
  return matter.date !== null && Date.parse(matter.date.at) > now.getTime() ? matter.date.at : null;
}

/** @throws AppError `not-found` where all of them are gone, `invalid-input` where one does not wait for a change */
export function putOffMatters(
  vault: Vault,
  { items, putOff }: Matters,
  asked: { readonly ids: readonly string[]; readonly span: PutOffSpan },
  now: Date,
): void {
  const ids = new Set(asked.ids);
  const matters = [...items, ...putOff.map((one) => one.matter)].filter(({ id }) => ids.has(id));
  if (matters.length === 0) {
    throw new AppError({
      code: 'not-found',
      message: say('keys.this-is-settled-already'),
      hint: say('command.nothing-was-changed'),
    });
  }
  if (asked.span === 'change' && !matters.every(mayWaitForChange)) {
    throw new AppError({
      code: 'invalid-input',
      message: say('keys.this-does-harm-every-day-that-it'),
      hint: say('keys.put-it-off-until-tomorrow-or-for'),
    });
  }
  vault.transaction((transaction) => {
    for (const matter of matters) {
      const { id, kind, state, name, keyId } = matter;
      const until = untilOf(matter, asked.span, now);
      keep(transaction, { id, kind, state, name, keyId, mode: null, until }, now);
      transaction.audit({
        action: 'attention-put-off',
        subjectId: keyId,
        subjectName: redactKeysIn(name),
        detail:
          until === null
            ? say('keys.put-off-until-it-changes', { kind })
            : say('keys.put-off-until', { kind, until }),
      });
    }
  });
}

export function bringBackMatter(vault: Vault, id: string, dates: readonly SubjectDate[]): void {
  vault.transaction((transaction) => {
    const known = transaction.get(putOffsCollection, id);
    const date = dates.find((one) => matterIdOfDate(one) === id);
    if (date !== undefined) forgetNotice(transaction, date.id);
    else if (known === undefined) return;
    transaction.delete(putOffsCollection, id);
    transaction.audit({
      action: 'attention-put-off',
      subjectId: known?.keyId ?? null,
      subjectName: known?.name ?? date?.name ?? '',
      detail: say('keys.put-off-no-longer', { kind: known?.kind ?? date?.kind ?? '' }),
    });
  });
}

/** Of a date, from a notice or the list of dates. @param until empty: no longer */
export function putOffDate(transaction: VaultTransaction, date: SubjectDate, until: string, now: Date): void {
  forgetNotice(transaction, date.id);
  if (until === '') transaction.delete(putOffsCollection, matterIdOfDate(date));
  else keep(transaction, { ...ofDate(date), until }, now);
}

function forgetNotice(transaction: VaultTransaction, dateId: string): void {
  const record = transaction.get(noticesCollection, NOTICES_ID);
  if (record?.snoozed[dateId] === undefined) return;
  const { [dateId]: _, ...snoozed } = record.snoozed;
  transaction.put(noticesCollection, NOTICES_ID, { ...record, snoozed });
}

function keep(transaction: VaultTransaction, item: Omit<PutOff, 'putOffAt'>, now: Date): void {
  for (const { id, value } of transaction.list(putOffsCollection)) {
    const over = value.until !== null && now.getTime() - Date.parse(value.until) > KEPT_AFTERWARDS_MS;
    if (over) transaction.delete(putOffsCollection, id);
  }
  // SECURITY: names and states are text of others; a key that stands in one does not belong here.
  transaction.put(putOffsCollection, item.id, {
    ...item,
    name: redactKeysIn(item.name).slice(0, LONGEST_NAME),
    state: redactKeysIn(item.state),
    putOffAt: now.toISOString(),
  });
}
