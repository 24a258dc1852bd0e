/**
 * Runs git where our own reader does not know enough.
 *
 * SECURITY: a repository is hostile input, and its own configuration names programs. So git never sees that
 * configuration: it runs in an empty repository of ours, with the scanned store as its object folder. The environment is
 * built from nothing, the binary is named by an absolute path that does not lie in the scanned folder, lazy fetching and
 * every transport are off, and only `cat-file` by id and `index-pack` into our own folder are ever called.
 */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isInside, isNetworkPath } from './repository.ts';
import type { ObjectFormat } from './types.ts';
import { thisPlatform } from '../../platform/this-platform.ts';

/** SECURITY: of every git that we start: it fetches nothing, asks nobody, writes no locks and starts no pager. */
export const GIT_KEPT_QUIET: Readonly<Record<string, string>> = {
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_PAGER: 'cat',
  LC_ALL: 'C',
};

const DEVELOPER_TOOLS = [
  '/Library/Developer/CommandLineTools/usr/bin/git',
  '/Applications/Xcode.app/Contents/Developer/usr/bin/git',
];

/** Null where there is none outside of `forbiddenRoot`. */
export function findGit(
  forbiddenRoot: string,
  platform: NodeJS.Platform = thisPlatform,
  exists: (file: string) => boolean = existsSync,
): string | null {
  const names = platform === 'win32' ? ['git.exe'] : ['git'];
  let folders = (process.env['PATH'] ?? process.env['Path'] ?? '').split(path.delimiter);
  if (platform === 'darwin') {
    // An app that was started from the Finder is told the system's folders only. The system's own git is a program that asks
    // whether to install the developer tools where they are missing.
    folders.push('/opt/homebrew/bin', '/usr/local/bin', '/opt/local/bin');
    if (!DEVELOPER_TOOLS.some(exists))
      folders = folders.filter((folder) => path.normalize(folder) !== '/usr/bin');
  }
  if (platform === 'win32') {
    for (const base of [process.env['ProgramFiles'], process.env['ProgramFiles(x86)']]) {
      if (base) folders.push(path.join(base, 'Git', 'cmd'));
    }
  }
  for (const folder of folders) {
    if (!path.isAbsolute(folder) || isNetworkPath(folder) || isInside(forbiddenRoot, folder)) continue;
    for (const name of names) {
      const file = path.join(folder, name);
      try {
        if (!statSync(file).isFile()) continue;
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not here.
      }
    }
  }
  return null;
}

export interface IsolatedGit {
  /** Runs `git cat-file …` on the store; standard error is dropped, since it may quote the repository. */
  catFile(args: readonly string[]): ChildProcessWithoutNullStreams;
  /** Makes an index for a pack that has none, outside the repository; null where the pack itself is damaged. */
  indexPack(packFile: string): Promise<string | null>;
  close(): void;
}

/** An empty repository of our own whose objects are `objectDirs`. Close it when done: it is a temporary folder. */
export function isolateGit(
  gitBinary: string,
  objectDirs: readonly string[],
  format: ObjectFormat,
): IsolatedGit {
  const folder = mkdtempSync(path.join(tmpdir(), 'augno-vault-git-'));
  mkdirSync(path.join(folder, 'objects'));
  mkdirSync(path.join(folder, 'refs'));
  writeFileSync(path.join(folder, 'HEAD'), 'ref: refs/heads/none\n');
  const extension = format === 'sha256' ? '[extensions]\n\tobjectformat = sha256\n' : '';
  writeFileSync(
    path.join(folder, 'config'),
    `[core]\n\trepositoryformatversion = ${format === 'sha256' ? '1' : '0'}\n\tbare = true\n${extension}`,
  );
  const environment: Record<string, string> = {
    GIT_DIR: folder,
    GIT_OBJECT_DIRECTORY: objectDirs[0] ?? path.join(folder, 'objects'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    ...GIT_KEPT_QUIET,
    HOME: folder,
    XDG_CONFIG_HOME: folder,
  };
  if (objectDirs.length > 1) {
    environment['GIT_ALTERNATE_OBJECT_DIRECTORIES'] = objectDirs
      .slice(1)
      .map((directory) => JSON.stringify(directory))
      .join(path.delimiter);
  }
  for (const name of ['SystemRoot', 'TEMP', 'TMP', 'TMPDIR']) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  const run = (args: readonly string[]): ChildProcessWithoutNullStreams => {
    const options = ['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'safe.directory=*'];
    const child = spawn(gitBinary, [...options.flatMap((option) => ['-c', option]), ...args], {
      cwd: folder,
      env: environment,
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
      shell: false,
    });
    child.stderr.resume();
    child.stdin.on('error', () => undefined);
    return child;
  };
  let made = 0;
  return {
    catFile: (args) => run(['cat-file', ...args]),
    indexPack: (packFile) => {
      made += 1;
      const index = path.join(folder, `made-${String(made)}.idx`);
      const child = run(['index-pack', '--threads=1', `--object-format=${format}`, '-o', index, packFile]);
      child.stdin.end();
      child.stdout.resume();
      return new Promise((resolve) => {
        child.on('error', () => {
          resolve(null);
        });
        child.on('close', (code) => {
          resolve(code === 0 ? index : null);
        });
      });
    },
    close: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
