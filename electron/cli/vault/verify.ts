/** `augno-vault verify` */
import { AppError } from '../../../shared/errors.ts';
import { EXIT, type Command } from '../types.ts';
import { readArguments } from '../arguments.ts';
import { openVaultForCommand } from './open.ts';
import { say } from '../../../shared/messages/say.ts';

export const verifyCommand: Command = {
  name: 'verify',
  async run(args, context) {
    readArguments('verify', args, {});
    let vault;
    try {
      vault = await openVaultForCommand(context);
    } catch (thrown) {
      // Too damaged to open is an answer too, and a script reads it from the same document.
      if (context.globals.json && thrown instanceof AppError && thrown.code === 'vault-damaged') {
        context.printJson({
          sound: false,
          problems: [thrown.message],
          records: 0,
          secrets: 0,
          auditEntries: 0,
        });
      }
      throw thrown;
    }
    try {
      const result = vault.verify();
      const { sound, problems, records, secrets, auditEntries } = result;
      const warnings = vault.rollbackWarning === null ? [] : [vault.rollbackWarning.message];
      if (context.globals.json)
        context.printJson({ sound, problems, records, secrets, auditEntries, warnings });
      else if (sound) {
        context.print(
          say('command.the-vault-is-whole-records-records-secrets', { records, secrets, auditEntries }),
        );
      } else {
        for (const problem of problems) context.print(problem);
      }
      if (!sound) context.warn(say('command.do-not-write-to-this-vault-any'));
      return sound ? EXIT.done : EXIT.vault;
    } finally {
      vault.close();
    }
  },
};
