/** No value gets into a file that Git tracks or would add; over real repositories. */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPlace, temporaryNameFor, writeValues } from '../../../../electron/keys/files/index.ts';
import { AppError } from '../../../../shared/errors.ts';
import { temporaryFolder } from '../../providers/augno/support/world.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const GIT = ['-c', 'user.name=T', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false'];
const git = (...args: readonly string[]): string =>
  execFileSync('git', [...GIT, ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
  });
const at = (name: string): string => path.join(folder, name);
const put = (name: string, text = 'OLD=1\n'): string => {
  mkdirSync(path.dirname(at(name)), { recursive: true });
  writeFileSync(at(name), text);
  return at(name);
};

/** What the writer says; null where it wrote. */
async function write(name: string): Promise<AppError | null> {
  const file = at(name);
  const before = existsSync(file) ? readPlace(file).state : null;
  try {
    await writeValues({
      file,
      before,
      content: Buffer.from('NEW=1\n'),
      temporary: temporaryNameFor(file, 'x'),
    });
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    if (before !== null) expect(readFileSync(file, 'utf8')).toBe('OLD=1\n');
    else expect(existsSync(file)).toBe(false);
    expect(readdirSync(path.dirname(file)).filter((entry) => entry.includes('augno-vault-new'))).toEqual([]);
    return thrown;
  }
  expect(readFileSync(file, 'utf8')).toBe('NEW=1\n');
  return null;
}

describe('the writer of values', () => {
  it('writes where there is no repository, new files for their owner alone', async () => {
    expect(await write('.env')).toBeNull();
    expect(statSync(at('.env')).mode & 0o777).toBe(0o600);
    expect(await write('.env')).toBeNull();
  });

  it('refuses what Git tracks, and says the way that works', async () => {
    git('init', '-q');
    put('src/sync.js');
    git('add', '.');
    expect((await write('src/sync.js'))?.message).toContain('is tracked by Git');
    git('commit', '-qm', 'x');
    const refused = await write('src/sync.js');
    expect(refused?.hint).toMatch(/Nothing was written.*variable.*\.env.*augno-vault run/);
    // Tracked counts also where it is ignored, in another case, and for a name that looks like a pattern.
    put('.gitignore', '*\n');
    expect((await write('src/sync.js'))?.message).toContain('is tracked by Git');
    put('src/[ab].env');
    git('add', '-f', 'src/[ab].env');
    expect((await write('src/[ab].env'))?.message).toContain('is tracked by Git');
    expect(await write('src/a.env')).toBeNull();
  });

  it('refuses what Git would add until its line stands in .gitignore, and names the line', async () => {
    git('init', '-q');
    mkdirSync(at('app'));
    const refused = await write('app/.env');
    expect(refused?.message).toContain('Git does not ignore');
    const line = /Add the line (\S+) to the \.gitignore/.exec(refused!.hint)![1]!;
    expect(line).toBe('/app/.env');
    put('.gitignore', `${line}\n`);
    expect(await write('app/.env')).toBeNull();
    // `git add -f` makes it tracked again.
    put('app/.env');
    git('add', '-f', 'app/.env');
    expect((await write('app/.env'))?.message).toContain('is tracked by Git');
  });

  it('counts a file as tracked where the look-up fails', async () => {
    git('init', '-q');
    put('.gitignore', '.env\n');
    expect(await write('.env')).toBeNull();
    put('.env');
    writeFileSync(at('.git/index'), 'DIRC, and then nonsense');
    expect((await write('.env'))?.message).toMatch(/^Whether Git tracks .* could not be found out\.$/);
    rmSync(at('.git'), { recursive: true });
    mkdirSync(at('.git'));
    expect((await write('.env'))?.message).toContain('could not be found out');
    rmSync(at('.git'), { recursive: true });
    git('init', '-q');
    const PATH = process.env['PATH'];
    try {
      process.env['PATH'] = at('no-programs');
      expect((await write('.env'))?.message).toContain('could not be found out');
    } finally {
      process.env['PATH'] = PATH;
    }
    expect(await write('.env')).toBeNull();
  });

  it('looks at the outer repository of a nested one too, at linked worktrees, and through linked folders', async () => {
    git('init', '-q');
    put('.gitignore', 'tree/\n');
    put('inner/secret.env');
    git('add', '.');
    git('commit', '-qm', 'x');
    git('init', '-q', 'inner');
    put('inner/.gitignore', '*.env\n');
    expect((await write('inner/secret.env'))?.message).toContain('is tracked by Git');
    expect(await write('inner/other.env')).toBeNull();
    git('worktree', 'add', '-q', 'tree');
    expect((await write('tree/inner/secret.env'))?.message).toContain('is tracked by Git');
    symlinkSync(at('tree/inner'), at('linked'));
    expect((await write('linked/secret.env'))?.message).toContain('is tracked by Git');
  });

  it('starts nothing that a repository names', async () => {
    git('init', '-q');
    const marker = at('owned');
    const program = put('monitor.sh', `#!/bin/sh\ntouch ${marker}\n`);
    execFileSync('chmod', ['+x', program]);
    git('config', 'core.fsmonitor', program);
    git('config', 'core.pager', program);
    git('config', 'alias.ls-files', `!${program}`);
    git('config', 'alias.check-ignore', `!${program}`);
    put('.gitignore', '*.env\n');
    rmSync(marker, { force: true });
    expect(await write('x.env')).toBeNull();
    expect(existsSync(marker)).toBe(false);
  });

  it('is not led elsewhere by variables of the environment', async () => {
    git('init', '-q');
    put('tracked.env');
    git('add', '.');
    const saved = process.env['GIT_DIR'];
    try {
      process.env['GIT_DIR'] = '/nonexistent';
      expect((await write('tracked.env'))?.message).toContain('is tracked by Git');
    } finally {
      if (saved === undefined) delete process.env['GIT_DIR'];
      else process.env['GIT_DIR'] = saved;
    }
  });
});
