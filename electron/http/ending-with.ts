/**
 * Work that ends with any of several signals. Its own signal is taken off them when it is over: one that `AbortSignal.any`
 * makes is kept by each of them until that one ends, and some last as long as the vault is open.
 */
export async function endingWith<Result>(
  signals: readonly (AbortSignal | undefined)[],
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const end = new AbortController();
  const given = signals.filter((signal) => signal !== undefined);
  const stop = (): void => {
    end.abort(given.find(({ aborted }) => aborted)?.reason);
  };
  if (given.some(({ aborted }) => aborted)) stop();
  for (const signal of given) signal.addEventListener('abort', stop, { once: true });
  try {
    return await work(end.signal);
  } finally {
    for (const signal of given) signal.removeEventListener('abort', stop);
  }
}
