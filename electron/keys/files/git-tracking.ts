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

/**
 * @param file absolute, its folder resolved; it need not exist
 * @throws AppError `conflict` where Git tracks it, may track it, or does not ignore it
 */
export async function assertKeptOutOfGit(file: string): Promise<void> {
  const roots = repositoriesAbove(file);
  for (const [index, root] of roots.entries()) {
    const relative = path.relative(root, file).split(path.sep).join('/');
    const listed = await runGit(root, [
      '--noglob-pathspecs',
      '--icase-pathspecs',
      'ls-files',
      '--error-unmatch',
      '--',
      `./${relative}`,
    ]);
    if (listed === 0) {
      throw placeError(
        'conflict',
        say('keys.file-is-tracked-by-git-a-secret', { file: shownPath(file) }),
        say('keys.nothing-was-written-let-the-program-read'),
      );
    }
    if (listed !== 1) throw lookUpFailed(file);
    // A repository further out can only hold what it tracks: what lies in the inner one is not its to add.
    if (index > 0) continue;
    const ignored = await runGit(root, ['check-ignore', '--quiet', '--', `./${relative}`]);
    if (ignored === 0) continue;
    if (ignored !== 1) throw lookUpFailed(file);
    throw placeError(
      'conflict',
      say('keys.git-does-not-ignore-file-yet-a', { file: shownPath(file) }),
      say('keys.nothing-was-written-add-the-line-relative', {
        relative: shownPath(ignoreLine(relative)),
        root: shownPath(root),
      }),
    );
  }
}

function lookUpFailed(file: string): Error {
  return placeError(
    'conflict',
    say('keys.whether-git-tracks-file-could-not-be', { file: shownPath(file) }),
    say('keys.nothing-was-written-such-a-file-counts'),
  );
}
