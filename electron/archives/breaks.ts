/** Pauses in long work, so that a thread hears what it is told. */

const BREAK_EVERY_MS = 50;

/**
 * Lets other things happen now and then: where the scan runs in the main thread, a signal that stops it would wait for the
 * end otherwise, and a few kilobytes of pack can make hours of work.
 */
export class Breaks {
  #asked = 0;
  #last = performance.now();

  isDue(): boolean {
    this.#asked += 1;
    return (this.#asked & 31) === 0 && performance.now() - this.#last > BREAK_EVERY_MS;
  }

  async take(): Promise<void> {
    if (performance.now() - this.#last <= BREAK_EVERY_MS) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#last = performance.now();
  }
}
