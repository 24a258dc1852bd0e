/** The user's own editor: what may be started, and with which arguments. */
import { expect, it } from 'vitest';
import { editorArguments, editorProblem } from '../../../shared/editor-command.ts';
import { editorCommandSchema } from '../../../shared/ipc/editor-channels.ts';

it.each([
  ['/usr/bin/gedit', ['+{line}:{column}', '{file}'], null],
  ['C:\\Program Files\\Notepad++\\notepad++.exe', ['-n{line}', '{file}'], null],
  ['gedit', ['{file}'], 'relative'],
  ['./gedit', ['{file}'], 'relative'],
  ['/bin/sh', ['-c', 'gedit {file}'], 'shell'],
  ['/usr/bin/env', ['gedit', '{file}'], 'shell'],
  ['C:\\Windows\\System32\\cmd.exe', ['/c', '{file}'], 'shell'],
  ['C:\\tools\\edit.bat', ['{file}'], 'shell'],
  ['/usr/bin/gedit', ['{line}'], 'no-file'],
  ['/usr/bin/gedit', ['{file}', '{row}'], 'unknown-placeholder'],
] as const)('%s %j: %s', (program, args, problem) => {
  expect(editorProblem({ program, args })).toBe(problem);
});

it('puts the place in as it is, once', () => {
  const command = { program: '/usr/bin/e', args: ['--at={line}:{column}', '{file}'] };
  expect(editorArguments(command, { file: '/a b/{line}; rm $(x).env', line: 3, column: null })).toEqual([
    '--at=3:1',
    '/a b/{line}; rm $(x).env',
  ]);
});

it('takes no argument that ends early', () => {
  expect(editorCommandSchema.safeParse({ program: '/usr/bin/e', args: ['a\0b'] }).success).toBe(false);
  expect(editorCommandSchema.safeParse({ program: '/usr/bin/e', args: [] }).success).toBe(false);
});
