/**
 * Inflates many small pieces of known size straight into memory that is there already.
 *
 * `zlib.inflateSync` makes an engine and an output buffer for each call; at half a million objects that is most of the time
 * and most of the memory. The engine behind `zlib.createInflate()` can be reset and driven by hand, as several image
 * libraries do. That is no documented interface, so it is tried out first, and where it does not behave as expected
 * `inflateSync` does the work.
 */
import { constants, createInflate, deflateSync, inflateSync } from 'node:zlib';
import { engineOf, type Engine } from '../../archives/index.ts';

export class Inflater {
  #engine: Engine | null;
  readonly #stream: ReturnType<typeof createInflate> | null = null;
  #failed = false;

  /** @param useEngine false: only the documented interface */
  constructor(useEngine = true) {
    if (!useEngine) {
      this.#engine = null;
      return;
    }
    this.#stream = createInflate();
    this.#engine = engineOf(this.#stream);
    if (this.#engine === null) return;
    this.#engine.handle.onerror = () => {
      this.#failed = true;
    };
    if (!this.#works()) this.#engine = null;
  }

  get usesEngine(): boolean {
    return this.#engine !== null;
  }

  close(): void {
    this.#stream?.close();
  }

  /**
   * Writes exactly `size` bytes to `output` at `at`, which must have room for one more. False where the data is damaged or
   * has another size. Bytes behind the compressed data are passed over.
   */
  inflate(input: Uint8Array, output: Uint8Array, at: number, size: number): boolean {
    const engine = this.#engine;
    if (engine === null) {
      try {
        const bytes = inflateSync(input, {
          chunkSize: Math.max(64, size + 16),
          maxOutputLength: Math.max(1, size),
        });
        if (bytes.length !== size) return false;
        output.set(bytes, at);
        return true;
      } catch {
        return false;
      }
    }
    this.#failed = false;
    engine.handle.reset();
    engine.handle.writeSync(constants.Z_FINISH, input, 0, input.length, output, at, size + 1);
    // With the byte to spare untouched, the data ended by itself; a check of ours or zlib's own sum failed otherwise.
    // oxlint-disable-next-line typescript/no-unnecessary-condition -- set by the engine's error callback
    return !this.#failed && engine.left[0] === 1;
  }

  #works(): boolean {
    try {
      const text = Buffer.from('does the engine work as it should? '.repeat(40));
      const packed = deflateSync(text);
      const output = new Uint8Array(text.length + 9);
      const whole = this.inflate(packed, output, 8, text.length);
      if (!whole || !text.equals(output.subarray(8, 8 + text.length)) || output[7] !== 0) return false;
      const damaged = Buffer.from(packed);
      damaged[packed.length - 1]! ^= 1;
      return (
        !this.inflate(damaged, output, 8, text.length) &&
        !this.inflate(packed.subarray(0, -6), output, 8, text.length) &&
        !this.inflate(packed, output, 8, text.length - 1) &&
        this.inflate(packed, output, 8, text.length)
      );
    } catch {
      return false;
    }
  }
}
