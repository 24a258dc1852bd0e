/** Accounts and Augno's keys in an export of others. */
import { randomUUID } from 'node:crypto';
import type { ExportProposal } from '../../../shared/export-proposal.ts';
import { wholeKey } from '../../../shared/key-format.ts';
import { keptRepliesCollection } from '../../keys/kept/records.ts';
import {
  connectionsCollection,
  roleRecordId,
  rolesCollection,
  type ConnectionRecord,
  type RoleRecord,
} from '../../keys/registry/records.ts';
import { importedKeptReplies } from '../../keys/transfer/imported-kept.ts';
import { importPart } from '../../keys/transfer/import-plan.ts';
import type {
  ImportPart,
  ImportPort,
  PartInput,
  TakenKey,
  TheirConnection,
} from '../../keys/transfer/import-port.ts';
import { isTooLarge, textIn } from '../../keys/transfer/imported-rest.ts';
import { isHeld, provenPublicId } from '../../keys/transfer/imported-secrets.ts';
import { importedConnection, importedKey, importedRole, newKeyId } from './imported-values.ts';

type Account = TheirConnection<ConnectionRecord>;
type Keys = ReadonlyMap<string, TakenKey<ConnectionRecord>>;

/** The key of the same file that their account worked with. */
function adminKeyOf(account: Account, keys: Keys): TakenKey<ConnectionRecord> | null {
  const key = keys.get(textIn(account.value, 'adminKeyId') ?? '');
  return key !== undefined && key.connection === account && key.secret !== null && !key.isDeleted
    ? key
    : null;
}

/** At the same address, and the same account there; where the server never named it, under the same name. */
function isSame(here: ConnectionRecord, theirs: ConnectionRecord): boolean {
  if (here.origin !== theirs.origin || here.mode !== theirs.mode) return false;
  return here.accountId === theirs.accountId && (here.accountId !== null || here.name === theirs.name);
}

const port: ImportPort<ConnectionRecord> = {
  connections: connectionsCollection,
  lists: true,
  newId: (of) => (of === 'key' ? newKeyId() : randomUUID()),
  connection: importedConnection,
  isSame,
  key: ({ id, value }, account) => importedKey(id, value, account.id),
  proven: (record, secret) => {
    const publicId = provenPublicId(record, secret);
    return publicId === null ? null : { ...record, publicId };
  },
  second: (owner, secret) => {
    // SECURITY: read as text for the length of this call.
    const parsed = wholeKey(secret.revealText());
    if (parsed?.mode !== owner.mode) return null;
    // SECURITY: of the file's claim which key of the account it is nothing stays: nothing joins it to that one.
    const { claimedId: _, ...record } = owner;
    return { ...record, redacted: parsed.redacted, publicId: parsed.keyId };
  },
  isHeld: ({ vault, reader }, secret) => isHeld(vault, reader, secret),
  proposed: (accounts, keys) => ({
    accounts: accounts.map(({ connection: account }) => ({
      name: account.record.name,
      address: account.record.origin,
      mode: account.record.mode,
      brand: account.record.brand,
      here: account.here,
      adminKey: adminKeyOf(account, keys)?.record.redacted ?? null,
      connectionId: account.here === null ? account.id : null,
    })),
    services: [],
  }),
  storedConnection: (account, keys) => {
    const admin = adminKeyOf(account, keys);
    return { ...account.record, ...(admin === null ? {} : { proposedAdminKeyId: admin.id }) };
  },
  storedKey: (_transaction, record) => record,
  rest: (input, accountOf) => {
    const roles = rolesIn(input, accountOf);
    const kept = importedKeptReplies(input.reader, input.of(keptRepliesCollection.name), {
      accountOf,
      refuse: input.refuse,
    });
    return {
      records: roles.taken.length + kept.replies.length,
      skipped: roles.skipped + kept.skipped,
      keptReplies: [...kept.replies] satisfies ExportProposal['keptReplies'],
      store: (transaction) => {
        for (const role of roles.taken)
          transaction.put(rolesCollection, roleRecordId(role.connectionId, role.roleId), role);
        kept.store(transaction);
      },
    };
  },
};

function rolesIn(
  { of, refuse }: PartInput,
  accountOf: (value: unknown) => Account | undefined,
): { readonly taken: readonly RoleRecord[]; readonly skipped: number } {
  const taken: RoleRecord[] = [];
  let skipped = 0;
  for (const line of of(rolesCollection.name)) {
    const account = accountOf(line.value);
    if (account === undefined) refuse(line, 'no-account');
    else if (account.here !== null) skipped += 1;
    else {
      const role = isTooLarge(line.value) ? null : importedRole(line.value, account.id);
      if (role === null) refuse(line, 'malformed');
      else taken.push(role);
    }
  }
  return { taken, skipped };
}

export const importOfAccounts: ImportPart = importPart(port);
