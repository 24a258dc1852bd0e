/** Backups, recovery, exports and imports: what keeps a vault from being lost. */
import { z } from 'zod';
import { timestampSchema } from '../domain.ts';
import { serializedErrorSchema } from '../error-schema.ts';
import { exportProposalSchema, leftOutSchema } from '../export-proposal.ts';
import { WRITTEN_KEY_PROBLEMS } from '../key-format.ts';
import { saidSchema } from '../messages/schema.ts';
import { providerIdSchema } from '../providers.ts';
import { channel, nothing } from './channel.ts';
import { grantSchema } from './grant.ts';

const passwordSchema = z.string().min(1).max(1024);

const automaticBackupSchema = z.object({
  /** The file's name in the folder of backups. */
  name: z.string(),
  at: timestampSchema,
  bytes: z.number().int(),
});

const protectionSchema = z.object({
  hasRecoveryKey: z.boolean(),
  /** The password of a restored backup still opens this vault. */
  opensWithBackupPassword: z.boolean(),
  backupsFolder: z.string(),
  /** Newest first. */
  automaticBackups: z.array(automaticBackupSchema),
  /** When the newest backup file that is known was made. `never`; `long-ago`: before what of the log is read. */
  lastBackup: z.union([timestampSchema, z.enum(['never', 'long-ago'])]),
  /** Null: none that the log is read back to. */
  lastDrillAt: timestampSchema.nullable(),
});
export type Protection = z.infer<typeof protectionSchema>;

const exportResultSchema = z.object({
  records: z.number().int(),
  secrets: z.number().int(),
  leftOut: z.array(leftOutSchema),
});

const importEntrySchema = z.object({
  line: z.number().int(),
  label: z.string().nullable(),
  redacted: z.string().nullable(),
  outcome: z.enum([
    'store',
    'held',
    'another-held',
    'other-key',
    'several',
    'repeated',
    'ended',
    'not-listed',
    'ambiguous',
    'unusable',
    'other-service',
  ]),
  proven: z.boolean(),
  problem: z.enum(WRITTEN_KEY_PROBLEMS).nullable(),
  keyId: z.string().nullable(),
  keyName: z.string().nullable(),
  /** Of a key of another service: where it can be added. */
  service: z
    .object({
      provider: providerIdSchema,
      name: z.string(),
      connections: z.array(z.object({ id: z.string(), name: z.string() })),
    })
    .nullable(),
});
export type ImportPreviewEntry = z.infer<typeof importEntrySchema>;

const copyNameSchema = z.string().max(255);

const vaultCopySchema = z.object({
  /** Of the file in the folder "backups". */
  name: z.string(),
  at: timestampSchema,
  /** Null where it could not be opened. */
  holds: z.object({ keys: z.number().int(), secrets: z.number().int() }).nullable(),
  otherPassword: z.boolean(),
  problem: saidSchema.nullable(),
});
export type VaultCopy = z.infer<typeof vaultCopySchema>;

export const protectionChannels = {
  'vault.protection': channel('vault', 'unlocked', nothing, protectionSchema),
  /**
   * Never overwrites a file. Every `grant` here is of the file that the dialog of the channel's own purpose chose; the
   * password of the backup is chosen in main's own window.
   */
  'vault.backup': channel('vault', 'unlocked', z.object({ grant: grantSchema }), z.undefined()),
  /**
   * Makes the vault of this folder from a backup; only while none is open. With `replace`, a vault that is there is moved
   * among the backups first.
   */
  'vault.restore': channel(
    'vault',
    'nothing',
    z.object({ grant: grantSchema, password: passwordSchema, replace: z.boolean() }),
    z.object({
      name: z.string(),
      madeAt: timestampSchema,
      secrets: z.number().int(),
      /** Where the vault that was there is now. */
      replaced: z.string().nullable(),
    }),
  ),
  /**
   * The automatic copies beside the vault, each as far as the password, or the recovery key, opens it; only while no vault is
   * open. Failed tries count like those at the vault.
   */
  'vault.copies': channel(
    'vault',
    'nothing',
    z.object({ password: passwordSchema }),
    z.array(vaultCopySchema),
  ),
  /** Opens everything in one of them and writes nothing. */
  'vault.try-copy': channel(
    'vault',
    'nothing',
    z.object({ name: copyNameSchema, password: passwordSchema }),
    z.object({
      sound: z.boolean(),
      problems: z.array(saidSchema),
      keys: z.number().int(),
      secrets: z.number().int(),
    }),
  ),
  /** Makes one of them the vault. A damaged vault is kept under a dated name; a whole one is not touched. */
  'vault.restore-copy': channel(
    'vault',
    'nothing',
    z.object({ name: copyNameSchema, password: passwordSchema }),
    z.object({
      name: z.string(),
      madeAt: timestampSchema,
      secrets: z.number().int(),
      replaced: z.string().nullable(),
    }),
  ),
  /**
   * Opens a copy of a backup with what would be at hand after a disaster, and removes the copy. Recovery key and password
   * are typed in main's own window.
   */
  'vault.drill': channel(
    'vault',
    'unlocked',
    z.object({
      backup: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('automatic'), name: z.string().max(255) }),
        z.object({ kind: z.literal('file'), grant: grantSchema }),
      ]),
    }),
    z.object({
      sound: z.boolean(),
      problems: z.array(saidSchema),
      records: z.number().int(),
      secrets: z.number().int(),
      newestEntryAt: timestampSchema.nullable(),
    }),
  ),
  /**
   * Opens nothing until it is settled: the one before goes on working.
   * SECURITY: a reply with the recovery key in it. It is shown once and kept in no store.
   */
  'vault.new-recovery-key': channel('vault', 'unlocked', nothing, z.object({ recoveryKey: z.string() })),
  /** What became of it. `typed`: from where it was written down, in main's own window; the page is believed that it was written down. */
  'vault.settle-recovery-key': channel(
    'vault',
    'unlocked',
    z.object({ outcome: z.enum(['typed', 'written-down', 'not-kept']) }),
    z.undefined(),
  ),
  'vault.remove-recovery-key': channel('vault', 'unlocked', nothing, z.undefined()),
  /** The page with the recovery key that was made last, until the vault is locked. */
  'vault.print-kit': channel('main', 'unlocked', nothing, z.object({ printed: z.boolean() })),
  'vault.save-kit': channel('main', 'unlocked', nothing, z.object({ path: z.string().nullable() })),
  'vault.rotate-vault-key': channel(
    'vault',
    'unlocked',
    z.object({ keepOldBackups: z.boolean() }),
    z.object({
      recoveryKey: z.string().nullable(),
      keychainRemoved: z.boolean(),
      backupsDeleted: z.number().int(),
      /** What failed once the vault had its new key. */
      unfinished: serializedErrorSchema.nullable(),
    }),
  ),
  'vault.export': channel('vault', 'unlocked', z.object({ grant: grantSchema }), exportResultSchema),
  /** The look asks for the file's password in main's own window; it is kept until the file is imported or discarded. */
  'vault.import': channel(
    'vault',
    'unlocked',
    z.object({ grant: grantSchema, dryRun: z.boolean() }),
    exportProposalSchema,
  ),
  /** Reads a file with keys and says what importing would do. The plan is kept until it is applied, replaced or locked. */
  'import.plan': channel(
    'vault',
    'unlocked',
    z.object({ grant: grantSchema }),
    z.object({ entries: z.array(importEntrySchema) }),
  ),
  /**
   * `confirmed`: entries, by their index, of which a person said that the secret is theirs; others stay unproven. `added`:
   * those of other services, with the service that a person chose for each.
   */
  'import.apply': channel(
    'vault',
    'unlocked',
    z.object({
      confirmed: z.array(z.number().int().min(0)).max(5000),
      added: z
        .array(z.object({ entry: z.number().int().min(0), connectionId: z.string().max(200) }))
        .max(5000)
        .default([]),
    }),
    z.object({ stored: z.number().int() }),
  ),
  'import.discard': channel('vault', 'unlocked', nothing, z.undefined()),
} as const;
