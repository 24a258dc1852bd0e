/** The vaults of the harness, and what opens them. */
import Sqlite from 'better-sqlite3';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { plantServices } from '../../fixtures/vault/services-of-before.ts';
import { createVault, type KdfPolicy, type ManagedVault } from '../../../electron/vault/index.ts';
import { decodeHeader, type Header, type StoredHeader } from '../../../electron/vault/header.ts';
import { KDF_CEILING, KDF_FLOOR } from '../../../electron/vault/crypto/kdf.ts';
import type { KdfParameters } from '../../../electron/vault/crypto/kdf.ts';
import { SecretBytes } from '../../../electron/vault/secret-bytes.ts';
import { NOTES } from './contents.ts';

const floor: KdfParameters = KDF_FLOOR;
export const kdf: KdfPolicy = { choose: () => Promise.resolve(floor), floor, ceiling: KDF_CEILING };

export const PASSWORDS = {
  vault: 'the master password of the harness',
  changed: 'another master password of the harness',
  backup: 'the backup password of the harness',
  export: 'the export password of the harness',
} as const;

/** As whoever opens it next finds it: a journal that could not be taken away is rolled back, which only a copy lets be done. */
export function headerOf(folder: string): Header {
  const copy = mkdtempSync(path.join(folder, '..', 'header-'));
  for (const name of ['vault.db', 'vault.db-journal'])
    if (existsSync(path.join(folder, name))) copyFileSync(path.join(folder, name), path.join(copy, name));
  const database = new Sqlite(path.join(copy, 'vault.db'), { fileMustExist: true });
  try {
    return decodeHeader(
      database.prepare('SELECT body, checksum FROM header WHERE id = 1').get() as StoredHeader,
    );
  } finally {
    database.close();
    rmSync(copy, { recursive: true });
  }
}

/** The key slots and the vault key, which no record shows. */
export const isOtherHeader = (folder: string, other: string): boolean =>
  JSON.stringify(headerOf(folder)) !== JSON.stringify(headerOf(other));

export const text = (value: string): SecretBytes => SecretBytes.fromText(value);

export async function newVault(
  folder: string,
  name: string,
  older: { readonly schemaVersion?: number; readonly migrate?: boolean } = {},
): Promise<ManagedVault> {
  const { vault } = await createVault({
    folder,
    name,
    password: text(PASSWORDS.vault),
    kdf,
    withRecoveryKey: false,
    pollIntervalMs: 0,
    ...older,
  });
  return vault;
}

/** As a program of layout 3 left it: keys of services in collections of their own, which are moved as it is opened. */
export async function makeOlderVault(folder: string): Promise<void> {
  const vault = await newVault(folder, 'Older', { schemaVersion: 3, migrate: false });
  vault.transaction((entry) => {
    for (let index = 0; index < 20; index += 1) {
      entry.put(NOTES, `note-${String(index)}`, `what was noted ${String(index)}`);
      entry.putSecret(`note-${String(index)}`, text(`a secret of before ${String(index)}`));
    }
  });
  plantServices(vault);
  vault.close();
}
