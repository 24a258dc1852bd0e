/** The steps of the leak response as a draft holds them: one text a step, in order. */
import type { StepWords } from '../../../shared/ipc/guide-channels.ts';
import type { DraftValues } from '../../lib/drafts-store.ts';

export function draftOf(steps: readonly StepWords[]): DraftValues {
  return Object.fromEntries(steps.map((step, index) => [`step-${String(index)}`, JSON.stringify(step)]));
}

export function stepsOf(values: DraftValues): readonly StepWords[] {
  const steps: StepWords[] = [];
  for (let index = 0; ; index += 1) {
    const text = values[`step-${String(index)}`];
    if (typeof text !== 'string') return steps;
    steps.push(JSON.parse(text) as StepWords);
  }
}

export function same(left: readonly StepWords[], right: readonly StepWords[]): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
