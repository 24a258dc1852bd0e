/** A vault that an earlier version put into the part of the profile that roams moves to the part that stays. */
import { existsSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, Windows, type Ended } from './support/windows.ts';

let windows: Windows;
beforeAll(async () => {
  windows = await Windows.open();
});
afterAll(async () => {
  await windows.close();
});

const ROAMING = ['Ada Müller', 'AppData', 'Roaming', 'Augno Vault'] as const;
const LOCAL = ['Ada Müller', 'AppData', 'Local', 'Augno Vault'] as const;

const verify = async (args: readonly string[] = []): Promise<Ended> =>
  await windows.command(['verify', ...args, '--password-stdin'], { input: `${PASSWORD}\n` });
const move = async (args: readonly string[]): Promise<Ended> =>
  await windows.command(['move-vault', ...args, '--json']);

describe('a vault in the part of the profile that roams', () => {
  beforeAll(async () => {
    const vault = ['--vault', windows.at(...ROAMING, 'vault'), '--password-stdin'];
    const made = await windows.command(['create-vault', ...vault], { input: `${PASSWORD}\n` });
    expect([made.stderr, made.code]).toEqual([expect.any(String), 0]);
    windows.write([...ROAMING, 'vault.app', 'settings.json'].join('/'), '{}');
  });

  it('is not moved while another process has a file of it open', async () => {
    const release = await windows.hold(windows.at(...ROAMING, 'vault', 'vault.db'));
    const refused = await move([]);
    await release();
    expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining('Another process')]);
    expect((await verify()).code).toBe(0);
  });

  it('moves to the part that stays, and is found there without being named', async () => {
    const moved = await move([]);
    expect([moved.stderr.includes('kept as'), moved.code]).toEqual([true, 0]);
    expect(JSON.parse(moved.stdout)).toMatchObject({
      from: windows.at(...ROAMING, 'vault'),
      to: windows.at(...LOCAL, 'vault'),
    });
    expect((await verify()).code).toBe(0);
    expect(existsSync(windows.host(...LOCAL, 'vault.app', 'settings.json'))).toBe(true);
    expect(readdirSync(windows.host(...ROAMING)).filter((name) => /moved-\d/.test(name))).toHaveLength(2);
  });

  it('is found by its old name too', async () => {
    expect((await verify(['--vault', windows.at(...ROAMING, 'vault')])).code).toBe(0);
  });

  it('moves on to another drive', async () => {
    const target = `Z:${windows.host('other drive', 'vault').replaceAll('/', '\\')}`;
    expect((await move(['--to', target])).code).toBe(0);
    expect((await verify()).code).toBe(0);
    expect((await verify(['--vault', target])).code).toBe(0);
  });

  it('is not moved onto a vault', async () => {
    const there = windows.at('taken');
    await windows.command(['create-vault', '--vault', there, '--password-stdin'], { input: `${PASSWORD}\n` });
    expect((await move(['--to', there])).code).toBe(3);
  });
});
