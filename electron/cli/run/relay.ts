/** Passes on what a program prints, masked; and knows when all of it has come through. */
import type { Readable, Writable } from 'node:stream';
import { SecretMasker } from '../../keys/masking/masker.ts';
import type { MaskForm } from '../../keys/masking/forms.ts';

/** After this long without more, the harmless beginning of what may become a secret is shown: a person may be waiting for it. */
const RELEASE_AFTER_MS = 40;
/** Turns of the event loop without a byte, after which nothing is left in the pipe of a program that has ended. */
const IDLE_TURNS = 4;
/** More than any pipe holds: what comes then is from something that the program left running. */
const MOST_AFTER_END = 64 << 20;

/** Masks on the way to `target`. */
export class MaskedOutput {
  readonly #masker: SecretMasker;
  readonly #target: Writable;
  #timer: NodeJS.Timeout | null = null;

  constructor(forms: readonly MaskForm[], target: Writable) {
    this.#masker = new SecretMasker(forms);
    this.#target = target;
  }

  /** False: the target wants a pause, and emits `drain` after it. */
  write(chunk: Buffer): boolean {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const goesOn = this.#pass(this.#masker.push(chunk));
    if (this.#masker.isHolding) {
      this.#timer = setTimeout(() => {
        this.#pass(this.#masker.release());
      }, RELEASE_AFTER_MS);
    }
    return goesOn;
  }

  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#pass(this.#masker.end());
  }

  #pass(bytes: Buffer): boolean {
    return bytes.length === 0 || this.#target.write(bytes);
  }
}

export interface Relay {
  /** All was passed on, or nobody reads any more. */
  readonly done: Promise<void>;
  /** The program has ended: passes on what it left in the pipe, and does not wait for others that keep the pipe open. */
  programEnded(): void;
}

export function relay(source: Readable, target: Writable, forms: readonly MaskForm[]): Relay {
  const output = new MaskedOutput(forms, target);
  let received = 0;
  let finished = false;
  let finish: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    finish = () => {
      if (finished) return;
      finished = true;
      target.removeListener('error', stop);
      target.removeListener('drain', goOn);
      source.destroy();
      resolve();
    };
  });
  // The reader is gone: let the program notice, as it would without us.
  const stop = (): void => {
    finish();
  };
  const goOn = (): void => {
    source.resume();
  };
  target.once('error', stop);
  target.on('drain', goOn);
  source.on('data', (chunk: Buffer) => {
    received += chunk.length;
    if (!output.write(chunk)) source.pause();
  });
  source.once('error', stop);
  source.once('end', () => {
    if (!finished) output.end();
    finish();
  });
  return {
    done,
    programEnded() {
      const most = received + MOST_AFTER_END;
      let seen = received;
      let idle = 0;
      const look = (): void => {
        if (finished) return;
        idle = received === seen && !source.isPaused() ? idle + 1 : 0;
        seen = received;
        if (idle < IDLE_TURNS && received < most) setImmediate(look);
        else {
          output.end();
          finish();
        }
      };
      setImmediate(look);
    },
  };
}
