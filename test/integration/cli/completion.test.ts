/** `help`, mistyped commands and completion, by the command itself and in a real shell. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const CLI = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

let folder: string;
let environment: NodeJS.ProcessEnv;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'augno-vault-completion-'));
  const program = path.join(folder, 'augno-vault');
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${CLI}' "$@"\n`);
  chmodSync(program, 0o755);
  environment = { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}`, LC_ALL: 'C.UTF-8' };
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(...args: string[]): { code: number | null; out: string; error: string } {
  const { status, stdout, stderr } = spawnSync('augno-vault', args, { env: environment, encoding: 'utf8' });
  return { code: status, out: stdout, error: stderr };
}

it('helps with a command, and says which may have been meant', () => {
  expect(run('help', 'keys')).toMatchObject({ code: 0, out: run('keys', '--help').out, error: '' });
  const typo = run('scna', '.');
  expect(typo).toMatchObject({ code: 2, out: '' });
  // And nothing else: no warning of the runtime's stands before it.
  expect(typo.error).toBe(
    'augno-vault: There is no command "scna".\n  Nothing was done. Did you mean scan? See augno-vault --help.\n',
  );
  expect(run('--language', 'fr', 'scan').error).toMatch(/^augno-vault: /);
  expect(run('help', 'kyes').error).toContain('Did you mean keys?');
  expect(run('--language', 'de', 'scna').error).toContain('Meinten Sie scan?');
  expect(run('frobnicate').error).toContain('Nothing was done. See augno-vault --help.');
  expect(run('completion').code).toBe(2);
  expect(run('completion', 'tcsh').error).toContain('bash, zsh, fish, powershell');
  expect(run('help', '--man').out).toMatch(/^\.TH AUGNO\\-VAULT 1 /);
});

it('says which option, value or action may have been meant', () => {
  expect(run('scan', '--histroy', '.')).toEqual({
    code: 2,
    out: '',
    error:
      'augno-vault: scan does not know --histroy.\n  Did you mean --history? Nothing was scanned. See augno-vault scan --help.\n',
  });
  expect(run('scan', '--format', 'jsno', '.').error).toContain('Did you mean json?');
  expect(run('scan', '--format=srif', '.').error).toContain('Did you mean sarif?');
  expect(run('keys', 'lsit').error).toContain('Did you mean list?');
  // One that every command takes.
  expect(run('keys', 'list', '--jsn').error).toContain('Did you mean --json?');
  expect(run('--language', 'de', 'keys', 'list', '--stauts', 'active').error).toContain(
    'Meinten Sie --status? Es wurde nichts getan.',
  );
  // Nothing is near, or only what is not ours to name.
  expect(run('scan', '--frobnicate').error).not.toContain('Did you mean');
});

describe.skipIf(process.platform === 'win32')('in bash', () => {
  const complete = (...words: string[]): readonly string[] => {
    const script = `
      source <(augno-vault completion bash)
      COMP_WORDS=(augno-vault "$@"); COMP_CWORD=$#
      _augno_vault augno-vault
      printf '%s\\n' "\${COMPREPLY[@]}"`;
    const out = execFileSync('bash', ['-c', script, 'bash', ...words], {
      env: environment,
      encoding: 'utf8',
    });
    return out.split('\n').filter((line) => line !== '');
  };

  it('completes commands, actions, options and values', () => {
    expect(complete('dr')).toEqual(['drill']);
    expect(complete('keys', 'rev')).toEqual(['revoke', 'reveal']);
    expect(complete('keys', 'rotate', 'K', '--over')).toEqual(['--overlap']);
    expect(complete('scan', '--format', '')).toEqual(expect.arrayContaining(['json', 'sarif']));
  });

  it('runs nothing of what was typed', () => {
    expect(complete('$(touch pwned)')).toEqual([]);
    expect(complete('keys', '`id`', ';')).toEqual([]);
  });
});
