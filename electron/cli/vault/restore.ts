/** `augno-vault restore FILE`, and `--from-copies` */
import path from 'node:path';
import { restoreVault } from '../../vault/index.ts';
import { noteAsleep } from '../augno/addresses.ts';
import type { Command } from '../types.ts';
import { readArguments } from '../arguments.ts';
import { addressesOf, afterAddresses, restoredJson } from './restored-addresses.ts';
import { assertNoCopiesOptions, COPIES_OPTIONS, restoreFromCopies } from './restore-copies.ts';
import { kdfTaking, PASSWORD_BYTES_OPTION } from './open.ts';
import { say } from '../../../shared/messages/say.ts';

const OPTIONS = { replace: { type: 'boolean' }, ...COPIES_OPTIONS, ...PASSWORD_BYTES_OPTION } as const;

export const restoreCommand: Command = {
  name: 'restore',
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
