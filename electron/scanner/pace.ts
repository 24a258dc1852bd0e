/** How fast a scan goes and what is left of it, measured over its present phase only: phases differ in pace. */

/** Less of a phase than this says nothing about the rest. */
const LEAST_FRACTION = 0.02;
const LEAST_MS = 500;

export interface Pace {
  readonly bytesPerSecond: number | null;
  readonly remainingMs: number | null;
}

export class PaceMeter {
  #phase = '';
  #fraction = 0;
  #startedAt = 0;
  #bytesBefore = 0;

  /**
   * @param now in milliseconds, of any clock
   * @param bytes read so far, in all phases
   * @param fraction of the phase; one that goes back means that it began anew, as with the next repository
   */
  measure(now: number, phase: string, bytes: number, fraction: number | null): Pace {
    if (phase !== this.#phase || (fraction ?? 0) < this.#fraction) {
      this.#phase = phase;
      this.#startedAt = now;
      this.#bytesBefore = bytes;
    }
    this.#fraction = fraction ?? 0;
    const elapsed = now - this.#startedAt;
    if (elapsed < LEAST_MS) return { bytesPerSecond: null, remainingMs: null };
    return {
      bytesPerSecond: Math.round((bytes - this.#bytesBefore) / (elapsed / 1000)),
      remainingMs:
        fraction === null || fraction < LEAST_FRACTION
          ? null
          : Math.round((elapsed / fraction) * (1 - fraction)),
    };
  }
}
