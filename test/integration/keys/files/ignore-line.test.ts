/** The line that keeps a file out of commits, in real repositories. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { gitPlaceOf, ignoreFileFor, ignoreInGit } from '../../../../electron/keys/files/index.ts';
import { temporaryFolder } from '../../providers/augno/support/world.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  git('init', '-q');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const git = (...args: readonly string[]): string =>
  execFileSync('git', [...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
  });
const at = (name: string): string => path.join(folder, name);

it('is put behind what stands there, with its line ends, once', async () => {
  writeFileSync(at('.gitignore'), 'dist\r\nnode_modules');
  expect(await ignoreFileFor(at('.env'))).toBe(at('.gitignore'));
  await ignoreInGit(at('.env'));
  await ignoreInGit(at('.env'));
  expect(readFileSync(at('.gitignore'), 'utf8')).toBe('dist\r\nnode_modules\r\n/.env\r\n');
  expect((await gitPlaceOf(at('.env'))).standing).toBe('ignored');
  expect(await ignoreFileFor(at('.env'))).toBeNull();
});

it('makes the file where there is none, and wins over a line that takes the file back in', async () => {
  await ignoreInGit(at('.env'));
  expect(readFileSync(at('.gitignore'), 'utf8')).toBe('/.env\n');
  writeFileSync(at('.gitignore'), '.env\n!.env\n');
  await ignoreInGit(at('.env'));
  expect((await gitPlaceOf(at('.env'))).standing).toBe('ignored');
});

it('says so where no line helps: tracked, or taken back in further down', async () => {
  writeFileSync(at('.env'), 'A=1\n');
  git('add', '.env');
  await expect(ignoreInGit(at('.env'))).rejects.toMatchObject({ code: 'conflict' });
  expect(existsSync(at('.gitignore'))).toBe(false);
  mkdirSync(at('app'));
  writeFileSync(at('app/.gitignore'), '!.env\n');
  await expect(ignoreInGit(at('app/.env'))).rejects.toMatchObject({ code: 'conflict' });
});

it('follows no link that lies in the place of .gitignore', async () => {
  writeFileSync(at('elsewhere'), 'x\n');
  symlinkSync(at('elsewhere'), at('.gitignore'));
  await expect(ignoreInGit(at('.env'))).rejects.toMatchObject({ code: 'unsupported' });
  expect(readFileSync(at('elsewhere'), 'utf8')).toBe('x\n');
});
