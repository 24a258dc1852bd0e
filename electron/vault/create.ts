/** Makes a vault: finished and synced under another name first, so that there is never half a vault. */
import { existsSync } from 'node:fs';
import { auditContents } from './audit-chain.ts';
import { generateRecoveryKey } from './crypto/recovery-key.ts';
import { KeySet } from './crypto/key-set.ts';
import { resolveDependencies, type Dependencies, type VaultOptions } from './dependencies.ts';
import { alreadyExists, invalid, toVaultError } from './errors.ts';
import { encodeHeader, headerDigest, newHeader, type Slot } from './header.ts';
import type { ManagedVault } from './managed-vault.ts';
import { FIRST_CHAIN, sealManifest } from './manifest.ts';
import { sealAudit } from './audit-chain.ts';
import type { SecretBytes } from './secret-bytes.ts';
import { makePasswordSlot, makeRecoverySlot } from './slots.ts';
import { createPrivateFile, installNew, removeDatabase, syncFile, temporaryName } from './storage/files.ts';
import { makePrivateFolder, vaultPaths } from './storage/layout.ts';
import { migrate, SCHEMA_VERSION } from './storage/migrations.ts';
import { claimDatabase, loadSqlite, openDatabase } from './storage/sqlite.ts';
import { Tables } from './storage/tables.ts';
import { clearTries } from './tries.ts';
import { openEngine } from './open-engine.ts';
import { settle } from './unlock.ts';
import { say } from '../../shared/messages/say.ts';

export interface CreateVaultOptions extends VaultOptions {
  readonly name: string;
  readonly password: SecretBytes;
  /** Default true. */
  readonly withRecoveryKey?: boolean;
  /** The layout to make; for tests of migrations. */
  readonly schemaVersion?: number;
  /** False: leaves that layout as it is when the new vault is opened; for tests of migrations. */
  readonly migrate?: boolean;
}

export interface CreatedVault {
  readonly vault: ManagedVault;
  /** To be shown once and wiped. */
  readonly recoveryKey: SecretBytes | null;
}

/** @throws AppError `vault-exists`, `invalid-input`, `vault-unwritable`, `vault-disk-full`, `unsupported` */
export async function createVault(options: CreateVaultOptions): Promise<CreatedVault> {
  const dependencies = resolveDependencies(options);
  const { folder, random } = dependencies;
  const name = options.name.trim();
  if (name.length === 0 || name.length > 100) {
    throw invalid(say('vault.that-name-cannot-be-used'), say('vault.nothing-was-made-use-1-to-100'), 'name');
  }
  loadSqlite();
  const paths = vaultPaths(folder);
  const temporary = temporaryName(paths.database, random);
  const vaultKey = random(32);
  try {
    if (existsSync(paths.database)) throw alreadyExists(folder);
    const access = makePrivateFolder(folder);
    const vaultId = random(16);
    const header = newHeader(vaultId);
    const slots: Slot[] = [
      await makePasswordSlot(header, 1, 'password', options.password, vaultKey, dependencies.kdf, random),
    ];
    let recoveryKey: SecretBytes | null = null;
    if (options.withRecoveryKey !== false) {
      recoveryKey = generateRecoveryKey(random);
      slots.push(makeRecoverySlot(header, 1, recoveryKey, vaultKey, random));
    }
    const keys = new KeySet(Buffer.from(vaultKey), vaultId);
    try {
      writeFirstState(temporary, dependencies, { ...header, slots }, keys, name, options.schemaVersion);
    } finally {
      keys.wipe();
    }
    if (!installNew(temporary, paths.database)) throw alreadyExists(folder);
    try {
      clearTries(paths.tries);
      const key = Buffer.from(vaultKey);
      const engine = await openEngine(
        paths.database,
        dependencies,
        () => Promise.resolve(key),
        options.migrate,
      );
      if (access === 'open')
        engine.notes.push({
          message: say('vault.others-may-reach-its-folder'),
          hint: say('vault.others-may-reach-its-folder-hint'),
        });
      return { vault: await settle(engine, 'password'), recoveryKey };
    } catch (thrown) {
      // Whoever is told that it failed will try again, and must not find a vault whose recovery key nobody was shown.
      removeDatabase(paths.database);
      throw thrown;
    }
  } catch (thrown) {
    throw toVaultError(thrown, folder);
  } finally {
    vaultKey.fill(0);
    removeDatabase(temporary);
  }
}

function writeFirstState(
  file: string,
  dependencies: Dependencies,
  header: ReturnType<typeof newHeader>,
  keys: KeySet,
  name: string,
  schema = SCHEMA_VERSION,
): void {
  const { random, clock, actor } = dependencies;
  const vaultId = Buffer.from(header.vaultId, 'hex');
  createPrivateFile(file);
  const database = openDatabase(file, dependencies.busyTimeoutMs);
  try {
    claimDatabase(database);
    database.exec('BEGIN IMMEDIATE');
    migrate(database, schema);
    const tables = new Tables(database);
    const stored = encodeHeader(header);
    tables.putHeader(stored);
    const now = clock();
    const contents = auditContents({ action: 'vault-created' }, actor, now);
    const row = sealAudit(keys, vaultId, Buffer.alloc(32), 1, contents, random);
    tables.putAudit(row);
    const { sealed } = sealManifest(
      keys,
      vaultId,
      FIRST_CHAIN,
      {
        generation: 1,
        schema,
        count: 0,
        sum: '00'.repeat(16),
        header: headerDigest(stored.body).toString('hex'),
        audit: { sequence: 1, mac: row.mac.toString('hex') },
        auditCopies: [],
        rotatedFrom: null,
        name,
        createdAt: now.toISOString(),
        lookup: keys.raw('lookup').toString('hex'),
        passwordAt: now.toISOString(),
        lastDailyBackupAt: now.toISOString(),
      },
      random,
    );
    tables.putManifest(sealed);
    database.exec('COMMIT');
  } finally {
    database.close();
  }
  syncFile(file);
}
