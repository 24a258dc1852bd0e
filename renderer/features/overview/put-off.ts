/** Putting off and bringing back: a date of a key in the notices' memory, everything else in a record of its own. */
import type { SerializedError } from '../../../shared/errors.ts';
import type { ChannelOutput } from '../../../shared/ipc-contract.ts';
import { call } from '../../lib/bridge.ts';
import type { AttentionItem } from './attention-types.ts';

export const SPANS = ['day', 'week', 'change'] as const;
export type Span = (typeof SPANS)[number];

/** A date that does not change by itself is put off for as long as it stays the same. */
const FOR_GOOD = '9999-12-31T00:00:00.000Z';

/** Nine in the morning, as "remind me tomorrow" of a notice has it. */
function morningIn(days: number, now: Date): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 9).toISOString();
}

/** Null: until it changes. */
export function untilOf(item: AttentionItem, span: Span, now: Date): string | null {
  if (span !== 'change') return morningIn(span === 'day' ? 1 : 7, now);
  if (item.date === undefined) return null;
  // The day itself is a change: the key stops.
  return Date.parse(item.date.at) > now.getTime() ? item.date.at : FOR_GOOD;
}

export function waitsForChange(item: AttentionItem, until: string | null): boolean {
  return until === null || until === FOR_GOOD || until === item.date?.at;
}

type Reply =
  | { readonly ok: true; readonly value: ChannelOutput<'attention.put-off'> }
  | { readonly ok: false; readonly error: SerializedError };

export function putOffItem(item: AttentionItem, span: Span): Promise<Reply> {
  const until = untilOf(item, span, new Date());
  if (item.date !== undefined) return call('notices.snooze', { ids: [item.date.id], until });
  return call('attention.put-off', {
    id: item.id,
    kind: item.kind,
    state: item.state.slice(0, 2000),
    until,
    name: (item.key?.name ?? item.connection?.name ?? '').slice(0, 300),
    mode: item.key?.mode ?? item.connection?.mode ?? null,
    keyId: item.key?.id ?? null,
  });
}

export function bringBackItem(item: AttentionItem): Promise<Reply> {
  return item.date === undefined
    ? call('attention.bring-back', { id: item.id })
    : call('notices.snooze', { ids: [item.date.id], until: null });
}
