/** `augno-vault restore FILE`, and `--from-copies` */
import path from 'node:path';
import { restoreVault } from '../../vault/index.ts';
import { noteAsleep } from '../augno/addresses.ts';
import type { Command } from '../types.ts';
import { readArguments } from '../arguments.ts';
import { addressesOf, afterAddresses, restoredJson } from './restored-addresses.ts';
import { assertNoCopiesOptions, COPIES_OPTIONS, restoreFromCopies } from './restore-copies.ts';
import { kdfTaking, PASSWORD_BYTES_HELP, PASSWORD_BYTES_OPTION } from './open.ts';
import { say } from '../../../shared/messages/say.ts';

const HELP = `augno-vault restore FILE [--replace] [--password-bytes]
augno-vault restore --from-copies [--list] [--try DATE | --use DATE [--replace]] [--password-bytes]

Makes the vault in the vault folder from a backup, after opening everything in it. Operations that were under way when the
backup was made are not repeated by themselves. Secrets, in this order: the backup password.

What its connections are sent to is shown and asked, address by address, unless this computer confirmed it before. Without
a terminal they stay asleep and are named; "augno-vault connections repair NAME" wakes them.

The vault opens with the master password and recovery key it had when the backup was made, and with the backup password
until the next "augno-vault change-password".

With --from-copies: goes back to one of the copies that the vault makes of itself in its folder "backups". Secrets, in this
order: the master password, or the recovery key, that the vault had when the copy was made. A damaged vault is kept there as
it is, under a name with the date.

  --replace   where there is a vault already, move it into its folder "backups" first; without this it is refused (a damaged
              one needs no --replace with --from-copies)
  --list      list the copies, with date and number of keys; so does --from-copies alone
  --try DATE  open everything in the copy of that date, as listed, and write nothing; DATE is also "newest"
  --use DATE  make that copy the vault; "newest": the newest that is whole
${PASSWORD_BYTES_HELP}

Examples
  augno-vault restore ~/vault-2026-11-21.augnobackup
  augno-vault restore nightly.augnobackup --vault ./restored
  augno-vault restore --from-copies --list
  augno-vault restore --from-copies --use newest`;

const OPTIONS = { replace: { type: 'boolean' }, ...COPIES_OPTIONS, ...PASSWORD_BYTES_OPTION } as const;

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'make a vault from a backup',
  help: HELP,
  async run(args, context) {
    if (args.includes('--from-copies')) {
      return await restoreFromCopies(readArguments('restore', args, OPTIONS).values, context);
    }
    const { values, operands } = readArguments('restore', args, OPTIONS, ['FILE']);
    assertNoCopiesOptions(values);
    const backupPassword = await context.readSecret(say('command.backup-password'));
    try {
      const result = await restoreVault({
        folder: context.vaultFolder,
        actor: 'command',
        file: path.resolve(operands[0]),
        backupPassword,
        replace: values['replace'] === true,
        pipe: 'read',
        signal: context.signal,
        ...kdfTaking(values['password-bytes']),
      });
      const { secrets, replaced } = result;
      const madeAt = result.madeAt.toISOString();
      const { asleep, failure } = await addressesOf(context, backupPassword, values['password-bytes']);
      if (context.globals.json) {
        context.printJson(restoredJson(context.vaultFolder, result, asleep));
      } else {
        context.print(
          say('command.restored-the-vault-of-madeat-to-vaultfolder', {
            madeAt,
            vaultFolder: context.vaultFolder,
            secrets,
          }),
        );
      }
      if (replaced !== null) context.note(say('command.the-vault-that-was-there-is-now', { replaced }));
      context.note(say('command.it-opens-with-its-master-password-of'));
      noteAsleep(context, asleep);
      return afterAddresses(context, failure);
    } finally {
      backupPassword.wipe();
    }
  },
};
