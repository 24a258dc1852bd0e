/** `augno-vault drill FILE` */
import path from 'node:path';
import { isPortableBackup, restoreDrill } from '../../vault/index.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import { EXIT, type Command } from '../types.ts';
import { readArguments } from '../arguments.ts';
import { kdfTaking, PASSWORD_BYTES_OPTION } from './open.ts';
import { say } from '../../../shared/messages/say.ts';

export const drillCommand: Command = {
  name: 'drill',
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
