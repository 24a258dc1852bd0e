/** `augno-vault restore FILE` */
import path from 'node:path';
import { restoreVault } from '../../vault/index.ts';
import { EXIT, type Command } from '../types.ts';
import { readArguments } from './arguments.ts';
import { kdfTaking, PASSWORD_BYTES_HELP, PASSWORD_BYTES_OPTION } from './open.ts';

const HELP = `augno-vault restore FILE [--replace] [--password-bytes]

Makes the vault in the vault folder from a backup, after opening everything in it. Operations that were under way when the
backup was made are not repeated by themselves. Secrets, in this order: the backup password.

The vault opens with the master password and recovery key it had when the backup was made, and with the backup password
until the next "augno-vault change-password".

  --replace   where there is a vault already, move it into its folder "backups" first; without this it is refused
${PASSWORD_BYTES_HELP}

Examples
  augno-vault restore ~/vault-2026-11-21.augnobackup
  augno-vault restore nightly.augnobackup --vault ./restored`;

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'make a vault from a backup',
  help: HELP,
  async run(args, context) {
    const { values, positionals } = readArguments(
      'restore',
      args,
      { replace: { type: 'boolean' }, ...PASSWORD_BYTES_OPTION },
      { names: ['FILE'] },
    );
    const backupPassword = await context.readSecret('Backup password');
    try {
      const result = await restoreVault({
        folder: context.vaultFolder,
        actor: 'command',
        file: path.resolve(positionals[0]!),
        backupPassword,
        replace: values['replace'] === true,
        pipe: 'read',
        signal: context.signal,
        ...kdfTaking(values['password-bytes']),
      });
      const { vaultId, records, secrets, replaced } = result;
      const madeAt = result.madeAt.toISOString();
      if (context.globals.json) {
        context.printJson({ vaultId, folder: context.vaultFolder, madeAt, records, secrets, replaced });
      } else {
        context.print(
          `Restored the vault of ${madeAt} to ${context.vaultFolder}: ${String(secrets)} secrets.`,
        );
      }
      if (replaced !== null) context.note(`The vault that was there is now ${replaced}.`);
      context.note(
        'It opens with its master password of that time, and with the backup password until you change the password.',
      );
      return EXIT.done;
    } finally {
      backupPassword.wipe();
    }
  },
};
