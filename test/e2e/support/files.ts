/** What lies on disk. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Every file below `folder`, absolute. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** The needles that stand in some file below `folder`, in UTF-8 or UTF-16, with the file. */
export function plaintextIn(folder: string, needles: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (const file of filesBelow(folder)) {
    const content = readFileSync(file);
    for (const needle of needles) {
      if (content.includes(Buffer.from(needle, 'utf8')) || content.includes(Buffer.from(needle, 'utf16le'))) {
        found.push(`${path.basename(file)}: ${needle.slice(0, 4)}…`);
      }
    }
  }
  return found;
}

/** A git repository with one commit for each step, committed by Ann. */
export function makeRepository(
  folder: string,
  commits: readonly Readonly<Record<string, string | null>>[],
): void {
  mkdirSync(folder, { recursive: true });
  const git = (...args: string[]): void => {
    execFileSync('git', ['-c', 'init.defaultBranch=main', '-c', 'commit.gpgsign=false', ...args], {
      cwd: folder,
      env: {
        ...process.env,
        GIT_AUTHOR_NAME: 'Ann Example',
        GIT_AUTHOR_EMAIL: 'ann@example.com',
        GIT_COMMITTER_NAME: 'Ann Example',
        GIT_COMMITTER_EMAIL: 'ann@example.com',
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
      },
      stdio: 'ignore',
    });
  };
  git('init');
  for (const [index, files] of commits.entries()) {
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(folder, name);
      if (content === null) {
        git('rm', '-q', '-f', name);
        continue;
      }
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
      git('add', '-f', name);
    }
    git('commit', '-q', '-m', `Change ${index + 1}`);
  }
}
