/**
 * Keeps secrets out of what Git commits: no value goes into a file that Git tracks, nor into one that it would add.
 *
 * SECURITY: a repository is hostile input. Git runs with nothing that its configuration could name as a program, with an
 * environment made from nothing, and a look-up that fails counts as "tracked".
 */
import { spawn } from 'node:child_process';
import { lstatSync } from 'node:fs';
import path from 'node:path';
import { findGit, GIT_KEPT_QUIET } from '../../scanner/git/git-command.ts';
import { assertNever } from '../../../shared/errors.ts';
import { placeError, shownPath } from './errors.ts';
import { say } from '../../../shared/messages/say.ts';

const TIME_LIMIT_MS = 30_000;
/** What git needs to find itself and the person's own list of ignored files. */
const PASSED_ON = ['PATH', 'Path', 'HOME', 'USERPROFILE', 'XDG_CONFIG_HOME', 'SystemRoot', 'TEMP', 'TMP'];

/** Exit code; null where it could not run or took too long. */
function runGit(root: string, args: readonly string[]): Promise<number | null> {
  const git = findGit(root);
  if (git === null) return Promise.resolve(null);
  const env: Record<string, string> = {
    GIT_DISCOVERY_ACROSS_FILESYSTEM: '1',
    ...GIT_KEPT_QUIET,
  };
  for (const name of PASSED_ON) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  const safe = ['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'safe.directory=*'];
  return new Promise((resolve) => {
    const child = spawn(git, [...safe.flatMap((option) => ['-c', option]), ...args], {
      cwd: root,
      env,
      stdio: 'ignore',
      shell: false,
      windowsHide: true,
      timeout: TIME_LIMIT_MS,
    });
    child.once('error', () => {
      resolve(null);
    });
    child.once('exit', (code) => {
      resolve(code);
    });
  });
}

/** Folders above `file` that are roots of a repository, the innermost first. */
function repositoriesAbove(file: string): readonly string[] {
  const roots: string[] = [];
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if (lstatSync(path.join(folder, '.git'), { throwIfNoEntry: false }) !== undefined) roots.push(folder);
    if (path.dirname(folder) === folder) return roots;
  }
}

/** The line that makes Git ignore exactly this file. */
function ignoreLine(relative: string): string {
  return `/${relative.replace(/[\\*?[\]]/g, '\\$&').replace(/ $/, '\\ ')}`;
}

export type GitStanding = 'outside' | 'ignored' | 'not-ignored' | 'tracked' | 'unknown';

/** How Git stands to a file: `relative` and `root` are of the innermost repository around it. */
export interface GitPlace {
  readonly standing: GitStanding;
  /** Null outside of any repository. */
  readonly root: string | null;
  /** The line that makes Git ignore exactly this file; null outside. */
  readonly line: string | null;
}

/** @param file absolute, its folder resolved; it need not exist */
export async function gitPlaceOf(file: string): Promise<GitPlace> {
  const roots = repositoriesAbove(file);
  const inRoot = (root: string): string => path.relative(root, file).split(path.sep).join('/');
  const [innermost] = roots;
  if (innermost === undefined) return { standing: 'outside', root: null, line: null };
  const place = { root: innermost, line: ignoreLine(inRoot(innermost)) };
  for (const root of roots) {
    const named = `./${inRoot(root)}`;
    const exact = ['--noglob-pathspecs', '--icase-pathspecs', 'ls-files', '--error-unmatch', '--', named];
    const listed = await runGit(root, exact);
    if (listed !== 1) return { ...place, standing: listed === 0 ? 'tracked' : 'unknown' };
    // A repository further out can only hold what it tracks: what lies in the inner one is not its to add.
    if (root !== innermost) continue;
    const ignored = await runGit(root, ['check-ignore', '--quiet', '--', named]);
    if (ignored !== 0) return { ...place, standing: ignored === 1 ? 'not-ignored' : 'unknown' };
  }
  return { ...place, standing: 'ignored' };
}

/** @param file absolute, its folder resolved; it need not exist */
export async function isKeptOutOfGit(file: string): Promise<boolean> {
  const { standing } = await gitPlaceOf(file);
  return standing === 'outside' || standing === 'ignored';
}

/**
 * @param file absolute, its folder resolved; it need not exist
 * @throws AppError `conflict` where Git tracks it, may track it, or does not ignore it
 */
export async function assertKeptOutOfGit(file: string): Promise<void> {
  const { standing, root, line } = await gitPlaceOf(file);
  switch (standing) {
    case 'outside':
    case 'ignored':
      return;
    case 'tracked':
      throw placeError(
        'conflict',
        say('keys.file-is-tracked-by-git-a-secret', { file: shownPath(file) }),
        say('keys.nothing-was-written-let-the-program-read'),
      );
    case 'unknown':
      throw lookUpFailed(file);
    case 'not-ignored':
      throw placeError(
        'conflict',
        say('keys.git-does-not-ignore-file-yet-a', { file: shownPath(file) }),
        say('keys.nothing-was-written-add-the-line-relative', {
          relative: shownPath(line ?? ''),
          root: shownPath(root ?? ''),
        }),
      );
    default:
      return assertNever(standing);
  }
}

function lookUpFailed(file: string): Error {
  return placeError(
    'conflict',
    say('keys.whether-git-tracks-file-could-not-be', { file: shownPath(file) }),
    say('keys.nothing-was-written-such-a-file-counts'),
  );
}
