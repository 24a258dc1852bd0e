/** What was asked to be scanned → batches of files. */
import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { redactText, type Skipped } from './detect/index.ts';
import type { ScanInput } from './files/input-scanner.ts';
import { shownName, shownText } from './names.ts';
import type { BatchFolder, FileBatch } from './protocol.ts';
import type { ScanOptions } from './types.ts';
import { usualPlaces } from './usual-places.ts';
import { createCloudCheck, type CloudCheck } from './walk/cloud.ts';
import { inFolder, reasonOf, resolveRoot, walk } from './walk/walker.ts';
import { say } from '../../shared/messages/say.ts';
import { thisPlatform } from '../platform/this-platform.ts';

const BATCH_FILES = 128;

export interface Root {
  /** Absolute, as it was named. */
  readonly path: string;
  /** What paths in it are relative to: itself, or the folder of a file. */
  readonly folder: string;
  /** Only these of it, relative; null for all. */
  readonly only: readonly string[] | null;
  /** What comes through a pipe; null for what lies on the disk. */
  readonly input: ScanInput | null;
}

/** What happens while roots are listed. */
export interface Listing {
  skip(root: number, entry: Skipped): void;
  /** There is more than what Git keeps for itself. */
  meant(): void;
  /** A folder that is a repository, or the work tree of one. */
  repository(root: number, folder: string): void;
  /** Whether a person leaves it out; counted there. */
  leavesOut(path: string, size: () => number): boolean;
  readonly platform: NodeJS.Platform;
  /** Whether what only a cloud keeps is fetched by reading it. */
  readonly includeCloud: boolean;
}

/** @throws AppError `scan-path-missing` where nothing of what was named exists */
export function rootsOf(options: ScanOptions): { readonly roots: Root[]; readonly missing: string[] } {
  const named = [...new Set(options.paths.map((path) => resolve(path)))];
  const missing = named.filter((path) => kindOf(path, () => undefined) === 'missing');
  const present = named.filter((path) => !missing.includes(path));
  const others = options.usualPlaces === true || (options.inputs ?? []).length > 0;
  if (present.length === 0 && missing.length > 0 && !others) throw missingPath(missing);
  // A root inside another one would be scanned twice.
  const outer = present.filter(
    (path) =>
      !present.some((other) => other !== path && path.startsWith(other.endsWith(sep) ? other : other + sep)),
  );
  const roots: Root[] = outer.map((path) => ({
    path,
    folder: folderOfRoot(path),
    only: null,
    input: null,
  }));
  if (options.usualPlaces === true) {
    const home = resolve(options.homeFolder ?? homedir());
    roots.push({
      path: home,
      folder: home,
      only: usualPlaces(options.platform ?? thisPlatform, home),
      input: null,
    });
  }
  for (const input of options.inputs ?? []) {
    roots.push({ path: input.root, folder: dirname(input.root), only: null, input });
  }
  return { roots, missing };
}

/** 0 where it can't be told: then it is read, and says so itself. */
function sizeOf(absolute: string | Buffer): number {
  return statSync(absolute, { throwIfNoEntry: false })?.size ?? 0;
}

/** A root is a folder or a single file. */
export function folderOfRoot(root: string): string {
  return kindOf(root, () => undefined) === 'folder' ? root : dirname(root);
}

/** What is said of a path that leads to nothing. */
export const NOTHING_THERE = 'scan.there-is-nothing-at';

export function missingPath(paths: readonly string[]): AppError {
  return new AppError({
    code: 'scan-path-missing',
    message: say(NOTHING_THERE, { path: redactText(paths.join(', ')) }),
    hint: say('scan.check-the-path-for-typing-errors'),
  });
}

type Kind = 'file' | 'folder' | 'missing' | 'other';

function kindOf(path: string, skip: (entry: Skipped) => void): Kind {
  try {
    const stat = statSync(path);
    if (stat.isFile()) return 'file';
    if (stat.isDirectory()) return 'folder';
    skip({ path: redactText(path), reason: say('scan.neither-file-nor-folder') });
    return 'other';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
    skip({ path: redactText(path), reason: reasonOf(error) });
    return 'other';
  }
}

export function* batchesOf(roots: readonly Root[], listing: Listing): Generator<FileBatch, void, void> {
  for (const [root, { path, only, input }] of roots.entries()) {
    if (input !== null) continue;
    for (const [start, prefix] of only === null ? [[path, ''] as const] : placesIn(path, only)) {
      yield* batchesBelow(root, start, prefix, listing);
    }
  }
}

function* placesIn(home: string, only: readonly string[]): Generator<readonly [string, string], void, void> {
  for (const place of only) {
    const absolute = join(home, ...place.split('/'));
    if (kindOf(absolute, () => undefined) !== 'missing') yield [absolute, place];
  }
}

interface FolderNames {
  readonly absolute: string | Buffer;
  readonly names: readonly string[];
  readonly rawNames: readonly Buffer[];
}

/** One line for a folder: a cloud may hold back a hundred thousand files. */
function withoutCloud(
  { absolute, names, rawNames }: FolderNames,
  isInCloud: CloudCheck | null,
): Pick<FolderNames, 'names' | 'rawNames'> & { readonly inCloud: number } {
  if (isInCloud === null) return { names, rawNames, inCloud: 0 };
  const isHere = (name: string | Buffer): boolean => !isInCloud(inFolder(absolute, name));
  const here = { names: names.filter(isHere), rawNames: rawNames.filter(isHere) };
  const inCloud = names.length + rawNames.length - here.names.length - here.rawNames.length;
  return { ...here, inCloud };
}

function* batchesBelow(
  root: number,
  start: string,
  prefix: string,
  listing: Listing,
): Generator<FileBatch, void, void> {
  const skip = (entry: Skipped): void => {
    listing.skip(root, entry);
  };
  const kind = kindOf(start, skip);
  if (kind === 'file') {
    const path = prefix === '' ? basename(start) : prefix;
    const absolute = resolveRoot(start);
    if (listing.leavesOut(path, () => sizeOf(absolute))) return;
    listing.meant();
    yield { root, folders: [], single: { path, absolute } };
    return;
  }
  if (kind !== 'folder') return;
  const isInCloud = createCloudCheck(listing.platform, listing.includeCloud);
  let folders: BatchFolder[] = [];
  let count = 0;
  const relativeOf = (path: string): string =>
    prefix === '' ? path : path === '' ? prefix : `${prefix}/${path}`;
  const redacting = (entry: Skipped): void => {
    skip({ ...entry, path: redactText(prefix === '' ? entry.path : `${prefix}/${entry.path}`) });
  };
  const listener = {
    skip: redacting,
    repository: (folder: string): void => {
      listing.repository(root, folder);
    },
  };
  for (const { relative, absolute, ofGit, links, ...all } of walk(start, listener)) {
    const place = { relative: relativeOf(relative), absolute };
    const below = place.relative === '' ? '' : `${place.relative}/`;
    const isMeant = (name: string | Buffer): boolean =>
      !listing.leavesOut(below + (typeof name === 'string' ? shownText(name) : shownName(name)), () =>
        sizeOf(inFolder(absolute, name)),
      );
    const { names, rawNames, inCloud } = withoutCloud(
      { absolute, names: all.names.filter(isMeant), rawNames: all.rawNames.filter(isMeant) },
      isInCloud,
    );
    if (inCloud > 0)
      redacting({ path: relative || '.', reason: say('scan.only-in-the-cloud', { count: inCloud }) });
    if (!ofGit && names.length + rawNames.length + inCloud > 0) listing.meant();
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
    const texts = links
      .map(({ name, target }) => ({ path: below + name, text: target }))
      .filter(({ path, text }) => !listing.leavesOut(path, () => text.length));
    if (texts.length > 0) {
      listing.meant();
      yield { root, folders: [], texts };
    }
  }
  if (count > 0) yield { root, folders };
}
