/** What was asked to be scanned → batches of files. */
import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join, resolve, sep } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { redactText, type Skipped } from './detect/index.ts';
import type { BatchFolder, FileBatch } from './protocol.ts';
import type { ScanOptions } from './types.ts';
import { usualPlaces } from './usual-places.ts';
import { reasonOf, resolveRoot, walk } from './walk/walker.ts';

const BATCH_FILES = 128;

export interface Root {
  /** Absolute, as it was named. */
  readonly path: string;
  /** Only these of it, relative; null for all. */
  readonly only: readonly string[] | null;
}

/** @throws AppError `scan-path-missing` where nothing of what was named exists */
export function rootsOf(options: ScanOptions): { readonly roots: Root[]; readonly missing: string[] } {
  const named = [...new Set(options.paths.map((path) => resolve(path)))];
  const missing = named.filter((path) => kindOf(path, () => undefined) === 'missing');
  const present = named.filter((path) => !missing.includes(path));
  if (present.length === 0 && missing.length > 0 && options.usualPlaces !== true) throw missingPath(missing);
  // A root inside another one would be scanned twice.
  const outer = present.filter(
    (path) =>
      !present.some((other) => other !== path && path.startsWith(other.endsWith(sep) ? other : other + sep)),
  );
  const roots: Root[] = outer.map((path) => ({ path, only: null }));
  if (options.usualPlaces === true) {
    const home = resolve(options.homeFolder ?? homedir());
    roots.push({ path: home, only: usualPlaces(process.platform, home) });
  }
  return { roots, missing };
}

export function missingPath(paths: readonly string[]): AppError {
  return new AppError({
    code: 'scan-path-missing',
    message: `There is nothing at ${redactText(paths.join(', '))}.`,
    hint: 'Nothing was changed. Check the path for typing errors.',
  });
}

type Kind = 'file' | 'folder' | 'missing' | 'other';

function kindOf(path: string, skip: (entry: Skipped) => void): Kind {
  try {
    const stat = statSync(path);
    if (stat.isFile()) return 'file';
    if (stat.isDirectory()) return 'folder';
    skip({ path: redactText(path), reason: 'neither a file nor a folder' });
    return 'other';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
    skip({ path: redactText(path), reason: reasonOf(error) });
    return 'other';
  }
}

/** @param meant told of every file that is more than what Git keeps for itself */
export function* batchesOf(
  roots: readonly Root[],
  skip: (root: number, entry: Skipped) => void,
  meant: () => void,
): Generator<FileBatch, void, void> {
  for (const [root, { path, only }] of roots.entries()) {
    for (const [start, prefix] of only === null ? [[path, ''] as const] : placesIn(path, only)) {
      const skipping = (entry: Skipped): void => {
        skip(root, entry);
      };
      yield* batchesBelow(root, start, prefix, skipping, meant);
    }
  }
}

function* placesIn(home: string, only: readonly string[]): Generator<readonly [string, string], void, void> {
  for (const place of only) {
    const absolute = join(home, ...place.split('/'));
    if (kindOf(absolute, () => undefined) !== 'missing') yield [absolute, place];
  }
}

function* batchesBelow(
  root: number,
  start: string,
  prefix: string,
  skip: (entry: Skipped) => void,
  meant: () => void,
): Generator<FileBatch, void, void> {
  const kind = kindOf(start, skip);
  if (kind === 'file') {
    meant();
    const path = prefix === '' ? basename(start) : prefix;
    yield { root, folders: [], single: { path, absolute: resolveRoot(start) } };
    return;
  }
  if (kind !== 'folder') return;
  let folders: BatchFolder[] = [];
  let count = 0;
  const relativeOf = (path: string): string =>
    prefix === '' ? path : path === '' ? prefix : `${prefix}/${path}`;
  const redacting = (entry: Skipped): void => {
    skip({ ...entry, path: redactText(prefix === '' ? entry.path : `${prefix}/${entry.path}`) });
  };
  for (const { relative, absolute, names, rawNames, ofGit } of walk(start, redacting)) {
    if (!ofGit) meant();
    const place = { relative: relativeOf(relative), absolute };
    for (let from = 0; from < names.length; from += BATCH_FILES) {
      const some = names.slice(from, from + BATCH_FILES);
      folders.push({ ...place, names: some.join('/'), rawNames: [] });
      count += some.length;
      if (count < BATCH_FILES) continue;
      yield { root, folders };
      folders = [];
      count = 0;
    }
    if (rawNames.length > 0) yield { root, folders: [{ ...place, names: '', rawNames }] };
  }
  if (count > 0) yield { root, folders };
}
