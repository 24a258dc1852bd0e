/** What a grant can cover at all. */
import { expect, it } from 'vitest';
import { servedCommand } from '../../../electron/cli/agent/served.ts';
import { COMMANDS } from '../../../electron/cli/registry.ts';

it('is a handful of commands that read, and no other', () => {
  const served = COMMANDS.filter(({ isServedByAgent }) => isServedByAgent === true).map(({ name }) => name);
  expect(served).toEqual(['status', 'audit', 'connections', 'sync', 'roles', 'keys']);
  for (const { name } of COMMANDS) if (!served.includes(name)) expect(servedCommand(name, [])).toBeNull();
  for (const args of [
    ['export', 'x'],
    ['backup', 'x'],
    ['restore', 'x'],
    ['merge', 'x'],
    ['recovery-key'],
    ['change-password'],
    ['rotate-vault-key'],
    ['connections', 'remove', 'Test'],
    ['connections', 'move', 'Test', '--url', 'https://example.com'],
    ['connections', 'repair', 'Test'],
    ['connect', '--url', 'https://example.com'],
    ['agent', 'approve', '000-000'],
    ['agent', 'grants'],
    ['roles', 'create', '--name', 'x', '--permission', 'units:read'],
    ['sync', 'everything'],
    ['audit', 'export'],
    ['keys', 'create', '--name', 'x'],
    ['keys', 'rotate', 'x'],
    ['keys', 'revoke', 'x'],
    ['keys', 'delete', 'x'],
    ['keys', 'add-secret', 'x'],
  ])
    expect(servedCommand(args[0]!, args.slice(1)), args.join(' ')).toBeNull();
});

it('knows which key is meant, wherever it stands among the options', () => {
  expect(servedCommand('keys', ['test', '--account', 'ac_1', 'ERP'])).toMatchObject({
    words: ['keys', 'test'],
    options: ['--account=ac_1'],
    key: 'ERP',
  });
  expect(servedCommand('keys', ['test', 'ERP', '--account=ac_1'])).toMatchObject({ key: 'ERP' });
  expect(servedCommand('keys', ['reveal', 'ERP'])).toMatchObject({ action: { purpose: 'reveal' } });
  // Neither is covered by leave to list keys, nor by that to use one.
  expect(servedCommand('audit', [])).toMatchObject({ action: { purpose: 'list', scope: 'audit' } });
  expect(servedCommand('sync', [])).toMatchObject({ action: { purpose: 'use', scope: 'sync' } });
});

it('is nothing that it cannot read', () => {
  expect(servedCommand('keys', ['show'])).toBeNull();
  expect(servedCommand('keys', ['show', 'a', 'b'])).toBeNull();
  expect(servedCommand('keys', ['list', 'ERP'])).toBeNull();
  expect(servedCommand('keys', ['list', '--unknown'])).toBeNull();
});
