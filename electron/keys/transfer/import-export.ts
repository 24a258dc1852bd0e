/**
 * An export of another vault is a proposal. Its records come under new ids, beside everything that is here; its accounts and
 * services come asleep and without an admin key; a secret is taken for a record of the same file that it proves to be the
 * secret of, and for no other. What is here already is left as it is, and all of it is named before anything is stored.
 *
 * SECURITY: no id, address, key or rule of the file decides anything in this vault.
 */
import type { ExportProposal } from '../../../shared/export-proposal.ts';
import { besideWhich, readExport, type ExportLine } from '../../vault/index.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import type { Vault, VaultReader, VaultTransaction } from '../../vault/types.ts';
import { careCollection } from '../care/care.ts';
import { viewsCollection } from '../care/views.ts';
import { findingsCollection } from '../findings/records.ts';
import { keptRepliesCollection } from '../kept/records.ts';
import { keysCollection, rolesCollection, rotationsCollection } from '../registry/records.ts';
import { trashCollection } from '../trash/trash.ts';
import type { ImportPart, RecordLine, Refuse } from './import-port.ts';
import { nameIn, restOf, textIn } from './imported-rest.ts';
import { secondSecretsOf } from './imported-secrets.ts';
import { importedViews } from './imported-views.ts';
import { certain } from '../../../shared/certain.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

export type ImportExportOptions = Parameters<typeof readExport>[0] & {
  readonly dryRun: boolean;
  /** One for each kind of keys. What is of no connection of the file is the first one's to refuse. */
  readonly parts: readonly ImportPart[];
  /** Collections that travel and are left in the file, by name. */
  readonly notBrought?: ReadonlyMap<string, { readonly what: Said; readonly not: Said }>;
  readonly now?: () => Date;
};

interface Plan {
  readonly proposal: ExportProposal;
  store(transaction: VaultTransaction): void;
}

/** Collections that an import brings, beside connections. */
const BROUGHT = [
  keysCollection,
  trashCollection,
  rolesCollection,
  rotationsCollection,
  careCollection,
  findingsCollection,
  viewsCollection,
  keptRepliesCollection,
].map(({ name }) => name);

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

/** The lines of a file by collection: all, and those of each part's connections apart, which lie in the same collections. */
function linesByPart(
  lines: readonly ExportLine[],
  parts: readonly ImportPart[],
): {
  readonly all: (name: string) => readonly RecordLine[];
  readonly ofPart: (part: ImportPart, name: string) => readonly RecordLine[];
} {
  const all = (name: string): readonly RecordLine[] =>
    lines.filter((line): line is RecordLine => line.kind === 'record' && line.collection === name);
  const partOf = new Map<string, ImportPart>();
  for (const part of parts) for (const { id } of all(part.connections)) partOf.set(id, part);
  return {
    all,
    ofPart: (part, name) =>
      name === part.connections
        ? all(name)
        : all(name).filter(
            ({ value }) => (partOf.get(textIn(value, 'connectionId') ?? '') ?? parts[0]) === part,
          ),
  };
}

function planOf(
  vault: Vault,
  reader: VaultReader,
  lines: readonly ExportLine[],
  { parts, notBrought }: ImportExportOptions,
  now: Date,
): Plan {
  const refused: ExportProposal['refused'][number][] = [];
  const refuse: Refuse = (line, why) => {
    refused.push({ kind: line.collection.slice(0, 64), why, name: nameIn(line.value) });
  };
  const { all, ofPart } = linesByPart(lines, parts);
  const secrets = new Map<string, SecretBytes>();
  for (const line of lines)
    if (line.kind === 'secret' && !secrets.has(line.id)) secrets.set(line.id, line.secret);

  const plans = parts.map((part) =>
    part.plan({
      vault,
      reader,
      now,
      of: (name) => ofPart(part, name),
      secretOf: (theirId) => secrets.get(theirId),
      secondsOf: (isOwner) => secondSecretsOf(secrets, isOwner),
      refuse,
    }),
  );
  for (const id of secrets.keys())
    if (!plans.some((plan) => plan.owns(besideWhich(id) ?? id)))
      refused.push({ kind: 'secret', why: 'reserved', name: null });

  const firstOf = <T>(ask: (plan: (typeof plans)[number]) => T | null): T | null => {
    for (const plan of plans) {
      const answer = ask(plan);
      if (answer !== null) return answer;
    }
    return null;
  };
  let skipped = 0;
  const others = restOf(all, {
    idOf: (theirId) => firstOf((plan) => plan.keyIdOf(theirId)),
    refuse,
    skip: () => (skipped += 1),
  });
  const views = importedViews(
    reader,
    all(viewsCollection.name),
    (theirId) => firstOf((plan) => plan.connectionIdOf(theirId)),
    refuse,
  );
  const brought = new Set<string>([...BROUGHT, ...parts.map(({ connections }) => connections)]);
  const left = new Map<string, number>();
  for (const line of lines) {
    if (line.kind !== 'record' || brought.has(line.collection)) continue;
    if (notBrought?.has(line.collection) === true)
      left.set(line.collection, (left.get(line.collection) ?? 0) + 1);
    else refuse(line, 'reserved');
  }

  const sum = (count: (plan: (typeof plans)[number]) => number): number =>
    plans.reduce((total, plan) => total + count(plan), 0);
  const keys = plans.flatMap((plan) => plan.keys);
  const proposal: ExportProposal = {
    accounts: plans.flatMap((plan) => plan.accounts),
    services: plans.flatMap((plan) => plan.services),
    keys,
    views: [...views.names],
    keptReplies: plans.flatMap((plan) => plan.keptReplies),
    refused,
    leftOut: [...left].map(([name, count]) => {
      const { what, not } = certain(certain(notBrought).get(name));
      return { what, records: count, why: not };
    }),
    records: sum((plan) => plan.records) + others.count + views.names.length,
    secrets: keys.filter(({ secret }) => secret).length,
    skipped: sum((plan) => plan.skipped) + skipped + views.skipped,
    // Each record has an id of its own: nothing that is here can be meant.
    replaced: [],
  };

  return {
    proposal,
    store: (transaction) => {
      for (const plan of plans) plan.store(transaction);
      others.store(transaction);
      views.store(transaction);
      const from = [...proposal.accounts, ...proposal.services]
        .flatMap(({ name, address, here }) =>
          here === null && address !== null ? `${name} (${address})` : [],
        )
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
