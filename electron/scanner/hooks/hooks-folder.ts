/** Where a repository's hooks lie: `core.hooksPath`, husky, linked worktrees. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { findGit } from '../git/git-command.ts';
import { configValue, parseGitConfig } from '../git/git-config.ts';
import {
  isInside,
  isNetworkPath,
  locateRepository,
  readSmallFile,
  realPath,
  type Repository,
} from '../git/repository.ts';

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
  const repository = locateRepository(start, { followOutsideRoot: true });
  const top = repository.workTree ?? repository.commonDir;
  const configured = hooksPathOf(repository, top);
  if (configured === null) {
    const folder = path.join(repository.commonDir, 'hooks');
    return { repository, folder, kind: 'default', outside: false, disabled: false };
  }
  const disabled =
    configured === '' || /^(?:\/dev\/null|nul)$/i.test(configured) || isNetworkPath(configured);
  const folder = path.resolve(top, configured);
  // husky 9 points git at `.husky/_`, whose files call the ones in `.husky`; older ones at `.husky` itself.
  const isHusky = /(?:^|[\\/])\.husky(?:[\\/]_)?$/.test(folder);
  const real = realPath(folder);
  const inside = [top, repository.commonDir].some((root) => isInside(realPath(root), real));
  return {
    repository,
    folder: isHusky && path.basename(folder) === '_' ? path.dirname(folder) : folder,
    kind: isHusky ? 'husky' : 'configured',
    outside: !inside,
    disabled,
  };
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
          env: { ...environment, GIT_TERMINAL_PROMPT: '0' },
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
