/**
 * Which folders held a vault that was open on this computer: where one of them is empty now, a disk is not connected, and it
 * is no place for a new vault. Digests of the paths, in the application-data folder; a convenience, so nothing fails for it.
 */
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { readSmallFile } from '../files/foreign-file.ts';
import { writeWholeFile } from '../files/whole-file.ts';
import { applicationDataFolder } from '../platform/paths.ts';

const NAME = 'known-vaults';
const MOST = 500;
/** Of so many digests, a line each. */
const MOST_BYTES = 64 * 1024;

function fileIn(folder: string): string {
  return path.join(folder, NAME);
}

function digestOf(vaultFolder: string): string {
  return createHash('sha256')
    .update(`augno-vault/known\0${path.resolve(vaultFolder)}`)
    .digest('hex');
}

function readAll(folder: string): readonly string[] {
  try {
    return readSmallFile(fileIn(folder), MOST_BYTES)
      .toString('utf8')
      .split('\n')
      .filter((line) => /^[0-9a-f]{64}$/.test(line));
  } catch {
    return [];
  }
}

export function isKnownVault(vaultFolder: string, folder: string = applicationDataFolder()): boolean {
  return readAll(folder).includes(digestOf(vaultFolder));
}

/** Written once for each folder. */
export function rememberVault(vaultFolder: string, folder: string = applicationDataFolder()): void {
  const known = readAll(folder);
  const digest = digestOf(vaultFolder);
  if (known.includes(digest)) return;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeWholeFile(fileIn(folder), `${[...known, digest].slice(-MOST).join('\n')}\n`);
  } catch {
    // A full or read-only disk: it is tried again the next time the vault is opened.
  }
}
