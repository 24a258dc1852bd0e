/** `augno-vault hook install|uninstall|status --ai NAME`: the hooks of an AI assistant, for all its sessions of this user. */
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ASSISTANTS, isAssistant, type AssistantId } from '../assistants/events.ts';
import {
  hooksFileOf,
  noteOf,
  planInstall,
  planUninstall,
  type Machine,
} from '../assistants/hook-settings.ts';
import { AppError } from '../../shared/errors.ts';
import { confirmChange } from './confirm-change.ts';
import { EXIT, type CommandContext } from './types.ts';

export async function assistantHooks(
  action: string | undefined,
  args: readonly string[],
  context: CommandContext,
): Promise<number> {
  const { assistant, yes } = readOptions(args);
  const machine: Machine = { home: homedir(), environment: process.env, platform: process.platform };
  // Beside the command that is running, of which this is a part.
  const script = path.join(path.dirname(realpathSync(process.argv[1] ?? '')), 'ai-hook.js');
  const install = planInstall(assistant, machine, { node: process.execPath, script });
  const isInstalled = install.before === install.after;
  switch (action) {
    case 'status':
      if (context.globals.json)
        context.printJson({ assistant, file: hooksFileOf(assistant, machine), installed: isInstalled });
      else context.print(`${assistant}: ${isInstalled ? 'installed' : 'not installed'} (${install.file})`);
      return isInstalled ? EXIT.done : EXIT.refused;
    case 'install': {
      const done = await confirmChange(install, { yes, what: `The hooks of ${assistant}` }, context);
      const note = noteOf(assistant);
      if (done === EXIT.done && note !== null) context.note(note);
      return done;
    }
    case 'uninstall':
      return confirmChange(
        planUninstall(assistant, machine),
        { yes, what: `The hooks of ${assistant}` },
        context,
      );
    default:
      throw usage('Say install, uninstall or status.');
  }
}

function readOptions(args: readonly string[]): { readonly assistant: AssistantId; readonly yes: boolean } {
  let values;
  try {
    const options = { ai: { type: 'string' }, yes: { type: 'boolean' } } as const;
    ({ values } = parseArgs({ args: [...args], strict: true, options }));
  } catch {
    throw usage('An option is not known, or does not go with --ai.');
  }
  const { ai = '', yes = false } = values;
  if (!isAssistant(ai)) throw usage(`--ai needs one of: ${ASSISTANTS.join(', ')}.`);
  return { assistant: ai, yes };
}

function usage(message: string): AppError {
  return new AppError({
    code: 'invalid-input',
    message,
    hint: 'Nothing was changed. See `augno-vault hook --help`.',
  });
}
