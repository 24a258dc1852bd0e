/**
 * The repository that Git itself means where a command runs: what its environment names (a hook, dotfiles kept with GIT_DIR
 * and GIT_WORK_TREE), else the first one upwards. A scan that looked into any other one would be a false all-clear.
 *
 * The environment is the user's own, and git has followed it already: unlike what stands in a repository it may lead
 * anywhere but to a network path.
 */
import path from 'node:path';
import { configFlag, configValue } from './git-config.ts';
import {
  isDirectory,
  isInside,
  isNetworkPath,
  locateRepository,
  notARepository,
  openDotGit,
  openGitDir,
  readSmallFile,
  realPath,
  type LocateOptions,
  type Repository,
} from './repository.ts';
import { say } from '../../../shared/messages/say.ts';
import { thisPlatform } from '../../platform/this-platform.ts';

export interface GitSurroundings {
  readonly environment: NodeJS.ProcessEnv;
  /** Where the command runs: relative paths in the environment count from there. */
  readonly folder: string;
}

function surroundings(): GitSurroundings {
  return { environment: process.env, folder: process.cwd() };
}

/** What says which repository is meant, which index, and where objects lie. */
const NAMED = [
  'GIT_DIR',
  'GIT_COMMON_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_CEILING_DIRECTORIES',
] as const;

/**
 * The repository that `start` is, or is in. Where the command runs in `start`, Git's environment decides; for any other path
 * it counts as far as it is about the same repository.
 * @throws AppError `scan-not-a-repository`
 */
export function repositoryAt(
  start: string,
  options: LocateOptions,
  around: GitSurroundings = surroundings(),
): Repository {
  const { environment } = around;
  if (!NAMED.some((name) => environment[name])) return locateRepository(start, options);
  if (realPath(start) === realPath(around.folder)) return repositoryMeant(options, around);
  const meant = attempt(() => repositoryMeant(options, around));
  const found = attempt(() => locateRepository(start, options));
  if (found !== null && meant?.gitDir !== found.gitDir) return found;
  const workTree = meant?.workTree ?? null;
  const isBelow = workTree !== null && isInside(realPath(workTree), realPath(start));
  return meant !== null && (found !== null || isBelow) ? meant : locateRepository(start, options);
}

function attempt(locate: () => Repository): Repository | null {
  try {
    return locate();
  } catch {
    return null;
  }
}

/** @throws AppError `scan-not-a-repository` */
function repositoryMeant(options: LocateOptions, around: GitSurroundings): Repository {
  const { environment, folder } = around;
  const named = environment['GIT_DIR'];
  const found = named ? openNamed(named, around) : locateRepository(folder, options, ceilings(environment));
  return withStores(found, around);
}

/** Folders at and above which Git does not look, unless it began there. */
function ceilings({ GIT_CEILING_DIRECTORIES: list = '' }: NodeJS.ProcessEnv): readonly string[] {
  return list
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder) && !isNetworkPath(folder))
    .map(realPath);
}

function openNamed(named: string, { environment, folder }: GitSurroundings): Repository {
  const follow = { followOutsideRoot: true };
  const place = path.resolve(folder, named);
  if (isNetworkPath(named)) throw notARepository(say('scan.git-dir-leads-to-network'));
  const gitDir = isDirectory(place) ? realPath(place) : openDotGit(path.dirname(place), place, follow).gitDir;
  const common = environment['GIT_COMMON_DIR'];
  const opened = openGitDir(
    null,
    gitDir,
    gitDir,
    follow,
    [],
    common ? realPath(path.resolve(folder, common)) : null,
  );
  if (opened.objectDirs.length === 0 && !environment['GIT_OBJECT_DIRECTORY'])
    throw notARepository(say('scan.git-dir-holds-no-objects'));
  return { ...opened, workTree: workTreeOf(opened, environment, folder) };
}

function workTreeOf(repository: Repository, environment: NodeJS.ProcessEnv, folder: string): string | null {
  const named = environment['GIT_WORK_TREE'];
  if (named) return realPath(path.resolve(folder, named));
  if (environment['GIT_IMPLICIT_WORK_TREE'] === '0') return null;
  // A linked worktree says where it is by its own `.git` file.
  const linked = readSmallFile(path.join(repository.gitDir, 'gitdir'))?.trim();
  if (linked && path.isAbsolute(linked) && !isNetworkPath(linked)) return realPath(path.dirname(linked));
  const configured = configValue(repository.config, 'core.worktree');
  if (configured !== null && !isNetworkPath(configured))
    return realPath(path.resolve(repository.gitDir, configured));
  return configFlag(repository.config, 'core.bare') ? null : realPath(folder);
}

/** The index and the stores that the environment names beside the repository's own. */
function withStores(repository: Repository, { environment, folder }: GitSurroundings): Repository {
  const own = environment['GIT_OBJECT_DIRECTORY'];
  const others = environment['GIT_ALTERNATE_OBJECT_DIRECTORIES'] ?? '';
  const named = [...(own ? [own] : []), ...alternatesIn(others, thisPlatform)]
    .filter((name) => !isNetworkPath(name))
    .map((name) => realPath(path.resolve(folder, name)))
    .filter(isDirectory);
  const index = environment['GIT_INDEX_FILE'];
  return {
    ...repository,
    objectDirs: [...new Set([...named, ...repository.objectDirs])],
    indexFile: index ? path.resolve(folder, index) : repository.indexFile,
  };
}

/** As git reads it: parted by colons (on Windows semicolons), each perhaps in quotes. */
export function alternatesIn(list: string, platform: NodeJS.Platform): string[] {
  const parts = list.match(platform === 'win32' ? /"(?:\\.|[^"\\])*"|[^;]+/g : /"(?:\\.|[^"\\])*"|[^:]+/g);
  return (parts ?? []).map((part) =>
    part.startsWith('"') ? part.slice(1, -1).replace(/\\(.)/g, '$1') : part,
  );
}
