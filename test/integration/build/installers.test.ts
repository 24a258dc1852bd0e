/**
 * The installers of the three systems, which are not made on this machine: their configuration, held against
 * electron-builder's own schema and against what the app needs.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { assertSigned } from '../../../electron/app/update-manifest.ts';
import { LINK_SCHEME } from '../../../electron/app/deep-links.ts';
import { newSigningKey, signManifests } from '../../../build/package/sign-updates.mjs';
import { updateSource } from '../../../build/package/stage.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const require = createRequire(import.meta.url);
const text = readFileSync(path.join(root, 'electron-builder.yml'), 'utf8');
type Configuration = Readonly<Record<string, unknown>>;
const configuration = parse(text) as Configuration &
  Readonly<Record<'linux' | 'mac' | 'win' | 'nsis' | 'deb', Configuration>>;

interface Validator {
  validateConfiguration(configuration: Configuration, debug: { readonly isEnabled: false }): Promise<void>;
}
const { validateConfiguration } = require('app-builder-lib/out/util/config/config') as Validator;

describe('electron-builder.yml', () => {
  it('is what electron-builder’s own schema takes, and a mistake in it is seen', async () => {
    await expect(validateConfiguration(configuration, { isEnabled: false })).resolves.toBeUndefined();
    const mistaken = { ...configuration, nsis: { ...configuration.nsis, oneKlick: true } };
    await expect(validateConfiguration(mistaken, { isEnabled: false })).rejects.toThrow(/configuration.nsis/);
  });

  it('names every file by system, kind of processor and version', () => {
    expect(configuration['artifactName']).toBe('${name}-${version}-${os}-${arch}.${ext}');
  });

  it('makes AppImage, deb and rpm with an entry in the menu that opens links', () => {
    expect(configuration.linux).toMatchObject({
      target: ['AppImage', 'deb', 'rpm'],
      executableName: 'augno-vault-desktop',
      mimeTypes: [`x-scheme-handler/${LINK_SCHEME}`],
    });
    const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { bin: object };
    // Both are linked to from /usr/bin or the like.
    expect(Object.keys(manifest.bin)).not.toContain(configuration.linux['executableName']);
    for (const library of ['libgtk-3-0', 'libnss3', 'libsecret-1-0'])
      expect(configuration.deb['depends']).toContain(library);
  });

  it('makes dmg and zip with the hardened runtime, one entitlement and notarisation', () => {
    expect(configuration.mac).toMatchObject({
      target: ['dmg', 'zip'],
      hardenedRuntime: true,
      notarize: true,
    });
    const file = path.join(root, String(configuration.mac['entitlements']));
    expect(configuration.mac['entitlementsInherit']).toBe(configuration.mac['entitlements']);
    const entitled = [...readFileSync(file, 'utf8').matchAll(/<key>([^<]+)<\/key>/g)].map(([, key]) => key);
    // SECURITY: neither foreign libraries nor variables of the loader nor a debugger.
    expect(entitled).toEqual(['com.apple.security.cs.allow-jit']);
  });

  it('makes an installer for one user on Windows, and an update has to have the same signature', () => {
    expect(configuration.win).toMatchObject({ target: ['nsis'], verifyUpdateCodeSignature: true });
    expect(configuration.nsis).toMatchObject({
      oneClick: false,
      perMachine: false,
      deleteAppDataOnUninstall: false,
    });
  });

  it('registers the scheme of the links, publishes nowhere by itself, and holds no secret', () => {
    expect(configuration['protocols']).toEqual([
      { name: expect.any(String) as string, schemes: [LINK_SCHEME] },
    ]);
    expect(configuration['publish']).toBeNull();
    expect(JSON.stringify(configuration)).not.toMatch(/password|token|certificate(File|Sha)/i);
  });

  it('has icons in every size that the systems ask for', () => {
    for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
      const file = path.join(
        root,
        String(configuration.linux['icon']),
        `${String(size)}x${String(size)}.png`,
      );
      // A PNG says its width in the bytes 16 to 19.
      expect(readFileSync(file).readUInt32BE(16)).toBe(size);
    }
    for (const system of ['mac', 'win'] as const)
      expect(existsSync(path.join(root, String(configuration[system]['icon'])))).toBe(true);
  });
});

describe('the feed of a release', () => {
  it('is signed so that the app believes it', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'augno-vault-test-'));
    try {
      const { privateKey, publicKey } = newSigningKey();
      const manifest = 'version: 0.2.0\nfiles: []\n';
      for (const name of ['latest-linux.yml', 'latest-mac.yml', 'latest.yml', 'builder-debug.yml'])
        writeFileSync(path.join(folder, name), manifest);
      const signed = await signManifests(folder, privateKey);
      expect(signed).toEqual(['latest-linux.yml', 'latest-mac.yml', 'latest.yml']);
      for (const name of signed) {
        const signature = readFileSync(path.join(folder, `${name}.sig`), 'utf8');
        expect(() => {
          assertSigned(name, manifest, signature, publicKey);
        }).not.toThrow();
      }
      expect(
        updateSource({ AUGNO_VAULT_UPDATE_FEED: 'https://a.example/', AUGNO_VAULT_UPDATE_KEY: publicKey }),
      ).toEqual({
        updateFeed: 'https://a.example/',
        updateKey: publicKey,
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is none without a key, whatever the address', () => {
    expect(updateSource({ AUGNO_VAULT_UPDATE_FEED: 'https://a.example/' })).toEqual({
      updateFeed: null,
      updateKey: null,
    });
    expect(() => updateSource({ AUGNO_VAULT_UPDATE_KEY: 'AAAA' })).toThrow();
  });

  it('tells whoever forgets the key, and signs nothing', () => {
    const output = execFileSync(process.execPath, [path.join(root, 'build/package/sign-updates.mjs'), root], {
      encoding: 'utf8',
      env: { ...process.env, AUGNO_VAULT_UPDATE_SIGNING_KEY: '' },
    });
    expect(output).toContain('nothing signed');
  });
});
