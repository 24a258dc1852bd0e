import { endingWith } from '../../http/ending-with.ts';

/** What is under way when a service is closed is waited for: it ends soon, since everything listens to the signal. */
export class UnderWay {
  readonly #abort = new AbortController();
  readonly #working = new Set<Promise<unknown>>();

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Ends with the caller's signal too. */
  within<Result>(
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    return this.track(endingWith([signal, this.signal], work));
  }

  track<Result>(work: Promise<Result>): Promise<Result> {
    this.#working.add(work);
    const done = (): void => {
      this.#working.delete(work);
    };
    work.then(done, done);
    return work;
  }

  async end(): Promise<void> {
    this.#abort.abort();
    await Promise.allSettled([...this.#working]);
  }
}
