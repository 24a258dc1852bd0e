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
}

/** How often a run is repeated whose calls were not counted as in the trace: another thread of Node's came in between. */
const TRIES = 5;

/** @throws where the step fails without a fault, or a fault does not fire: then nothing was shown */
export async function tryFaults(
  world: World,
  step: Step,
  { effects = EFFECTS, take = () => true, preload = [] }: Choice = {},
): Promise<Tally> {
  await world.reset();
  const unharmed = await runStep(world, step, { strace: TRACE_ALL, preload });
  if (unharmed.code !== 0) throw new Error(`${step.name} fails by itself: ${unharmed.errors}`);
  const wrong: string[] = [];
  const note = (what: string, problems: readonly string[]): void => {
    if (problems.length > 0) wrong.push(`${step.name}, ${what}:\n  ${problems.join('\n  ')}`);
  };
  const places = placesOf(world, unharmed);
  if (places.length === 0)
    throw new Error(`${step.name} touches no file of ours: the trace is not understood.`);
  note('no fault', await judge(world, step, unharmed));
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
