/**
 * Which folders and files a person chose, or confirmed, in a dialog of main's own. SECURITY: nothing is written into a file
 * that is not below one of them, however the vault came to know of the file.
 */
import { randomUUID } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { resolvePlace } from '../files/index.ts';
import { defineCollection } from '../../vault/collection.ts';
import type { Vault } from '../../vault/types.ts';

export const chosenPlacesCollection = defineCollection(
  'chosen-places',
  z.object({ kind: z.enum(['file', 'folder']), path: z.string(), at: z.string() }),
);

/** @throws nothing: null where it is not there */
function realPath(folder: string): string | null {
  try {
    return realpathSync(folder);
  } catch {
    return null;
  }
}

function isInside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
}

export class ChosenPlaces {
  readonly #vault: Vault;
  readonly #now: () => Date;
  readonly #home: string;

  constructor(vault: Vault, now: () => Date = () => new Date(), home: string = homedir()) {
    this.#vault = vault;
    this.#now = now;
    this.#home = realPath(home) ?? home;
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
    return this.#has('folder', folder);
  }

  /** Whether it may be looked at and written to without asking. */
  holds(file: string): boolean {
    let resolved: string;
    try {
      resolved = resolvePlace(file);
    } catch {
      return false;
    }
    if (this.#has('file', resolved)) return true;
    return this.#vault.list(chosenPlacesCollection).some(({ value }) => {
      if (value.kind !== 'folder' || !path.isAbsolute(value.path)) return false;
      const folder = realPath(value.path);
      if (folder === null || !isInside(folder, resolved)) return false;
      // SECURITY: who chose all of the home folder did not mean the profile of its shell; there each file is confirmed.
      return folder !== this.#home && !isInside(folder, this.#home);
    });
  }

  #has(kind: 'file' | 'folder', wanted: string): boolean {
    return this.#vault
      .list(chosenPlacesCollection)
      .some(({ value }) => value.kind === kind && value.path === wanted);
  }

  #add(kind: 'file' | 'folder', chosen: string): void {
    if (this.#has(kind, chosen)) return;
    this.#vault.transaction((transaction) => {
      transaction.put(chosenPlacesCollection, randomUUID(), {
        kind,
        path: chosen,
        at: this.#now().toISOString(),
      });
    });
  }
}
