/** What is decided by the system, for all three of them on every machine. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addressSources, agentAddress } from '../../../electron/agent/address.ts';
import { findCommand } from '../../../electron/app/command-state.ts';
import { openApp } from '../../../electron/cli/mcp/open-app.ts';
import { checksOf } from '../../../electron/doctor/index.ts';
import { syncFolder } from '../../../electron/files/sync-folder.ts';
import { shownMode } from '../../../electron/keys/places/place-plans.ts';
import { childEnvironment } from '../../../electron/platform/child-environment.ts';
import { preventCoreDumps } from '../../../electron/platform/core-dumps.ts';
import { desktopSystemOf } from '../../../electron/platform/desktop-system.ts';
import {
  applicationDataFolder,
  resolveVaultFolder,
  usualVaultFolder,
  scanCacheFolder,
  type PathSources,
} from '../../../electron/platform/paths.ts';
import { isSealedInPublic } from '../../../electron/platform/public-seal.ts';
import { findGit } from '../../../electron/scanner/git/git-command.ts';
import { shownText } from '../../../electron/scanner/names.ts';
import { alternatesIn } from '../../../electron/scanner/git/meant-repository.ts';
import { narrowModes } from '../../../electron/vault/storage/own-modes.ts';
import { inEnglish } from '../../../shared/messages/words.ts';

const SYSTEMS = ['linux', 'darwin', 'win32'] as const;
type System = (typeof SYSTEMS)[number];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'augno-system-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('the environment of the app’s processes', () => {
  const windows = {
    Path: 'C:\\Windows\\System32',
    SystemRoot: 'C:\\Windows',
    windir: 'C:\\Windows',
    SystemDrive: 'C:',
    ComSpec: 'C:\\Windows\\System32\\cmd.exe',
    PATHEXT: '.COM;.EXE',
    ProgramFiles: 'C:\\Program Files',
    'ProgramFiles(x86)': 'C:\\Program Files (x86)',
    ProgramData: 'C:\\ProgramData',
    USERPROFILE: 'C:\\Users\\Ada',
    LOCALAPPDATA: 'C:\\Users\\Ada\\AppData\\Local',
    APPDATA: 'C:\\Users\\Ada\\AppData\\Roaming',
    USERNAME: 'Ada',
    Temp: 'C:\\Temp',
    Node_Extra_CA_Certs: 'C:\\company.pem',
    Https_Proxy: 'http://proxy:1',
  };
  const secrets = {
    AUGNO_API_KEY: 'x',
    NODE_OPTIONS: '--inspect',
    Aws_Secret_Access_Key: 'x',
    COMSPEC2: 'x',
  };

  it('has on Windows all that a process needs to open a vault, however it is spelled, and nothing else', () => {
    expect(childEnvironment({ ...windows, ...secrets }, 'win32')).toEqual(windows);
  });

  it.each(['linux', 'darwin'] as const)('takes names as they are on %s', (platform) => {
    const given = { PATH: '/usr/bin', HOME: '/h', https_proxy: 'http://proxy:1', LANG: 'de_DE.UTF-8' };
    expect(childEnvironment({ ...given, ...secrets, Path: 'x', SystemRoot: 'x' }, platform)).toEqual(given);
  });

  it.each(SYSTEMS)('leaves out what has no value on %s', (platform) => {
    expect(childEnvironment({ PATH: undefined }, platform)).toEqual({});
  });
});

describe('where things lie', () => {
  const home: Readonly<Record<System, string>> = {
    linux: '/h/ada',
    darwin: '/h/ada',
    win32: 'C:\\Users\\Ada',
  };
  const sources = (
    platform: System,
    environment: PathSources['environment'] = {},
    there: readonly string[] = [],
  ): PathSources => ({
    platform,
    environment,
    home: home[platform],
    exists: (at) => there.includes(at),
  });
  const LOCAL = 'C:\\Users\\Ada\\AppData\\Local\\Augno Vault';
  const ROAMING = 'C:\\Users\\Ada\\AppData\\Roaming\\Augno Vault';

  it.each([
    ['linux', '/h/ada/.local/share/augno-vault', '/h/ada/.cache/augno-vault/scan'],
    ['darwin', '/h/ada/Library/Application Support/Augno Vault', '/h/ada/Library/Caches/Augno Vault/scan'],
    ['win32', LOCAL, `${LOCAL}\\scan`],
  ] as const)('on %s it is %s', (platform, data, cache) => {
    expect(applicationDataFolder(sources(platform))).toBe(data);
    expect(scanCacheFolder(sources(platform))).toBe(cache);
    const vault = platform === 'win32' ? `${data}\\vault` : `${data}/vault`;
    expect(resolveVaultFolder(undefined, sources(platform))).toBe(vault);
  });

  it('is where the environment says', () => {
    expect(applicationDataFolder(sources('win32', { LOCALAPPDATA: 'D:\\Local' }))).toBe(
      'D:\\Local\\Augno Vault',
    );
    expect(applicationDataFolder(sources('linux', { XDG_DATA_HOME: '/d' }))).toBe('/d/augno-vault');
    expect(scanCacheFolder(sources('win32', { LOCALAPPDATA: 'D:\\Local' }))).toBe(
      'D:\\Local\\Augno Vault\\scan',
    );
    expect(scanCacheFolder(sources('linux', { XDG_CACHE_HOME: 'relative' }))).toBe(
      '/h/ada/.cache/augno-vault/scan',
    );
    expect(resolveVaultFolder('D:\\x y', sources('win32'))).toBe('D:\\x y');
  });

  it('is on Windows still where an earlier version put a vault', () => {
    const old = [`${ROAMING}\\vault`];
    expect(applicationDataFolder(sources('win32', {}, old))).toBe(ROAMING);
    expect(applicationDataFolder(sources('win32', {}, [...old, `${LOCAL}\\vault`]))).toBe(LOCAL);
    // Cut off while it was moved elsewhere.
    expect(applicationDataFolder(sources('win32', {}, [`${ROAMING}\\vault.moving`]))).toBe(ROAMING);
  });

  it.each([
    ['linux', '/h/ada/.local/share/augno-vault/vault'],
    ['darwin', '/h/ada/Library/Application Support/Augno Vault/vault'],
    ['win32', `${LOCAL}\\vault`],
  ] as const)('is on %s for a new vault %s, whatever was before', (platform, usual) => {
    expect(usualVaultFolder(sources(platform, {}, [`${ROAMING}\\vault`]))).toBe(usual);
  });
});

describe('what only some systems have', () => {
  it.each([
    ['linux', { isLinux: true, isWayland: true, canProtectContent: false, hasPanels: false }],
    ['darwin', { isLinux: false, isWayland: false, canProtectContent: true, hasPanels: true }],
    ['win32', { isLinux: false, isWayland: false, canProtectContent: true, hasPanels: false }],
  ] as const)('windows on %s', (platform, expected) => {
    expect(desktopSystemOf(platform, { XDG_SESSION_TYPE: 'wayland' })).toEqual(expected);
  });

  it.each([
    ['linux', '0640'],
    ['darwin', '0640'],
    ['win32', null],
  ] as const)('modes on %s', (platform, shown) => {
    expect(shownMode(0o640, platform)).toBe(shown);
  });

  it.skipIf(process.getuid === undefined).each([
    ['linux', ['.', 'tries.json'], 0o600],
    ['darwin', ['.', 'tries.json'], 0o600],
    ['win32', [], 0o644],
  ] as const)('modes that are narrowed on %s', (platform, narrowed, mode) => {
    writeFileSync(path.join(folder, 'a'), '', { mode: 0o644 });
    const open = path.join(folder, 'open');
    mkdirSync(open, { mode: 0o755 });
    writeFileSync(path.join(open, 'tries.json'), '', { mode: 0o644 });
    expect(narrowModes(open, platform)).toEqual({ narrowed, sharedFolder: false });
    expect(statSync(path.join(open, 'tries.json')).mode & 0o777).toBe(mode);
  });

  it('folders that are synced, or on Windows cannot be', () => {
    const missing = path.join(folder, 'missing');
    for (const platform of ['linux', 'darwin'] as const)
      expect(() => {
        syncFolder(missing, platform);
      }).toThrow('ENOENT');
    syncFolder(missing, 'win32');
  });

  // What the kernel makes up there it has no disk for, as a file system behind a network may have none.
  it.runIf(process.platform === 'linux')('folders that cannot be synced count as synced', () => {
    syncFolder('/proc');
  });

  it.each(['darwin', 'win32'] as const)('core dumps that nothing is said of on %s', (platform) => {
    expect(preventCoreDumps(platform)).toBe(false);
  });

  it.each([
    ['linux', true],
    ['darwin', false],
    ['win32', false],
  ] as const)('a mark that is a public key’s on %s: %s', (platform, sealed) => {
    expect(isSealedInPublic(Buffer.from('v10…'), platform)).toBe(sealed);
  });

  it.each([
    ['linux', ['/a', '/b:c']],
    ['darwin', ['/a', '/b:c']],
    ['win32', ['/a:"/b:c"']],
  ] as const)('what parts a list of folders for Git on %s', (platform, parts) => {
    expect(alternatesIn('/a:"/b:c"', platform)).toEqual(parts);
  });

  it('links that open the app', async () => {
    vi.stubEnv('DISPLAY', '');
    vi.stubEnv('WAYLAND_DISPLAY', '');
    for (const platform of ['linux', 'win32'] as const)
      expect(await openApp('augno-vault://keys', resolveVaultFolder(undefined), platform)).toBe(false);
  });

  it('where an open vault is asked', () => {
    const of = (platform: System): string =>
      agentAddress(folder, { ...addressSources(), platform, environment: { XDG_RUNTIME_DIR: '/run/ada' } })
        .path;
    expect(of('win32')).toMatch(/^\\\\\.\\pipe\\augno-vault-[0-9a-f]{24}$/);
    expect(of('linux')).toMatch(/^\/run\/ada\/.*\.sock$/);
    expect(of('darwin')).toMatch(/\.sock$/);
  });
});

describe('programs', () => {
  it.skipIf(process.getuid === undefined)('Git is git.exe on Windows alone', () => {
    for (const name of ['git', 'git.exe']) writeFileSync(path.join(folder, name), '', { mode: 0o755 });
    vi.stubEnv('PATH', folder);
    expect(SYSTEMS.map((platform) => path.basename(findGit('/elsewhere', platform) ?? ''))).toEqual([
      'git',
      'git',
      'git.exe',
    ]);
  });

  it.skipIf(process.getuid === undefined)(
    'Git on macOS is Homebrew’s too, and no invitation to install',
    () => {
      vi.stubEnv('PATH', '/usr/bin');
      const found = (tools: boolean): string | null => findGit('/elsewhere', 'darwin', () => tools);
      expect(found(true)).toBe(findGit('/elsewhere', 'linux'));
      // Without the developer tools the system's own is a program that asks for them.
      expect(found(false)).not.toBe('/usr/bin/git');
    },
  );

  it('the command that came with the app is found, with its version', () => {
    const manifest = JSON.stringify({ name: 'augno-vault', version: '0.1.0' });
    writeFileSync(path.join(folder, 'package.json'), manifest);
    for (const name of ['augno-vault', 'augno-vault.exe'])
      writeFileSync(path.join(folder, name), '', { mode: 0o755 });
    // As the packages for Linux put it on PATH.
    const bin = path.join(folder, 'bin');
    mkdirSync(bin);
    const script = readFileSync(path.resolve('build/command/augno-vault.sh'), 'utf8');
    const executable = path.join(folder, 'augno-vault');
    const opt = '/opt/Augno Vault/resources/command/augno-vault';
    expect(script).toContain(`exec '${opt}' "$@"`);
    writeFileSync(path.join(bin, 'augno-vault'), script.replace(opt, executable), { mode: 0o755 });
    const found = (platform: System, at: string): string | null | undefined =>
      findCommand({ appVersion: '0.1.0', pathVariable: at, folders: [], platform }).found?.version;
    expect([found('linux', bin), found('darwin', folder), found('win32', folder)]).toEqual([
      '0.1.0',
      '0.1.0',
      '0.1.0',
    ]);
  });

  it('the command of npm is a .cmd on Windows, beside its package', () => {
    const manifest = JSON.stringify({ name: 'augno-vault', version: '0.1.0' });
    mkdirSync(path.join(folder, 'node_modules', 'augno-vault'), { recursive: true });
    writeFileSync(path.join(folder, 'node_modules', 'augno-vault', 'package.json'), manifest);
    writeFileSync(path.join(folder, 'augno-vault.cmd'), '', { mode: 0o755 });
    const found = (platform: System): unknown =>
      findCommand({ appVersion: '0.1.0', pathVariable: folder, folders: [], platform }).found;
    expect(found('win32')).toMatchObject({ version: '0.1.0', changeableByOthers: null });
    expect([found('linux'), found('darwin')]).toEqual([null, null]);
  });
});

it('names are whole letters on macOS, and as they are elsewhere', () => {
  const apart = 'Gro\u0308\u00DFe';
  expect(SYSTEMS.map((platform) => shownText(apart, platform) === apart.normalize('NFC'))).toEqual([
    false,
    true,
    false,
  ]);
});

it.each(SYSTEMS)('the doctor says that it runs on %s', async (platform) => {
  const checks = checksOf({
    platform,
    environment: {},
    vaultFolder: folder,
    sqliteVersion: () => '3',
    argon2: () => Promise.resolve(''),
  });
  expect(inEnglish((await checks.get('runtime')!()).found)).toContain(` on ${platform} `);
});
