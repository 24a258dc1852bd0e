/** `augno-vault change-password` */
import { EXIT, type Command } from '../types.ts';
import { readArguments } from '../arguments.ts';
import { kdfTaking, openVaultWithPassword, PASSWORD_BYTES_OPTION } from './open.ts';
import { say } from '../../../shared/messages/say.ts';

export const changePasswordCommand: Command = {
  name: 'change-password',
  async run(args, context) {
    const { values } = readArguments('change-password', args, PASSWORD_BYTES_OPTION);
    const { vault, password } = await openVaultWithPassword(context, kdfTaking(values['password-bytes']));
    try {
      const next = await context.readSecret(say('command.new-master-password'), { confirm: true });
      try {
        await vault.changePassword(password, next);
      } finally {
        next.wipe();
      }
    } finally {
      password.wipe();
      vault.close();
    }
    if (context.globals.json) context.printJson({ changed: true });
    else context.print(say('command.the-master-password-was-changed'));
    context.note(say('command.older-backups-still-open-with-the-old'));
    return EXIT.done;
  },
};
