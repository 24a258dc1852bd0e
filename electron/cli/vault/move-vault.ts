/** `augno-vault move-vault` */
import path from 'node:path';
import { usualVaultFolder } from '../../platform/paths.ts';
import { moveVault } from '../../vault/move/move.ts';
import { EXIT, type Command } from '../types.ts';
import { readArguments } from '../arguments.ts';
import { say } from '../../../shared/messages/say.ts';

export const moveVaultCommand: Command = {
  name: 'move-vault',
  run(args, context) {
    const { values } = readArguments('move-vault', args, { to: { type: 'string' } });
    const to = typeof values['to'] === 'string' ? path.resolve(values['to']) : usualVaultFolder();
    const moved = moveVault({ from: context.vaultFolder, to });
    if (context.globals.json) context.printJson(moved);
    else context.print(say('command.moved-the-vault', { from: moved.from, to: moved.to }));
    context.note(say('command.moved-the-vault-kept', { kept: moved.kept }));
    return Promise.resolve(EXIT.done);
  },
};
