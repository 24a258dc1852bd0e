/** What several groups of operations need. */
import { listsOneDay } from '../../../shared/api-version.ts';
import { DAY_MS } from '../../../shared/times.ts';
import type { ActorSnapshot, OrderedRecord, RoleRecord } from '../state/records.ts';
import { byPosition } from '../state/table.ts';
import type { Call } from '../http/operation.ts';
import type { RenderContext } from '../http/objects.ts';

export function renderContext(call: Call): RenderContext {
  return { store: call.server.store, contract: call.contract, includes: call.query.includes };
}

/** A role that is the system's or the target account's own, and not deleted. */
export function roleOf(call: Call, id: string): RoleRecord | undefined {
  const role = call.transaction.get('roles', id);
  if (role === undefined || role.deletedAt !== null) return undefined;
  return role.accountId === null || role.accountId === call.account.id ? role : undefined;
}

/** The account's own and the system's, oldest first, deleted ones left out. */
export function ownAndSystem<Row extends OrderedRecord & { readonly deletedAt: number | null }>(
  call: Call,
  table: { ofAccount(accountId: string | null): readonly Row[] },
): readonly Row[] {
  return [...table.ofAccount(null), ...table.ofAccount(call.account.id)]
    .filter((row) => row.deletedAt === null)
    .sort(byPosition);
}

/** Requests and changes of the account, and what its own actors did in accounts that they may name; oldest first. */
export function seenBy<Row extends OrderedRecord & { readonly actor: ActorSnapshot | null }>(
  call: Call,
  table: { ofAccount(accountId: string | null): readonly Row[] },
): readonly Row[] {
  const { account } = call;
  const elsewhere = account.relatedAccountIds.flatMap((id) =>
    table.ofAccount(id).filter((row) => row.actor?.accountId === account.id),
  );
  const own = table.ofAccount(account.id);
  return elsewhere.length === 0 ? own : [...own, ...elsewhere].sort(byPosition);
}

/** Whether {@link seenBy} would list it. */
export function isSeenBy(call: Call, row: OrderedRecord & { readonly actor: ActorSnapshot | null }): boolean {
  return row.accountId === call.account.id || row.actor?.accountId === call.account.id;
}

/** Where a list of logs or events begins: from `.5` on, one day before its end unless told otherwise. */
export function startOf(call: Call, from: number | null, to: number | null): number | null {
  return from === null && listsOneDay(call.version) ? (to ?? call.now) - DAY_MS : from;
}

/** Those of `fields` whose value differs, for the audit log. */
export function changedFields<Value extends string | readonly string[] | boolean | null>(
  before: Readonly<Record<string, Value>> | null,
  after: Readonly<Record<string, Value>> | null,
): readonly { field: string; oldValue: Value | null; newValue: Value | null }[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names]
    .map((field) => ({ field, oldValue: before?.[field] ?? null, newValue: after?.[field] ?? null }))
    .filter(({ oldValue, newValue }) => JSON.stringify(oldValue) !== JSON.stringify(newValue));
}
