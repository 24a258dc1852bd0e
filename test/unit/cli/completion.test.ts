/** What a shell is offered, read from the same help that people read. */
import { describe, expect, it } from 'vitest';
import { candidates } from '../../../electron/cli/completion/candidates.ts';
import { grammarOf } from '../../../electron/cli/completion/grammar.ts';
import { SCRIPTS } from '../../../electron/cli/completion/scripts.ts';
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
    ['at a key', ['keys', 'rotate', ''], []],
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
