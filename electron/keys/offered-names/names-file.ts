/**
 * The names of keys that a shell may complete, in a file beside the vault's own world: a person allowed it, and it holds
 * names alone. A convenience: what cannot be read or written is passed over, and nothing fails for it.
 *
 * SECURITY: whoever can write to the cache folder could lay a pipe, a device or a huge file here, which each Tab would wait
 * for; and what stands in it comes onto a command line. So a small regular file of this user is read, and a name only as
 * far as it is one line that steers no terminal and begins like no option.
 */
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { readSmallFile } from '../../files/foreign-file.ts';
import { writeWholeFile } from '../../files/whole-file.ts';
import { completionCacheFolder } from '../../platform/paths.ts';

/** More than anybody chooses among by Tab. */
const MOST_NAMES = 2000;
const LONGEST_NAME = 200;
/** Of so many names, at four bytes a character. */
const MOST_BYTES = 2 * 1024 * 1024;

const namesFileSchema = z.strictObject({
  /** The vault's own word for this file: one that somebody else laid here is not kept up. */
  token: z.string().regex(/^[0-9a-f]{32}$/),
  names: z.array(z.string().max(LONGEST_NAME)).max(MOST_NAMES),
});
export type NamesFile = z.infer<typeof namesFileSchema>;

function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return path.resolve(folder);
  }
}

export interface NamesPlace {
  /** Of the vault. */
  readonly folder: string;
  /** Left out: this user's cache folder. */
  readonly cache?: string;
  /** Left out: this one. */
  readonly computer?: string;
}

export function fileOf({ folder, cache = completionCacheFolder() }: NamesPlace): string {
  const digest = createHash('sha256')
    .update(`augno-vault/names\0${realFolder(folder)}`)
    .digest('hex');
  return path.join(cache, `${digest.slice(0, 32)}.json`);
}

/** Whether a shell can take it: what cannot be offered whole and safely is not offered at all. */
function isOfferable(name: string): boolean {
  return (
    name !== '' &&
    name.length <= LONGEST_NAME &&
    name.trim() === name &&
    !name.startsWith('-') &&
    terminalLine(name) === name
  );
}

/** Sorted, each once; the first ones where there are too many. */
export function offerable(names: readonly string[]): readonly string[] {
  return [...new Set(names)].filter(isOfferable).slice(0, MOST_NAMES).toSorted();
}

/** Null where there is none that is ours. */
export function readNamesFile(file: string): NamesFile | null {
  try {
    // A link leads to what somebody else chose.
    if (lstatSync(file).isSymbolicLink()) return null;
    const parsed = namesFileSchema.safeParse(JSON.parse(readSmallFile(file, MOST_BYTES).toString('utf8')));
    return parsed.success ? { ...parsed.data, names: [...offerable(parsed.data.names)] } : null;
  } catch {
    return null;
  }
}

/** @param names as `offerable` gives them @throws what the file system throws */
export function writeNamesFile(file: string, token: string, names: readonly string[]): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeWholeFile(file, `${JSON.stringify({ token, names: [...names] } satisfies NamesFile)}\n`);
}

/** @throws what the file system throws, where it is there and stays */
export function removeNamesFile(file: string): void {
  rmSync(file, { force: true });
}

/** What a shell may be offered; opens no vault. */
export function offeredNames(place: NamesPlace): readonly string[] {
  return readNamesFile(fileOf(place))?.names ?? [];
}
