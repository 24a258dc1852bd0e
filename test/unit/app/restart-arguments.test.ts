/** With what the app starts again to move its vault. */
import { describe, expect, it } from 'vitest';
import { moveOption, restartArguments, vaultOption } from '../../../electron/app/command-line.ts';

describe('the arguments of the app that moves the vault', () => {
  it.each([
    [['app'], []],
    [
      ['app', '.', '--vault', '/x', '--no-sandbox'],
      ['.', '--no-sandbox'],
    ],
    [['app', '--vault=/x', '--move-vault-to', '/y', '--hidden'], ['--hidden']],
    [['app', '--move-vault-to=/y'], []],
  ] as const)('are of %j, besides its own: %j', (before, kept) => {
    const args = restartArguments(before, '/a b', '/ü');
    expect(args.slice(0, -2)).toEqual(kept);
    expect([vaultOption(args), moveOption(args)]).toEqual(['/a b', '/ü']);
  });

  it('name no move in the next start', () => {
    expect(moveOption(['app', '--vault', '/x'])).toBeUndefined();
  });
});
