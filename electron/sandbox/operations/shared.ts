/** What several groups of operations need. */
import type { OrderedRecord, RoleRecord } from '../state/records.ts';
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
