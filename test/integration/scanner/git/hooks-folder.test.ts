/** Which hooks folder is a repository's own, and that no other is looked at or written unless a person named it. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { hooksStatus, installHooks, uninstallHooks } from '../../../../electron/scanner/hooks/hook-files.ts';
import { HOOK_NAMES, type HookCommand } from '../../../../electron/scanner/hooks/hook-text.ts';
import {
  gitEnvironment,
  RepositoryBuilder,
  temporaryFolder,
} from '../../../fixtures/scanner/git/repository-builder.ts';

const temporary = temporaryFolder();
const command: HookCommand = { node: process.execPath, script: path.resolve(import.meta.filename) };
let number = 0;
let repo: RepositoryBuilder;

beforeEach(() => {
  number += 1;
  repo = new RepositoryBuilder(path.join(temporary.folder, `r${String(number)}`), number);
  repo.git(['config', 'user.name', 'Ada']);
  repo.git(['config', 'user.email', 'ada@example.com']);
  repo.write('one.txt', 'one\n');
  repo.commit('first');
});
afterAll(() => {
  temporary.remove();
});

function git(args: readonly string[], folder = repo.folder): { readonly ok: boolean; readonly text: string } {
  const done = spawnSync('git', [...args], { cwd: folder, env: gitEnvironment(), encoding: 'utf8' });
  return { ok: done.status === 0, text: `${done.stdout}${done.stderr}` };
}

describe('a hooks folder outside the repository', () => {
  const HOOK = '#!/bin/sh\necho theirs\n';
  let outside: string;
  beforeEach(() => {
    outside = path.join(temporary.folder, `outside${String(number)}`);
    mkdirSync(outside);
  });
  /** None of the three touches or shows anything there. */
  function refused(place = outside): void {
    const before = readdirSync(outside);
    for (const attempt of [
      () => installHooks(repo.folder, HOOK_NAMES, command),
      () => uninstallHooks(repo.folder, HOOK_NAMES),
      () => hooksStatus(repo.folder, HOOK_NAMES),
    ]) {
      expect(attempt).toThrow(`lie outside it, in ${place}`);
    }
    expect(readdirSync(outside)).toEqual(before);
  }

  it.each([
    ['an absolute path', () => outside],
    ['a path upwards', () => path.relative(repo.folder, outside)],
    ['a folder there that does not exist yet', () => path.join(outside, 'new', 'hooks')],
  ])('named by %s is refused by install, uninstall and status', (_what, configured) => {
    writeFileSync(path.join(outside, 'pre-commit'), HOOK, { mode: 0o755 });
    git(['config', 'core.hooksPath', configured()]);
    refused(path.resolve(repo.folder, configured()));
    expect(readFileSync(path.join(outside, 'pre-commit'), 'utf8')).toBe(HOOK);
  });

  it.each([
    ['a link', () => '.githooks', () => outside],
    ['a link to what does not exist yet', () => '.githooks', () => path.join(outside, 'new')],
    ['a folder behind a link', () => '.githooks/below', () => outside],
    ['husky’s folder that is a link', () => '.husky/_', () => outside],
  ])('that %s inside leads to is refused too', (_what, configured, target) => {
    const link = path.join(repo.folder, configured().split('/')[0]!);
    symlinkSync(target(), link);
    git(['config', 'core.hooksPath', configured()]);
    refused(path.join(repo.folder, configured().replace(/\/_$/, '')));
  });

  it('that .git/hooks itself leads to, in a repository that came as an archive, is refused too', () => {
    const hooks = path.join(repo.folder, '.git', 'hooks');
    rmSync(hooks, { recursive: true, force: true });
    symlinkSync(outside, hooks);
    refused(hooks);
  });

  it('is used where a person names the very same folder, however it is spelled, and no other', () => {
    git(['config', 'core.hooksPath', outside]);
    const spelled = path.join(temporary.folder, `spelled${String(number)}`);
    symlinkSync(outside, spelled);
    expect(() => installHooks(repo.folder, HOOK_NAMES, command, temporary.folder)).toThrow(
      'not in the folder',
    );
    expect(readdirSync(outside)).toEqual([]);
    expect(installHooks(repo.folder, ['pre-commit'], command, spelled).hooks[0]).toMatchObject({
      installed: true,
      problem: null,
    });
    expect(() => uninstallHooks(repo.folder, HOOK_NAMES)).toThrow('lie outside it');
    expect(readdirSync(outside)).toEqual(['pre-commit']);
    expect(uninstallHooks(repo.folder, HOOK_NAMES, outside).hooks[0]).toMatchObject({ installed: false });
  });

  it('named by control characters does not reach the terminal with them', () => {
    const place = path.join(outside, 'a\u001b[2Jb');
    git(['config', 'core.hooksPath', place]);
    expect(() => installHooks(repo.folder, HOOK_NAMES, command)).toThrow('a\\u{001B}[2Jb');
  });
});

describe('a repository’s own hooks folder', () => {
  const gitDirectory = (folder: string): string =>
    git(['rev-parse', '--path-format=absolute', '--git-common-dir'], folder).text.trim();

  it.each(['linked worktree', 'submodule', 'separate Git directory'] as const)(
    'lies in its common Git directory as Git resolves it: %s',
    (kind) => {
      const place = path.join(temporary.folder, `${kind} ${String(number)}`);
      let folder = place;
      if (kind === 'linked worktree') git(['worktree', 'add', '-q', '--detach', place]);
      else if (kind === 'separate Git directory') {
        git(['init', '-q', `--separate-git-dir=${place}.git`, place], temporary.folder);
      } else {
        const outer = new RepositoryBuilder(place, number + 500);
        outer.write('a.txt', 'a');
        outer.commit('a');
        const added = git(
          ['-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', repo.folder, 'sub'],
          place,
        );
        expect(added).toMatchObject({ ok: true });
        folder = path.join(place, 'sub');
      }
      const hooks = path.join(gitDirectory(folder), 'hooks');
      const report = installHooks(folder, ['pre-commit'], command);
      expect(realpathSync(report.folder)).toBe(realpathSync(hooks));
      expect(existsSync(path.join(hooks, 'pre-commit'))).toBe(true);
      expect(report.warnings).toEqual([]);
      expect(uninstallHooks(folder, ['pre-commit']).hooks[0]).toMatchObject({ installed: false });
      // Named absolutely it is the same folder, and still inside.
      git(['config', 'core.hooksPath', hooks], folder);
      expect(hooksStatus(folder, HOOK_NAMES).warnings).toEqual([]);
    },
  );
});
