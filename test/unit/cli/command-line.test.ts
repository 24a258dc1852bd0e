import { closeSync, mkdtempSync, openSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../../electron/cli/exit-code.ts';
import { parseCommandLine } from '../../../electron/cli/global-options.ts';
import { readSecretLine } from '../../../electron/cli/secret-input.ts';
import { absoluteHome, applicationDataFolder, resolveVaultFolder } from '../../../electron/platform/paths.ts';
import { ERROR_CODES } from '../../../shared/errors.ts';

describe('global options', () => {
  it('stand before or after the subcommand', () => {
    const parsed = parseCommandLine([
      '--json',
      'keys',
      'list',
      '--vault',
      '/v',
      '--status',
      'active',
      '--quiet',
    ]);
    expect(parsed.globals).toEqual({ vault: '/v', connection: undefined, json: true, quiet: true });
    expect(parsed.rest).toEqual(['keys', 'list', '--status', 'active']);
  });

  it('leave everything behind -- alone', () => {
    const parsed = parseCommandLine(['run', '--env', 'A=b', '--', 'tool', '--json', '--vault', 'x']);
    expect(parsed.globals.json).toBe(false);
    expect(parsed.rest).toEqual(['run', '--env', 'A=b', '--', 'tool', '--json', '--vault', 'x']);
  });

  it.each([
    [['--vault']],
    [['--vault=']],
    [['--password-fd', 'x']],
    [['--password-fd', '3', '--password-stdin']],
  ])('refuses %j', (line) => {
    expect(() => parseCommandLine(line)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });
});

describe('secrets on lines', () => {
  const fileWith = (text: string): number => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'lines-')), 'secrets');
    writeFileSync(file, text);
    return openSync(file, 'r');
  };

  it('come in order, with either line end, and leave the rest unread', () => {
    const descriptor = fileWith('erste\r\nzweité\nrest');
    expect(readSecretLine(descriptor).revealText()).toBe('erste');
    expect(readSecretLine(descriptor).revealText()).toBe('zweité');
    expect(readSecretLine(descriptor).revealText()).toBe('rest');
    expect(() => readSecretLine(descriptor)).toThrow(/no terminal/);
    closeSync(descriptor);
  });

  it('refuse a flood', () => {
    const descriptor = fileWith('x'.repeat(100_000));
    expect(() => readSecretLine(descriptor)).toThrow(/too long/);
    closeSync(descriptor);
  });
});

describe('folders', () => {
  it('are never below the working folder, whatever HOME says', () => {
    expect(absoluteHome('/home/ann')).toBe('/home/ann');
    expect(absoluteHome('', () => '/home/ann')).toBe('/home/ann');
    expect(absoluteHome('sub/folder', () => '/home/ann')).toBe('/home/ann');
    const nobody = (): string => {
      throw new Error('no such user');
    };
    expect(absoluteHome('', nobody)).toBe('/');
    expect(absoluteHome('', () => 'relative')).toBe('/');
  });

  const linux = { platform: 'linux' as const, home: '/home/ann', environment: {} };
  it('follow the option, then the variable, then the platform', () => {
    expect(resolveVaultFolder('/a', { ...linux, environment: { AUGNO_VAULT_DIR: '/b' } })).toBe('/a');
    expect(resolveVaultFolder(undefined, { ...linux, environment: { AUGNO_VAULT_DIR: '/b' } })).toBe('/b');
    expect(resolveVaultFolder(undefined, linux)).toBe('/home/ann/.local/share/augno-vault/vault');
  });

  it('ignore a relative XDG folder, as the specification says', () => {
    expect(applicationDataFolder({ ...linux, environment: { XDG_DATA_HOME: 'relative' } })).toBe(
      '/home/ann/.local/share/augno-vault',
    );
    expect(applicationDataFolder({ ...linux, environment: { XDG_DATA_HOME: '/data' } })).toBe(
      '/data/augno-vault',
    );
  });
});

describe('exit codes', () => {
  it('are one of the documented ones for every error', () => {
    for (const code of ERROR_CODES) expect([1, 2, 3, 4, 5]).toContain(exitCodeOf(code));
  });
});
