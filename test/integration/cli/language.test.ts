/** The built command speaks the reader's language; what programs read of it does not change. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const CLI = path.resolve(import.meta.dirname, '../../../dist/cli.js');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'language-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): { readonly code: number | null; readonly out: string; readonly errors: string } {
  const { CI: _ci, LC_ALL: _all, LC_MESSAGES: _messages, LANG: _lang, ...rest } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--', CLI, ...args], {
    env: { ...rest, AUGNO_VAULT_DIR: path.join(folder, 'none'), ...environment },
    input: 'correct horse battery staple\n',
    encoding: 'utf8',
  });
  return { code: status, out: stdout, errors: stderr };
}

it('errors are said in German, with the same exit code', () => {
  const english = run(['keys', 'list', '--password-stdin'], { LANG: 'C.UTF-8' });
  const german = run(['keys', 'list', '--password-stdin'], { LANG: 'de_DE.UTF-8' });
  const asked = run(['keys', 'list', '--password-stdin', '--language', 'de'], { LANG: 'C.UTF-8' });
  expect(english.errors).toContain('There is no vault in ');
  expect(german.errors).toContain('Es wurde nichts geändert. Legen Sie einen an (augno-vault create-vault)');
  expect(asked.errors).toBe(german.errors);
  expect([english.code, german.code, asked.code]).toEqual([3, 3, 3]);
});

it('results are said in German; JSON is the same', () => {
  const vault = ['--vault', path.join(folder, 'vault'), '--password-stdin'];
  expect(run(['create-vault', ...vault, '--language', 'de']).out).toContain('ist angelegt.');
  const german = run(['verify', ...vault], { LANG: 'de_DE.UTF-8' });
  expect(`${german.out}${german.errors}`).toContain('Der Tresor ist heil: ');
  const json = (language: string): Record<string, unknown> => {
    const said = JSON.parse(run(['verify', ...vault, '--json'], { LANG: language }).out) as Record<
      string,
      unknown
    >;
    // Each opening is an entry of the log.
    return { ...said, auditEntries: null };
  };
  expect(json('de_DE.UTF-8')).toEqual(json('C.UTF-8'));
});

it('a hook speaks English', () => {
  expect(run(['hook', 'nonsense'], { LANG: 'de_DE.UTF-8' }).errors).toContain(
    'Say install, uninstall or status.',
  );
});
