/** `augno-vault create-vault` */
import { existsSync } from 'node:fs';
import { createVault } from '../../vault/index.ts';
import { isKnownVault, rememberVault } from '../../vault/known-vaults.ts';
import { preventCoreDumps } from '../../platform/core-dumps.ts';
import { alreadyExists } from '../../vault/errors.ts';
import { vaultPaths } from '../../vault/storage/layout.ts';
import { EXIT, type Command } from '../types.ts';
import { readArguments } from '../arguments.ts';
import { say } from '../../../shared/messages/say.ts';

export const createVaultCommand: Command = {
  name: 'create-vault',
  async run(args, context) {
    const { values } = readArguments('create-vault', args, { name: { type: 'string' } });
    if (existsSync(vaultPaths(context.vaultFolder).database)) throw alreadyExists(context.vaultFolder);
    if (isKnownVault(context.vaultFolder)) {
      context.warn(say('command.a-vault-was-open-in-this-folder'));
    }
    const password = await context.readSecret(say('command.new-master-password'), { confirm: true });
    try {
      preventCoreDumps();
      const { vault } = await createVault({
        folder: context.vaultFolder,
        actor: 'command',
        name: typeof values['name'] === 'string' ? values['name'] : 'Augno Vault',
        password,
        withRecoveryKey: false,
      });
      const { vaultId, name, notes } = vault;
      for (const { message, hint } of notes)
        context.warn(say('app.first-second', { first: message, second: hint }));
      vault.close();
      rememberVault(context.vaultFolder);
      if (context.globals.json) context.printJson({ vaultId, name, folder: context.vaultFolder });
      else context.print(say('command.made-the-vault-in-vaultfolder', { vaultFolder: context.vaultFolder }));
      context.note(say('command.there-is-no-way-in-without-the'));
      return EXIT.done;
    } finally {
      password.wipe();
    }
  },
};
