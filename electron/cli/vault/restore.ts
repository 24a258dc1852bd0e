/** `augno-vault restore FILE` */
import path from 'node:path';
import { toAppError } from '../../../shared/errors.ts';
import type { AddressQuestion } from '../../augno/types.ts';
import type { SecretBytes } from '../../vault/secret-bytes.ts';
import { openVault, restoreVault } from '../../vault/index.ts';
import { askAboutAddresses, noteAsleep } from '../augno/addresses.ts';
import { withServices } from '../augno/session.ts';
import { exitCodeOf } from '../exit-code.ts';
import { EXIT, type Command, type CommandContext } from '../types.ts';
import { readArguments } from './arguments.ts';
import { kdfTaking, PASSWORD_BYTES_HELP, PASSWORD_BYTES_OPTION } from './open.ts';

const HELP = `augno-vault restore FILE [--replace] [--password-bytes]

Makes the vault in the vault folder from a backup, after opening everything in it. Operations that were under way when the
backup was made are not repeated by themselves. Secrets, in this order: the backup password.

What its connections are sent to is shown and asked, address by address, unless this computer confirmed it before. Without
a terminal they stay asleep and are named; "augno-vault connections repair NAME" wakes them.

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
      const { asleep, failure } = await addressesOf(context, backupPassword).then(
        (questions) => ({ asleep: questions, failure: null }),
        (thrown: unknown) => ({ asleep: [], failure: toAppError(thrown) }),
      );
      if (context.globals.json) {
        context.printJson({
          vaultId,
          folder: context.vaultFolder,
          madeAt,
          records,
          secrets,
          replaced,
          asleep: asleep.map(({ connectionId: id, name, address: url }) => ({ id, name, url })),
        });
      } else {
        context.print(
          `Restored the vault of ${madeAt} to ${context.vaultFolder}: ${String(secrets)} secrets.`,
        );
      }
      if (replaced !== null) context.note(`The vault that was there is now ${replaced}.`);
      context.note(
        'It opens with its master password of that time, and with the backup password until you change the password.',
      );
      noteAsleep(context, asleep);
      if (failure === null) return EXIT.done;
      // The vault is in place, and no sentence may say that nothing was changed.
      context.warn(
        `The vault was restored; its connections could not be looked at: ${failure.message} Run "augno-vault connections list" when that is mended.`,
      );
      return exitCodeOf(failure.code);
    } finally {
      backupPassword.wipe();
    }
  },
};

/** Asks about the addresses of the vault that was just restored, which opens with the password of its backup. */
async function addressesOf(
  context: CommandContext,
  password: SecretBytes,
): Promise<readonly AddressQuestion[]> {
  const vault = await openVault({
    folder: context.vaultFolder,
    actor: 'command',
    credential: { kind: 'password', password },
  });
  try {
    return await withServices(context, vault, ({ service }) => askAboutAddresses(context, service, null));
  } finally {
    vault.close();
  }
}
