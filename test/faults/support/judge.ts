/** After each run the same question: is all there that was acknowledged, does the vault open, is what was said true? */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { contentsOf, differenceOf } from './contents.ts';
import { isOtherHeader, PASSWORDS } from './vaults.ts';
import type { World } from './world.ts';
import type { Run } from './strace.ts';
import { lostSecrets, missingOf, type Step } from './steps.ts';
import { inEnglish } from '../../../shared/messages/words.ts';

export const NOTHING = /\bNothing (?:was|has been) (?:changed|done|created|made|added|written|sent)\b/;

/** Who is told only that something went wrong would do it again. */
const DONE_THERE = /” was (?:created|rotated|revoked)\b|is not known yet/;

/** No other program does anything in these runs: who names one as the cause, sends a person after it. */
export const OTHERS = /\bAnother (?:program|process)\b/;

/** A place in the program that nobody thought of says no more than this. */
export const UNTHOUGHT = /Something went wrong inside|\n\s+at .*:\d+:\d+|UnhandledPromise|node:internal/;

/** What a person would find there; temporary files are none of it. */
const filesOf = (folder: string): string =>
  readdirSync(folder)
    .filter((name) => !name.endsWith('.new'))
    .sort()
    .join();

/** Whole, as the answer of a step that is done. */
const isAnswered = ({ output }: Run): boolean => /^\{[\s\S]*\}\s*$/.test(output);

/** What is wrong with how it said that it was not done. */
export function sentenceProblems(run: Run): readonly string[] {
  const problems: string[] = [];
  if (
    run.code !== 0 &&
    run.signal === null &&
    !/^augno-vault: |^The vault was restored; /m.test(run.errors)
  ) {
    problems.push(`It ended with ${String(run.code)} and no sentence: ${run.errors.slice(-300)}`);
  }
  if (UNTHOUGHT.test(run.errors))
    problems.push(`Its error is no sentence of ours: ${run.errors.slice(0, 600)}`);
  return problems;
}

/** @returns what is wrong, a sentence each; empty where nothing is */
export async function judge(world: World, step: Step, run: Run): Promise<readonly string[]> {
  const problems: string[] = [...sentenceProblems(run)];
  // Also of a process that was killed before its end: whoever reads its output goes by what stands there.
  const acknowledged = run.code === 0 || isAnswered(run);

  if (OTHERS.test(run.errors)) problems.push('It says that another program did it, and there is none.');

  let opened: Awaited<ReturnType<World['open']>>;
  try {
    opened = await world.open(step.passwords ?? [PASSWORDS.vault]);
  } catch (thrown) {
    const { code, message } = thrown as { code?: string; message: string };
    return [...problems, `The vault does not open (${code ?? 'no code'}: ${message}).`];
  }
  const { vault, password } = opened;
  try {
    for (const problem of vault.verify().problems) problems.push(`verify: ${inEnglish(problem)}`);
    const contents = await contentsOf(vault);
    if (run.code !== 0 && NOTHING.test(run.errors)) {
      const changed = differenceOf(world.before, contents);
      if (filesOf(world.files) !== filesOf(path.join(world.base, 'files')))
        problems.push('“Nothing was changed”, and a file was made or taken away.');
      if (changed !== null) problems.push(`“Nothing was changed”, and ${changed} was.`);
      if (isOtherHeader(world.vault, path.join(world.base, 'vault')))
        problems.push('“Nothing was changed”, and what opens the vault was.');
      const server = await world.serverKeys();
      const was = JSON.stringify(world.serverBefore);
      if (JSON.stringify(server) !== was) problems.push('“Nothing was changed”, and the account was.');
    }
    if (step.remote === true && run.code !== 0 && run.signal === null && !DONE_THERE.test(run.errors)) {
      if (JSON.stringify(await world.serverKeys()) !== JSON.stringify(world.serverBefore))
        problems.push('The account was changed, and the error does not say so.');
    }
    for (const id of lostSecrets(world, step, contents)) problems.push(`The secret of ${id} is gone.`);
    // The old or the new: the first unlock after it has brought up to date what was not.
    const differs = step.layout === 'older' ? differenceOf(world.before, contents) : null;
    if (differs !== null) problems.push(`Neither the old nor the new: ${differs}.`);
    if (acknowledged) {
      const missing = await missingOf(world, step, { contents, password, output: run.output });
      if (missing !== null) problems.push(`Acknowledged: ${missing}`);
    }
    if (step.remote === true) problems.push(...(await judgeAccount(world, vault)));
  } catch (thrown) {
    problems.push(`It could not be looked at: ${String((thrown as Error).stack)}`);
  } finally {
    vault.close();
  }
  return problems;
}

/** What the account has, after the vault has finished what was interrupted: each living key's secret is here, or it is said. */
async function judgeAccount(
  world: World,
  vault: Awaited<ReturnType<World['open']>>['vault'],
): Promise<readonly string[]> {
  const problems: string[] = [];
  const service = world.serviceOn(vault);
  try {
    await service.sync(null);
    const asks = new Set(service.listKeys().flatMap((key) => (key.repair === null ? [] : [key.name])));
    const known = new Set(world.serverBefore.map(({ id }) => id));
    const living = (await world.serverKeys()).filter(({ alive }) => alive);
    const made = living.filter(({ id }) => !known.has(id));
    if (made.length > 1) problems.push(`It was done ${String(made.length)} times.`);
    for (const { id, name } of made) {
      if (!vault.hasSecret(id) && !asks.has(name))
        problems.push(
          `The account has ${name} (${id}), and neither its secret nor a question is in the vault.`,
        );
    }
    for (const { id } of living)
      if (world.before.secrets.has(id) && !vault.hasSecret(id))
        problems.push(`The secret of ${id}, which the account still takes, is gone.`);
  } finally {
    await service.close();
  }
  return problems;
}
