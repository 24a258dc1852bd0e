/** How the app is packaged: what goes in, which fuses are set, and that a release is made with the official runtime only. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAll } from '../../../build/build.mjs';
import { stageCommand } from '../../../build/command/single-executable.mjs';
import { resolveElectronRuntime } from '../../../build/electron-runtime/index.mjs';
import { runElectronBuilder } from '../../../build/package/electron-builder.mjs';
import { packagedExecutable } from '../../../build/package/fuses.mjs';
import { measure } from '../../../build/package/sizes.mjs';
import { isNeeded, stageApp, stagingFolder } from '../../../build/package/stage.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const linux = process.platform === 'linux';

describe.runIf(linux)('a development package', () => {
  const unpacked = path.join(root, 'dist-package', 'linux-unpacked');
  const archive = path.join(unpacked, 'resources', 'app.asar');
  let members: readonly string[] = [];
  let electronVersion = '';

  beforeAll(async () => {
    await buildAll();
    const runtime = await resolveElectronRuntime({ announce: () => undefined });
    electronVersion = runtime.version;
    await stageCommand();
    await stageApp({ kind: 'development', runtime });
    await runElectronBuilder(runtime, ['dir']);
    const asar = path.join(root, 'node_modules', '.bin', 'asar');
    members = execFileSync(asar, ['list', archive], { encoding: 'utf8' }).trim().split('\n');
  });

  it('holds the built app and the native modules, and nothing else', () => {
    const tops = new Set(members.map((member) => member.split('/')[1]));
    expect([...tops].sort()).toEqual(['app-update.yml', 'dist', 'node_modules', 'package.json']);
    const packages = new Set(
      members.filter((member) => member.startsWith('/node_modules/')).map((member) => member.split('/')[2]),
    );
    const expected = ['@phc', 'argon2', 'better-sqlite3', 'bindings', 'file-uri-to-path', 'node-gyp-build'];
    expect(expected).toEqual(expect.arrayContaining([...packages]));
    expect(members.filter((member) => /\.(map|cpp|c|h|d\.ts)$/.test(member))).toEqual([]);
    expect(existsSync(path.join(unpacked, 'resources', 'app'))).toBe(false);
  });

  it('has no workbench, no source map and no way to a development server', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'augno-vault-test-'));
    execFileSync(path.join(root, 'node_modules', '.bin', 'asar'), ['extract', archive, folder]);
    const words = [
      'AUGNO_VAULT_DEV_SERVER',
      '@vite/client',
      '@react-refresh',
      'data-overlay',
      'sourceMappingURL',
    ];
    const files = members.filter((name) => /^\/(dist|package\.json).*\.(js|json|html|css)$/.test(name));
    const found = files.flatMap((name) => {
      const text = readFileSync(path.join(folder, name), 'utf8');
      return words.filter((word) => text.includes(word)).map((word) => `${name}: ${word}`);
    });
    rmSync(folder, { recursive: true, force: true });
    expect(files.length).toBeGreaterThan(20);
    expect(found).toEqual([]);
    expect(members.filter((name) => /workbench|dev\/|server\.mjs/i.test(name))).toEqual([]);
  });

  it('has its native modules outside the archive, for this platform only', () => {
    const native = members.filter((member) => member.endsWith('.node'));
    expect(native.length).toBeGreaterThanOrEqual(2);
    for (const member of native) {
      expect(member).not.toMatch(/darwin|win32|freebsd/);
      expect(existsSync(path.join(unpacked, 'resources', 'app.asar.unpacked', member))).toBe(true);
    }
  });

  it('has the largest parts that docs/packaging.md names, and nothing that was left out on purpose', async () => {
    // The command that lies in it is whole: its native modules load.
    // Elsewhere, where this checkout's node_modules lies in no folder above.
    const elsewhere = mkdtempSync(path.join(tmpdir(), 'augno-vault-command-'));
    cpSync(path.join(unpacked, 'resources', 'command'), elsewhere, { recursive: true });
    const command = path.join(elsewhere, 'augno-vault');
    const { checks } = JSON.parse(execFileSync(command, ['doctor', '--json'], { encoding: 'utf8' })) as {
      readonly checks: readonly { readonly id: string; readonly state: string }[];
    };
    for (const id of ['database', 'derivation'])
      expect(checks.find((check) => check.id === id)).toMatchObject({ state: 'works' });
    rmSync(elsewhere, { recursive: true });
    const { parts } = await measure(unpacked);
    const documented = [
      ...readFileSync(path.join(root, 'docs', 'packaging.md'), 'utf8').matchAll(
        /^\| `([^`]+)` +\| +[\d.]+ \|/gm,
      ),
    ].map(([, name]) => name);
    expect(documented).toHaveLength(10);
    // Another runtime has other parts; the table is that of the development runtime.
    if (electronVersion.startsWith('33.')) {
      const largest = parts.slice(0, 10).map(({ name }) => name);
      expect([...largest].sort()).toEqual([...documented].sort());
    }
    const names = parts.map(({ name }) => name);
    expect(names.filter((name) => /crashpad|\.map$|\.d\.ts$/.test(name))).toEqual([]);
    expect(readdirSync(path.join(unpacked, 'locales')).sort()).toEqual(['de.pak', 'en-US.pak']);
  });

  it('says what it is', () => {
    const staged = JSON.parse(readFileSync(path.join(stagingFolder, 'package.json'), 'utf8')) as unknown;
    expect(staged).toMatchObject({
      productName: 'Augno Vault',
      main: 'dist/main.js',
      augnoVaultBuild: { kind: 'development', electron: electronVersion },
    });
  });

  it('has its fuses set in the executable', async () => {
    const wire = await getCurrentFuseWire(packagedExecutable(unpacked, 'linux', 'augno-vault-desktop'));
    // The characters '0' and '1' in the executable.
    const off = 48;
    const on = 49;
    expect({
      runAsNode: wire[FuseV1Options.RunAsNode],
      nodeOptions: wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable],
      nodeCliInspect: wire[FuseV1Options.EnableNodeCliInspectArguments],
      onlyAsar: wire[FuseV1Options.OnlyLoadAppFromAsar],
      cookieEncryption: wire[FuseV1Options.EnableCookieEncryption],
      fileProtocol: wire[FuseV1Options.GrantFileProtocolExtraPrivileges],
    }).toEqual({
      runAsNode: off,
      nodeOptions: off,
      nodeCliInspect: off,
      onlyAsar: on,
      cookieEncryption: on,
      fileProtocol: off,
    });
  });
});

describe('a native package', () => {
  it('is taken with its builds for one platform, and without its sources', () => {
    const take = (file: string): boolean => isNeeded(file, 'linux', 'x64');
    expect(['lib/index.js', 'package.json', 'prebuilds', 'prebuilds/linux-x64.node'].every(take)).toBe(true);
    expect(['prebuilds/linux-x64/a.node', 'LICENSE'].every(take)).toBe(true);
    expect(
      [
        'prebuilds/darwin-x64.node',
        'prebuilds/win32-x64/a.node',
        'src/a.cpp',
        'a.d.ts',
        'prebuilds/linux-x64/a.musl.node',
      ].some(take),
    ).toBe(false);
  });
});

describe('npm run release', () => {
  const cacheFolder = mkdtempSync(path.join(tmpdir(), 'augno-vault-test-'));
  afterAll(() => {
    rmSync(cacheFolder, { recursive: true, force: true });
  });

  it('refuses any other runtime in so many words, before it builds anything', () => {
    const result = spawnSync(process.execPath, [path.join(root, 'build', 'release.mjs')], {
      encoding: 'utf8',
      env: {
        ...process.env,
        ELECTRON_OVERRIDE_DIST_PATH: path.join(root, 'node_modules'),
        AUGNO_VAULT_CACHE_DIR: cacheFolder,
      },
    });
    expect(result.status).toBe(1);
    expect(result.stderr).toContain('A release is made with the official Electron only.');
    expect(result.stdout).not.toContain('installers');
  });
});

describe('electron-builder.yml', () => {
  interface BuilderConfig {
    readonly protocols: readonly { readonly schemes: readonly string[] }[];
    readonly linux: { readonly target: readonly string[]; readonly icon: string };
    readonly mac: {
      readonly target: readonly string[];
      readonly icon: string;
      readonly hardenedRuntime: boolean;
    };
    readonly win: { readonly target: readonly string[]; readonly icon: string };
    readonly afterPack: string;
    readonly beforeBuild: string;
    readonly asar: boolean;
  }
  // electron-builder's own reader of its own file format.
  const require = createRequire(createRequire(import.meta.url).resolve('app-builder-lib/package.json'));
  const { load } = require('js-yaml') as { load: (text: string) => BuilderConfig };
  const config = load(readFileSync(path.join(root, 'electron-builder.yml'), 'utf8'));

  it('names the installers of each system and the links that open the app', () => {
    expect(config.linux.target).toEqual(['AppImage', 'deb', 'rpm']);
    expect(config.mac.target).toEqual(['dmg', 'zip']);
    expect(config.mac.hardenedRuntime).toBe(true);
    expect(config.win.target).toEqual(['nsis']);
    expect(config.protocols.flatMap((protocol) => protocol.schemes)).toEqual(['augno-vault']);
    expect(config.asar).toBe(true);
  });

  it('names files that exist', () => {
    const files = [config.linux.icon, config.mac.icon, config.win.icon, config.afterPack, config.beforeBuild];
    for (const file of files) expect(existsSync(path.join(root, file)), file).toBe(true);
  });
});
