/**
 * Hooks, and scans of what is staged, look into the repository that git means, wherever it is kept. Each layout stands inside
 * another repository, whose index is clean: a scan that strays there passes what it should refuse.
 */
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { repositoryAt } from '../../../../electron/scanner/git/meant-repository.ts';
import { installHooks, provenHooks } from '../../../../electron/scanner/hooks/hook-files.ts';
import { HOOK_NAMES, type HookCommand } from '../../../../electron/scanner/hooks/hook-text.ts';
import { generateKey } from '../../../../shared/key-format.ts';
import { writeHookCommand } from '../../../fixtures/scanner/git/hook-command.ts';
import { git, LAYOUTS, must, source, type Ran } from '../../../fixtures/scanner/git/layouts.ts';
import { temporaryFolder } from '../../../fixtures/scanner/git/repository-builder.ts';
import { inEnglish } from '../../../../shared/messages/words.ts';

const temporary = temporaryFolder();
let command: HookCommand;
let number = 0;
/** The repository around. */
let decoy = '';

beforeAll(() => {
  command = writeHookCommand(temporary.folder);
});

beforeEach(() => {
  number += 1;
  decoy = path.join(realpathSync(temporary.folder), `around${String(number)}`);
  mkdirSync(decoy);
  must(decoy, ['init', '-q']);
  writeFileSync(path.join(decoy, 'around.txt'), 'around\n');
  must(decoy, ['add', 'around.txt']);
  must(decoy, ['commit', '-qm', 'around']);
});

afterAll(() => {
  temporary.remove();
});

describe.each(Object.entries(LAYOUTS))('%s', (_name, make) => {
  it('is what its hooks judge, and what their status proves', { timeout: 240_000 }, () => {
    const { folder, workTree, installInto = workTree, args = [], environment = {} } = make(decoy);
    const run = (...rest: string[]): Ran => git(folder, [...args, ...rest], environment);
    const gitDir = realpathSync(run('rev-parse', '--absolute-git-dir').text.trim());
    // Options of git's own command line never reach a command that is run by itself.
    if (args.length === 0)
      expect(repositoryAt(folder, { followOutsideRoot: true }, { environment, folder }).gitDir).toBe(gitDir);
    installHooks(installInto, HOOK_NAMES, command);
    expect(provenHooks(installInto, HOOK_NAMES)).toMatchObject({
      repository: gitDir,
      hooks: HOOK_NAMES.map(() => ({ installed: true, problem: null, proven: true })),
    });
    const file = path.join(workTree, 'new.txt');
    writeFileSync(file, 'nothing\n');
    expect(run('add', '-f', '--', file)).toMatchObject({ ok: true });
    expect(run('commit', '-qm', 'clean')).toMatchObject({ ok: true });
    writeFileSync(file, `${generateKey('test')}\n`);
    run('add', '-f', '--', file);
    const refused = run('commit', '-qm', 'key');
    expect(refused.ok).toBe(false);
    expect(refused.text).toContain('1 API key found');
    // The trial above has pushed in each layout; git itself does where the work tree is told apart by options.
    if (args.length === 0) return;
    expect(run('commit', '-qm', 'key', '--no-verify')).toMatchObject({ ok: true });
    const remote = path.join(decoy, 'remote.git');
    must(decoy, ['init', '-q', '--bare', remote]);
    const push = run('push', '-q', remote, 'HEAD:refs/heads/x');
    expect(push.ok).toBe(false);
    expect(push.text).toContain('1 API key found');
    expect(run('push', '-q', remote, 'HEAD~1:refs/heads/x')).toMatchObject({ ok: true });
  });
});

describe('the environment', () => {
  const own = { followOutsideRoot: false };

  it('says nothing of a path that lies in another repository', () => {
    const folder = source(decoy);
    const environment = {
      GIT_DIR: path.join(decoy, '.git'),
      GIT_INDEX_FILE: path.join(decoy, '.git', 'index.lock'),
    };
    const found = repositoryAt(folder, own, { environment, folder: decoy });
    expect(found).toMatchObject({
      gitDir: path.join(folder, '.git'),
      indexFile: path.join(folder, '.git', 'index'),
    });
  });

  it('counts for a folder of the repository it is about, and for one that is in none', () => {
    const folder = source(decoy);
    mkdirSync(path.join(folder, 'below'));
    const index = path.join(folder, '.git', 'index.lock');
    const inHook = { environment: { GIT_INDEX_FILE: index }, folder };
    expect(repositoryAt(path.join(folder, 'below'), own, inHook).indexFile).toBe(index);
    const home = path.join(temporary.folder, `home${String(number)}`, 'below');
    mkdirSync(home, { recursive: true });
    const store = path.join(path.dirname(home), 'cfg');
    must(temporary.folder, ['init', '-q', '--bare', store]);
    const environment = { GIT_DIR: store, GIT_WORK_TREE: path.dirname(home) };
    expect(repositoryAt(home, own, { environment, folder: path.dirname(home) }).gitDir).toBe(
      realpathSync(store),
    );
  });

  it('keeps the search from going above a ceiling, as git does', () => {
    const folder = path.join(decoy, 'no repository', 'below');
    mkdirSync(folder, { recursive: true });
    const at = (ceiling: string): string =>
      repositoryAt(folder, own, { environment: { GIT_CEILING_DIRECTORIES: ceiling }, folder }).gitDir;
    expect(() => at(decoy)).toThrow('no git repository here');
    expect(git(folder, ['rev-parse', '--git-dir'], { GIT_CEILING_DIRECTORIES: decoy }).ok).toBe(false);
    // Where the search begins is no ceiling.
    expect(at(folder)).toBe(path.join(decoy, '.git'));
  });

  it.each(['nothing', 'folder'])('that names %s is refused, not passed over', (what) => {
    mkdirSync(path.join(decoy, 'folder'));
    const environment = { GIT_DIR: path.join(decoy, what) };
    expect(() => repositoryAt(decoy, own, { environment, folder: decoy })).toThrow("can't be read");
  });
});

describe('a .git file that leads outside', () => {
  it('is followed to a folder that was made for it, and to nobody else’s', () => {
    const work = path.join(decoy, 'work');
    must(decoy, ['init', '-q', `--separate-git-dir=${path.join(decoy, 'kept.git')}`, work]);
    expect(repositoryAt(work, { followOutsideRoot: false }).gitDir).toBe(path.join(decoy, 'kept.git'));
    const planted = path.join(decoy, 'planted');
    mkdirSync(planted);
    for (const target of [path.join(source(decoy), '.git'), path.join(decoy, '.git')]) {
      writeFileSync(path.join(planted, '.git'), `gitdir: ${target}\n`);
      expect(() => repositoryAt(planted, { followOutsideRoot: false })).toThrow('leads outside');
    }
    writeFileSync(path.join(planted, '.git'), 'gitdir: //server/share/x.git\n');
    expect(() => repositoryAt(planted, { followOutsideRoot: true })).toThrow('network path');
  });
});

describe('the status of a hook', () => {
  it('says what keeps it from its work', { timeout: 240_000 }, () => {
    const folder = source(decoy);
    installHooks(folder, ['pre-commit'], command);
    const problem = (): string | null => {
      const said = provenHooks(folder, ['pre-commit']).hooks[0]!.problem;
      return said === null ? null : inEnglish(said);
    };
    expect(problem()).toBe(null);
    writeFileSync(path.join(folder, '.augno-vault-ignore'), 'no fingerprint\n');
    expect(problem()).toContain('it refuses everything: The ignore file .augno-vault-ignore');
    writeFileSync(path.join(folder, '.augno-vault-ignore'), '');
    const script = path.join(decoy, 'other.mjs');
    const tried = (text: string): string | null => {
      writeFileSync(script, text);
      installHooks(folder, ['pre-commit'], { node: command.node, script });
      return problem();
    };
    expect(tried('process.exitCode = 0;')).toContain('could not be tried');
    const judging = (place: string): string => `console.log(${JSON.stringify(`judging ${place}`)});`;
    expect(tried(judging(path.join(decoy, '.git')))).toContain('looks into another repository');
    expect(tried(judging(path.join(folder, '.git')))).toContain('was not refused');
    expect(readFileSync(path.join(folder, '.git', 'HEAD'), 'utf8')).toBe('ref: refs/heads/main\n');
  });
});
