/** What an export of others holds beside accounts and keys: taken with the account or key of the same file that it belongs to. */
import { randomUUID } from 'node:crypto';
import { redactKeysIn } from '../../../shared/key-format.ts';
import type { ExportLine } from '../../vault/index.ts';
import type { VaultReader, VaultTransaction } from '../../vault/types.ts';
import { findingsCollection, type FindingRecord } from '../findings/records.ts';
import { careCollection } from '../care/care.ts';
import { viewsCollection } from '../care/views.ts';
import { keptRepliesCollection } from '../kept/records.ts';
import { trashCollection } from '../trash/trash.ts';
import {
  connectionsCollection,
  keysCollection,
  roleRecordId,
  rolesCollection,
  rotationsCollection,
  type ConnectionRecord,
} from '../registry/records.ts';
import { importedConnection, importedRole, importedRotation } from './imported-values.ts';

/** Collections that an import brings. */
export const BROUGHT = [
  connectionsCollection,
  keysCollection,
  trashCollection,
  rolesCollection,
  rotationsCollection,
  careCollection,
  findingsCollection,
  viewsCollection,
  keptRepliesCollection,
].map(({ name }) => name);

/** A record, finding or rotation larger than this was made by nobody. */
const LARGEST_RECORD = 200_000;

export type RecordLine = Extract<ExportLine, { kind: 'record' }>;

export interface Account {
  readonly theirId: string;
  readonly id: string;
  readonly record: ConnectionRecord;
  /** The name of the connection that is here already. */
  readonly here: string | null;
  readonly theirAdminKey: string | null;
}

interface Matching {
  readonly accountOf: (value: unknown) => Account | undefined;
  readonly idOf: (theirId: string | null) => string | null;
  readonly refuse: (line: RecordLine, why: 'malformed' | 'no-account') => void;
  readonly skip: () => void;
}

type RecordsOf = (collection: string) => readonly RecordLine[];

/**
 * The records of a file, and those of its accounts and of its services apart: they lie in the same collections.
 * @param services the collection of the services themselves
 */
export function recordsOf(
  lines: readonly ExportLine[],
  services: string,
): { readonly all: RecordsOf; readonly of: RecordsOf; readonly ofServices: RecordsOf } {
  const all: RecordsOf = (name) =>
    lines.filter((line): line is RecordLine => line.kind === 'record' && line.collection === name);
  const ids = new Set(all(services).map(({ id }) => id));
  const isOfService = ({ value }: RecordLine): boolean => ids.has(textIn(value, 'connectionId') ?? '');
  return {
    all,
    of: (name) => all(name).filter((line) => !isOfService(line)),
    ofServices: (name) => (name === services ? all(name) : all(name).filter(isOfService)),
  };
}

/** Roles, rotations, owners and findings: taken with the account or key of the same file that they belong to. */
export function restOf(
  of: (name: string) => readonly RecordLine[],
  { accountOf, idOf, refuse, skip }: Matching,
): { readonly count: number; store(transaction: VaultTransaction): void } {
  const work: ((transaction: VaultTransaction) => void)[] = [];
  const withAccount = (name: string, take: (line: RecordLine, account: Account) => boolean): void => {
    for (const line of of(name)) {
      const account = accountOf(line.value);
      if (account === undefined) refuse(line, 'no-account');
      else if (account.here !== null) skip();
      else if (isTooLarge(line.value) || !take(line, account)) refuse(line, 'malformed');
    }
  };
  withAccount(rolesCollection.name, (line, account) => {
    const role = importedRole(line.value, account.id);
    if (role === null) return false;
    work.push((transaction) => {
      transaction.put(rolesCollection, roleRecordId(account.id, role.roleId), role);
    });
    return true;
  });
  withAccount(rotationsCollection.name, (line, account) => {
    const rotation = importedRotation(line.value, account.id, idOf);
    if (rotation === null) return false;
    work.push((transaction) => {
      transaction.put(rotationsCollection, randomUUID(), rotation);
    });
    return true;
  });
  for (const line of of(careCollection.name)) {
    const keyId = idOf(line.id);
    const care = careCollection.schema.safeParse(line.value);
    if (keyId === null) skip();
    else if (!care.success) refuse(line, 'malformed');
    else
      work.push((transaction) => {
        transaction.put(careCollection, keyId, care.data);
      });
  }
  for (const line of of(findingsCollection.name)) {
    const keyId = idOf(textIn(line.value, 'keyId'));
    const finding = findingsCollection.schema.safeParse(line.value);
    if (keyId === null) skip();
    else if (!finding.success || isTooLarge(line.value)) refuse(line, 'malformed');
    else {
      // SECURITY: under its own id it could hide a leak that is found here later.
      const record: FindingRecord = {
        ...finding.data,
        keyId,
        decision: 'open',
        ignoredReason: null,
        ignoredUntil: null,
      };
      work.push((transaction) => {
        transaction.put(findingsCollection, randomUUID(), record);
      });
    }
  }
  return {
    count: work.length,
    store: (transaction) => {
      for (const one of work) one(transaction);
    },
  };
}

function isTooLarge(value: unknown): boolean {
  try {
    return JSON.stringify(value).length > LARGEST_RECORD;
  } catch {
    // Nested deeper than it can be written.
    return true;
  }
}

export function textIn(value: unknown, field: string): string | null {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, field) : null;
  return typeof found === 'string' ? found : null;
}

/** How a person may know it; hostile text, redacted and cut. */
export function nameIn(value: unknown): string | null {
  const name = textIn(value, 'name') ?? textIn(value, 'apiName');
  return name === null ? null : redactKeysIn(name).slice(0, 100);
}

/** The accounts of a file by their ids there, each under a name that is free here. */
export function accountsOf(
  reader: VaultReader,
  lines: readonly RecordLine[],
  refuse: (line: RecordLine, why: 'malformed' | 'repeated') => void,
): ReadonlyMap<string, Account> {
  const present = reader.list(connectionsCollection);
  const names = new Set(present.map(({ value }) => value.name.toLowerCase()));
  const numbers = new Map<string, number>();
  const accounts = new Map<string, Account>();
  for (const line of lines) {
    const record = importedConnection(line.value);
    if (record === null || accounts.has(line.id)) {
      refuse(line, record === null ? 'malformed' : 'repeated');
      continue;
    }
    const here = present.find(({ value }) => sameAccount(value, record));
    let name = record.name;
    const begins = record.name.slice(0, 90);
    while (here === undefined && names.has(name.toLowerCase())) {
      const number = (numbers.get(begins) ?? 1) + 1;
      numbers.set(begins, number);
      name = `${begins} ${String(number)}`;
    }
    names.add(name.toLowerCase());
    accounts.set(line.id, {
      theirId: line.id,
      id: randomUUID(),
      record: { ...record, name },
      here: here?.value.name ?? null,
      theirAdminKey: textIn(line.value, 'adminKeyId'),
    });
  }
  return accounts;
}

/** At the same address, and the same account there; where the server never named it, under the same name. */
function sameAccount(here: ConnectionRecord, theirs: ConnectionRecord): boolean {
  if (here.origin !== theirs.origin || here.mode !== theirs.mode) return false;
  return here.accountId === theirs.accountId && (here.accountId !== null || here.name === theirs.name);
}
