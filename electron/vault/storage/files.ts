/** Files that appear whole or not at all, readable by this user only. */
import {
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import type { RandomBytes } from '../crypto/aead.ts';
import { removeIfPossible } from '../../files/remove-if-possible.ts';
import { syncFolder } from '../../files/sync-folder.ts';
import { HOUR_MS } from '../../../shared/times.ts';
import { mayNotLast } from '../errors.ts';
import { replaceFile } from '../../files/replace-file.ts';
import { knowsNoLinks } from '../../files/second-names.ts';

const TEMPORARY = /\.[0-9a-f]{12}\.new(?:-wal|-shm|-journal)?$/;
/** A temporary file older than this was left by a process that died. */
const ABANDONED_AFTER_MS = HOUR_MS;

export function temporaryName(file: string, random: RandomBytes): string {
  return `${file}.${random(6).toString('hex')}.new`;
}

export function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Makes a file with mode 0600; fails where it exists. What it holds is not synced. */
export function createPrivateFile(file: string, contents: Uint8Array = new Uint8Array()): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    for (let at = 0; at < contents.length;) at += writeSync(descriptor, contents, at);
  } finally {
    closeSync(descriptor);
  }
}

export function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) removeIfPossible(`${file}${suffix}`);
}

/**
 * Moves a finished, synced file to its name.
 * @returns false where that name is taken
 * @throws what the file system throws; nothing has that name then: whoever is told that it failed does it again
 */
export function installNew(temporary: string, file: string): boolean {
  if (!giveName(temporary, file)) return false;
  try {
    syncFolder(path.dirname(file));
  } catch (thrown) {
    removeIfPossible(file);
    throw thrown;
  }
  return true;
}

function giveName(temporary: string, file: string): boolean {
  try {
    linkSync(temporary, file);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') return false;
    // A check and a rename is the best there is.
    if (!knowsNoLinks(thrown)) throw thrown;
    if (statSync(file, { throwIfNoEntry: false }) !== undefined) return false;
    renameSync(temporary, file);
  }
  removeIfPossible(temporary);
  return true;
}

/** Gives a file a second, free name, or makes a synced copy where there are no second names. */
export function keepUnder(name: string, file: string): void {
  try {
    linkSync(file, name);
  } catch (thrown) {
    if (!knowsNoLinks(thrown)) throw thrown;
    copyFileSync(file, name, constants.COPYFILE_EXCL);
    syncFile(name);
  }
}

/**
 * Writes, syncs, and only then gives the file its name.
 * @returns false where that name is taken and must not be replaced
 * @throws what the file system throws; AppError `vault-unwritable` where a new file is there and may not last
 */
export function writeWhole(
  file: string,
  parts: Iterable<Buffer>,
  random: RandomBytes,
  replace: boolean,
): boolean {
  const temporary = temporaryName(file, random);
  try {
    const descriptor = openSync(temporary, 'wx', 0o600);
    try {
      for (const part of parts) {
        let written = 0;
        while (written < part.length) written += writeSync(descriptor, part, written);
      }
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    if (!replace) {
      if (!giveName(temporary, file)) return false;
      try {
        syncFolder(path.dirname(file));
      } catch (thrown) {
        throw mayNotLast(file, thrown);
      }
      return true;
    }
    replaceFile(temporary, file);
    syncFolder(path.dirname(file));
    return true;
  } finally {
    removeIfPossible(temporary);
  }
}

/** Removes what processes that died left unfinished; nothing of it was ever acknowledged. */
export function removeAbandoned(folder: string, now: Date): void {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return;
  }
  for (const name of names) {
    if (!TEMPORARY.test(name)) continue;
    const file = path.join(folder, name);
    const age = now.getTime() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? now.getTime());
    if (age > ABANDONED_AFTER_MS) removeIfPossible(file);
  }
}
