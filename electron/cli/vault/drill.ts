/** `augno-vault drill FILE` */
import path from 'node:path';
import { isPortableBackup, restoreDrill } from '../../vault/index.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import { EXIT, type Command } from '../types.ts';
import { readArguments } from '../arguments.ts';
import { kdfTaking, PASSWORD_BYTES_HELP, PASSWORD_BYTES_OPTION } from './open.ts';
import { say } from '../../../shared/messages/say.ts';

const HELP = `augno-vault drill FILE [--password-bytes]

Proves that a backup and the printed recovery key are enough: opens a copy in a private folder, reads every record and
secret there, and removes the copy. No vault is touched, and none has to be there.
Secrets, in this order: the backup password (not for a copy from the folder "backups"), the recovery key.

${PASSWORD_BYTES_HELP}

Examples
  augno-vault drill ~/vault-2026-11-21.augnobackup
  augno-vault drill ~/.local/share/augno-vault/backups/vault-20261121T080000000Z-daily.db`;

export const drillCommand: Command = {
  name: 'drill',
  summary: 'prove that a backup and the recovery key are enough',
  help: HELP,
  async run(args, context) {
    const { values, operands } = readArguments('drill', args, PASSWORD_BYTES_OPTION, ['FILE']);
    const file = path.resolve(operands[0]);
    let backupPassword: SecretBytes | null = null;
    let recoveryKey: SecretBytes | null = null;
    try {
      if (isPortableBackup(file)) backupPassword = await context.readSecret(say('command.backup-password'));
      recoveryKey = await context.readSecret(say('command.recovery-key'));
      const { sound, problems, records, secrets, name, newestAuditEntryAt } = await restoreDrill({
        file,
        actor: 'command',
        backupPassword,
        ...kdfTaking(values['password-bytes']),
        secret: { kind: 'recovery-key', recoveryKey },
      });
      if (context.globals.json) {
        context.printJson({ sound, problems, name, records, secrets, newestEntryAt: newestAuditEntryAt });
      } else if (sound) {
        context.print(
          say('command.passed-records-records-and-secrets-secrets-of', { records, secrets, name }),
        );
      } else {
        for (const problem of problems) context.print(problem);
      }
      return sound ? EXIT.done : EXIT.vault;
    } finally {
      backupPassword?.wipe();
      recoveryKey?.wipe();
    }
  },
};
