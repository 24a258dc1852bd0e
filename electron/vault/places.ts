/**
 * Which folders a vault was opened in. A disk that is taken out leaves others of the same names, as a rule empty ones, and
 * what is written there is hidden once it is back.
 */
import { statSync } from 'node:fs';
import path from 'node:path';
import type { Dependencies } from './dependencies.ts';

/** Null where there is none. */
function identityOf(folder: string): string | null {
  const found = statSync(folder, { bigint: true, throwIfNoEntry: false });
  return found?.isDirectory() === true ? `${String(found.dev)} ${String(found.ino)}` : null;
}

export class Places {
  readonly #opened: ReadonlyMap<string, string | null>;

  constructor({ folder, profileFolder }: Pick<Dependencies, 'folder' | 'profileFolder'>) {
    const around = path.dirname(profileFolder);
    this.#opened = new Map([folder, around].map((one) => [one, identityOf(one)]));
  }

  /** The profile's folder may be made, and is known by the one that holds it. @throws where it is another one, or gone */
  assertIsOf(folder: string): void {
    const known = this.#opened.has(folder) ? folder : path.dirname(folder);
    const now = identityOf(known);
    if (now !== null && now === this.#opened.get(known)) return;
    throw Object.assign(new Error('Another folder lies there.'), { code: 'ENOENT' });
  }
}
