/** `augno-vault keys …`: the dispatcher of its actions. */
import type { Command, CommandContext } from '../types.ts';
import { changeActions } from './keys-change.ts';
import { importKeys } from './keys-import.ts';
import { readActions } from './keys-read.ts';
import { keyActions } from '../provider/keys.ts';
import { usage } from '../arguments.ts';
import { say } from '../../../shared/messages/say.ts';

type Action = (args: readonly string[], context: CommandContext) => Promise<number>;

const ACTIONS: Readonly<Record<string, Action>> = {
  ...readActions,
  ...changeActions,
  import: importKeys,
  add: keyActions['add-key'],
  check: keyActions.check,
  headers: keyActions.headers,
};

export const keysCommand: Command = {
  name: 'keys',
  async run(args, context) {
    const [name, ...rest] = args;
    const action = name !== undefined && Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
    if (action === undefined) {
      throw usage(
        say('command.say-what-to-do-with-the-keys', { actions: Object.keys(ACTIONS).join(', ') }),
        'keys',
      );
    }
    return action(rest, context);
  },
};
