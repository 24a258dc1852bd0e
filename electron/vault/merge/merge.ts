/** Folds another copy of the same vault into this one, in one transaction: records, secrets, deletions and logs. */
import { addAuditChains, auditChains, missingChains, type AuditChain } from '../audit-copies.ts';
import { makeRollingBackup } from '../backup/rolling.ts';
import { seenCopies } from '../copies.ts';
import type { Engine } from '../engine.ts';
import type { ManifestUpdate } from '../row-writer.ts';
import { damaged } from '../errors.ts';
import { allSecrets, type SecretEntry } from '../secret-index.ts';
import type { Stamp } from '../stamps.ts';
import type { StagedTransaction } from '../transaction.ts';
import type { Sides } from './fields.ts';
import { ownersOf, RecordPlanner, type RecordPlan } from './plan.ts';
import { assertPlausible } from './plausible.ts';
import { commonGeneration, secretOwners, type RecordSide } from './records.ts';
import { planSecrets, type SecretPlan } from './secrets.ts';
import type { Difference, MergeProposal, MergeReport, MergeRules } from './types.ts';
import { certain } from '../../../shared/certain.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

interface Plan {
  readonly relation: MergeReport['relation'];
  readonly records: RecordPlan;
  readonly secrets: SecretPlan;
  readonly chains: readonly AuditChain[];
  readonly ourChains: readonly AuditChain[];
  /** What this file has seen once the other is in it. */
  readonly seen: ReadonlyMap<string, number>;
  readonly isEmpty: boolean;
}

const NOTHING: RecordPlan = {
  puts: [],
  deletions: [],
  added: 0,
  changed: 0,
  deleted: 0,
  keptDespiteDeletion: 0,
  asking: 0,
  differences: [],
  proposals: [],
  refused: [],
};

/** @returns what was done, or would be */
export function mergeCopy(
  ours: Engine,
  theirs: Engine,
  rules: MergeRules,
  { dryRun }: { readonly dryRun: boolean },
): MergeReport {
  assertPlausible(theirs);
  ours.refresh();
  const outlook = planMerge(ours, theirs, rules, { copy: '', counter: 0 });
  if (dryRun || outlook.isEmpty) return reportOf(outlook, ours, theirs, rules);
  // A way back where the other copy takes something away for good.
  if (outlook.secrets.destroyed > 0) makeRollingBackup(ours.database, ours.dependencies, 'before-merge');
  const update: { auditCopies?: NonNullable<ManifestUpdate['auditCopies']> } = {};
  const { result } = ours.write(
    ours.dependencies.actor,
    (staged) => {
      // Once more with the lock held: another process may have written meanwhile.
      const plan = planMerge(ours, theirs, rules, staged.stamp);
      const report = reportOf(plan, ours, theirs, rules);
      apply(plan, ours, theirs, staged);
      if (plan.chains.length > 0) update.auditCopies = [...addAuditChains(ours, plan.ourChains, plan.chains)];
      staged.audit({ action: 'merged', detail: describe(report) });
      return report;
    },
    update,
    theirs.manifest.generation,
  );
  return result;
}

function secretsOf(engine: Engine): ReadonlyMap<string, SecretEntry> {
  return new Map(allSecrets(engine.index));
}

function covers(seen: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): boolean {
  return [...other].every(([copy, counter]) => (seen.get(copy) ?? -1) >= counter);
}

function planMerge(ours: Engine, theirs: Engine, rules: MergeRules, stamp: Stamp): Plan {
  const ourChains = auditChains(ours);
  const theirChains = auditChains(theirs);
  const chains = missingChains(ourChains, theirChains);
  const seen: Sides = { ours: seenCopies(ours.index), theirs: seenCopies(theirs.index) };
  const ourFork = forkOf(certain(ourChains[0]), certain(theirChains[0]));
  const theirFork = forkOf(certain(theirChains[0]), certain(ourChains[0]));
  const hasAll = chains.length === 0 && covers(seen.ours, seen.theirs);
  const common = commonGeneration(ours.index, theirs.index);
  const side = (engine: Engine, fork: string | null): RecordSide => ({
    index: engine.index,
    common: fork === null ? Number.MAX_SAFE_INTEGER : common,
    own: fork ?? '',
  });
  // A state that this file went through itself: what is not here any more was removed here, also before there were tombstones.
  const isAncestor = hasAll && theirFork === null;
  const records = isAncestor
    ? NOTHING
    : new RecordPlanner(side(ours, ourFork), side(theirs, theirFork), seen, rules, stamp).plan();
  const isTrusted = (id: string): boolean => rules.trustedSecrets.has(id);
  const owners = ownersOf(ours.index, records, rules);
  const isOwned = (id: string): boolean => owners.has(id);
  const secrets = planSecrets(secretsOf(ours), secretsOf(theirs), seen, isTrusted, isOwned);
  const isEmpty =
    hasAll && records.puts.length === 0 && records.deletions.length === 0 && secrets.changes.length === 0;
  const all = new Map(seen.theirs);
  if (theirFork !== null) all.set(theirFork, theirs.manifest.generation);
  if (ourFork !== null) all.set(ourFork, ours.manifest.generation);
  return { relation: hasAll ? 'older' : 'diverged', records, secrets, chains, ourChains, seen: all, isEmpty };
}

/** An id for what one file has that the other does not, from the first entry after their logs parted; null where there is none. */
function forkOf(one: AuditChain, other: AuditChain): string | null {
  const known = new Set(other.entries.map(({ identity }) => identity));
  return one.entries.find(({ identity }) => !known.has(identity))?.identity.slice(0, 16) ?? null;
}

function apply(plan: Plan, ours: Engine, theirs: Engine, staged: StagedTransaction): void {
  for (const { collection, id, json, stamps } of plan.records.puts)
    staged.replace(collection, id, json, stamps);
  for (const tombstone of plan.records.deletions) staged.deleteAs(tombstone);
  for (const { id, fingerprint, stamp, source, byDate } of plan.secrets.changes) {
    if (source === null || (source.side === 'ours' && source.id === id)) {
      staged.noteSecret(id, { fingerprint, stamp, byDate }, source === null);
      continue;
    }
    const secret = (source.side === 'ours' ? ours : theirs).openSecret(source.id);
    if (secret === undefined) throw damaged(say('vault.a-secret-that-its-index-names-is'));
    staged.putSecret(id, secret, stamp);
    secret.wipe();
  }
  staged.noteSeen(plan.seen);
}

function reportOf(plan: Plan, ours: Engine, theirs: Engine, rules: MergeRules): MergeReport {
  const { added, changed, deleted, keptDespiteDeletion, asking } = plan.records;
  const secretDifferences = plan.secrets.differing.filter((id) => !rules.trustedSecrets.has(id));
  // What it is called here counts.
  const [hereOwned, thereOwned] = [ours, theirs].map(({ index }) =>
    secretOwners(index, rules, new Set(secretDifferences)),
  );
  const ownerOf = (id: string): { readonly collection: string; readonly name: string } =>
    hereOwned?.get(id) ?? thereOwned?.get(id) ?? { collection: '', name: id };
  const identities = plan.secrets.differing.flatMap((id): MergeProposal[] => {
    const kind = rules.trustedSecrets.get(id);
    return kind === undefined ? [] : [{ kind, collection: '', id, name: id, here: null, there: null }];
  });
  return {
    relation: plan.relation,
    otherWrittenAt: newestEntry(theirs),
    added,
    changed,
    deleted,
    keptDespiteDeletion,
    asking,
    secretsAdded: plan.secrets.added,
    secretsDestroyed: plan.secrets.destroyed,
    logEntries: plan.chains.reduce((sum, { entries }) => sum + entries.length, 0),
    differences: [
      ...plan.records.differences,
      ...secretDifferences.map((id): Difference => ({ id, field: null, ...ownerOf(id) })),
    ],
    proposals: [...plan.records.proposals, ...identities],
    refused: plan.records.refused,
    isEmpty: plan.isEmpty,
  };
}

function newestEntry(engine: Engine): string | null {
  return auditChains(engine)[0]?.entries.at(-1)?.contents.at ?? null;
}

function describe({
  added,
  secretsAdded,
  changed,
  deleted,
  differences,
  proposals,
  refused,
}: MergeReport): Said {
  return say('vault.another-copy-was-folded-in', {
    added,
    secretsAdded,
    changed,
    deleted,
    differences: differences.length,
    proposals: proposals.length,
    refused: refused.length,
  });
}
