/** The engine behind a stream of `node:zlib`, to be driven by hand. Whoever uses it tries it out first: it is not documented. */

export interface EngineHandle {
  reset(): void;
  writeSync(
    flush: number,
    input: Uint8Array,
    inputAt: number,
    inputLength: number,
    output: Uint8Array,
    outputAt: number,
    outputLength: number,
  ): void;
  onerror: (...details: unknown[]) => void;
}

/** The engine of a stream of `node:zlib`. */
export interface Engine {
  readonly handle: EngineHandle;
  /** Output and input left over by the last call. */
  readonly left: Uint32Array;
}

/** Null where it is not what it was when this was written. */
export function engineOf(stream: object): Engine | null {
  const { _handle: handle, _writeState: left } = stream as { _handle?: EngineHandle; _writeState?: unknown };
  const usable =
    typeof handle?.writeSync === 'function' &&
    typeof handle.reset === 'function' &&
    left instanceof Uint32Array;
  return usable ? { handle, left } : null;
}
