/** What opens a vault takes its time: a derivation, a keychain that asks, what is put right on the way. */
export interface Openings {
  /** @returns whether one is under way */
  readonly underWay: () => boolean;
  /** @param work ends once main has heard that the vault is open, or that it is not */
  readonly during: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

export function countOpenings(): Openings {
  let count = 0;
  return {
    underWay: () => count > 0,
    async during(work) {
      count += 1;
      try {
        return await work();
      } finally {
        count -= 1;
      }
    },
  };
}
