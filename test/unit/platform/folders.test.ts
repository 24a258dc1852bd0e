/** Folders that are this user's alone, that a program copies elsewhere, or whose name means something to a system. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { profileFolderOf, settleProfileFolder } from '../../../electron/platform/paths.ts';
import { keepForUser } from '../../../electron/platform/private-folder.ts';
import { syncedBy } from '../../../electron/platform/synced-folder.ts';
import { wayBelow } from '../../../electron/platform/way-below.ts';
import { makePrivateFolder } from '../../../electron/vault/storage/layout.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'augno-folders-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a vault’s folder on Windows', () => {
  const USER = 'S-1-5-21-1004336348-1177238915-682003330-512';
  const on = (
    at: string,
    {
      isNew = true,
      told = `"firma\\jürgen","${USER}"\r\n`,
      platform = 'win32',
      fails = '',
    }: {
      readonly isNew?: boolean;
      readonly told?: string;
      readonly platform?: NodeJS.Platform;
      readonly fails?: string;
    } = {},
  ): { readonly access: string; readonly ran: readonly (readonly string[])[] } => {
    const ran: (readonly string[])[] = [];
    const access = keepForUser(at, isNew, {
      platform,
      home: 'C:\\Users\\Jürgen',
      systemRoot: 'C:\\Windows',
      run: (program, args) => {
        ran.push([program, ...args]);
        if (fails !== '' && program.endsWith(fails)) throw new Error('refused');
        return program.endsWith('whoami.exe') ? told : '';
      },
    });
    return { access, ran };
  };

  it('outside of the profile is given to this user and the system alone, by their numbers', () => {
    const { access, ran } = on('D:\\Tresor');
    expect(access).toBe('alone');
    expect(ran).toEqual([
      ['C:\\Windows\\System32\\whoami.exe', '/user', '/fo', 'csv', '/nh'],
      [
        'C:\\Windows\\System32\\icacls.exe',
        'D:\\Tresor',
        '/inheritance:r',
        '/grant:r',
        `*${USER}:(OI)(CI)F`,
        '*S-1-5-18:(OI)(CI)F',
      ],
    ]);
  });

  it.each([
    'C:\\Users\\Jürgen\\AppData\\Local\\Augno Vault\\vault',
    'c:\\users\\jürgen\\x',
    'C:\\Users\\Jürgen\\..vaults\\x',
  ])('in the profile needs nothing: %s', (at) => {
    expect(on(at)).toEqual({ access: 'alone', ran: [] });
  });

  it.each(['C:\\Users\\Jürgen2\\x', 'C:\\Users', '\\\\server\\share\\vault', 'C:\\Users\\Jürgen'])(
    'is outside of it at %s',
    (at) => {
      expect(on(at).ran.length).toBe(2);
    },
  );

  it('that was there before is left as it is, and said to be open', () => {
    expect(on('D:\\Shared', { isNew: false })).toEqual({ access: 'open', ran: [] });
  });

  it.each(['whoami.exe', 'icacls.exe'])('is said to be open where %s fails, as on FAT', (fails) => {
    expect(on('E:\\stick', { fails }).access).toBe('open');
  });

  it('is said to be open where nobody says who this is', () => {
    expect(on('D:\\x', { told: '' })).toMatchObject({ access: 'open', ran: [expect.anything()] });
  });

  it.each(['linux', 'darwin'] as const)('is none on %s', (platform) => {
    expect(on('/d/x', { platform })).toEqual({ access: 'alone', ran: [] });
  });

  it('is asked about once it was made, and whether it was', () => {
    const asked: unknown[] = [];
    const made = path.join(folder, 'a', 'b');
    for (let times = 0; times < 2; times += 1)
      makePrivateFolder(made, (at, isNew) => {
        asked.push([at, isNew, existsSync(at)]);
        return 'alone';
      });
    expect(asked).toEqual([
      [made, true, true],
      [made, false, true],
    ]);
  });
});

describe('the way down from a folder', () => {
  it.each([
    ['/a', '/a', []],
    ['/a', '/a/b/c', ['b', 'c']],
    ['/a', '/a/..b', ['..b']],
    ['/a', '/ab', null],
    ['/a/b', '/a', null],
    ['/a/b', '/a/..c/d', null],
  ])('%s to %s', (from, to, way) => {
    expect(wayBelow(from, to, path.posix)).toEqual(way);
    expect(wayBelow(`D:${from}`, `d:${to}`, path.win32)).toEqual(way);
    expect(wayBelow(`C:${from}`, `D:${to}`, path.win32)).toBeNull();
  });
});

describe('a place that is copied to a service', () => {
  const windows = {
    platform: 'win32',
    environment: { OneDriveCommercial: 'E:\\Firma Cloud', OneDrive: '' },
    home: 'C:\\Users\\Ada',
  } as const;
  const mac = { platform: 'darwin', environment: {}, home: '/home/ada' } as const;
  const linux = { platform: 'linux', environment: {}, home: '/home/ada' } as const;

  it.each([
    [windows, 'C:\\Users\\Ada\\OneDrive - Firma GmbH\\Dokumente\\a.pdf', 'OneDrive'],
    [windows, 'E:\\Firma Cloud\\a.pdf', 'OneDrive'],
    [windows, 'c:\\users\\ada\\onedrive\\a.pdf', 'OneDrive'],
    [windows, 'C:\\Users\\Ada\\iCloudDrive\\a.pdf', 'iCloud'],
    [windows, 'C:\\Users\\Ada\\Documents\\a.pdf', null],
    [windows, 'E:\\Firma\\a.pdf', null],
    [mac, '/home/ada/Library/Mobile Documents/com~apple~CloudDocs/a.pdf', 'iCloud'],
    [mac, '/home/ada/Library/CloudStorage/OneDrive-Firma/a.pdf', 'OneDrive'],
    [mac, '/home/ada/Library/Application Support/a', null],
    [mac, '/home/ada/Dropbox (Firma)/a.pdf', 'Dropbox'],
    [linux, '/home/ada/Nextcloud/a.pdf', 'Nextcloud'],
    [linux, '/home/ada/Dropbox', null],
    [linux, '/home/ann/Dropbox/a.pdf', null],
    [linux, '/home/ada/Library/CloudStorage/OneDrive-Firma/a.pdf', null],
  ] as const)('%o %s: %s', (sources, file, service) => {
    expect(syncedBy(file, sources)).toBe(service);
  });
});

describe('the app’s profile', () => {
  const vault = (): string => path.join(folder, 'vault');

  it.each([
    ['linux', 'vault.app'],
    ['win32', 'vault.app'],
    ['darwin', 'vault.profile'],
  ] as const)('has on %s the name %s', (platform, name) => {
    expect(path.basename(profileFolderOf(vault(), { platform }))).toBe(name);
    expect(settleProfileFolder(vault(), platform)).toBe(path.join(folder, name));
  });

  it('of an earlier version on macOS is used by the command, and moved once by the app', () => {
    const before = `${vault()}.app`;
    mkdirSync(before);
    writeFileSync(path.join(before, 'settings.json'), '{}');
    expect(profileFolderOf(vault(), { platform: 'darwin' })).toBe(before);
    const now = settleProfileFolder(vault(), 'darwin');
    expect([path.basename(now), existsSync(path.join(now, 'settings.json')), existsSync(before)]).toEqual([
      'vault.profile',
      true,
      false,
    ]);
    // What a process of before makes again does not take its place.
    mkdirSync(before);
    expect(profileFolderOf(vault(), { platform: 'darwin' })).toBe(now);
    expect(settleProfileFolder(vault(), 'darwin')).toBe(now);
  });

  it('that cannot be moved stays in use', () => {
    mkdirSync(`${vault()}.app`);
    const refused = (): never => {
      throw new Error('held');
    };
    expect(settleProfileFolder(vault(), 'darwin', refused)).toBe(`${vault()}.app`);
  });
});
