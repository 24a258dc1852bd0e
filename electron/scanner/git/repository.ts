/**
 * Finds a repository and its object stores by reading files only.
 *
 * SECURITY: a `.git` file, `commondir` or alternates may name any path, on Windows also a network share (which logs in).
 * A path outside the scanned root is followed only where the other side names us back (linked worktrees, submodules) or
 * the caller asks for it; a network path never. What was not followed is reported.
 */
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { Skipped } from '../detect/types.ts';
import { configValue, parseGitConfig, type GitConfig } from './git-config.ts';
import type { ObjectFormat } from './types.ts';
import { say, type Said } from '../../../shared/messages/say.ts';

export interface Repository {
  /** Null for a bare repository. */
  readonly workTree: string | null;
  /** Holds HEAD and index of this worktree. */
  readonly gitDir: string;
  /** Holds objects and refs; the same as `gitDir` but in linked worktrees. */
  readonly commonDir: string;
  /** Own store first, then alternates. */
  readonly objectDirs: readonly string[];
  readonly format: ObjectFormat;
  readonly refStorage: 'files' | 'reftable' | 'unknown';
  readonly config: GitConfig;
  /** Boundary commits of a shallow clone; empty for a whole one. */
  readonly shallow: readonly string[];
  readonly promisor: boolean;
  /** What the next commit holds; another one where Git's environment names it. */
  readonly indexFile: string;
  readonly skipped: readonly Skipped[];
}

export interface LocateOptions {
  readonly followOutsideRoot: boolean;
}

/** The largest file of git's own small text files that is read (HEAD, commondir, alternates, config). */
const SMALL_FILE = 4 * 1024 * 1024;

/** Null where it does not exist, is no plain file, or is too large to be one of git's small files. */
export function readSmallFile(file: string): string | null {
  try {
    const stat = statSync(file);
    return stat.isFile() && stat.size <= SMALL_FILE ? readFileSync(file, 'utf8') : null;
  } catch {
    return null;
  }
}

export function isDirectory(folder: string): boolean {
  try {
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

/** UNC paths, device paths and URL-like paths: opening one may log in to a server. */
export function isNetworkPath(candidate: string): boolean {
  return /^(?:[\\/]{2}|[a-z][a-z0-9+.-]+:\/\/)/i.test(candidate);
}

export function isInside(folder: string, candidate: string): boolean {
  const relative = path.relative(folder, candidate);
  return (
    relative === '' ||
    (!path.isAbsolute(relative) && relative !== '..' && !relative.startsWith(`..${path.sep}`))
  );
}

export function realPath(candidate: string): string {
  try {
    return realpathSync(candidate);
  } catch {
    return path.resolve(candidate);
  }
}

export const NO_REPOSITORY = say('scan.there-is-no-git-repository-here');

/**
 * The repository that `start` is, or is in.
 * @param ceilings real paths of folders that are not looked into on the way up
 * @throws AppError `scan-not-a-repository`
 */
export function locateRepository(
  start: string,
  options: LocateOptions,
  ceilings: readonly string[] = [],
): Repository {
  const first = realPath(start);
  for (let folder = first; ; folder = path.dirname(folder)) {
    if (folder !== first && ceilings.includes(folder)) break;
    const dotGit = path.join(folder, '.git');
    if (existsSync(dotGit)) return openDotGit(folder, dotGit, options);
    if (looksLikeGitDir(folder)) return openGitDir(null, folder, folder, options, []);
    if (path.dirname(folder) === folder) break;
  }
  throw new AppError({
    code: 'scan-not-a-repository',
    message: NO_REPOSITORY,
    hint: say('scan.name-the-folder-of-a-repository'),
  });
}

export function looksLikeGitDir(folder: string): boolean {
  return (
    isDirectory(path.join(folder, 'objects')) &&
    (existsSync(path.join(folder, 'HEAD')) || existsSync(path.join(folder, 'packed-refs'))) &&
    (existsSync(path.join(folder, 'refs')) || existsSync(path.join(folder, 'reftable')))
  );
}

export function notARepository(what: Said, hint = say('scan.repair-it-or-clone-it-again')): AppError {
  return new AppError({
    code: 'scan-not-a-repository',
    message: say('scan.the-repository-cannot-be-read', { what }),
    hint,
  });
}

/** `dotGit` is a folder, or a file that names one. */
export function openDotGit(workTree: string, dotGit: string, options: LocateOptions): Repository {
  if (isDirectory(dotGit)) {
    if (!isDirectory(path.join(dotGit, 'objects')) && !existsSync(path.join(dotGit, 'commondir'))) {
      throw notARepository(say('scan.git-folder-holds-no-objects'));
    }
    return openGitDir(workTree, realPath(dotGit), workTree, options, []);
  }
  const named = /^gitdir: *(.+?)[\r\n]*$/s.exec(readSmallFile(dotGit) ?? '')?.[1];
  if (named === undefined) throw notARepository(say('scan.git-file-names-no-folder'));
  const gitDir = path.resolve(workTree, named);
  if (isNetworkPath(named) || isNetworkPath(gitDir))
    throw notARepository(say('scan.git-file-leads-to-network'));
  if (
    !isInside(workTree, realPath(gitDir)) &&
    !namesBack(gitDir, workTree, dotGit) &&
    !standsAlone(gitDir) &&
    !options.followOutsideRoot
  ) {
    throw notARepository(say('scan.git-file-leads-outside'));
  }
  if (!isDirectory(gitDir)) throw notARepository(say('scan.git-file-names-a-gone-folder'));
  return openGitDir(workTree, realPath(gitDir), workTree, options, []);
}

/**
 * Git writes the way back: `gitdir` for a linked worktree, `core.worktree` for a submodule. Someone who hands over a
 * folder with a planted `.git` file can't have written that into our own repository.
 */
function namesBack(gitDir: string, workTree: string, dotGit: string): boolean {
  const back = readSmallFile(path.join(gitDir, 'gitdir'))?.trim();
  if (back) return !isNetworkPath(back) && realPath(path.resolve(gitDir, back)) === realPath(dotGit);
  const worktree = configValue(
    parseGitConfig(readSmallFile(path.join(gitDir, 'config')) ?? ''),
    'core.worktree',
  );
  return (
    worktree !== null &&
    !isNetworkPath(worktree) &&
    realPath(path.resolve(gitDir, worktree)) === realPath(workTree)
  );
}

/**
 * What `--separate-git-dir` makes: a folder for one work tree, which it does not name, and that is nobody else's. Such a
 * folder is what Git means; one named `.git` belongs to the folder around it, and a bare one to none.
 */
function standsAlone(gitDir: string): boolean {
  const config = parseGitConfig(readSmallFile(path.join(gitDir, 'config')) ?? '');
  return (
    looksLikeGitDir(gitDir) &&
    path.basename(realPath(gitDir)) !== '.git' &&
    configValue(config, 'core.worktree') === null &&
    configValue(config, 'core.bare')?.toLowerCase() === 'false' &&
    !existsSync(path.join(gitDir, 'commondir'))
  );
}

/** @param givenCommon the common folder, where it is known from elsewhere */
export function openGitDir(
  workTree: string | null,
  gitDir: string,
  root: string,
  options: LocateOptions,
  inherited: readonly Skipped[],
  givenCommon: string | null = null,
): Repository {
  const skipped: Skipped[] = [...inherited];
  let commonDir = givenCommon ?? gitDir;
  const common = givenCommon === null ? readSmallFile(path.join(gitDir, 'commondir'))?.trim() : undefined;
  if (common) {
    const target = path.resolve(gitDir, common);
    // The usual layout is <common>/worktrees/<name>; any other needs the root around it, or the caller's word.
    const usual = realPath(path.dirname(path.dirname(gitDir))) === realPath(target);
    const allowed = usual || isInside(root, realPath(target)) || options.followOutsideRoot;
    if (isNetworkPath(common) || isNetworkPath(target) || !allowed) {
      throw notARepository(say('scan.commondir-leads-outside'), say('scan.scan-the-main-repository-itself'));
    }
    commonDir = realPath(target);
  }
  const config = parseGitConfig(readSmallFile(path.join(commonDir, 'config')) ?? '');
  const format =
    configValue(config, 'extensions.objectformat')?.toLowerCase() === 'sha256' ? 'sha256' : 'sha1';
  const storage = configValue(config, 'extensions.refstorage')?.toLowerCase().split(':')[0] ?? 'files';
  const ownObjects = path.join(commonDir, 'objects');
  const objectDirs = isDirectory(ownObjects) ? [realPath(ownObjects)] : [];
  if (objectDirs.length === 0) skipped.push({ path: '.git/objects', reason: say('scan.objects-missing') });
  const allowedRoots = [realPath(root), realPath(commonDir)];
  if (objectDirs[0] !== undefined && !isInside(realPath(commonDir), objectDirs[0])) {
    const outside = !allowedRoots.some((folder) => isInside(folder, objectDirs[0]!));
    if (outside && !options.followOutsideRoot) {
      skipped.push({ path: '.git/objects', reason: say('scan.leads-outside') });
      objectDirs.length = 0;
    }
  }
  if (objectDirs[0] !== undefined) addAlternates(objectDirs, allowedRoots, options, skipped);
  const shallow = (readSmallFile(path.join(commonDir, 'shallow')) ?? '')
    .split('\n')
    .filter((id) => /^[0-9a-f]{40,64}$/.test(id));
  const promisor =
    configValue(config, 'extensions.partialclone') !== null ||
    [...config.keys()].some((key) => key.startsWith('remote.') && key.endsWith('.promisor')) ||
    objectDirs.some((folder) =>
      listFolder(path.join(folder, 'pack')).some((name) => name.endsWith('.promisor')),
    );
  return {
    workTree,
    gitDir,
    commonDir,
    objectDirs,
    format,
    refStorage: storage === 'files' || storage === 'reftable' ? storage : 'unknown',
    config,
    shallow,
    promisor,
    indexFile: path.join(gitDir, 'index'),
    skipped,
  };
}

function addAlternates(
  objectDirs: string[],
  allowedRoots: readonly string[],
  options: LocateOptions,
  skipped: Skipped[],
): void {
  // The list grows while it is walked: alternates have alternates. Git itself stops at a depth of five.
  for (let index = 0; index < objectDirs.length && objectDirs.length < 64; index += 1) {
    const own = objectDirs[index]!;
    for (const line of (readSmallFile(path.join(own, 'info', 'alternates')) ?? '').split('\n')) {
      const named = line.replace(/\r$/, '');
      if (named === '' || named.startsWith('#')) continue;
      const where = { path: '.git/objects/info/alternates' };
      const unquoted = named.startsWith('"') ? named.slice(1, -1).replace(/\\(["\\])/g, '$1') : named;
      const target = path.resolve(own, unquoted);
      if (isNetworkPath(unquoted) || isNetworkPath(target)) {
        skipped.push({ ...where, reason: say('scan.borrowed-store-on-network') });
        continue;
      }
      const real = realPath(target);
      if (!options.followOutsideRoot && !allowedRoots.some((folder) => isInside(folder, real))) {
        skipped.push({
          ...where,
          reason: say('scan.borrowed-store-outside'),
        });
      } else if (!isDirectory(real)) {
        skipped.push({ ...where, reason: say('scan.borrowed-store-missing') });
      } else if (!objectDirs.includes(real)) objectDirs.push(real);
    }
  }
}

/**
 * Names in a folder; empty where it can't be read.
 * @param unreadable told of a folder that is there and can't be read
 */
export function listFolder(folder: string, unreadable?: (folder: string) => void): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isForbidden(error)) unreadable?.(folder);
    return [];
  }
}

/** The system, not the content, keeps it from being read. */
export function isForbidden(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return code !== undefined && /^E(?:ACCES|PERM|IO|MFILE|NFILE)$/.test(code);
}
