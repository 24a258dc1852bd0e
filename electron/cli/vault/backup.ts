/** `augno-vault backup FILE` */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { syncedBy } from '../../platform/synced-folder.ts';
import { assertOutsideVaults } from '../../files/own-files.ts';
import { backupExists } from '../../vault/backup/portable.ts';
import { EXIT, type Command } from '../types.ts';
import { readArguments } from '../arguments.ts';
import { openVaultForCommand } from './open.ts';
import { say } from '../../../shared/messages/say.ts';

export const backupCommand: Command = {
  name: 'backup',
  async run(args, context) {
    const { operands } = readArguments('backup', args, {}, ['FILE']);
    const file = path.resolve(operands[0]);
    // Said before any password is asked for; the vault checks again when it writes.
    if (existsSync(file)) throw backupExists(file);
    assertOutsideVaults(file, context.vaultFolder);
    const service = syncedBy(file);
    if (service !== null) context.warn(say('command.copied-by-service', { service }));
    const vault = await openVaultForCommand(context);
    try {
      const password = await context.readSecret(say('command.backup-password'), { confirm: true });
      try {
        await vault.backup(file, password);
      } finally {
        password.wipe();
      }
    } finally {
      vault.close();
    }
    if (context.globals.json) context.printJson({ file });
    else context.print(say('command.wrote-file', { file }));
    return EXIT.done;
  },
};
