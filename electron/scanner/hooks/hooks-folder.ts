/** Where a repository's hooks lie: `core.hooksPath`, husky, linked worktrees. */
import { execFileSync } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { terminalLine } from '../../../shared/harmless-text.ts';
import { findGit } from '../git/git-command.ts';
import { configValue, parseGitConfig } from '../git/git-config.ts';
import { repositoryAt } from '../git/meant-repository.ts';
import { isInside, isNetworkPath, readSmallFile, realPath, type Repository } from '../git/repository.ts';
import { say } from '../../../shared/messages/say.ts';

export interface HooksFolder {
  readonly repository: Repository;
  readonly folder: string;
  readonly kind: 'default' | 'configured' | 'husky';
  /** Hooks there serve other repositories too. */
  readonly outside: boolean;
  /** `core.hooksPath` switches hooks off (an empty value, or the null device). */
  readonly disabled: boolean;
}

/** @throws AppError `scan-not-a-repository` */
export function findHooksFolder(start: string): HooksFolder {
  const repository = repositoryAt(start, { followOutsideRoot: true });
  const top = repository.workTree ?? repository.commonDir;
  const isOutside = (folder: string): boolean => {
    const real = throughLinks(folder);
    return ![top, repository.commonDir].some((root) => isInside(realPath(root), real));
  };
  const configured = hooksPathOf(repository, top);
  if (configured === null) {
    const folder = path.join(repository.commonDir, 'hooks');
    // A link may stand in for it, in a repository that came as an archive.
    return { repository, folder, kind: 'default', outside: isOutside(folder), disabled: false };
  }
  const disabled =
    configured === '' || /^(?:\/dev\/null|nul)$/i.test(configured) || isNetworkPath(configured);
  const named = path.resolve(top, configured);
  // husky 9 points git at `.husky/_`, whose files call the ones in `.husky`; older ones at `.husky` itself.
  const isHusky = /(?:^|[\\/])\.husky(?:[\\/]_)?$/.test(named);
  const folder = isHusky && path.basename(named) === '_' ? path.dirname(named) : named;
  return {
    repository,
    folder,
    kind: isHusky ? 'husky' : 'configured',
    outside: isOutside(folder),
    disabled,
  };
}

const MOST_LINKS = 40;

/** Where a path leads once every link in it is followed, also where its end is not there yet. */
function throughLinks(candidate: string, links = 0): string {
  const parent = path.dirname(candidate);
  if (parent === candidate) return candidate;
  const here = path.join(throughLinks(parent, links), path.basename(candidate));
  let target: string;
  try {
    target = readlinkSync(here);
  } catch {
    return here;
  }
  // Round in a circle: no folder can be made there.
  if (links >= MOST_LINKS) return here;
  return throughLinks(path.resolve(path.dirname(here), target), links + 1);
}

/**
 * SECURITY: whoever hands over a repository chooses its `core.hooksPath`; nothing outside the repository is looked at or
 * written unless a person named that very folder.
 * @param hooksPath what the person named; undefined where they named nothing
 * @throws AppError `conflict`
 */
export function requireMeantFolder(place: HooksFolder, hooksPath: string | undefined): void {
  const folder = terminalLine(place.folder);
  if (hooksPath === undefined) {
    if (!place.outside || place.disabled) return;
    throw new AppError({
      code: 'conflict',
      message: say('hook.the-hooks-lie-outside', { folder }),
      hint: say('hook.name-the-same-folder'),
    });
  }
  if (throughLinks(path.resolve(hooksPath)) === throughLinks(place.folder)) return;
  throw new AppError({
    code: 'conflict',
    message: say('hook.the-hooks-lie-elsewhere', { folder }),
    hint: say('hook.look-at-hooks-path'),
  });
}

/** Asks git, which also knows the user's own and the system's configuration. Reading a setting runs nothing. */
function hooksPathOf(repository: Repository, top: string): string | null {
  const git = findGit(top);
  if (git !== null) {
    const environment = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')),
    );
    try {
      const out = execFileSync(
        git,
        ['-c', 'safe.directory=*', 'config', '--type=path', '--get', 'core.hooksPath'],
        {
          cwd: repository.workTree ?? repository.gitDir,
          env: { ...environment, GIT_DIR: repository.gitDir, GIT_TERMINAL_PROMPT: '0' },
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
          windowsHide: true,
        },
      );
      return out.replace(/\r?\n$/, '');
    } catch (error) {
      if ((error as { status?: number }).status === 1) return null;
    }
  }
  const worktree = parseGitConfig(readSmallFile(path.join(repository.gitDir, 'config.worktree')) ?? '');
  return configValue(worktree, 'core.hookspath') ?? configValue(repository.config, 'core.hookspath');
}
