/** `augno-vault completion`: the script that makes a shell complete subcommands, options and their values. */
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/messages/say.ts';
import { candidates } from './completion/candidates.ts';
import { SCRIPTS, SHELLS, type Shell } from './completion/scripts.ts';
import { EXIT, type Command } from './types.ts';

const isShell = (text: string | undefined): text is Shell =>
  (SHELLS as readonly (string | undefined)[]).includes(text);

export const completionCommand: Command = {
  name: 'completion',
  async run(args, context) {
    if (args[0] === '--complete') {
      const words = args.slice(args.indexOf('--') + 1);
      for (const word of await candidates(
        context.commands,
        args[1] === '--new-word' ? [...words, ''] : words,
      ))
        context.print(word);
      return EXIT.done;
    }
    const [shell] = args;
    if (args.length !== 1 || !isShell(shell)) {
      throw new AppError({
        code: 'invalid-input',
        message: say('command.completion-needs-one-of', { shells: SHELLS.join(', ') }),
        hint: say('command.nothing-was-done-see-augno-vault-help'),
      });
    }
    context.print(SCRIPTS[shell].trimEnd());
    return EXIT.done;
  },
};
