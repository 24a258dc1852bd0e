/** What a shell is offered, read from the same help that people read. */
import { describe, expect, it } from 'vitest';
import { candidates } from '../../../electron/cli/completion/candidates.ts';
import { readTyped, written, type Quote } from '../../../electron/cli/completion/quoting.ts';
import { grammarOf } from '../../../electron/cli/completion/grammar.ts';
import { SCRIPTS, type Shell } from '../../../electron/cli/completion/scripts.ts';
import { helpEnglish } from '../../../electron/cli/messages/en/index.ts';
import { manPage } from '../../../electron/cli/man-page.ts';
import { nearest } from '../../../electron/cli/nearest.ts';
import { COMMANDS } from '../../../electron/cli/registry.ts';

describe('the cursor', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['at the first word', ['re'], ['recovery-key', 'restore']],
    ['after options that every command takes', ['--vault', 'x', '--json', 'syn'], ['sync']],
    ['at an action', ['keys', 're'], ['revoke', 'reveal', 'resolve']],
    ['at an action that stands beside others', ['hook', 'un'], ['uninstall']],
    ['at an option of that action', ['keys', 'rotate', 'KEY', '--ov'], ['--overlap']],
    ['at an option that another action has', ['keys', 'list', '--ov'], []],
    ['at an option of a command without actions', ['scan', '.', '--his'], ['--history']],
    ['at a value that the help names', ['scan', '--format', 's'], ['sarif']],
    ['at a value that every command takes', ['--language', ''], ['en', 'de']],
    ['at a value that is anybody’s', ['--vault', ''], []],
    ['at what a program is called with', ['run', '--env', 'A=B', '--', 'no'], []],
    ['at a key, where no name may be offered', ['keys', 'rotate', ''], []],
    ['behind completion, at a switch', ['completion', '--names', 'o'], ['on', 'off']],
    ['behind help', ['help', 'dri'], ['drill']],
    ['behind completion', ['completion', 'f'], ['fish']],
    ['at no command', ['no-such-command', ''], []],
  ])('%s', async (_where, words, expected) => {
    expect(await candidates(COMMANDS, words)).toEqual(expected);
  });

  it('is offered every command, and help', async () => {
    expect(await candidates(COMMANDS, [''])).toEqual([...COMMANDS.map(({ name }) => name), 'help']);
  });
});

describe('a key', () => {
  const NAMES = ['ERP Sync', 'ERP Test', 'Web shop'];
  const at = (shell: Shell | null, ...words: string[]): Promise<readonly string[]> =>
    candidates(COMMANDS, words, { shell, read: () => NAMES });

  it.each<[string, readonly string[], readonly string[]]>([
    ['behind an action of one', ['keys', 'show', 'ER'], ['ERP Sync', 'ERP Test']],
    ['behind options and their values', ['keys', 'rotate', '--overlap', '7d', 'We'], ['Web shop']],
    ['behind a switch', ['keys', 'rotate', '--reveal', 'We'], ['Web shop']],
    ['of a service', ['provider', 'check', ''], NAMES],
    ['behind an option that names one', ['agent', 'run', '--key', 'We'], ['Web shop']],
    ['behind a variable', ['run', '--env', 'KEY=We'], ['KEY=Web shop']],
    ['where the variable is missing', ['run', '--env', 'We'], []],
    ['where there is one already', ['keys', 'rotate', 'KEY', 'We'], []],
    ['in the place of another value', ['keys', 'rotate', 'KEY', '--confirm', 'We'], []],
    ['of an action that takes none', ['keys', 'list', 'We'], []],
    ['in place of a service', ['provider', 'import', 'We'], []],
    ['behind what parts a program off', ['run', '--env', 'A=B', '--', 'We'], []],
  ])('is offered %s, or not', async (_where, words, expected) => {
    expect(await at('fish', ...words)).toEqual(expected);
  });

  it('is offered to no script of before, which would not write it as its shell reads it', async () => {
    expect(await at(null, 'keys', 'show', '')).toEqual([]);
  });

  it('is found by what was typed in that shell’s own way, and written in it', async () => {
    expect(await at('bash', 'keys', 'show', 'ERP\\ S')).toEqual(['ERP\\ Sync']);
    expect(await at('bash', 'keys', 'show', '"ERP S')).toEqual(['ERP Sync']);
    expect(await at('bash', 'run', '--env', 'KEY', '=', 'W')).toEqual(['Web\\ shop']);
    expect(await at('bash', 'run', '--env', 'KEY', '=')).toEqual(['ERP\\ Sync', 'ERP\\ Test', 'Web\\ shop']);
    expect(await at('zsh', 'keys', 'show', "'ERP S")).toEqual(['ERP Sync']);
    expect(await at('powershell', 'keys', 'show', "'ERP S")).toEqual(["'ERP Sync'"]);
    expect(await at('bash', 'keys', 'show', '$(ERP')).toEqual([]);
    expect(await at('bash', 'keys', 'show', 'E"RP')).toEqual([]);
  });
});

it.each<[Shell, Quote, string, string | null]>([
  ['bash', '', '$(touch x)`;&|<>!', '\\$\\(touch\\ x\\)\\`\\;\\&\\|\\<\\>\\!'],
  ['bash', '', '*?[a]{b,c}~#"\'\\', '\\*\\?\\[a\\]\\{b,c\\}\\~\\#\\"\\\'\\\\'],
  ['bash', '', 'a:b=c', 'a\\:b\\=c'],
  ['bash', '"', 'a$b`c"d\\e', 'a\\$b\\`c\\"d\\\\e'],
  ['bash', '"', 'wow!', null],
  ['bash', "'", "it's", "it'\\''s"],
  ['bash', "'", "its'", null],
  ['bash', '"', 'its"', null],
  ['powershell', '', 'Plain_1', 'Plain_1'],
  ['powershell', '', '$(Stop-Computer)', "'$(Stop-Computer)'"],
  ['powershell', '', "it’s ‘a’ 'b'", "'it’’s ‘‘a’’ ''b'''"],
  ['powershell', '', 'a" --force "b', null],
  ['powershell', '', 'ends\\', null],
])('in %s, quoted by %j, %j is written as %j', (shell, quote, name, expected) => {
  expect(written(shell, name, quote)).toBe(expected);
  if (expected !== null && shell === 'bash' && quote === '')
    expect(readTyped('bash', expected)).toEqual({ text: name, quote: '' });
});

it('finds actions in the help wherever a command has some', () => {
  const found = new Map<string, readonly string[]>();
  for (const { name } of COMMANDS) {
    const { text: help } = helpEnglish.commands[name];
    const { actions, optionsOf } = grammarOf(name, help);
    if (actions.length > 0) found.set(name, actions);
    for (const option of optionsOf(null)) expect(help).toContain(option);
  }
  expect(found.get('connections')).toEqual(['list', 'repair', 'move', 'rename', 'remove', 'sandboxes']);
  expect([...found.keys()]).toEqual(
    expect.arrayContaining(['hook', 'connections', 'roles', 'keys', 'provider', 'agent', 'mcp']),
  );
});

it('names what may have been meant, and nothing that is far from it', () => {
  const names = COMMANDS.map(({ name }) => name);
  expect(nearest('scna', names)).toEqual(['scan']);
  expect(nearest('conections', names)).toEqual(['connections']);
  expect(nearest('key', names)).toEqual(['keys']);
  expect(nearest('frobnicate', names)).toEqual([]);
  expect(nearest('x', names)).toEqual([]);
});

it('lets no shell run what is completed', () => {
  for (const script of Object.values(SCRIPTS))
    expect(script).not.toMatch(/\beval\b|compgen -W|Invoke-Expression/);
});

it('makes a page for man that holds every help as it stands', () => {
  const behind = "\n  'quoted' \\ and .dots";
  const overview = { before: 'augno-vault: keeps keys.\n', behind };
  const names = COMMANDS.map(({ name }) => name);
  const page = manPage('1.2.3', { ...helpEnglish, overview }, names);
  expect(page).toContain('.TH AUGNO\\-VAULT 1');
  for (const { name } of COMMANDS) expect(page).toContain(`.SS ${name.replaceAll('-', '\\-')}`);
  const requests = page.split('\n').filter((line) => /^[.']/.test(line));
  expect(new Set(requests.map((line) => line.split(' ')[0]))).toEqual(
    new Set(['.TH', '.SH', '.SS', '.nf', '.fi']),
  );
});
