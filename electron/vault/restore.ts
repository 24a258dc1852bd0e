/** From a backup file to a vault folder, and the drill that proves a backup would do. */
import { existsSync, rmSync } from 'node:fs';
import { readForeignFile } from '../files/foreign-file.ts';
import { readAuditLog } from './audit-log.ts';
import type { ContainerReading } from './backup/container.ts';
import { LARGEST_BACKUP_BYTES, readBackup } from './backup/portable.ts';
import { resolveDependencies, type Dependencies, type VaultOptions } from './dependencies.ts';
import type { Engine } from './engine.ts';
import { alreadyExists, damaged, wrongPassword } from './errors.ts';
import type { Header, SlotKind } from './header.ts';
import type { VerifyResult } from './managed-vault.ts';
import { auditContents } from './audit-chain.ts';
import { putInPlace } from './put-in-place.ts';
import type { SecretBytes } from './secret-bytes.ts';
import { makePasswordSlot, openWithPassword, openWithRecoveryKey } from './slots.ts';
import { createPrivateFile } from './storage/files.ts';
import { inspectDatabaseFile, vaultPaths } from './storage/layout.ts';
import { openEngine } from './open-engine.ts';
import { verifyVault } from './verify.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';
import { say } from '../../shared/messages/say.ts';
import { certain } from '../../shared/certain.ts';

export interface RestoreOptions extends VaultOptions, ContainerReading {
  readonly file: string;
  readonly backupPassword: SecretBytes;
  /** Moves a vault that is there into its folder of backups; without it an existing vault is never touched. */
  readonly replace?: boolean;
  /** Asked when all else is done and right, before a vault that is there is moved away; may throw. */
  readonly confirmReplace?: () => Promise<void>;
}

export interface RestoreResult {
  readonly vaultId: string;
  readonly name: string;
  /** When the backup was made. */
  readonly madeAt: Date;
  readonly records: number;
  readonly secrets: number;
  /** Where the vault that was there before is now. */
  readonly replaced: string | null;
}

/**
 * The restored vault opens with the master password and recovery key it had when the backup was made, and, until the next
 * change of password, with the backup's password too: whoever has just typed that must not be locked out.
 * @throws AppError `vault-exists`, `vault-wrong-password`, `vault-damaged`, `vault-foreign`, `vault-busy`
 */
export async function restoreVault(options: RestoreOptions): Promise<RestoreResult> {
  const dependencies = resolveDependencies({ ...options, pollIntervalMs: 0 });
  const { folder } = dependencies;
  if (existsSync(vaultPaths(folder).database) && options.replace !== true) throw alreadyExists(folder);
  const { pipe = 'refuse', signal } = options;
  const backup = await readBackup(options.file, options.backupPassword, dependencies.kdf, { pipe, signal });
  try {
    const { result, replaced } = await putInPlace(dependencies, {
      database: backup.database,
      vaultKey: backup.vaultKey,
      present: 'replaced',
      prepare: (engine) => markRestored(engine, dependencies, options.backupPassword, backup.madeAt),
      confirm: options.confirmReplace,
    });
    return { ...result, replaced };
  } finally {
    backup.vaultKey.fill(0);
  }
}

async function markRestored(
  engine: Engine,
  dependencies: Dependencies,
  backupPassword: SecretBytes,
  madeAt: Date,
): Promise<Omit<RestoreResult, 'replaced'>> {
  const { kdf, random, actor, clock } = dependencies;
  const verified = verifyVault(engine);
  if (!verified.sound)
    throw damaged(say('vault.the-backup-holds-it-in-a-damaged', { problem: certain(verified.problems[0]) }));
  const { header, keys } = engine;
  const opened = await openWithPassword(header, backupPassword, kdf);
  opened?.vaultKey.fill(0);
  const slot =
    opened === null
      ? await makePasswordSlot(header, header.epoch, 'backup', backupPassword, keys.vaultKey, kdf, random)
      : null;
  const kept = (id: string, kind: SlotKind): boolean =>
    kind !== 'keychain' && (kind !== 'backup' || id === opened?.slot.id);
  const detail = say('vault.from-a-backup-made-at', { at: madeAt.toISOString() });
  engine.rewriteHeader(
    (present) => ({
      ...present,
      // A keychain slot belongs to the machine the backup was made on; of backups' passwords there is one.
      slots: [...present.slots.filter(({ id, kind }) => kept(id, kind)), ...(slot === null ? [] : [slot])],
    }),
    [auditContents({ action: 'restored', detail }, actor, clock())],
  );
  return {
    vaultId: engine.header.vaultId,
    name: engine.manifest.name,
    madeAt,
    records: verified.records,
    secrets: verified.secrets,
  };
}

export type DrillSecret =
  | { readonly kind: 'password'; readonly password: SecretBytes }
  | { readonly kind: 'recovery-key'; readonly recoveryKey: SecretBytes };

export interface DrillOptions extends Omit<VaultOptions, 'folder'> {
  /** A rolling backup, or a portable one together with its password. */
  readonly file: string;
  readonly backupPassword?: SecretBytes | null;
  /** What would be at hand after a disaster: usually the recovery key from the printed page. */
  readonly secret: DrillSecret;
}

export interface DrillResult extends VerifyResult {
  /** Of the vault that the file is a backup of. */
  readonly vaultId: string;
  readonly name: string;
  readonly newestAuditEntryAt: string | null;
}

/**
 * Proves that `file` and `secret` are enough: opens a copy in a private temporary folder, opens every record and secret
 * there, and removes it. The vault itself is not touched.
 * @throws AppError as opening does
 */
export async function restoreDrill(options: DrillOptions): Promise<DrillResult> {
  const folder = makeTemporaryFolder('restore-drill');
  const dependencies = resolveDependencies({ ...options, folder, pollIntervalMs: 0, keychain: null });
  const copy = vaultPaths(folder).database;
  try {
    await placeCopy(options, dependencies, copy);
    const engine = await openEngine(copy, dependencies, (header) =>
      openForDrill(header, options.secret, dependencies),
    );
    try {
      const verified = verifyVault(engine);
      const newest = verified.sound ? readAuditLog(engine, { limit: 1 })[0] : undefined;
      const { vaultId } = engine.header;
      return { ...verified, vaultId, name: engine.manifest.name, newestAuditEntryAt: newest?.at ?? null };
    } finally {
      engine.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function placeCopy(options: DrillOptions, dependencies: Dependencies, copy: string): Promise<void> {
  if (options.backupPassword) {
    const backup = await readBackup(options.file, options.backupPassword, dependencies.kdf);
    // The drill is about the other secret; the key that travels in the backup stays unused.
    backup.vaultKey.fill(0);
    createPrivateFile(copy, backup.database);
    return;
  }
  const bytes = await readForeignFile(options.file, { maximumBytes: LARGEST_BACKUP_BYTES });
  createPrivateFile(copy, bytes);
  inspectDatabaseFile(vaultPaths(dependencies.folder));
}

async function openForDrill(
  header: Header,
  secret: DrillSecret,
  dependencies: Dependencies,
): Promise<Buffer> {
  const opened =
    secret.kind === 'password'
      ? await openWithPassword(header, secret.password, dependencies.kdf)
      : openWithRecoveryKey(header, secret.recoveryKey);
  if (opened === null) throw wrongPassword(secret.kind === 'password' ? 'password' : 'recovery key', 0);
  return opened.vaultKey;
}
