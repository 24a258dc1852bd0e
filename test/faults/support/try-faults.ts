/** Every fault at every place of a step, and what became of each. */
import { judge } from './judge.ts';
import {
  EFFECTS,
  faultAt,
  hasFired,
  isPossible,
  placesOf,
  runStep,
  TRACE_ALL,
  type Effect,
  type Place,
} from './strace.ts';
import type { Step } from './steps.ts';
import type { World } from './world.ts';

export interface Tally {
  readonly tried: number;
  /** What was wrong, a paragraph each. */
  readonly wrong: readonly string[];
}

export interface Choice {
  readonly effects?: readonly Effect[];
  /** Of the places and effects of a step, those that are tried. Default: all. */
  readonly take?: (place: Place, index: number, effect: Effect) => boolean;
  readonly preload?: readonly string[];
  /** Of so many runs without a fault the one with the fewest calls is gone by. Default 1. */
  readonly unharmedRuns?: number;
}

/** How often a run is repeated that had fewer calls than the trace: how many pages are written differs with random ids. */
const TRIES = 20;

/** @throws where the step fails without a fault, or a fault does not fire: then nothing was shown */
export async function tryFaults(
  world: World,
  step: Step,
  { effects = EFFECTS, take = () => true, preload = [], unharmedRuns = 1 }: Choice = {},
): Promise<Tally> {
  const wrong: string[] = [];
  const note = (what: string, problems: readonly string[]): void => {
    if (problems.length > 0) wrong.push(`${step.name}, ${what}:\n  ${problems.join('\n  ')}`);
  };
  const places = await shortest(world, step, { preload, runs: unharmedRuns }, note);
  if (places.length === 0)
    throw new Error(`${step.name} touches no file of ours: the trace is not understood.`);
  let tried = 0;
  for (const [index, place] of places.entries()) {
    for (const effect of effects) {
      if (!isPossible(place, effect) || !take(place, index, effect)) continue;
      let fired = false;
      for (let attempt = 0; attempt < TRIES && !fired; attempt += 1) {
        await world.reset();
        const run = await runStep(world, step, { strace: faultAt(place, effect), preload });
        fired = hasFired(world, place, effect, run);
        if (fired)
          note(`${effect} at ${place.call} ${String(place.count)} (${place.line.slice(0, 160)})`, [
            ...(await judge(world, step, run)),
          ]);
      }
      if (!fired) throw new Error(`${step.name}: ${effect} at ${place.line} never fired.`);
      tried += 1;
    }
  }
  return { tried, wrong };
}

async function shortest(
  world: World,
  step: Step,
  { preload, runs }: { readonly preload: readonly string[]; readonly runs: number },
  note: (what: string, problems: readonly string[]) => void,
): Promise<readonly Place[]> {
  const found: (readonly Place[])[] = [];
  for (let index = 0; index < runs; index += 1) {
    await world.reset();
    const run = await runStep(world, step, { strace: TRACE_ALL, preload });
    if (run.code !== 0) throw new Error(`${step.name} fails by itself: ${run.errors}`);
    found.push(placesOf(world, run));
    note('no fault', await judge(world, step, run));
  }
  return found.reduce((least, one) => (one.length < least.length ? one : least));
}
