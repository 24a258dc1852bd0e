/**
 * Whether the file under a vault's name is still the one that was opened, and nothing was put beside it since. Sync and
 * restore tools replace files by renaming others over them; what is written to the one that was replaced is lost.
 */
import { statSync } from 'node:fs';
import type { AppError } from '../../../shared/errors.ts';
import { disturbed, gone, replaced } from '../errors.ts';
import { foundBeside } from './beside.ts';
import { certain } from '../../../shared/certain.ts';

const LOOK_AGAIN_MS = 5;

/** The program waits here as it does inside SQLite while another process writes. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_AGAIN_MS);
}

export class FileInPlace {
  readonly #file: string;
  readonly #name: string;
  readonly #device: bigint;
  readonly #inode: bigint;
  readonly #patienceMs: number;

  /**
   * SECURITY: by name and never by descriptor: closing one would let go of SQLite's locks on the file.
   * @param name a link that leads to the file, where it is opened through one: it may be made to lead elsewhere
   */
  constructor(file: string, patienceMs: number, name = file) {
    const { dev, ino } = statSync(file, { bigint: true });
    this.#file = file;
    this.#name = name;
    this.#device = dev;
    this.#inode = ino;
    this.#patienceMs = patienceMs;
  }

  /** What is wrong; null where it is the same file. */
  problem(): AppError | null {
    let found;
    try {
      found = statSync(this.#name, { bigint: true, throwIfNoEntry: false });
    } catch {
      found = undefined;
    }
    if (found === undefined) return gone(this.#file);
    return found.dev === this.#device && found.ino === this.#inode ? null : replaced();
  }

  /** @throws AppError `vault-replaced` */
  assert(): void {
    const problem = this.problem();
    if (problem !== null) throw problem;
  }

  /**
   * Before SQLite looks at the file: also that nothing lies beside it. The journal of another process's write is gone as
   * soon as that is done; what stays is nobody's, and would be applied.
   * @throws AppError `vault-replaced`
   */
  assertUndisturbed(): void {
    this.assert();
    const until = Date.now() + this.#patienceMs;
    for (;;) {
      const beside = foundBeside(this.#file);
      if (beside.length === 0) return;
      if (Date.now() > until) throw disturbed(`${this.#file}${certain(beside[0])}`);
      pause();
      this.assert();
    }
  }
}
