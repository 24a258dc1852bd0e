/** Loaded when somebody begins to choose a password: the dictionaries are bigger than the rest of the app. */
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

export type StrengthScore = 0 | 1 | 2 | 3 | 4;

const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/** An estimate of how hard a password is to guess: 0 at once, 4 not within any time that matters. */
export function estimateStrength(password: string, namesToAvoid: readonly string[]): StrengthScore {
  // Longer input adds nothing to the estimate and costs time.
  return estimator.check(password.slice(0, 100), [...namesToAvoid]).score;
}
