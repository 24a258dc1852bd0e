/** A vault on Windows: made there or elsewhere, opened by two at once, backed up and brought back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeVaultWithKey, runningSandbox, type Sandbox } from './support/sandbox.ts';
import { PASSWORD, Windows } from './support/windows.ts';

const NAME = 'Größe & Maß';
let windows: Windows;
let sandbox: Sandbox;
let secret = '';

beforeAll(async () => {
  [windows, sandbox] = await Promise.all([Windows.open(), runningSandbox()]);
  secret = await makeVaultWithKey(windows, sandbox, NAME);
});
afterAll(async () => {
  await windows.close();
  await sandbox.close();
});

describe('a vault of another system', () => {
  it('is whole', async () => {
    const { code, stdout } = await windows.vault(['verify']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('whole')]);
  });

  it('lists and reveals its keys', async () => {
    const { keys } = JSON.parse((await windows.vault(['keys', 'list', '--json'])).stdout) as {
      readonly keys: readonly { readonly name: string }[];
    };
    expect(keys.map(({ name }) => name)).toContain(NAME);
    expect((await windows.vault(['keys', 'reveal', NAME])).stdout.trim()).toBe(secret);
  });

  it('says what happened in it', async () => {
    expect((await windows.vault(['audit'])).stdout).toContain('Key created');
  });

  it('is opened by two at once', async () => {
    const both = await Promise.all([windows.vault(['verify']), windows.vault(['keys', 'reveal', NAME])]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
  });

  it('does not open with another password', async () => {
    expect((await windows.vault(['verify'], { input: 'wrong and long enough\n' })).code).toBe(3);
  });
});

describe('a vault made on Windows', () => {
  const options = (): readonly string[] => ['--vault', windows.at('Neuer Tresor'), '--password-stdin'];

  it('is made below a folder with blanks and umlauts, and opens', async () => {
    const made = await windows.command(['create-vault', ...options()], { input: `${PASSWORD}\r\n` });
    expect([made.code, made.stdout]).toEqual([0, expect.stringContaining('Neuer Tresor')]);
    const verified = await windows.command(['verify', ...options()], { input: `${PASSWORD}\n` });
    expect(verified.code).toBe(0);
  });

  it('is not made twice', async () => {
    expect((await windows.command(['create-vault', ...options()], { input: `${PASSWORD}\n` })).code).not.toBe(
      0,
    );
  });

  it('is refused a password that no keyboard types', async () => {
    const refused = await windows.command(['create-vault', '--vault', windows.at('x'), '--password-stdin'], {
      input: Buffer.from('p\xE4sswort und noch mehr\n', 'latin1'),
    });
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('not in UTF-8')]);
  });

  it('opens with a password that a shell put a mark before', async () => {
    const opened = await windows.command(['verify', ...options()], { input: `\uFEFF${PASSWORD}\r\n` });
    expect(opened.code).toBe(0);
  });
});

describe('what a shell is given', () => {
  it.each([
    ['keys', ['keys', 'list', '--json']],
    ['status', ['status', '--json']],
  ] as const)('of %s is in ASCII, with every letter in it', async (_what, args) => {
    const { stdout } = await windows.vault(args);
    expect(stdout).toMatch(/^[\0-\x7F]+$/);
    expect(() => JSON.parse(stdout) as unknown).not.toThrow();
    if (args[0] === 'keys') expect(JSON.stringify(JSON.parse(stdout))).toContain(NAME);
  });
});

describe('where a vault lies', () => {
  const make = async (args: readonly string[] = []): Promise<{ code: number | null; stderr: string }> =>
    await windows.command(['create-vault', ...args, '--password-stdin'], { input: `${PASSWORD}\n` });
  const isThere = async (file: string): Promise<unknown> =>
    await windows.evaluate(`return require('node:fs').existsSync(${JSON.stringify(file)})`);

  it('is the user’s folder that stays on this computer', async () => {
    const made = await make();
    expect([made.code, made.stderr]).toEqual([0, expect.not.stringContaining('Other users')]);
    const local = windows.at('Ada Müller', 'AppData', 'Local', 'Augno Vault', 'vault', 'vault.db');
    expect(await isThere(local)).toBe(true);
    expect(await isThere(local.replace('Local', 'Roaming'))).toBe(false);
  });

  it('is said to be open to others where the folder was there before', async () => {
    windows.write('shared folder/theirs.txt', 'x');
    const made = await make(['--vault', windows.at('shared folder')]);
    expect([made.code, made.stderr]).toEqual([
      0,
      expect.stringContaining('Other users of this computer may reach'),
    ]);
  });
});

it('a backup opens as another vault', async () => {
  const file = windows.at('Sicherung ü.augnobackup');
  const made = await windows.vault(['backup', file], { more: 'Backup password, long\n' });
  expect([made.stderr, made.code]).toEqual([expect.any(String), 0]);
  const restored = await windows.command(
    ['restore', file, '--vault', windows.at('restored'), '--password-stdin'],
    { input: `Backup password, long\n` },
  );
  expect([restored.stderr, restored.code]).toEqual([expect.any(String), 0]);
});
