/** Long steps that let their caller report in between. */

/** Gives progress between its steps, and its result at the end. */
export type Stepwise<Result> = AsyncGenerator<'tick', Result, void>;

const TICK_MS = 100;

/** Ticks until the promise is settled, then gives its value. */
export async function* ticking<Value>(promise: Promise<Value>): AsyncGenerator<'tick' | Value, void, void> {
  let done = false;
  const settled = promise.finally(() => {
    done = true;
  });
  settled.catch(() => undefined);
  // oxlint-disable-next-line typescript/no-unnecessary-condition -- set by the promise above
  while (!done) {
    let timer: NodeJS.Timeout | undefined;
    const pause = new Promise<'pause'>((resolve) => {
      timer = setTimeout(resolve, TICK_MS, 'pause');
    });
    try {
      if ((await Promise.race([settled, pause])) === 'pause') yield 'tick';
    } finally {
      clearTimeout(timer);
    }
  }
  yield await settled;
}
