/** What opens the vault and is written into a folder that a sync tool copies to its servers: said before it is written. */
import '../../fixtures/vault/cheap-derivation.ts';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { KDF_CEILING, KDF_FLOOR } from '../../../electron/vault/crypto/kdf.ts';
import { createVault } from '../../../electron/vault/index.ts';
import { makeFolder, PASSWORD, removeFolder, text } from '../../fixtures/vault/sample.ts';
import { runCommand } from '../providers/augno/support/command.ts';

let home: string;
let vaultFolder: string;
beforeEach(async () => {
  home = makeFolder();
  vaultFolder = path.join(home, 'vault');
  const { vault } = await createVault({
    ...{ folder: vaultFolder, name: 'Command', password: text(PASSWORD), withRecoveryKey: false },
    kdf: { choose: () => Promise.resolve(KDF_FLOOR), floor: KDF_FLOOR, ceiling: KDF_CEILING },
  });
  vault.close();
  vi.stubEnv('HOME', home);
});
afterEach(() => {
  vi.unstubAllEnvs();
  removeFolder(home);
});

it.skipIf(process.platform === 'win32').each([
  ['Dropbox', 'Dropbox'],
  ['OneDrive - Acme', 'OneDrive'],
  ['Google Drive', 'Google Drive'],
  ['iCloudDrive', 'iCloud'],
])('a kit and a backup in %s', async (name, service) => {
  mkdirSync(path.join(home, name));
  const kit = path.join(home, name, 'kit.html');
  const made = await runCommand(vaultFolder, ['recovery-key', '--kit', kit], [PASSWORD]);
  expect(made).toMatchObject({ code: 0, error: null });
  expect(made.err).toContain(`${service} copies this folder to its servers, and the emergency kit with it.`);
  expect(existsSync(kit)).toBe(true);
  const backup = ['backup', path.join(home, name, 'a.augnobackup')];
  const backedUp = await runCommand(vaultFolder, backup, [PASSWORD, 'backup password']);
  expect(backedUp.err).toContain(`${service} copies this folder to its servers, and the file with it.`);
});

it('nothing of a folder that no tool is known to copy', async () => {
  const kit = ['recovery-key', '--kit', path.join(home, 'kit.html')];
  const made = await runCommand(vaultFolder, kit, [PASSWORD]);
  expect(made).toMatchObject({ code: 0, error: null });
  expect(made.err).not.toContain('servers');
});
