/** Every fault at every place of a step, and what became of each. */
import { judge } from './judge.ts';
import { Ledger, type Tried } from './ledger.ts';
import { isInPart } from './part.ts';
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

export interface Choice {
  readonly effects?: readonly Effect[];
  /** Of the places and effects of a step, those that are tried. Default: all. */
  readonly take?: (place: Place, index: number, effect: Effect) => boolean;
  readonly preload?: readonly string[];
  readonly ledger?: Ledger;
}

/** A run without a fault, and then one for each. @throws where the step fails without a fault */
export async function tryFaults(
  world: World,
  step: Step,
  { effects = EFFECTS, take = () => true, preload = [], ledger = new Ledger(null) }: Choice = {},
): Promise<readonly Tried[]> {
  await world.reset();
  const whole = await runStep(world, step, { strace: TRACE_ALL, preload });
  if (whole.code !== 0) throw new Error(`${step.name} fails by itself: ${whole.errors}`);
  const places = placesOf(world, whole);
  if (places.length === 0)
    throw new Error(`${step.name} touches no file of ours: the trace is not understood.`);
  const unharmed = { step: step.name, kind: 'no fault', place: 'whole' };
  const tried: Tried[] = [{ ...unharmed, fired: true, problems: await judge(world, step, whole) }];
  for (const effect of effects)
    await ledger.whole(step.name, effect, places.filter((place) => isPossible(place, effect)).length);
  for (const [index, place] of places.entries()) {
    for (const [kind, effect] of effects.entries()) {
      if (!isInPart(index, kind) || !isPossible(place, effect) || !take(place, index, effect)) continue;
      const at = `${place.call} ${String(place.count)}${place.paths === null ? ' of all' : ''}`;
      tried.push(
        await ledger.once({ step: step.name, kind: effect, place: at }, async () => {
          await world.reset();
          const run = await runStep(world, step, { strace: faultAt(place, effect), preload });
          // Where it did not, nothing was shown: that is a failure of the harness.
          const fired = hasFired(world, place, effect, run);
          const problems = fired ? await judge(world, step, run) : [];
          const said = `${String(run.code ?? run.signal)} ${place.line.slice(0, 120)}\n${run.errors.slice(0, 600)}`;
          return { fired, problems, said };
        }),
      );
    }
  }
  return tried;
}
