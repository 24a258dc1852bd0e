/** `augno-vault rotate-vault-key` */
import { EXIT, type Command } from '../types.ts';
import { readArguments } from '../arguments.ts';
import { openVaultWithPassword } from './open.ts';
import { say } from '../../../shared/messages/say.ts';

const HELP = `augno-vault rotate-vault-key [--keep-old-backups]

Seals everything anew under a new vault key. Interrupted, it is finished the next time the vault is opened.
The rolling backups under the old key are deleted and a new one is made; the recovery key and quick unlock are ended,
since both hold the old key. Secrets, in this order: the master password.

  --keep-old-backups   leave the rolling backups; they open with the old key

Examples
  augno-vault rotate-vault-key
  augno-vault rotate-vault-key --keep-old-backups`;

export const rotateVaultKeyCommand: Command = {
  name: 'rotate-vault-key',
  summary: 'seal everything anew under a new vault key',
  help: HELP,
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
