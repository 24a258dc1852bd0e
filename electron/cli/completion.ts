/** `augno-vault completion`: the script that makes a shell complete subcommands, options and their values. */
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/messages/say.ts';
import { candidates } from './completion/candidates.ts';
import { SCRIPTS, SHELLS, type Shell } from './completion/scripts.ts';
import { EXIT, type Command } from './types.ts';

const HELP = `augno-vault completion bash|zsh|fish|powershell

Prints what makes that shell complete subcommands, options and the values that the help names. Names of keys are not
completed: they are sealed in the vault, and nothing of it is kept outside for a shell.

Examples
  augno-vault completion bash >> ~/.bashrc
  augno-vault completion zsh > ~/.zfunc/_augno-vault
  augno-vault completion fish > ~/.config/fish/completions/augno-vault.fish
  augno-vault completion powershell >> $PROFILE`;

const isShell = (text: string | undefined): text is Shell =>
  (SHELLS as readonly (string | undefined)[]).includes(text);

export const completionCommand: Command = {
  name: 'completion',
  summary: 'print what makes a shell complete subcommands and options',
  help: HELP,
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
