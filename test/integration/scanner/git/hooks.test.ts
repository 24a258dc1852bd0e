/** Hooks in real repositories, run by real git. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hooksStatus, installHooks, uninstallHooks } from '../../../../electron/scanner/hooks/hook-files.ts';
import { HOOK_NAMES, type HookCommand } from '../../../../electron/scanner/hooks/hook-text.ts';
import { writeHookCommand } from '../../../fixtures/scanner/git/hook-command.ts';
import {
  gitEnvironment,
  RepositoryBuilder,
  temporaryFolder,
} from '../../../fixtures/scanner/git/repository-builder.ts';

const temporary = temporaryFolder();
let number = 0;
let repo: RepositoryBuilder;
let command: HookCommand;

beforeAll(() => {
  command = writeHookCommand(temporary.folder);
});

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

describe('pre-commit', () => {
  beforeEach(() => {
    installHooks(repo.folder, HOOK_NAMES, command);
  });

  it('passes a merge of what was committed before, and refuses a key that the merge itself brings', () => {
    git(['checkout', '-q', '-b', 'side']);
    repo.write('side.txt', `${repo.key()}\n`);
    git(['add', '-A']);
    expect(git(['commit', '-q', '--no-verify', '-m', 'side']).ok).toBe(true);
    git(['checkout', '-q', 'main']);
    repo.write('main.txt', 'main\n');
    git(['add', '-A']);
    expect(git(['commit', '-q', '-m', 'main']).ok).toBe(true);
    expect(git(['merge', '--no-edit', 'side'])).toMatchObject({ ok: true });
    git(['checkout', '-q', '-b', 'third', 'HEAD~1']);
    repo.write('third.txt', 'third\n');
    git(['add', '-A']);
    git(['commit', '-q', '-m', 'third']);
    // What stands in the index beside the merge is the merge's own.
    git(['merge', '--no-commit', '--no-ff', 'main']);
    repo.write('added.txt', `${repo.key()}\n`);
    git(['add', '-A']);
    expect(git(['merge', '--continue'])).toMatchObject({ ok: false });
  });

  it('refuses a merge without conflicts that brings a key of its own, by the hook that Git runs then', () => {
    // Neither side has the key: what puts the two together brings it.
    const key = repo.key();
    git(['config', 'merge.brings.driver', `printf '%s\\n' '${key}' > %A`]);
    repo.write('.gitattributes', 'one.txt merge=brings\n');
    git(['add', '-A']);
    git(['commit', '-q', '-m', 'attributes']);
    for (const branch of ['side', 'main']) {
      if (branch === 'side') git(['checkout', '-q', '-b', branch]);
      else git(['checkout', '-q', branch]);
      repo.write('one.txt', `${branch}\n`);
      git(['add', '-A']);
      expect(git(['commit', '-q', '-m', branch]).ok).toBe(true);
    }
    const before = git(['rev-parse', 'HEAD']).text;
    const merge = git(['merge', '--no-edit', 'side']);
    expect(merge.ok).toBe(false);
    expect(merge.text).toContain('one.txt');
    expect(merge.text).not.toContain(key);
    expect(git(['rev-parse', 'HEAD']).text).toBe(before);
    rmSync(path.join(repo.folder, '.git/hooks/pre-merge-commit'));
    git(['merge', '--abort']);
    expect(git(['merge', '--no-edit', 'side']).ok).toBe(true);
  });

  it('is found where its path holds letters beyond ASCII', () => {
    const folder = path.join(temporary.folder, 'größer ✓');
    mkdirSync(folder, { recursive: true });
    const script = path.join(folder, 'command.mjs');
    writeFileSync(script, readFileSync(command.script));
    installHooks(repo.folder, HOOK_NAMES, { ...command, script });
    expect(hooksStatus(repo.folder, HOOK_NAMES).hooks.map(({ problem }) => problem)).toEqual([
      null,
      null,
      null,
    ]);
    repo.write('two.txt', 'clean\n');
    git(['add', '-A']);
    expect(git(['commit', '-m', 'two'])).toMatchObject({ ok: true });
    repo.write('two.txt', `${repo.key()}\n`);
    git(['add', '-A']);
    expect(git(['commit', '-m', 'key'])).toMatchObject({ ok: false });
  });

  it('refuses a key, shows it redacted, and lets a clean commit pass', () => {
    const key = repo.key();
    repo.write('two.txt', `x\n ${key}\n`);
    git(['add', '-A']);
    const refused = git(['commit', '-m', 'two']);
    expect(refused.ok).toBe(false);
    expect(refused.text).toContain('two.txt:2:2');
    expect(refused.text).toContain(`****${key.slice(-4)}`);
    expect(refused.text.includes(key)).toBe(false);
    repo.write('two.txt', 'x\n');
    git(['add', '-A']);
    expect(git(['commit', '-m', 'two'])).toMatchObject({ ok: true });
  });

  it('scans what is committed: not what is only in the work tree, but what -a and a named file bring', () => {
    repo.write('loose-end.txt', repo.key());
    repo.write('one.txt', 'changed\n');
    expect(git(['commit', '-a', '-m', 'clean'])).toMatchObject({ ok: true });
    repo.write('one.txt', `${repo.key()}\n`);
    expect(git(['commit', '-a', '-m', 'all']).text).toContain('one.txt:1:1');
    expect(git(['commit', '-m', 'named', 'one.txt']).text).toContain('one.txt:1:1');
    expect(git(['log', '--format=%s']).text.trim().split('\n')).toEqual(['clean', 'first']);
  });

  it('works in a linked worktree', () => {
    const linked = path.join(temporary.folder, `linked${String(number)}`);
    git(['worktree', 'add', '-q', '-b', 'other', linked]);
    writeFileSync(path.join(linked, 'k.txt'), repo.key());
    git(['add', 'k.txt'], linked);
    expect(git(['commit', '-m', 'x'], linked)).toMatchObject({ ok: false });
    expect(hooksStatus(linked, ['pre-commit']).hooks[0]).toMatchObject({ installed: true, problem: null });
  });

  it('refuses, and says why, where the command is gone or something could not be scanned', () => {
    repo.write('two.txt', 'clean\n');
    git(['add', '-A']);
    const id = git(['rev-parse', ':two.txt']).text.trim();
    const object = path.join(repo.folder, '.git/objects', id.slice(0, 2), id.slice(2));
    chmodSync(object, 0o644);
    writeFileSync(object, 'damaged');
    const incomplete = git(['commit', '-m', 'x']);
    expect(incomplete.ok).toBe(false);
    expect(incomplete.text).toContain('not everything could be scanned');
    renameSync(command.script, `${command.script}.away`);
    try {
      const gone = git(['commit', '--allow-empty', '-m', 'x']);
      expect(gone.ok).toBe(false);
      expect(gone.text).toContain('no longer where this hook expects it');
      expect(hooksStatus(repo.folder, ['pre-commit']).hooks[0]!.problem?.id).toBe('hook.the-scanner-is-gone');
    } finally {
      renameSync(`${command.script}.away`, command.script);
    }
  });
});

describe('pre-push', () => {
  it('scans every commit the other side lacks, over new branches and several refs', () => {
    const remote = path.join(temporary.folder, `remote${String(number)}.git`);
    git(['init', '-q', '--bare', remote]);
    git(['remote', 'add', 'origin', remote]);
    installHooks(repo.folder, ['pre-push'], command);
    expect(git(['push', '-q', 'origin', 'main'])).toMatchObject({ ok: true });
    git(['checkout', '-q', '-b', 'topic']);
    repo.write('k.txt', repo.key());
    repo.commit('bring');
    rmSync(path.join(repo.folder, 'k.txt'));
    repo.commit('and remove');
    const refused = git(['push', '-q', 'origin', 'topic', 'main']);
    expect(refused.ok).toBe(false);
    expect(refused.text).toContain('k.txt:1:1');
    expect(git(['ls-remote', remote]).text).not.toContain('topic');
    git(['checkout', '-q', 'main']);
    repo.write('fine.txt', 'fine');
    repo.commit('fine');
    git(['branch', 'clean']);
    expect(git(['push', '-q', 'origin', 'main', 'clean'])).toMatchObject({ ok: true });
    expect(git(['push', '-q', 'origin', ':clean'])).toMatchObject({ ok: true });
  });

  it('refuses a branch whose name is a key', () => {
    const remote = path.join(temporary.folder, `remote${String(number)}.git`);
    git(['init', '-q', '--bare', remote]);
    git(['remote', 'add', 'origin', remote]);
    installHooks(repo.folder, ['pre-push'], command);
    const key = repo.key();
    const refused = git(['push', '-q', 'origin', `main:refs/heads/${key}`]);
    expect(refused.ok).toBe(false);
    expect(refused.text).toContain('holds a key');
  });
});

describe('an existing hook', () => {
  const marker = (): string => path.join(repo.folder, 'marker');
  const existing = (name: string, text: string, folder = '.git/hooks'): string => {
    const file = path.join(repo.folder, folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, 0o755);
    return file;
  };

  it('goes on running, still gets its input, and comes back as it was', () => {
    const remote = path.join(temporary.folder, `remote${String(number)}.git`);
    git(['init', '-q', '--bare', remote]);
    git(['remote', 'add', 'origin', remote]);
    const text = `#!/bin/sh\n# caf\xe9\necho "args $*" > '${marker()}'\ncat >> '${marker()}'\n`;
    const file = existing('pre-push', text);
    const before = readFileSync(file);
    installHooks(repo.folder, ['pre-push'], command);
    installHooks(repo.folder, ['pre-push'], command);
    expect(git(['push', '-q', 'origin', 'main'])).toMatchObject({ ok: true });
    expect(readFileSync(marker(), 'utf8')).toMatch(
      /^args origin .*\nrefs\/heads\/main [0-9a-f]{40} refs\/heads\/main 0{40}\n/,
    );
    expect(uninstallHooks(repo.folder, ['pre-push']).hooks[0]).toMatchObject({
      installed: false,
      besides: true,
    });
    expect(readFileSync(file)).toEqual(before);
  });

  it('in another language is called after ours, and refuses as before', () => {
    const file = existing(
      'pre-commit',
      `#!${process.execPath}\nrequire('fs').writeFileSync(${JSON.stringify(marker())}, 'ran'); process.exit(3);\n`,
    );
    const before = readFileSync(file);
    installHooks(repo.folder, ['pre-commit'], command);
    expect(git(['commit', '--allow-empty', '-m', 'x'])).toMatchObject({ ok: false });
    expect(readFileSync(marker(), 'utf8')).toBe('ran');
    rmSync(marker());
    repo.write('k.txt', repo.key());
    git(['add', 'k.txt']);
    expect(git(['commit', '-m', 'x']).text).toContain('k.txt:1:1');
    expect(existsSync(marker())).toBe(false);
    uninstallHooks(repo.folder, ['pre-commit']);
    expect(readFileSync(file)).toEqual(before);
  });

  it('of husky is extended where husky keeps it', () => {
    existing('pre-commit', '#!/usr/bin/env sh\n. "$(dirname "$0")/h"\n', '.husky/_');
    existing(
      'h',
      '#!/usr/bin/env sh\nsh -e "$(dirname "$(dirname "$0")")/$(basename "$0")" "$@"\nexit $?\n',
      '.husky/_',
    );
    const own = existing('pre-commit', `echo ran > '${marker()}'\n`, '.husky');
    git(['config', 'core.hooksPath', '.husky/_']);
    const report = installHooks(repo.folder, ['pre-commit'], command);
    expect(report.kind).toBe('husky');
    expect(report.hooks[0]!.file).toBe(own);
    repo.write('k.txt', repo.key());
    git(['add', 'k.txt']);
    expect(git(['commit', '-m', 'x']).text).toContain('k.txt:1:1');
    repo.write('k.txt', 'clean');
    git(['add', 'k.txt']);
    expect(git(['commit', '-m', 'x'])).toMatchObject({ ok: true });
    expect(readFileSync(marker(), 'utf8')).toBe('ran\n');
    uninstallHooks(repo.folder, ['pre-commit']);
    expect(readFileSync(own, 'utf8')).toBe(`echo ran > '${marker()}'\n`);
  });

  it('in a configured folder outside: used where it was named, and warned of', () => {
    const outside = path.join(temporary.folder, `hooks${String(number)}`);
    git(['config', 'core.hooksPath', outside]);
    const report = installHooks(repo.folder, HOOK_NAMES, command, outside);
    expect(report.folder).toBe(outside);
    expect(report.warnings.map(({ id }) => id)).toContain('hook.hooks-path-leads-outside');
    repo.write('k.txt', repo.key());
    git(['add', 'k.txt']);
    expect(git(['commit', '-m', 'x'])).toMatchObject({ ok: false });
    const gone = uninstallHooks(repo.folder, HOOK_NAMES, outside);
    expect(gone.hooks.every((hook) => !hook.installed)).toBe(true);
    expect(existsSync(path.join(outside, 'pre-commit'))).toBe(false);
    git(['config', '--unset', 'core.hooksPath']);
    // Set for all repositories of a person.
    const home = path.join(temporary.folder, `home${String(number)}`);
    mkdirSync(home);
    writeFileSync(path.join(home, '.gitconfig'), `[core]\n\thooksPath = ${outside}\n`);
    const saved = process.env['HOME'];
    process.env['HOME'] = home;
    try {
      expect(() => hooksStatus(repo.folder, HOOK_NAMES)).toThrow(outside);
      const status = hooksStatus(repo.folder, HOOK_NAMES, outside);
      expect(status.folder).toBe(outside);
      expect(status.warnings.map(({ id }) => id)).toContain('hook.hooks-path-leads-outside');
    } finally {
      process.env['HOME'] = saved;
    }
    git(['config', 'core.hooksPath', '/dev/null']);
    expect(() => installHooks(repo.folder, HOOK_NAMES, command)).toThrow('switched off');
  });
});

describe('the entry for the pre-commit framework', () => {
  const root = path.resolve(import.meta.dirname, '../../../..');
  const text = readFileSync(path.join(root, '.pre-commit-hooks.yaml'), 'utf8');
  const [first] = text.split(/^- /m).slice(1);

  it('names the command of the package, without file names, in every commit', () => {
    const { bin } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      bin: Record<string, string>;
    };
    expect(first).toMatch(/^id: augno-vault$/m);
    const entry = /^ {2}entry: (.*)$/m.exec(first!)![1]!.split(' ');
    expect(Object.keys(bin)).toContain(entry[0]);
    for (const line of ['language: node', 'pass_filenames: false', 'always_run: true']) {
      expect(first).toContain(`  ${line}\n`);
    }
    // What it calls refuses what is staged, as the framework calls it: in the work tree, by the exit code.
    repo.write('k.txt', repo.key());
    git(['add', 'k.txt']);
    const run = (): number | null =>
      spawnSync(command.node, [command.script, ...entry.slice(1)], {
        cwd: repo.folder,
        env: gitEnvironment(),
      }).status;
    expect(run()).toBe(1);
    repo.write('k.txt', 'clean');
    git(['add', 'k.txt']);
    expect(run()).toBe(0);
  });
});
