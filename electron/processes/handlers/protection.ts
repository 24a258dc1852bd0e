import type { protectionChannels } from '../../../shared/ipc/protection-channels.ts';
import type { HandlersOf } from '../../wire/answer.ts';
import { statSync } from 'node:fs';
import path from 'node:path';
import { AppError, toAppError } from '../../../shared/errors.ts';
import { importExport } from '../../keys/transfer/import-export.ts';
import { planKeyImport, type ImportPlan } from '../../keys/transfer/import-file.ts';
import { PORTABLE_COLLECTIONS } from '../../inventory/collections.ts';
import {
  enterConfirmedRecoveryKey,
  enterPassedDrill,
  enterRecoveryKeyNotKept,
  enterShownRecoveryKey,
  protectionFacts,
} from '../../keys/matters/protection-facts.ts';
import { LEFT_BY_IMPORT, leftOutOf } from '../../inventory/left-out.ts';
import { wrongPassword } from '../../vault/errors.ts';
import {
  emergencyKitPage,
  exportVault,
  isSameRecoveryKey,
  listRollingBackups,
  restoreDrill,
} from '../../vault/index.ts';
import { importParts } from '../../providers/index.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import type { Checked, Confirmed, OpenParts } from './open-parts.ts';
import { say } from '../../../shared/messages/say.ts';
import { certain } from '../../../shared/certain.ts';

export interface ProtectionHandlers {
  readonly channels: HandlersOf<typeof protectionChannels, 'vault', 'unlocked'>;
  /** Keeps a new recovery key for the kit, and makes the text that is shown. */
  readonly show: (recoveryKey: SecretBytes) => string;
  /** The page to print for the recovery key that was made last; null when none was made since the unlock. */
  readonly kitPage: () => string | null;
}

export function protectionHandlers(
  open: () => OpenParts,
  confirmed: Confirmed,
  checked: Checked,
): ProtectionHandlers {
  // Both die with this process, which ends when the vault is locked.
  let kitKey: SecretBytes | null = null;
  /** The same, as long as it opens nothing: until somebody has it, the one before goes on opening the vault. */
  let drafted: SecretBytes | null = null;
  let plan: ImportPlan | null = null;
  /** Of the export that was looked into. */
  let opened: { readonly grant: number; readonly password: SecretBytes } | null = null;

  const show = (recoveryKey: SecretBytes): string => {
    kitKey?.wipe();
    kitKey = recoveryKey;
    drafted = null;
    // SECURITY: one of the few times the recovery key becomes text: it has to be shown and printed.
    return recoveryKey.revealText();
  };
  const draft = (): SecretBytes => {
    if (drafted === null) throw noDraft();
    return drafted;
  };
  const keep = (): void => {
    open().vault.keepRecoveryKey(draft());
    drafted = null;
  };
  const forget = (): void => {
    kitKey?.wipe();
    kitKey = null;
    drafted = null;
  };
  const keepAsTyped = (): Promise<void> =>
    checked({ kind: 'confirm-recovery-key', isNew: true }, (typed) => {
      if (!isSameRecoveryKey(draft(), typed)) return Promise.reject(wrongPassword('recovery key', 0));
      keep();
      try {
        enterConfirmedRecoveryKey(open().vault);
      } catch (thrown) {
        // It is kept; that it was typed is asked for once more.
        if (!(thrown instanceof AppError)) throw thrown;
      }
      return Promise.resolve();
    });
  const discard = (): void => {
    plan?.wipe();
    plan = null;
    opened?.password.wipe();
    opened = null;
  };

  const channels: HandlersOf<typeof protectionChannels, 'vault', 'unlocked'> = {
    'vault.protection': () => {
      const { vault } = open();
      const kinds = new Set(vault.slots().map(({ kind }) => kind));
      const { lastBackup, lastDrillAt } = protectionFacts(vault);
      return {
        hasRecoveryKey: kinds.has('recovery'),
        opensWithBackupPassword: kinds.has('backup'),
        backupsFolder: path.join(vault.folder, 'backups'),
        automaticBackups: listRollingBackups(vault.folder).flatMap(({ file, at }) => {
          const bytes = statSync(file, { throwIfNoEntry: false })?.size;
          return bytes === undefined ? [] : [{ name: path.basename(file), at: at.toISOString(), bytes }];
        }),
        lastBackup,
        lastDrillAt,
      };
    },
    'vault.backup': ({ grant }) =>
      open().grants.use(grant, 'save-backup', (file) =>
        confirmed({ kind: 'backup', file }, async ({ newPassword }) => {
          await open().vault.backup(file, certain(newPassword));
          return undefined;
        }),
      ),
    'vault.drill': async ({ backup }) => {
      const { vault, grants } = open();
      const file =
        backup.kind === 'file'
          ? grants.look(backup.grant, 'open-backup')
          : listRollingBackups(vault.folder).find((one) => path.basename(one.file) === backup.name)?.file;
      if (file === undefined) throw noSuchBackup();
      const result = await checked(
        { kind: 'drill', backup: file, withPassword: backup.kind === 'file' },
        async (recoveryKey, backupPassword) => {
          const drilled = await restoreDrill({
            file,
            actor: 'app',
            backupPassword,
            secret: { kind: 'recovery-key', recoveryKey },
          }).catch((thrown: unknown) => {
            // A typing error is one more way of not being it.
            throw toAppError(thrown).field === 'recoveryKey' ? wrongPassword('recovery key', 0) : thrown;
          });
          if (drilled.sound) enterPassedDrill(vault, drilled, recoveryKey);
          return drilled;
        },
      );
      const { sound, problems, records, secrets, newestAuditEntryAt } = result;
      return { sound, problems: [...problems], records, secrets, newestEntryAt: newestAuditEntryAt };
    },
    'vault.new-recovery-key': () =>
      confirmed({ kind: 'new-recovery-key' }, () => {
        const { vault } = open();
        enterShownRecoveryKey(vault);
        const made = vault.draftRecoveryKey();
        const recoveryKey = show(made);
        drafted = made;
        return { recoveryKey };
      }),
    'vault.settle-recovery-key': async ({ outcome }) => {
      // SECURITY: nothing is kept that the master password was not asked for.
      draft();
      if (outcome === 'typed') await keepAsTyped();
      else if (outcome === 'written-down') keep();
      else {
        forget();
        enterRecoveryKeyNotKept(open().vault);
      }
      return undefined;
    },
    'vault.remove-recovery-key': () =>
      confirmed({ kind: 'remove-recovery-key' }, () => {
        open().vault.removeRecoveryKey();
        forget();
      }),
    'vault.rotate-vault-key': ({ keepOldBackups }) =>
      confirmed({ kind: 'rotate-vault-key', keepOldBackups }, async ({ password }) => {
        const result = await open().vault.rotateVaultKey(password, { keepOldBackups });
        return {
          recoveryKey: result.recoveryKey === null ? null : show(result.recoveryKey),
          keychainRemoved: result.keychainRemoved,
          backupsDeleted: result.backupsDeleted,
          unfinished: result.unfinished?.serialize() ?? null,
        };
      }),
    'vault.export': ({ grant }) =>
      open().grants.use(grant, 'save-export', (file) =>
        confirmed({ kind: 'export', file }, async ({ newPassword }) => {
          const { vault } = open();
          const { records, secrets } = await exportVault(vault, {
            file,
            password: certain(newPassword),
            collections: PORTABLE_COLLECTIONS,
          });
          return { records, secrets, leftOut: leftOutOf(vault) };
        }),
      ),
    'vault.import': ({ grant, dryRun }) => {
      const { vault, grants } = open();
      const read = (file: string, password: SecretBytes): ReturnType<typeof importExport> =>
        importExport(vault, { file, password, dryRun, parts: importParts, notBrought: LEFT_BY_IMPORT });
      if (dryRun) {
        discard();
        // A look stores nothing, so the use is still to come.
        const file = grants.look(grant, 'open-export');
        return checked({ kind: 'open-export', file }, async (typed) => {
          const proposal = await read(file, typed);
          discard();
          opened = { grant, password: typed.clone() };
          return proposal;
        });
      }
      if (opened?.grant !== grant) throw noPlan();
      const { password } = opened;
      return grants.use(grant, 'open-export', async (file) => {
        const stored = await read(file, password);
        discard();
        return stored;
      });
    },
    'import.plan': ({ grant }) => {
      const { vault, accounts, providers, grants } = open();
      discard();
      return grants.use(grant, 'open-import', async (file) => {
        plan = await planKeyImport(file, vault, accounts, { services: providers });
        return { entries: [...plan.entries] };
      });
    },
    'import.apply': ({ confirmed: confirmedLines, added }) => {
      if (plan === null) throw noPlan();
      const chosen = new Map(added.map(({ entry, connectionId }) => [entry, connectionId] as const));
      try {
        return { stored: plan.apply(new Set(confirmedLines), chosen).length };
      } finally {
        discard();
      }
    },
    'import.discard': () => {
      discard();
    },
  };
  return {
    channels,
    show,
    kitPage: () =>
      kitKey === null
        ? null
        : emergencyKitPage({
            vaultName: open().vault.name,
            vaultFolder: open().vault.folder,
            recoveryKey: kitKey.revealText(),
            madeAt: new Date(),
          }),
  };
}

function noSuchBackup(): AppError {
  return new AppError({
    code: 'not-found',
    message: say('process.this-backup-is-not-there-any-more'),
    hint: say('process.newer-ones-replace-the-oldest-choose-another'),
  });
}

function noDraft(): AppError {
  return new AppError({
    code: 'conflict',
    message: say('process.no-new-recovery-key-waits'),
    hint: say('process.any-from-before-goes-on-working'),
  });
}

function noPlan(): AppError {
  return new AppError({
    code: 'conflict',
    message: say('process.the-file-that-was-to-be-imported'),
    hint: say('process.nothing-was-imported-choose-the-file-again'),
  });
}
