/** A step of the command is stopped in the middle, its vault's files are exchanged, and it goes on. */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { foldRescues } from '../../../electron/providers/augno/index.ts';
import { contentsOf } from './contents.ts';
import { mountVault, unmountVault, type Exchange } from './exchanges.ts';
import { NOTHING, sentenceProblems } from './judge.ts';
import { Ledger, type Tried } from './ledger.ts';
import { isInPart } from './part.ts';
import { missingOf, type Step } from './steps.ts';
import { placesOf, runStep, stopAt, TRACE_ALL, type Place, type Run } from './strace.ts';
import { isOtherHeader, PASSWORDS } from './vaults.ts';
import type { World } from './world.ts';
import { inEnglish } from '../../../shared/messages/words.ts';

export interface ExchangeChoice {
  readonly exchanges: readonly Exchange[];
  /** On a file system of its own. */
  readonly mounted?: boolean;
  /** Where it is stopped: of its waits for the disk, every so many-th. Default: all. */
  readonly every?: number;
  /** Of those only so many, from the end. Default: all. */
  readonly last?: number;
  readonly ledger?: Ledger;
}

const kindOf = ({ name }: Exchange): string => `exchanged: ${name}`;
const database = (world: World): string => path.join(world.vault, 'vault.db');
const digestOf = (file: string): string | null =>
  existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : null;

/** @throws where the step fails by itself, or waits for no disk */
export async function tryExchangesInStep(
  world: World,
  step: Step,
  { exchanges, mounted = false, every = 1, last = Infinity, ledger = new Ledger(null) }: ExchangeChoice,
): Promise<readonly Tried[]> {
  await world.reset();
  const whole = await runStep(world, step, { strace: TRACE_ALL });
  if (whole.code !== 0) throw new Error(`${step.name} fails by itself: ${whole.errors}`);
  const places = placesOf(world, whole).filter(
    ({ call, line, paths }) => call === 'fsync' && paths !== null && line.includes(world.vault),
  );
  if (places.length === 0) throw new Error(`${step.name} waits for no disk: the trace is not understood.`);
  const tried: Tried[] = [];
  const chosen = places.filter((_, index) => index % every === 0 && index >= places.length - last);
  for (const exchange of exchanges) await ledger.whole(step.name, kindOf(exchange), chosen.length);
  for (const [kind, exchange] of exchanges.entries()) {
    for (const [index, place] of chosen.entries()) {
      if (!isInPart(index, kind)) continue;
      const where = {
        step: step.name,
        kind: kindOf(exchange),
        place: `fsync ${String(place.count)}`,
      };
      tried.push(await ledger.once(where, () => tryOne(world, step, exchange, place, mounted)));
    }
  }
  return tried;
}

async function tryOne(
  world: World,
  step: Step,
  exchange: Exchange,
  place: Place,
  mounted: boolean,
): Promise<Pick<Tried, 'fired' | 'problems' | 'said'>> {
  await world.reset();
  if (mounted && !mountVault(world)) throw new Error('Nothing can be mounted here.');
  try {
    let arrived: string | null = null;
    let fired = false;
    const run = await runStep(world, step, {
      strace: stopAt(place),
      whenStopped: async () => {
        fired = true;
        await exchange.act(world);
        arrived = digestOf(database(world));
      },
    });
    exchange.undo?.(world);
    const problems = fired ? await judgeExchanged(world, step, exchange, run, arrived) : [];
    return { fired, problems, said: `${String(run.code ?? run.signal)} ${run.errors.slice(0, 600)}` };
  } finally {
    if (mounted) unmountVault(world);
  }
}

async function judgeExchanged(
  world: World,
  step: Step,
  exchange: Exchange,
  run: Run,
  arrived: string | null,
): Promise<readonly string[]> {
  const problems = [...sentenceProblems(run)];
  // One that went on to say that the file was replaced after it was done has said what is there.
  const done = run.code === 0;
  if (!done && step.replaces !== true && exchange.undo === undefined && digestOf(database(world)) !== arrived)
    problems.push('It was refused, and the file that came was changed.');
  if (done) problems.push(...(await judgeDone(world, step, run)));
  if (!done && NOTHING.test(run.errors)) problems.push(...judgeNothing(world, exchange));
  if (step.remote === true) problems.push(...(await judgeMade(world, run)));
  return problems;
}

/** Said of a vault whose file is still to be found: the one that was opened opens as it did. */
function judgeNothing(world: World, { undo }: Exchange): readonly string[] {
  const moved = `${world.vault}-moved`;
  const opened = existsSync(moved) ? moved : undo === undefined ? null : world.vault;
  return opened !== null && isOtherHeader(opened, path.join(world.base, 'vault'))
    ? ['“Nothing was changed”, and what opens the vault was.']
    : [];
}

/** What was said to be done is in the file that lies there now. */
async function judgeDone(world: World, step: Step, run: Run): Promise<readonly string[]> {
  try {
    const { vault, password } = await world.open(step.passwords ?? [PASSWORDS.vault]);
    try {
      const contents = await contentsOf(vault);
      const missing = await missingOf(world, step, { contents, password, output: run.output });
      const { problems } = vault.verify();
      return [...problems.map(inEnglish), ...(missing === null ? [] : [`Acknowledged: ${missing}`])];
    } finally {
      vault.close();
    }
  } catch (thrown) {
    // A backup stands for itself.
    if (step.name === 'backup') {
      const nothing = { records: new Map<string, string>(), secrets: new Map<string, string>() };
      const missing = await missingOf(world, step, { contents: nothing, password: '', output: run.output });
      return missing === null ? [] : [`Acknowledged: ${missing}`];
    }
    return [`Acknowledged, and the vault that is there does not open: ${String(thrown)}`];
  }
}

/** Each key that the account has made is in the vault, asked about, or in a file that the vault's next unlock folds in. */
async function judgeMade(world: World, run: Run): Promise<readonly string[]> {
  const known = new Set(world.serverBefore.map(({ id }) => id));
  const made = (await world.serverKeys()).filter(({ id, alive }) => alive && !known.has(id));
  if (made.length === 0) return [];
  if (made.length > 1) return [`It was done ${String(made.length)} times.`];
  // What was stored is not taken away by the judge: only where it is not there does a copy come back.
  if (await holds(world, made[0]!.id)) return [];
  putBack(world);
  const { vault } = await world.open();
  const service = world.serviceOn(vault);
  try {
    foldRescues(vault);
    const { id, name } = made[0]!;
    if (vault.hasSecret(id)) return [];
    await service.sync(null);
    const isAsked = service.listKeys().some((key) => key.name === name && key.repair !== null);
    const isSaid = /is not known yet|” was (?:created|rotated)/.test(run.errors);
    return vault.hasSecret(id) || (isAsked && isSaid) ? [] : [`The secret of ${name} (${id}) is nowhere.`];
  } finally {
    await service.close();
    vault.close();
  }
}

async function holds(world: World, id: string): Promise<boolean> {
  try {
    const { vault } = await world.open();
    try {
      return vault.hasSecret(id);
    } finally {
      vault.close();
    }
  } catch {
    return false;
  }
}

/** What a person does then: the vault itself, or a copy of it, comes back; what lies beside it stays. */
function putBack(world: World): void {
  const moved = `${world.vault}-moved`;
  if (existsSync(moved)) {
    rmSync(world.vault, { recursive: true, force: true });
    renameSync(moved, world.vault);
    return;
  }
  mkdirSync(world.vault, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(world.vault)) {
    if (/^vault\.db/.test(name)) rmSync(path.join(world.vault, name));
  }
  copyFileSync(path.join(world.base, 'vault', 'vault.db'), database(world));
}
