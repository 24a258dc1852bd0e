/** What the build decides by the system, for all three of them on every machine. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { desktopCount } from '../../../build/bootstrap/desktop-session.mjs';
import { hasDisplay } from '../../../build/bootstrap/display.mjs';
import { programOf } from '../../../build/bootstrap/programs.mjs';
import { hasFallback } from '../../../build/electron-runtime/fallback.mjs';
import { argumentsForThisUser, cacheFolderOf } from '../../../build/electron-runtime/index.mjs';
import { executableName } from '../../../build/electron-runtime/official.mjs';
import { keepManifestApart, mergeMacManifests } from '../../../build/package/mac-manifests.mjs';
import { missingForRelease } from '../../../build/package/release-checks.mjs';
import { builderArguments, unpackedFolder } from '../../../build/package/electron-builder.mjs';

const SYSTEMS = ['linux', 'darwin', 'win32'] as const;

describe('a program', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'augno programs '));
    mkdirSync(path.join(folder, 'node_modules', '.bin'), { recursive: true });
    writeFileSync(
      path.join(folder, 'node_modules', '.bin', 'vitest.cmd'),
      '@ECHO off\r\nIF EXIST "%dp0%\\node.exe" (\r\n  SET "_prog=%dp0%\\node.exe"\r\n)\r\nendLocal & goto #_undefined_# 2>NUL || title %COMSPEC% & "%_prog%"  "%dp0%\\..\\vitest\\vitest.mjs" %*\r\n',
    );
    mkdirSync(path.join(folder, 'node_modules', 'npm', 'bin'), { recursive: true });
    writeFileSync(path.join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'), '');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const on = (platform: NodeJS.Platform, command: string): readonly string[] =>
    programOf(command, { platform, folder, node: path.join(folder, 'node.exe'), environment: {} });

  it.each(['linux', 'darwin'] as const)('is started by its name on %s', (platform) => {
    for (const name of ['vitest', 'npm', 'git']) expect(on(platform, name)).toEqual([name]);
  });

  it('of npm is its script on Windows, run by our own Node', () => {
    const node = path.join(folder, 'node.exe');
    const script = path.join(folder, 'node_modules', 'vitest', 'vitest.mjs');
    expect(on('win32', 'vitest')).toEqual([node, script]);
    expect(on('win32', path.join(folder, 'node_modules', '.bin', 'vitest'))).toEqual([node, script]);
    expect(on('win32', 'npm')).toEqual([node, path.join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js')]);
  });

  it('that npm itself names is taken', () => {
    const environment = { npm_execpath: path.join(folder, 'elsewhere', 'npm-cli.js') };
    expect(programOf('npm', { platform: 'win32', folder, node: 'node.exe', environment })).toEqual([
      'node.exe',
      environment.npm_execpath,
    ]);
  });

  it('that is none of npm’s is started by its name on Windows too', () => {
    for (const name of ['git', 'node', 'C:\\Tools\\vitest']) expect(on('win32', name)).toEqual([name]);
  });
});

it.each([
  ['linux', 'x64', 'linux-unpacked'],
  ['linux', 'arm64', 'linux-arm64-unpacked'],
  ['darwin', 'x64', 'mac'],
  ['darwin', 'arm64', 'mac-arm64'],
  ['win32', 'x64', 'win-unpacked'],
  ['win32', 'arm64', 'win-arm64-unpacked'],
] as const)('a package for %s on %s lies in %s', (platform, architecture, folder) => {
  expect(unpackedFolder(platform, architecture)).toBe(folder);
});

it.each([
  ['linux', '--linux', '/e'],
  ['darwin', '--mac', '/'],
  ['win32', '--win', '/e'],
] as const)('electron-builder packages for %s with %s', (platform, option, distribution) => {
  const runtime = {
    executable: path.join('/e', 'x'),
    argsPrefix: [],
    version: '45.0.0',
    kind: 'official',
  } as const;
  const args = builderArguments(runtime, [], platform);
  expect(args).toContain(option);
  expect(args).toContain(`-c.electronDist=${path.resolve(distribution)}`);
});

describe('a release', () => {
  const tag = { GITHUB_REF_TYPE: 'tag' };
  const mac = Object.fromEntries(
    ['CSC_LINK', 'CSC_KEY_PASSWORD', 'APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID'].map(
      (name) => [name, 'x'],
    ),
  );

  it('of a tag names what its signature and notarisation lack', () => {
    expect(missingForRelease('darwin', { ...tag, ...mac })).toEqual([]);
    expect(missingForRelease('darwin', { ...tag, ...mac, APPLE_ID: '' })).toEqual(['APPLE_ID']);
    expect(missingForRelease('win32', tag)).toEqual(['WIN_CSC_LINK', 'WIN_CSC_KEY_PASSWORD']);
    for (const platform of SYSTEMS) expect(missingForRelease(platform, {})).toEqual([]);
    expect(missingForRelease('linux', tag)).toEqual([]);
  });

  it('for Windows that takes updates names who signs them', () => {
    const updates = { AUGNO_VAULT_UPDATE_KEY: 'k' };
    expect(missingForRelease('win32', updates)).toEqual(['AUGNO_VAULT_UPDATE_PUBLISHER']);
    expect(missingForRelease('win32', { ...updates, AUGNO_VAULT_UPDATE_PUBLISHER: 'Augno' })).toEqual([]);
    for (const platform of ['linux', 'darwin'] as const)
      expect(missingForRelease(platform, updates)).toEqual([]);
  });

  it('of a tag is signed or fails', () => {
    const runtime = { executable: '/e/x', argsPrefix: [], version: '45.0.0', kind: 'official' } as const;
    const forced = (platform: NodeJS.Platform, environment: object): boolean =>
      builderArguments(runtime, [], platform, { ...environment }).includes('-c.forceCodeSigning=true');
    expect(SYSTEMS.map((platform) => forced(platform, tag))).toEqual([false, true, true]);
    expect(SYSTEMS.map((platform) => forced(platform, {}))).toEqual([false, false, false]);
  });

  it('has one manifest for both kinds of Mac', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'augno manifests '));
    const manifest = (arch: string, version = '1.0.0'): string =>
      `version: ${version}\nfiles:\n  - url: a-${arch}.zip\n    sha512: s\n    size: 1\n  - url: a-${arch}.dmg\n    sha512: s\n    size: 1\npath: a-${arch}.zip\nsha512: s\nreleaseDate: 'd'\n`;
    try {
      const file = path.join(folder, 'latest-mac.yml');
      writeFileSync(file, manifest('arm64'));
      expect(await mergeMacManifests(folder)).toBe(false);
      writeFileSync(file, manifest('x64'));
      for (const platform of ['linux', 'win32'] as const) await keepManifestApart(folder, platform, 'x64');
      await keepManifestApart(folder, 'darwin', 'arm64');
      expect(readFileSync(file, 'utf8')).toBe(manifest('x64'));
      await keepManifestApart(folder, 'darwin', 'x64');
      writeFileSync(file, manifest('arm64'));
      expect(await mergeMacManifests(folder)).toBe(true);
      const merged = parse(readFileSync(file, 'utf8')) as {
        readonly files: readonly { readonly url: string }[];
      };
      expect(merged.files.map(({ url }) => url)).toEqual([
        'a-arm64.zip',
        'a-arm64.dmg',
        'a-x64.zip',
        'a-x64.dmg',
      ]);
      expect(merged).toMatchObject({ version: '1.0.0', path: 'a-arm64.zip' });
      writeFileSync(path.join(folder, 'latest-mac-x64.yml'), manifest('x64', '1.0.1'));
      await expect(mergeMacManifests(folder)).rejects.toThrow('do not belong together');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

it('Electron, its sandbox and its display are each system’s own', () => {
  expect(SYSTEMS.map((platform) => path.basename(executableName(platform)))).toEqual([
    'electron',
    'Electron',
    'electron.exe',
  ]);
  expect(SYSTEMS.map((platform) => argumentsForThisUser(platform, 0))).toEqual([['--no-sandbox'], [], []]);
  expect(argumentsForThisUser('linux', 1000)).toEqual([]);
  expect(SYSTEMS.map((platform) => hasDisplay({}, platform))).toEqual([false, true, true]);
  expect(SYSTEMS.map((platform) => desktopCount(platform, 16))).toEqual([6, 1, 1]);
  expect(SYSTEMS.map((platform) => hasFallback(platform, 'x64'))).toEqual([true, false, false]);
});

it('what may be thrown away lies in the system’s cache', () => {
  expect(cacheFolderOf({ LOCALAPPDATA: '/local' }, 'win32')).toBe(
    path.join('/local', 'augno-vault', 'cache'),
  );
  expect(cacheFolderOf({}, 'darwin')).toContain(path.join('Library', 'Caches', 'augno-vault'));
  expect(cacheFolderOf({ XDG_CACHE_HOME: '/cache' }, 'linux')).toBe(path.join('/cache', 'augno-vault'));
});
