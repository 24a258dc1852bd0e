/** Calls that would come in between each other: the later one begins when the earlier one has ended, however it ended. */
export function oneAtATime<Input>(work: (input: Input) => Promise<void>): (input: Input) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return async (input) => {
    const turn = last.then(() => work(input));
    last = turn.catch(() => undefined);
    await turn;
  };
}
