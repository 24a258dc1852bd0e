/** Who goes on asking after several times no is not heard for a while. */
/** More than a person closes in that time. */
const MOST_DECLINED = 5;
const DECLINED_WITHIN_MS = 10_000;
const REST_MS = 30_000;

export interface Declined {
  readonly isResting: boolean;
  note(wasDeclined: boolean): void;
}

export function createDeclined(now: () => number): Declined {
  let declined: number[] = [];
  let restUntil = -Infinity;
  return {
    get isResting() {
      return now() < restUntil;
    },
    note(wasDeclined) {
      const at = now();
      declined = wasDeclined ? [...declined, at].filter((one) => one > at - DECLINED_WITHIN_MS) : [];
      if (declined.length < MOST_DECLINED) return;
      restUntil = at + REST_MS;
      declined = [];
    },
  };
}
