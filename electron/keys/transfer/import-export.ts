/**
 * An export of another vault is a proposal. Its records come under new ids, beside everything that is here; its accounts
 * come asleep and without an admin key; a secret is taken for a record of the same file that it proves to be the secret
 * of, and for no other. What is here already is left as it is, and all of it is named before anything is stored.
 *
 * SECURITY: no id, address, key or rule of the file decides anything in this vault.
 */
import type { ExportProposal } from '../../../shared/export-proposal.ts';
import { wholeKey } from '../../../shared/key-format.ts';
import { besideWhich, readExport, type ExportLine } from '../../vault/index.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import type { Vault, VaultReader, VaultTransaction } from '../../vault/types.ts';
import { keptRepliesCollection } from '../kept/records.ts';
import { connectionsCollection, keysCollection, type KeyRecord } from '../registry/records.ts';
import { viewsCollection } from '../care/views.ts';
import { putInTrash, trashCollection } from '../trash/trash.ts';
import type { ImportPart } from './imported-part.ts';
import { importedKeptReplies } from './imported-kept.ts';
import {
  accountsOf,
  BROUGHT,
  nameIn,
  recordsOf,
  restOf,
  textIn,
  type Account,
  type RecordLine,
} from './imported-rest.ts';
import { isHeld, provenPublicId, secondName, secondSecretsOf } from './imported-secrets.ts';
import { deletedIn, importedViews } from './imported-views.ts';
import { importedKey, newKeyId } from './imported-values.ts';
import { certain } from '../../../shared/certain.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

export type ImportExportOptions = Parameters<typeof readExport>[0] & {
  readonly dryRun: boolean;
  /** Reads what the file has of other services. */
  readonly services: ImportPart;
  /** Collections that travel and are left in the file, by name. */
  readonly notBrought?: ReadonlyMap<string, { readonly what: Said; readonly not: Said }>;
  readonly now?: () => Date;
};

interface Plan {
  readonly proposal: ExportProposal;
  store(transaction: VaultTransaction): void;
}

/** @throws AppError as `readExport` does; nothing is stored then */
export async function importExport(vault: Vault, options: ImportExportOptions): Promise<ExportProposal> {
  const lines = await readExport(options);
  try {
    const now = options.now?.() ?? new Date();
    if (options.dryRun) return planOf(vault, vault, lines, options, now).proposal;
    return vault.transaction((transaction) => {
      const { proposal, store } = planOf(vault, transaction, lines, options, now);
      store(transaction);
      return proposal;
    });
  } finally {
    for (const line of lines) if (line.kind === 'secret') line.secret.wipe();
  }
}

interface ImportedKeyPlan {
  readonly theirId: string;
  readonly id: string;
  readonly account: Account;
  readonly record: KeyRecord;
  readonly secret: SecretBytes | null;
  /** Lies in their trash. */
  readonly isDeleted: boolean;
  /** Stood beside the secret of another key of the file. */
  readonly isSecond: boolean;
}

function planOf(
  vault: Vault,
  reader: VaultReader,
  lines: readonly ExportLine[],
  { services: part, notBrought }: ImportExportOptions,
  now: Date,
): Plan {
  const refused: { kind: string; why: ExportProposal['refused'][number]['why']; name: string | null }[] = [];
  let skipped = 0;
  const { all, of, ofServices } = recordsOf(lines, part.connections);
  const refuse = (
    line: Pick<RecordLine, 'collection' | 'value'>,
    why: (typeof refused)[number]['why'],
  ): void => {
    refused.push({ kind: line.collection.slice(0, 64), why, name: nameIn(line.value) });
  };

  const accounts = accountsOf(reader, of(connectionsCollection.name), refuse);
  skipped += [...accounts.values()].filter(({ here }) => here !== null).length;
  const accountOf = (value: unknown): Account | undefined =>
    accounts.get(textIn(value, 'connectionId') ?? '');

  const ids = new Map<string, string>();
  const deleted = new Set(deletedIn(of(trashCollection.name)));
  const keyLines = [...of(keysCollection.name), ...deleted].filter((line) => {
    const account = accountOf(line.value);
    if (account?.here !== null && account !== undefined) skipped += 1;
    else if (account === undefined || ids.has(line.id))
      refuse(line, account === undefined ? 'no-account' : 'repeated');
    else {
      ids.set(line.id, newKeyId());
      return true;
    }
    return false;
  });
  const idOf = (theirId: string | null): string | null =>
    theirId === null ? null : (ids.get(theirId) ?? null);

  const secrets = new Map<string, SecretBytes>();
  for (const line of lines)
    if (line.kind === 'secret' && !secrets.has(line.id)) secrets.set(line.id, line.secret);
  const keys = new Map<string, ImportedKeyPlan>();
  for (const line of keyLines) {
    const account = certain(accountOf(line.value));
    const record = importedKey(line.id, line.value, account.id, idOf);
    const given = secrets.get(line.id);
    if (record === null) {
      refuse(line, 'malformed');
      continue;
    }
    const proven = given === undefined ? null : provenPublicId(record, given);
    if (given !== undefined && proven === null) refuse(line, 'not-its-secret');
    const held = proven !== null && isHeld(vault, reader, certain(given));
    if (held) refuse(line, 'secret-held');
    const secret = proven === null || held ? null : certain(given);
    keys.set(line.id, {
      theirId: line.id,
      id: certain(ids.get(line.id)),
      account,
      record: secret === null ? record : { ...record, publicId: proven },
      secret,
      isDeleted: deleted.has(line),
      isSecond: false,
    });
  }
  for (const { theirId, ownerId, secret, number } of secondSecretsOf(secrets, (id) => keys.has(id))) {
    const owner = certain(keys.get(ownerId));
    const parsed = wholeKey(secret.revealText());
    const fits = parsed?.mode === owner.record.mode;
    const name = secondName(owner.record, number);
    if (!fits) {
      refused.push({ kind: 'secret', why: 'second-secret', name });
      continue;
    }
    if (isHeld(vault, reader, secret)) {
      skipped += 1;
      continue;
    }
    // SECURITY: of the file's claim which key of the account it is nothing stays: nothing joins it to that one.
    const { claimedId: _, ...record } = owner.record;
    keys.set(theirId, {
      ...owner,
      theirId,
      id: newKeyId(),
      record: { ...record, alias: name, redacted: parsed.redacted, publicId: parsed.keyId },
      secret,
      isSecond: true,
    });
  }
  // What was refused has no id here.
  for (const theirId of [...ids.keys()]) if (!keys.has(theirId)) ids.delete(theirId);
  const recordOf = ({ record }: ImportedKeyPlan): KeyRecord => ({
    ...record,
    replaces: known(record.replaces),
    replacedBy: known(record.replacedBy),
  });
  const taken = new Set(ids.values());
  const secretOf = (theirId: string): SecretBytes | undefined => secrets.get(theirId);
  const secondsOf = (isOwner: (theirId: string) => boolean): ReturnType<typeof secondSecretsOf> =>
    secondSecretsOf(secrets, isOwner);
  const services = part.plan({ vault, reader, now, of: ofServices, secretOf, secondsOf, refuse });
  const known = (id: string | null): string | null => (id !== null && taken.has(id) ? id : null);
  const keyIds = new Set(keyLines.map(({ id }) => id));
  const skippedIds = new Set(
    lines.flatMap((line) =>
      line.kind === 'record' && (accountOf(line.value)?.here ?? null) !== null ? [line.id] : [],
    ),
  );
  for (const id of secrets.keys()) {
    const owner = besideWhich(id) ?? id;
    if (!keyIds.has(owner) && !skippedIds.has(owner) && !services.owns(owner))
      refused.push({ kind: 'secret', why: 'reserved', name: null });
  }

  const others = restOf(of, {
    accountOf,
    idOf: (theirId) => idOf(theirId) ?? services.keyIdOf(theirId),
    refuse,
    skip: () => (skipped += 1),
  });
  const connectionOf = (theirId: string): string | null => {
    const account = accounts.get(theirId);
    return account?.here === null ? account.id : services.connectionIdOf(theirId);
  };
  const views = importedViews(reader, all(viewsCollection.name), connectionOf, refuse);
  const kept = importedKeptReplies(reader, of(keptRepliesCollection.name), { accountOf, refuse });
  skipped += services.skipped + views.skipped + kept.skipped;
  const brought = new Set<string>([...BROUGHT, part.connections]);
  const left = new Map<string, number>();
  for (const line of lines) {
    if (line.kind !== 'record' || brought.has(line.collection)) continue;
    if (notBrought?.has(line.collection) === true)
      left.set(line.collection, (left.get(line.collection) ?? 0) + 1);
    else refuse(line, 'reserved');
  }

  const added = [...accounts.values()].filter(({ here }) => here === null);
  const adminKeyOf = ({ theirAdminKey, theirId }: Account): ImportedKeyPlan | null => {
    const key = theirAdminKey === null ? undefined : keys.get(theirAdminKey);
    return key !== undefined && key.account.theirId === theirId && key.secret !== null && !key.isDeleted
      ? key
      : null;
  };
  const held = [...keys.values()];
  const proposed = [
    ...held.map(({ record, secret, account, isDeleted, isSecond }) => ({
      name: record.alias ?? record.apiName,
      redacted: record.redacted,
      account: account.record.name,
      secret: secret !== null,
      trash: isDeleted,
      second: isSecond,
    })),
    ...services.keys,
  ];
  const proposal: ExportProposal = {
    accounts: [...accounts.values()].map((account) => ({
      name: account.record.name,
      address: account.record.origin,
      mode: account.record.mode,
      brand: account.record.brand,
      here: account.here,
      adminKey: adminKeyOf(account)?.record.redacted ?? null,
      connectionId: account.here === null ? account.id : null,
    })),
    services: services.services,
    keys: proposed,
    views: [...views.names],
    keptReplies: [...kept.replies],
    refused,
    leftOut: [...left].map(([name, count]) => {
      const { what, not } = certain(certain(notBrought).get(name));
      return { what, records: count, why: not };
    }),
    records:
      added.length + held.length + others.count + services.records + views.names.length + kept.replies.length,
    secrets: proposed.filter(({ secret }) => secret).length,
    skipped,
    // Each record has an id of its own: nothing that is here can be meant.
    replaced: [],
  };

  return {
    proposal,
    store: (transaction) => {
      for (const account of added) {
        const admin = adminKeyOf(account);
        transaction.put(connectionsCollection, account.id, {
          ...account.record,
          ...(admin === null ? {} : { proposedAdminKeyId: admin.id }),
        });
      }
      for (const key of held) {
        if (key.isDeleted) putInTrash(transaction, key.id, recordOf(key), now);
        else transaction.put(keysCollection, key.id, recordOf(key));
        if (key.secret !== null) transaction.putSecret(key.id, key.secret);
      }
      others.store(transaction);
      services.store(transaction);
      views.store(transaction);
      kept.store(transaction);
      const from = [
        ...added.map(({ record }) => `${record.name} (${record.origin})`),
        ...services.services.flatMap(({ name, address, here }) =>
          here === null && address !== null ? `${name} (${address})` : [],
        ),
      ]
        .join(', ')
        .slice(0, 1900);
      transaction.audit({
        action: 'imported',
        detail: say(from === '' ? 'keys.imported' : 'keys.imported-asleep', {
          records: proposal.records,
          secrets: proposal.secrets,
          from,
        }),
      });
    },
  };
}
