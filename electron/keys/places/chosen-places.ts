/**
 * Which folders and files a person chose, or confirmed, in a dialog of main's own. SECURITY: nothing is written into a file
 * that is not below one of them, however the vault came to know of the file.
 */
import { randomUUID } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { computerIdentity } from '../../platform/computer.ts';
import { wayBelow } from '../../platform/way-below.ts';
import { resolvePlace } from '../files/index.ts';
import { defineCollection } from '../../vault/collection.ts';
import type { Vault } from '../../vault/types.ts';
import { isWriteProblem } from '../../vault/write-access.ts';

export const chosenPlacesCollection = defineCollection(
  'chosen-places',
  z.object({
    kind: z.enum(['file', 'folder']),
    path: z.string(),
    at: z.string(),
    /** Where a folder's path led when it was chosen; entries of earlier versions have none. */
    real: z.string().optional(),
    /** {@link computerIdentity} of where it was chosen; what was noted without it counts nowhere. */
    computer: z.string().optional(),
  }),
);
type Chosen = z.infer<typeof chosenPlacesCollection.schema>;

/** @throws nothing: null where it is not there */
function realPath(folder: string): string | null {
  try {
    return realpathSync(folder);
  } catch {
    return null;
  }
}

function isInside(folder: string, file: string): boolean {
  return (wayBelow(folder, file)?.length ?? 0) > 0;
}

export class ChosenPlaces {
  readonly #vault: Vault;
  /** Chosen while the vault could not be written; until it is locked. */
  readonly #forNow: { readonly id: string; readonly value: Chosen }[] = [];
  readonly #now: () => Date;
  readonly #home: string;
  readonly #computer: string;

  constructor(
    vault: Vault,
    now: () => Date = () => new Date(),
    home: string = homedir(),
    computer: string = computerIdentity(),
  ) {
    this.#vault = vault;
    this.#now = now;
    this.#home = realPath(home) ?? home;
    this.#computer = computer;
  }

  /** @param file as `resolvePlace` gives it */
  addFile(file: string): void {
    this.#add('file', file);
  }

  /** A folder that is scanned, or the name of the usual places. */
  addFolder(folder: string): void {
    this.#add('folder', folder);
  }

  hasFolder(folder: string): boolean {
    const found = this.#find('folder', folder);
    if (found?.value.real === undefined) return found !== undefined;
    // What is not there is not another folder: it is said to be gone, and nothing is read.
    return [found.value.real, null].includes(realPath(folder));
  }

  /** Whether it may be looked at and written to without asking. */
  holds(file: string): boolean {
    let resolved: string;
    try {
      resolved = resolvePlace(file);
    } catch {
      return false;
    }
    if (this.#find('file', resolved) !== undefined) return true;
    return this.#here().some(({ value }) => {
      if (value.kind !== 'folder' || !path.isAbsolute(value.path)) return false;
      const folder = realPath(value.path);
      // SECURITY: a link that came to lie in its place since leads to what nobody chose.
      if (folder !== (value.real ?? path.resolve(value.path))) return false;
      if (!isInside(folder, resolved)) return false;
      // SECURITY: who chose all of the home folder did not mean the profile of its shell; there each file is confirmed.
      return folder !== this.#home && !isInside(folder, this.#home);
    });
  }

  /** SECURITY: the same path on another computer is another file, which nobody there chose. */
  #here(): readonly { readonly id: string; readonly value: Chosen }[] {
    return [...this.#forNow, ...this.#vault.list(chosenPlacesCollection)].filter(
      ({ value }) => value.computer === this.#computer,
    );
  }

  #find(kind: Chosen['kind'], wanted: string): { readonly id: string; readonly value: Chosen } | undefined {
    return this.#here().find(({ value }) => value.kind === kind && value.path === wanted);
  }

  #add(kind: Chosen['kind'], chosen: string): void {
    const found = this.#find(kind, chosen);
    const real = kind === 'folder' && path.isAbsolute(chosen) ? realPath(chosen) : null;
    if (found !== undefined && (real === null || found.value.real === real)) return;
    const id = found?.id ?? randomUUID();
    const at = this.#now().toISOString();
    const value = { kind, path: chosen, at, computer: this.#computer, ...(real === null ? {} : { real }) };
    try {
      this.#vault.transaction((transaction) => {
        transaction.put(chosenPlacesCollection, id, value);
      });
    } catch (thrown) {
      // A disk that cannot be written keeps nobody from scanning: it is asked for again the next time.
      if (!isWriteProblem(thrown)) throw thrown;
      this.#forNow.unshift({ id, value });
    }
  }
}
