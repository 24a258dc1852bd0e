/** `augno-vault change-password` */
import { EXIT, type Command } from '../types.ts';
import { readArguments } from '../arguments.ts';
import { kdfTaking, openVaultWithPassword, PASSWORD_BYTES_HELP, PASSWORD_BYTES_OPTION } from './open.ts';
import { say } from '../../../shared/messages/say.ts';

const HELP = `augno-vault change-password [--password-bytes]

Changes the master password. Takes the same time however much the vault holds.
Secrets, in this order: the old master password (or, if it is lost, the recovery key), the new one.

${PASSWORD_BYTES_HELP}
                     as the old one; the new one is always text

Copies made before still open with the old password. If somebody else may know it, run
"augno-vault rotate-vault-key" afterwards and make new backups.

Examples
  augno-vault change-password
  printf '%s\\n%s\\n' "$OLD" "$NEW" | augno-vault change-password --password-stdin`;

export const changePasswordCommand: Command = {
  name: 'change-password',
  summary: 'change the master password',
  help: HELP,
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
