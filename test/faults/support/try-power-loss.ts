/** The power fails at each point of a step, with each kind of loss, and the vault is opened. */
import { contentsOf, differenceOf } from './contents.ts';
import { PASSWORDS } from './vaults.ts';
import type { World } from './world.ts';
import { loseAfter, losses } from './power-loss.ts';
import { record } from './recording.ts';
import { lostSecrets, missingOf, type Step } from './steps.ts';
import { Ledger, type Tried } from './ledger.ts';
import { isInPart } from './part.ts';
import { inEnglish } from '../../../shared/messages/words.ts';

export interface PowerChoice {
  /** Only just before each sync, where most is at stake, and at the end. Default: after each operation. */
  readonly onlyBeforeSyncs?: boolean;
  /** Only once the step is over. */
  readonly onlyAtEnd?: boolean;
  /** One more loss for each: a part of what was not synced, torn and in another order. */
  readonly seeds: readonly number[];
  readonly preload?: readonly string[];
  readonly ledger?: Ledger;
}

/** @throws where the step fails, or writes nothing that could be lost */
export async function tryPowerLoss(
  world: World,
  step: Step,
  { onlyBeforeSyncs = false, onlyAtEnd = false, seeds, preload = [], ledger = new Ledger(null) }: PowerChoice,
): Promise<readonly Tried[]> {
  const { operations, output } = await record(world, step, preload);
  const answeredAt = operations.findIndex(({ kind }) => kind === 'answer');
  const writes = operations.filter(({ kind }) => kind === 'write').length;
  if (writes === 0 || answeredAt < 0) throw new Error(`${step.name}: the recording is not understood.`);
  const points = [...operations.keys(), operations.length].filter(
    (length) =>
      length === operations.length ||
      (!onlyAtEnd && (!onlyBeforeSyncs || operations[length]!.kind === 'sync')),
  );
  const tried: Tried[] = [];
  await ledger.whole(step.name, 'power', points.length * losses(seeds).length);
  for (const [index, length] of points.entries()) {
    for (const [kind, loss] of losses(seeds).entries()) {
      if (!isInPart(index, kind)) continue;
      const place = `${String(length)} of ${String(operations.length)} operations, ${loss.name}`;
      tried.push(
        await ledger.once({ step: step.name, kind: 'power', place }, async () => {
          loseAfter(world, operations, length, loss);
          return {
            fired: true,
            problems: await judgeDisk(world, step, length > answeredAt ? output : null),
          };
        }),
      );
    }
  }
  return tried;
}

/** @param output the step's answer, where it had gone out */
async function judgeDisk(world: World, step: Step, output: string | null): Promise<readonly string[]> {
  let opened: Awaited<ReturnType<World['open']>>;
  try {
    opened = await world.open(step.passwords ?? [PASSWORDS.vault]);
  } catch (thrown) {
    const { code, message } = thrown as { code?: string; message: string };
    return [`The vault does not open (${code ?? 'no code'}: ${message}).`];
  }
  const { vault, password } = opened;
  try {
    const problems = vault.verify().problems.map((problem) => `verify: ${inEnglish(problem)}`);
    const contents = await contentsOf(vault);
    for (const id of lostSecrets(world, step, contents)) problems.push(`The secret of ${id} is gone.`);
    const differs = step.layout === 'older' ? differenceOf(world.before, contents) : null;
    if (differs !== null) problems.push(`Neither the old nor the new: ${differs}.`);
    if (output !== null) {
      const missing = await missingOf(world, step, { contents, password, output });
      if (missing !== null) problems.push(`Acknowledged: ${missing}`);
    }
    return problems;
  } catch (thrown) {
    return [`It could not be looked at: ${String((thrown as Error).stack)}`];
  } finally {
    vault.close();
  }
}
