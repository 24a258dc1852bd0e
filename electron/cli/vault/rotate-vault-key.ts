/** `augno-vault rotate-vault-key` */
import { EXIT, type Command } from '../types.ts';
import { readArguments } from '../arguments.ts';
import { openVaultWithPassword } from './open.ts';
import { say } from '../../../shared/messages/say.ts';

export const rotateVaultKeyCommand: Command = {
  name: 'rotate-vault-key',
  async run(args, context) {
    const { values } = readArguments('rotate-vault-key', args, { 'keep-old-backups': { type: 'boolean' } });
    const { vault, password } = await openVaultWithPassword(context);
    let hadRecoveryKey: boolean;
    let result;
    try {
      hadRecoveryKey = vault.slots().some(({ kind }) => kind === 'recovery');
      result = await vault.rotateVaultKey(password, {
        keepOldBackups: values['keep-old-backups'] === true,
        withoutRecoveryKey: true,
      });
    } finally {
      password.wipe();
      vault.close();
    }
    const { backupsDeleted, keychainRemoved, unfinished } = result;
    if (context.globals.json) {
      context.printJson({
        rotated: true,
        backupsDeleted,
        recoveryKeyRemoved: hadRecoveryKey,
        keychainRemoved,
      });
    } else {
      context.print(say('command.the-vault-has-a-new-key'));
    }
    if (backupsDeleted > 0)
      context.note(say('command.deleted-backupsdeleted-rolling-backups-under-the-old', { backupsDeleted }));
    if (hadRecoveryKey) context.warn(say('command.the-old-recovery-key-opens-nothing-any'));
    if (keychainRemoved) context.warn(say('command.quick-unlock-was-turned-off-turn-it'));
    if (unfinished !== null) throw unfinished;
    return EXIT.done;
  },
};
