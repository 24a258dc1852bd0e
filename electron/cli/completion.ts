/** `augno-vault completion`: the script that makes a shell complete subcommands, options, their values and, if allowed, key names. */
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/messages/say.ts';
import { usage } from './arguments.ts';
import { resolveVaultFolder } from '../platform/paths.ts';
import { candidates } from './completion/candidates.ts';
import { readTyped } from './completion/quoting.ts';
import { SCRIPTS, SHELLS, type Shell } from './completion/scripts.ts';
import { separatorIn } from './separator.ts';
import { EXIT, type Command, type CommandContext } from './types.ts';

const isShell = (text: string | undefined): text is Shell =>
  (SHELLS as readonly (string | undefined)[]).includes(text);

export const completionCommand: Command = {
  name: 'completion',
  async run(args, context) {
    if (args[0] === '--complete') return await complete(args.slice(1), context);
    if (args[0] === '--names') return await allowOrForbid(args.slice(1), context);
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

interface Asked {
  readonly shell: Shell | null;
  readonly words: readonly string[];
}

/** Its own options stand before what was typed; PowerShell may have taken the separator between them away. */
function readAsked(args: readonly string[]): Asked {
  let shell: Shell | null = null;
  let isNewWord = false;
  let at = 0;
  for (; at < args.length; at += 1) {
    if (args[at] === '--new-word') isNewWord = true;
    else if (args[at] === '--shell') {
      const named = args[(at += 1)];
      shell = isShell(named) ? named : null;
    } else break;
  }
  const words = args.slice(separatorIn(args.slice(at, at + 1)) === 0 ? at + 1 : at);
  return { shell, words: isNewWord ? [...words, ''] : words };
}

/** What the shells' scripts ask at each Tab. */
async function complete(args: readonly string[], context: CommandContext): Promise<number> {
  const { shell, words } = readAsked(args);
  const { offeredNames } = await import('../keys/offered-names/names-file.ts');
  const found = await candidates(context.commands, words, {
    shell,
    read: () => offeredNames({ folder: vaultFolderOf(words, shell, context) }),
  });
  for (const word of found) context.print(word);
  return EXIT.done;
}

/** Of the vault that is named in what was typed, else that of this call. */
function vaultFolderOf(words: readonly string[], shell: Shell | null, context: CommandContext): string {
  const end = separatorIn(words);
  const typed = end < 0 ? words : words.slice(0, end);
  const at = typed.findLastIndex((word) => word === '--vault' || word.startsWith('--vault='));
  if (at < 0) return context.vaultFolder;
  const word = typed[at] === '--vault' ? typed[at + 1] : typed[at]?.slice('--vault='.length);
  const read = shell === null || word === undefined ? null : readTyped(shell, word);
  return read === null || read.text === '' ? context.vaultFolder : resolveVaultFolder(read.text);
}

/** Whether names of keys are offered: on with the password, off at once. */
async function allowOrForbid(args: readonly string[], context: CommandContext): Promise<number> {
  const [wanted] = args;
  if (args.length !== 1 || (wanted !== 'on' && wanted !== 'off'))
    throw usage(say('command.names-needs-on-or-off'), 'completion');
  const names = await import('../keys/offered-names/index.ts');
  if (wanted === 'off') {
    const were = names.forbidNames({ folder: context.vaultFolder });
    if (context.globals.json) context.printJson({ names: 'off' });
    else context.print(say(were ? 'command.names-ended' : 'command.names-were-off'));
    return EXIT.done;
  }
  const { withSession } = await import('./augno/session.ts');
  return await withSession(context, ({ vault, service }) => {
    const place = { folder: context.vaultFolder };
    const { count, file } = names.allowNames(vault, service.listKeys(), place);
    if (context.globals.json) context.printJson({ names: 'on', count, file });
    else context.print(say('command.names-allowed', { count, file }));
    return EXIT.done;
  });
}
