/**
 * What programs asked for with keys of this vault that they did not have: the newest, sealed, in one file of its own, so that
 * no record and no row of the log is written for each request.
 */
import path from 'node:path';
import type { Engine } from './engine.ts';
import {
  findAside,
  openAside,
  removeAsideIfPossible,
  sealAside,
  writeAside,
  type AsideKind,
} from './sealed-aside.ts';

export const REQUESTS: AsideKind = {
  magic: 'augno-vault-requests',
  subkey: 'requests',
  label: 'requests',
  name: /^requests-[0-9a-f]{16}\.sealed$/,
  first: 'profile',
};
const ID_LENGTH = 8;

/** Each open vault has a file of its own, which it replaces. */
export class RequestFile {
  readonly #engine: Engine;
  #name: string | null = null;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Durable when it returns. What others wrote before is in it, so their files go. @throws where no folder takes it */
  write(payload: Buffer): void {
    const id = this.#name ?? this.#engine.dependencies.random(ID_LENGTH).toString('hex');
    const name = `requests-${id}.sealed`;
    writeAside(this.#engine, REQUESTS, name, sealAside(this.#engine, REQUESTS, id, payload), true);
    this.#name = id;
    // Of whoever held the vault before, or of this one under the vault key of before.
    const others = findAside(this.#engine, REQUESTS).filter((file) => path.basename(file) !== name);
    for (const file of others)
      if (openAside(this.#engine, REQUESTS, file).state === 'opened') removeAsideIfPossible(file);
  }

  /** The newest of this vault; null where there is none. */
  read(): Buffer | null {
    const found = this.#opened();
    for (const { payload } of found.slice(1)) payload.fill(0);
    return found[0]?.payload ?? null;
  }

  #opened(): readonly { readonly file: string; readonly payload: Buffer }[] {
    return findAside(this.#engine, REQUESTS).flatMap((file) => {
      const found = openAside(this.#engine, REQUESTS, file);
      return found.state === 'opened' ? [{ file, payload: found.payload }] : [];
    });
  }
}
