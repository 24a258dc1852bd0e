import type { ReviewDecision } from '../../../shared/ipc/upkeep-channels.ts';

export const DECISIONS: readonly ReviewDecision[] = ['keep', 'rotate', 'narrow', 'revoke'];

/** The letter that decides, in every language: people learn it once. */
export const DECISION_KEYS: Readonly<Record<ReviewDecision, string>> = {
  keep: 'K',
  rotate: 'R',
  narrow: 'N',
  revoke: 'V',
};

export function decisionOfKey(key: string): ReviewDecision | undefined {
  return DECISIONS.find((decision) => DECISION_KEYS[decision] === key.toUpperCase());
}
