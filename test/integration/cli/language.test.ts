/** The built command speaks the reader's language; what programs read of it does not change. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generateKey } from '../../../shared/key-format.ts';

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

it('the report of a scan is in German; its JSON, its exit code and what reads it are the same', () => {
  const root = mkdtempSync(path.join(folder, 'scanned-'));
  writeFileSync(path.join(root, 'a.env'), `KEY=${generateKey('test')}\n`);
  writeFileSync(path.join(root, 'a.cab'), 'MSCF\0\0\0\0');
  const scan = (language: string, ...args: readonly string[]): ReturnType<typeof run> =>
    run(['scan', root, '--no-incremental', ...args], { LANG: language });
  const german = scan('de_DE.UTF-8');
  expect(german.out).toMatch(/^LECK {2}aug_sk_test_/);
  expect(german.out).toContain('a.cab: ein Archiv der Art cabinet, das sich nicht öffnen lässt');
  expect(german.out).toContain('1 geleakter Schlüssel an 1 Stelle.');
  expect(german.out).not.toMatch(/\b(?:the|key|scanned|leaked)\b/);
  expect([german.code, scan('C.UTF-8').code]).toEqual([1, 1]);
  for (const format of ['json', 'sarif', 'csv']) {
    const of = (language: string): string =>
      scan(language, '--format', format).out.replace(
        /"(?:durationMs|startTimeUtc|endTimeUtc)": ?[^,}\n]+/g,
        '',
      );
    expect(of('de_DE.UTF-8')).toBe(of('C.UTF-8'));
    expect(of('de_DE.UTF-8')).toContain("a cabinet archive, which can't be opened");
  }
});

it('what keeps a hook from its work is said in German where that is set', () => {
  const repository = mkdtempSync(path.join(folder, 'repository-'));
  execFileSync('git', ['init', '-q', repository]);
  execFileSync('git', ['-C', repository, 'config', 'core.hooksPath', '']);
  const install = ['hook', 'install', repository];
  expect(run([...install, '--language', 'de']).errors).toContain('Hooks sind hier abgeschaltet');
  expect(run(install, { LANG: 'de_DE.UTF-8' }).errors).toContain('Hooks are switched off here');
});

it('help is in German, that of hooks too; in CI it is English', () => {
  const german = { LANG: 'de_DE.UTF-8' };
  expect(run(['--help'], german).out).toContain('Aufruf: augno-vault BEFEHL [Optionen]');
  expect(run(['keys', '--help'], german).out).toContain('augno-vault keys show SCHLÜSSEL');
  expect(run(['hook', '--help'], german).out).toContain('Git-Hooks, die genau das durchsuchen');
  expect(run(['help', 'hook'], german).out).toBe(run(['hook', '--help'], german).out);
  expect(run(['help', '--man'], german).out).toContain('.SH BEFEHLE\n');
  expect(run(['keys', '--help'], { ...german, CI: 'true' }).out).toContain('augno-vault keys show KEY');
});

it('a hook speaks English', () => {
  expect(run(['hook', 'nonsense'], { LANG: 'de_DE.UTF-8' }).errors).toContain(
    'Say install, uninstall or status.',
  );
});
