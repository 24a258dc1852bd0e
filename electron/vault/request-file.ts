/**
 * What programs asked for with keys of this vault that they did not have: the newest, sealed, in one file of its own, so that
 * no record and no row of the log is written for each request.
 */
import { statSync } from 'node:fs';
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

interface Found {
  readonly payload: Buffer;
  readonly writtenAt: number;
}

const writtenAt = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

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
    const sealed = sealAside(this.#engine, REQUESTS, id, payload);
    const written = writeAside(this.#engine, REQUESTS, name, sealed, true);
    this.#name = id;
    // Of whoever held the vault before, of this one under the vault key of before, or in the folder that did not take it now.
    const others = findAside(this.#engine, REQUESTS).filter((file) => file !== written);
    for (const file of others) {
      const found = openAside(this.#engine, REQUESTS, file);
      if (found.state !== 'opened') continue;
      found.payload.fill(0);
      removeAsideIfPossible(file);
    }
  }

  /** The newest of this vault; null where there is none. */
  read(): Buffer | null {
    // One of before may have stayed, in a folder that could not be written.
    const found = this.#opened().sort((left, right) => right.writtenAt - left.writtenAt);
    for (const { payload } of found.slice(1)) payload.fill(0);
    return found[0]?.payload ?? null;
  }

  #opened(): Found[] {
    return findAside(this.#engine, REQUESTS).flatMap((file) => {
      const found = openAside(this.#engine, REQUESTS, file);
      return found.state === 'opened' ? [{ payload: found.payload, writtenAt: writtenAt(file) }] : [];
    });
  }
}
