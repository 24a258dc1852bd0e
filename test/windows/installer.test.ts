/**
 * What our part of the installer does to this user's registry: built by the real `makensis`, run under Wine. Its page and what
 * electron-builder puts around it are seen by nobody here.
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isOnPath } from '../../build/bootstrap/system-packages.mjs';
import { Windows } from './support/windows.ts';

const SETTINGS = 'HKCU\\Software\\Augno Vault';
const ERROR_REPORTING = 'HKCU\\Software\\Microsoft\\Windows\\Windows Error Reporting\\ExcludedApplications';
const ENVIRONMENT = 'HKCU\\Environment';
const PATIENT = { timeout: 60_000 };
const root = path.resolve(import.meta.dirname, '../..');

let windows: Windows;
let pathBefore: string | null = null;
const reg = async (...args: readonly string[]): Promise<string> =>
  (await windows.program('reg', args)).stdout;

/** @returns null where it is not there */
async function valueOf(key: string, name: string): Promise<string | null> {
  const line = (await reg('query', key, '/v', name)).split('\n').find((each) => each.includes(name)) ?? '';
  return /\sREG_\w+\s+(.*?)\r?$/s.exec(line)?.[1] ?? null;
}
/** As `reg` says it here: in a code page of its own, of which only ASCII is read. */
const said = (value: string | null): string | null => value?.replaceAll(/[^ -~]/g, '\ufffd') ?? null;
const pathNow = (): Promise<string | null> => valueOf(ENVIRONMENT, 'Path');

async function setPath(value: string | null): Promise<void> {
  if (value === null) await reg('delete', ENVIRONMENT, '/v', 'Path', '/f');
  else await reg('add', ENVIRONMENT, '/v', 'Path', '/t', 'REG_EXPAND_SZ', '/d', value, '/f');
  expect(await pathNow()).toBe(said(value));
}

/** What the person chose on the installer's page; null: never asked. */
async function choose(onPath: boolean | null): Promise<void> {
  await reg('delete', SETTINGS, '/f');
  if (onPath !== null)
    await reg('add', SETTINGS, '/v', 'CommandOnPath', '/t', 'REG_DWORD', '/d', onPath ? '1' : '0', '/f');
}

const install = async (): Promise<void> => {
  expect((await windows.program(windows.at('setup.exe'), ['/S'])).code).toBe(0);
};
/** It goes on in a copy of itself when it has answered. */
async function uninstall(...args: readonly string[]): Promise<void> {
  expect((await windows.program(windows.at('App', 'uninstall.exe'), ['/S', ...args])).code).toBe(0);
}
const command = (): string => windows.at('App', 'resources', 'command');

describe.skipIf(!isOnPath('makensis'))('the installer’s question about PATH', () => {
  beforeAll(async () => {
    windows = await Windows.open();
    execFileSync('makensis', [
      ...['-V2', '-INPUTCHARSET', 'UTF8', `-DOUT=${windows.host('setup.exe')}`],
      ...[`-DINTO=${windows.at('App')}`, `-DSCRIPT=${path.join(root, 'build/command/installer.nsh')}`],
      path.join(import.meta.dirname, 'support', 'installer.nsi'),
    ]);
    pathBefore = await pathNow();
  });
  afterAll(async () => {
    await choose(null);
    await setPath(pathBefore);
    await windows.close();
  });
  beforeEach(() => choose(null));

  it.each<readonly [where: string, before: string | null, after: string, left: string | null]>([
    ['there is none', null, 'COMMAND', null],
    [
      'there are two',
      'C:\\one;%USERPROFILE%\\bin',
      'C:\\one;%USERPROFILE%\\bin;COMMAND',
      'C:\\one;%USERPROFILE%\\bin',
    ],
    ['it ends with a semicolon', 'C:\\one;', 'C:\\one;COMMAND', 'C:\\one'],
    ['it has umlauts', 'C:\\Für alle', 'C:\\Für alle;COMMAND', 'C:\\Für alle'],
  ])('adds the command where %s, once, and takes it away again', async (_, before, after, left) => {
    await setPath(before);
    await choose(true);
    await install();
    expect(await pathNow()).toBe(said(after.replace('COMMAND', command())));
    await install();
    expect(await pathNow()).toBe(said(after.replace('COMMAND', command())));
    await uninstall('--updated');
    await install();
    expect(await pathNow()).toBe(said(after.replace('COMMAND', command())));
    await uninstall();
    await expect.poll(pathNow, PATIENT).toBe(said(left));
  });

  it('knows its own entry in other letters', async () => {
    await setPath(`${command().toUpperCase()};C:\\one`);
    await choose(true);
    await install();
    expect(await pathNow()).toBe(said(`${command().toUpperCase()};C:\\one`));
    await uninstall();
    await expect.poll(pathNow, PATIENT).toBe('C:\\one');
  });

  it('leaves one that is too long as it is', async () => {
    const long = Array.from({ length: 600 }, (_, index) => `C:\\folder ${String(index)}`).join(';');
    await setPath(long);
    await choose(true);
    await install();
    expect(await pathNow()).toBe(long);
    await uninstall();
    await expect.poll(() => valueOf(SETTINGS, 'CommandOnPath'), PATIENT).toBeNull();
    expect(await pathNow()).toBe(long);
  });

  it('changes nothing where nobody was asked, and takes it away where the answer is another one now', async () => {
    await setPath('C:\\one');
    await install();
    expect(await pathNow()).toBe('C:\\one');
    await choose(true);
    await install();
    await choose(false);
    await install();
    expect(await pathNow()).toBe('C:\\one');
  });

  it('keeps both programs out of error reports, and leaves nothing behind', async () => {
    const excluded = (): Promise<readonly (string | null)[]> =>
      Promise.all(['Augno Vault.exe', 'augno-vault.exe'].map((name) => valueOf(ERROR_REPORTING, name)));
    await install();
    expect(await excluded()).toEqual(['0x1', '0x1']);
    await reg('add', 'HKCU\\Software\\Classes\\augno-vault', '/ve', '/d', 'link', '/f');
    await uninstall('--updated');
    expect(await excluded()).toEqual(['0x1', '0x1']);
    await uninstall();
    await expect.poll(excluded, PATIENT).toEqual([null, null]);
    await expect
      .poll(() => reg('query', 'HKCU\\Software\\Classes\\augno-vault'), PATIENT)
      .not.toContain('HKEY');
  });
});
