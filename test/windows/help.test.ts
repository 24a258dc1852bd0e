/** Each subcommand starts on Windows and says what it is for; a wrong use of it is refused without a trace of the system. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../electron/cli/registry.ts';
import { Windows } from './support/windows.ts';

const NAMES = COMMANDS.map(({ name }) => name);

let windows: Windows;
beforeAll(async () => {
  windows = await Windows.open();
});
afterAll(async () => {
  await windows.close();
});

describe('augno-vault', () => {
  it('says its version', async () => {
    expect(await windows.command(['--version'])).toMatchObject({ code: 0, stdout: '0.1.0\n' });
  });

  it('lists its subcommands', async () => {
    const { code, stdout } = await windows.command(['--help']);
    expect(code).toBe(0);
    for (const name of NAMES) expect(stdout).toContain(name);
  });

  it('refuses a subcommand that there is not', async () => {
    expect((await windows.command(['nothing'])).code).toBe(2);
  });

  it.each(NAMES)('%s has help', async (name) => {
    const { code, stdout, stderr } = await windows.command([name, '--help']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`augno-vault ${name}`);
  });

  it.each(['bash', 'zsh', 'fish', 'powershell'])('completes in %s', async (shell) => {
    const { code, stdout } = await windows.command(['completion', shell]);
    expect(code).toBe(0);
    expect(stdout).toContain('augno-vault');
  });

  it('says what of this system works', async () => {
    const { code, stdout } = await windows.command(['doctor', '--json']);
    const { platform, checks } = JSON.parse(stdout) as {
      readonly platform: string;
      readonly checks: readonly { readonly id: string; readonly state: string }[];
    };
    expect([code, platform]).toEqual([0, 'win32']);
    const works = checks.filter(({ state }) => state === 'works').map(({ id }) => id);
    expect(works).toEqual(
      expect.arrayContaining(['runtime', 'database', 'derivation', 'folder', 'loopback']),
    );
  });

  it('speaks German where it is told to', async () => {
    const { stderr } = await windows.command(['verify', '--language', 'de', '--password-stdin'], {
      input: 'x\n',
    });
    expect(stderr).toMatch(/Tresor/);
  });
});
