/** What a merge kept twice: edits of one field, and secrets under one id. They stay until a person chooses one. */
import type { Engine } from '../engine.ts';
import { invalid } from '../errors.ts';
import { allSecrets } from '../secret-index.ts';
import { decodeStamps, fieldsOf, valueOfFields } from '../stamps.ts';
import type { StagedTransaction } from '../transaction.ts';
import { nameOf, secretOwners } from './records.ts';
import { besideWhich, otherSecretId } from './secrets.ts';
import type { Difference, MergeRules, ProposalKind } from './types.ts';
import { say } from '../../../shared/messages/say.ts';
import { certain } from '../../../shared/certain.ts';

export interface KeptDifference extends Difference {
  /** Null: nobody's trust rests on it. */
  readonly proposal: ProposalKind | null;
  /** The one in use first. Of secrets only how many there are: as many nulls. */
  readonly values: readonly unknown[];
}

const PROPOSALS: Readonly<Record<string, ProposalKind>> = {
  adminKeyId: 'admin-key',
  publicText: 'admin',
  compared: 'admin',
};

export function listDifferences(engine: Engine, rules: MergeRules): readonly KeptDifference[] {
  return [...fieldDifferences(engine, rules), ...secretDifferences(engine, rules)];
}

function* fieldDifferences(engine: Engine, rules: MergeRules): Iterable<KeptDifference> {
  for (const { collection, id, json, stamps } of engine.index.allEntries()) {
    if (!stamps.includes('"o":')) continue;
    const value: unknown = JSON.parse(json.toString('utf8'));
    const fields = fieldsOf(value);
    const rule = rules.collections.get(collection);
    for (const [field, others] of decodeStamps(stamps.toString('utf8')).others) {
      const kind = rule?.fields?.[field] ?? rule?.others ?? 'shown';
      yield {
        collection,
        id,
        name: nameOf(id, value),
        field,
        proposal: kind === 'trusted' ? (PROPOSALS[field] ?? 'address') : null,
        values: [fields.get(field) ?? null, ...others.map((other) => other.value ?? null)],
      };
    }
  }
}

function* secretDifferences(engine: Engine, rules: MergeRules): Iterable<KeptDifference> {
  const counts = new Map<string, number>();
  for (const [id, { row }] of allSecrets(engine.index)) {
    const beside = row === null ? null : besideWhich(id);
    if (beside !== null) counts.set(beside, (counts.get(beside) ?? 1) + 1);
  }
  if (counts.size === 0) return;
  const owners = secretOwners(engine.index, rules, new Set(counts.keys()));
  for (const [id, count] of counts) {
    yield {
      id,
      field: null,
      ...(owners.get(id) ?? { collection: '', name: id }),
      proposal: rules.trustedSecrets.get(id) ?? null,
      values: Array.from({ length: count }, () => null),
    };
  }
}

/** @param index of `values`; what is not chosen goes, a secret for good @throws AppError `not-found` */
export function chooseValue(
  engine: Engine,
  staged: StagedTransaction,
  choice: Pick<Difference, 'collection' | 'id' | 'field'>,
  index: number,
): void {
  if (choice.field === null) {
    chooseSecret(engine, staged, choice.id, index);
    return;
  }
  const entry = engine.index.entry(choice.collection, choice.id);
  const stamps = entry === undefined ? null : decodeStamps(entry.stamps.toString('utf8'));
  const others = stamps?.others.get(choice.field);
  if (entry === undefined || stamps === null || others === undefined || index > others.length) throw gone();
  const fields = new Map(fieldsOf(JSON.parse(entry.json.toString('utf8'))));
  if (index > 0) {
    const { value } = certain(others[index - 1]);
    if (value === undefined) fields.delete(choice.field);
    else fields.set(choice.field, value);
  }
  const remaining = new Map(stamps.others);
  remaining.delete(choice.field);
  staged.replace(choice.collection, choice.id, JSON.stringify(valueOfFields(fields)), {
    ...stamps,
    fields: new Map([...stamps.fields, [choice.field, staged.stamp]]),
    others: remaining,
  });
  staged.audit({
    action: 'key-edited',
    subjectId: choice.id,
    subjectName: nameOf(choice.id, valueOfFields(fields)),
    detail: say('vault.chosen-between-two-copies-field', { field: choice.field }),
  });
}

function chooseSecret(engine: Engine, staged: StagedTransaction, id: string, index: number): void {
  const beside = [...allSecrets(engine.index)].filter(
    ([other, { row }]) => row !== null && besideWhich(other) === id,
  );
  if (beside.length === 0 || index > beside.length) throw gone();
  const chosen = beside[index - 1];
  const present = new Map(allSecrets(engine.index)).get(id);
  if (chosen === undefined) {
    // Chosen now, so that no copy puts what was destroyed above it.
    if (present !== undefined) {
      const { fingerprint, row } = present;
      staged.noteSecret(id, { fingerprint, stamp: staged.stamp }, row === null);
    }
  } else {
    const secret = engine.openSecret(chosen[0]);
    if (secret === undefined) throw gone();
    // What was in use is destroyed as what was not chosen is: its fingerprint stays with the scanner.
    if (present !== undefined) {
      const { fingerprint } = present;
      staged.noteSecret(otherSecretId(id, fingerprint), { fingerprint, stamp: staged.stamp }, true);
    }
    staged.putSecret(id, secret);
    secret.wipe();
  }
  for (const [other] of beside) staged.destroySecret(other);
  staged.audit({
    action: 'secret-destroyed',
    subjectId: id,
    detail: say('vault.chosen-between-the-secrets-of-two-copies'),
  });
}

function gone(): Error {
  return invalid(
    say('vault.there-is-nothing-to-choose-there-any'),
    say('vault.nothing-was-changed-it-was-chosen-already'),
  );
}
