import { describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ app: {} }));
const { autostartEntry, isActiveEntry, quoteExecArgument } =
  await import('../../../electron/app/login-start.ts');

/** Undoes what a session does with the Exec key: the file's escapes first, then its own quotes. */
function readExec(entry: string): readonly string[] {
  const value = /^Exec=(.*)$/m.exec(entry)![1]!.replaceAll(/\\(.)/g, (_, character: string) => character);
  return [...value.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, quoted]) =>
    quoted!.replaceAll(/\\(.)/g, (_, character: string) => character).replaceAll('%%', '%'),
  );
}

describe('the entry for starting at login', () => {
  it('starts the program with its arguments as they are, whatever is in them', () => {
    const command = [
      '/opt/Augno Vault/augno-vault',
      '--hidden',
      '--vault',
      '/home/ada/a "b" $c `d` 100% \\e',
    ];
    expect(readExec(autostartEntry(command))).toEqual(command);
    expect(quoteExecArgument('plain')).toBe('"plain"');
  });

  it('counts as long as the desktop has not turned it off', () => {
    const entry = autostartEntry(['/usr/bin/augno-vault', '--hidden']);
    expect(isActiveEntry(entry)).toBe(true);
    expect(isActiveEntry(`${entry}Hidden=true\n`)).toBe(false);
    expect(isActiveEntry(entry.replace('enabled=true', 'enabled=false'))).toBe(false);
    expect(isActiveEntry('')).toBe(false);
  });
});
