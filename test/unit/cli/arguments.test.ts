/** The one reader of arguments: what it takes, and that it repeats nothing that could be a key. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readArguments, readOptions, type Operand } from '../../../electron/cli/arguments.ts';
import { generateKey } from '../../../shared/key-format.ts';

const OPTIONS = { name: { type: 'string', short: 'n' }, 'dry-run': { type: 'boolean' } } as const;

function failure(args: readonly string[], names: readonly Operand[] = ['KEY', 'FILE']): Error {
  try {
    readArguments('keys', args, OPTIONS, names);
  } catch (thrown) {
    return thrown as Error;
  }
  throw new Error('It was taken.');
}

it('reads options in any order, and each operand by its place', () => {
  const read = readArguments('keys', ['a', '--dry-run', 'b', '-n', 'Ada'], OPTIONS, ['KEY', 'FILE']);
  expect(read).toEqual({ values: { name: 'Ada', 'dry-run': true }, operands: ['a', 'b'] });
  expect(readOptions('scan', ['a', 'b', 'c'], {}).positionals).toEqual(['a', 'b', 'c']);
});

it.each([
  [['a'], 'keys needs FILE.'],
  [[], 'keys needs KEY, FILE.'],
  [['a', 'b', 'c'], 'keys was given too many arguments.'],
  [['a', 'b', '--unheard-of'], 'keys does not know --unheard-of.'],
  [['a', 'b', '-x'], 'keys does not know -x.'],
  [['a', 'b', '--name'], '--name lacks its value, or has one that it does not take.'],
  [['a', 'b', '--dry-run=yes'], '--dry-run lacks its value, or has one that it does not take.'],
])('says of %j what is wrong', (args, sentence) => {
  expect(failure(args)).toMatchObject({
    code: 'invalid-input',
    message: sentence,
    hint: 'Nothing was done. See augno-vault keys --help.',
  });
});

it('does not repeat a key that was typed where an option belongs', () => {
  const key = generateKey('prod');
  for (const args of [
    [`--${key}`],
    [`-${key}`],
    [`--name=${key}`, `--${key}=${key}`],
    [`--dry-run=${key}`],
  ]) {
    const { message } = failure(args);
    expect(message).not.toContain(key.slice(-12));
    expect(message).not.toContain(key.slice(0, 20));
  }
});

it('is the only one', () => {
  const root = path.resolve(import.meta.dirname, '../../..');
  const found = execFileSync('git', ['grep', '-lF', 'parseArgs', '--', 'electron', 'shared'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(found.trim()).toBe('electron/cli/arguments.ts');
});
