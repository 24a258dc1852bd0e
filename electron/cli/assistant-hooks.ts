/** `augno-vault hook install|uninstall|status --ai NAME`: the hooks of an AI assistant, for all its sessions of this user. */
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { ASSISTANTS, isAssistant, type AssistantId } from '../assistants/events.ts';
import {
  hooksFileOf,
  noteOf,
  planInstall,
  planUninstall,
  type Machine,
} from '../assistants/hook-settings.ts';
import type { PlannedChange } from '../assistants/settings-file.ts';
import type { AppError } from '../../shared/errors.ts';
import { terminalLine } from '../../shared/harmless-text.ts';
import { say, type Said } from '../../shared/messages/say.ts';
import { confirmChange } from './confirm-change.ts';
import { readArguments, usage } from './arguments.ts';
import { EXIT, type CommandContext } from './types.ts';
import { thisPlatform } from '../platform/this-platform.ts';

export async function assistantHooks(
  action: string | undefined,
  args: readonly string[],
  context: CommandContext,
): Promise<number> {
  const { assistant, yes, withVault } = readOptions(args);
  const machine: Machine = { home: homedir(), environment: process.env, platform: thisPlatform };
  // Beside the command that is running, of which this is a part.
  const script = path.join(path.dirname(realpathSync(process.argv[1] ?? '')), 'ai-hook.js');
  const planned = (asks: boolean) =>
    planInstall(assistant, machine, { node: process.execPath, script, withVault: asks });
  const install = planned(withVault);
  switch (action) {
    case 'status': {
      const asksVault = isThere(planned(true));
      const isInstalled = asksVault || isThere(planned(false));
      if (context.globals.json)
        context.printJson({
          assistant,
          file: hooksFileOf(assistant, machine),
          installed: isInstalled,
          withVault: asksVault,
        });
      else {
        const values = { assistant, file: terminalLine(install.file) };
        context.print(
          isInstalled ? say('table.hook-installed', values) : say('table.hook-not-installed', values),
        );
      }
      return isInstalled ? EXIT.done : EXIT.refused;
    }
    case 'install': {
      const done = await confirmChange(
        install,
        { yes, what: say('command.hooks-of-assistant', { name: assistant }) },
        context,
      );
      const note = noteOf(assistant);
      if (done === EXIT.done && note !== null) context.note(note);
      if (done === EXIT.done && withVault) context.note(say('command.note-hooks-with-vault'));
      return done;
    }
    case 'uninstall':
      return confirmChange(
        planUninstall(assistant, machine),
        { yes, what: say('command.hooks-of-assistant', { name: assistant }) },
        context,
      );
    default:
      throw wrong(say('command.say-install-uninstall-or-status'));
  }
}

const isThere = ({ before, after }: PlannedChange): boolean => before === after;

interface Options {
  readonly assistant: AssistantId;
  readonly yes: boolean;
  readonly withVault: boolean;
}

function readOptions(args: readonly string[]): Options {
  const options = {
    ai: { type: 'string' },
    yes: { type: 'boolean' },
    'with-vault': { type: 'boolean' },
  } as const;
  const { values } = readArguments('hook', args, options, [], HINT);
  const { ai = '', yes = false, 'with-vault': withVault = false } = values;
  if (!isAssistant(ai)) throw wrong(say('command.ai-needs-one-of', { names: ASSISTANTS.join(', ') }));
  return { assistant: ai, yes, withVault };
}

const HINT = say('command.see-augno-vault-hook-help');

const wrong = (message: Said): AppError => usage(message, 'hook', HINT);
