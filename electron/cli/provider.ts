/** `augno-vault provider …`: keys of other services, and the services they belong to. */
import { keyActions } from './provider/keys.ts';
import { serviceActions } from './provider/services.ts';
import { usage } from './arguments.ts';
import type { Command, CommandContext } from './types.ts';
import { say } from '../../shared/messages/say.ts';

type Action = (args: readonly string[], context: CommandContext) => Promise<number>;

const ACTIONS: Readonly<Record<string, Action>> = { ...serviceActions, ...keyActions };

export const providerCommand: Command = {
  name: 'provider',
  async run(args, context) {
    const [name, ...rest] = args;
    const action = name !== undefined && Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
    if (action === undefined)
      throw usage(
        say('command.say-what-to-do-actions', { actions: Object.keys(ACTIONS).join(', ') }),
        'provider',
      );
    return action(rest, context);
  },
};
